package validate

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// placeholders finds values that only keep a place: なし and - where a cell should
// be blank, TBD and XX.XX.XX.XX where nothing is decided yet, <hostname> from a
// template. Each is a value like any other to pcs and Pacemaker. Where an agent
// lists such a word or has it for its default, it is one; "none" and "null" are
// words of so many programs that nothing is said of them.
func (c *checker) placeholders() {
	meant := c.listedValues()
	c.texts(func(t text) {
		if t.command || c.report.reported[t.at] || meant[t.at] {
			return
		}
		if isPlaceholder(t.value) || t.name && isUndecided(t.value) {
			shown := t.value
			if t.secret {
				shown = diag.Mask
			}
			c.report.Add(diag.Placeholder, t.at, diag.Args{"text": shown})
		}
	})
}

// listedValues are the cells whose value the metadata of an agent name, and those
// that hold patterns.
func (c *checker) listedValues() map[diag.Place]bool {
	out := map[diag.Place]bool{}
	for _, p := range c.cfg.Primitives() {
		agent, known := c.agent(p)
		for _, a := range model.Pairs(p.Params) {
			cell := at(a.From, schema.KeyValue)
			if patternName.MatchString(a.Name) {
				out[cell] = true
			}
			if !known {
				continue
			}
			if param, ok := agent.Param(a.Name); ok && (a.Value == param.Default || slices.Contains(param.Enum, a.Value)) {
				out[cell] = true
			}
		}
	}
	return out
}

// patternName recognises parameters that take a pattern or markup, such as the
// testregex of apache.
var patternName = regexp.MustCompile(`regex|pattern|match|format|string|query|sql`)

// nothing are words that stand for no value, undecided those for a value to come.
var (
	nothing   = []string{"-", "--", "---", "ー", "―", "–", "—", "−", "‐", "なし", "無し", "無", "ナシ", "特になし", "n/a", "n.a.", "同上", "〃", "없음", "해당없음"}
	undecided = []string{"tbd", "tba", "todo", "fixme", "未定", "要確認", "確認中", "未確認", "未設定", "未記入", "未入力", "未決定", "調整中", "検討中", "미정", "확인필요"}
)

// The shapes of what is to be filled in: <…>, letters for digits in an address,
// a word of x, ○ or question marks.
var (
	angled  = regexp.MustCompile(`^<[^<>]+>$`)
	markup  = regexp.MustCompile(`^</?[a-z0-9]+( */)?>$`)
	filler  = regexp.MustCompile(`host|ip|addr|name|pass|user|node|vip|device|disk|port|path|dir|nic|value`)
	masked  = regexp.MustCompile(`^([0-9]{1,3}|[xX]{1,3}|[nN]{1,3})(\.([0-9]{1,3}|[xX]{1,3}|[nN]{1,3})){3}(/([0-9]{1,2}|[xX]{1,2}))?$`)
	crosses = regexp.MustCompile(`^[xX]{3,}$|^\?{2,}$|[○〇◯●△▲□■◎]{2}`)
	address = regexp.MustCompile(`^[0-9./]+$`)
)

// isPlaceholder reports whether a text keeps the place of a value.
func isPlaceholder(s string) bool {
	half := strings.ToLower(strings.TrimSpace(suggest.HalfWidth(s)))
	return slices.Contains(nothing, half) || isUndecided(s) || isAngled(s, half) || crosses.MatchString(half) ||
		masked.MatchString(half) && !address.MatchString(half)
}

// isAngled reports whether a text is something to fill in, in brackets: <hostname>,
// <Node 1>. A single word in lower case that names no such thing may be markup.
func isAngled(s, half string) bool {
	s = strings.TrimSpace(s)
	return angled.MatchString(half) && (!markup.MatchString(s) || filler.MatchString(s))
}

// isUndecided reports whether a text says that the value is to come, as a remark
// would, or in brackets: ※要確認, (TBD).
func isUndecided(s string) bool {
	s = strings.ToLower(strings.TrimSpace(suggest.HalfWidth(s)))
	s = strings.Trim(s, "※*()[]{}【】〔〕「」<>!?:・ ")
	return slices.Contains(undecided, s)
}
