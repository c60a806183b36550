// Package validate finds what is wrong with a cluster as a whole: what the
// agents, the target's pcs and Pacemaker itself would refuse, ignore or read
// differently from what the sheet's writer meant.
//
// Its errors include everything the target's pcs refuses. Where a check is
// stricter than pcs its comment says why.
package validate

import (
	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/target"
)

// Env is what the checks know besides the configuration.
type Env struct {
	Catalog *agents.Catalog
	Target  *target.Target
}

// Config checks a configuration and adds what it finds to the report. It
// changes nothing.
func Config(cfg *model.Config, env Env, report *diag.List) {
	c := &checker{cfg: cfg, env: env, index: cfg.Index(), report: &reporter{list: report}}
	for _, check := range checks {
		check(c)
	}
}

// checker is one run over one configuration.
type checker struct {
	cfg    *model.Config
	env    Env
	index  *model.Index
	report *reporter
	// roleUses are the uses of roles that wait for clonesWithRoles.
	roleUses map[*model.Clone][]roleUse
	book     *nodeBook                    // see nodeBook
	looks    map[string][]string          // ids by what they look like
	located  map[string][]*model.Location // locations by resource
	fencers  map[*model.Primitive]hosts   // what hostsOf says
	nested   map[diag.Place]bool          // cells of RESOURCES with a finding that settles their nesting
}

// checks run in this order. The report is sorted by place, so the order only
// groups them for the reader, with two exceptions: the first two settle
// which cells cannot be trusted, the last two report only cells without a finding.
var checks = []func(*checker){
	(*checker).characters,
	(*checker).unescaped,
	(*checker).names,

	// What is in the tables of one resource, and in lists of names and values.
	(*checker).agents,
	(*checker).remoteResources,
	(*checker).parameters,
	(*checker).uniqueParameters,
	(*checker).operations,
	(*checker).metaAttributes,
	(*checker).defaults,
	(*checker).properties,
	(*checker).nodeAttributes,
	(*checker).utilization,
	(*checker).alerts,
	(*checker).commands,

	// How resources fit together.
	(*checker).ids,
	(*checker).nesting,
	(*checker).columnValues,
	(*checker).ruleWords,
	(*checker).serialized,
	(*checker).repeats,
	(*checker).nowhere,
	(*checker).groupLocations,
	(*checker).colocations,
	(*checker).orders,
	(*checker).roles,
	(*checker).fencing,
	(*checker).hostMaps,
	(*checker).controllers,
	(*checker).fencingLevels,
	(*checker).fencePlaces,
	(*checker).nodes,
	(*checker).tags,

	// What is right and yet not all that its writer may think.
	(*checker).priorityDelay,
	(*checker).filledIn,
	(*checker).blankScores,

	(*checker).placeholders,
	(*checker).oddValues,
}

// reporter passes findings on, without the tail of consequences: a cell with
// characters that cannot be what its writer meant gets that one finding, and
// none of those it would cause (an unknown name, a reference to nothing).
type reporter struct {
	list     *diag.List
	broken   map[diag.Place]bool // nothing more is said here
	reported map[diag.Place]bool
	refused  map[diag.Place]bool // reported as an error
}

// Add reports a finding, as diag.List.Add does.
func (r *reporter) Add(kind *diag.Kind, at diag.Place, args diag.Args, related ...diag.Related) {
	if r.broken[at] {
		return
	}
	if r.reported == nil {
		r.reported, r.refused = map[diag.Place]bool{}, map[diag.Place]bool{}
	}
	if kind.Severity > diag.Remark { // a remark is not a mistake
		r.reported[at] = true
	}
	if kind.Severity == diag.Error {
		r.refused[at] = true
	}
	r.list.Add(kind, at, args, related...)
}

// Full reports whether a further finding of a kind would only be counted: a guess
// at what was meant, which takes a look at everything there is, is in vain.
func (r *reporter) Full(kind *diag.Kind) bool { return r.list.Full(kind) }

// Last reports a finding and keeps every further one away from its cell.
func (r *reporter) Last(kind *diag.Kind, at diag.Place, args diag.Args) {
	r.Add(kind, at, args)
	r.Settle(at)
}

// Settle keeps findings away from a cell that everything has been said about.
func (r *reporter) Settle(at diag.Place) {
	if at.IsZero() {
		return // no cell of the sheet
	}
	if r.broken == nil {
		r.broken = map[diag.Place]bool{}
	}
	r.broken[at] = true
}
