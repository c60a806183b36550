package proof

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// ruleCells writes rules in one cell: conditions of each kind, in brackets up to three
// deep. They have a stream of their own, so that the rest of a seed's sheet stays what
// it was.
func (g *generator) ruleCells(r *rand.Rand) {
	c := &ruleCell{r: r, oneString: g.target.RuleOneString}
	header := false
	for _, t := range g.tops {
		if t.fence || r.IntN(4) > 0 {
			continue
		}
		if !header {
			g.table("LOCATION_RULE")
			g.row("rsc", "score", "rule", "id", "rule-id")
			header = true
		}
		rsc, score := t.id, fmt.Sprint(1+r.IntN(1000))
		if r.IntN(3) == 0 {
			rsc = []string{"regexp%^" + t.id + "$", "regexp%!^" + t.id + "$|^no"}[r.IntN(2)]
		}
		if r.IntN(4) == 0 {
			score = "score-attribute=#health"
		}
		if r.IntN(3) > 0 {
			g.row(rsc, score, c.rule(3))
			continue
		}
		id := "where-" + t.id
		g.row(rsc, score, c.rule(3), id, id+"-first")
		if c.oneString {
			continue // Pacemaker 3 has one rule in a location
		}
		for i := range 1 + r.IntN(2) {
			c.serial++
			g.row(rsc, fmt.Sprint(2000+i), fmt.Sprintf("cell%d eq 1 and (%s)", c.serial, c.rule(2)), id, fmt.Sprintf("%s.%d", id, i))
		}
	}
}

type ruleCell struct {
	r         *rand.Rand
	serial    int
	oneString bool
}

func (c *ruleCell) rule(depth int) string {
	n := 1 + c.r.IntN(3)
	var parts []string
	for range n {
		if depth > 0 && c.r.IntN(3) == 0 {
			parts = append(parts, "("+c.rule(depth-1)+")")
		} else {
			parts = append(parts, c.condition())
		}
	}
	return strings.Join(parts, []string{" and ", " or "}[c.r.IntN(2)])
}

func (c *ruleCell) condition() string {
	c.serial++
	dates := []string{"2026-01-31", "20260131", "2026-W05-6", "2026-01-31T09:00:00Z", "2026-01-31T09:00:00+09:00", "2026-031"}
	date := dates[c.r.IntN(len(dates))]
	all := []string{
		fmt.Sprintf("cell%d eq 1", c.serial), fmt.Sprintf("defined cell%d", c.serial), fmt.Sprintf("cell%d gte integer -%d", c.serial, c.serial),
		fmt.Sprintf("cell%d lt version 1.%d", c.serial, c.serial), "date gt " + date, "DATE lt " + date,
		"date in_range 2026-01-01 to 2027-01-01", "date in_range 2026-01-01 to duration months=3 weeks=2",
		"date-spec hours=9-17 weekdays=1-5", "date-spec years=2026 months=3",
	}
	all = append(all, "date in_range to 2027-01-01", "date-spec minutes=30 seconds=0-9", "date in_range 2026-01-01 to duration days=2 seconds=5")
	if !c.oneString {
		all = append(all, "date-spec moon=4", fmt.Sprintf(`cell%d eq "two words"`, c.serial))
	}
	return all[c.r.IntN(len(all))]
}
