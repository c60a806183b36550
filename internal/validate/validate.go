// Package validate finds what is wrong with a cluster as a whole: what the agents,
// the target's pcs and Pacemaker itself would refuse, ignore or read differently
// from what the author of the sheet meant.
//
// Its errors include everything the target's pcs refuses. Where a check is stricter
// than pcs, its comment says why.
package validate

import (
	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/target"
)

// Env is what the checks use besides the configuration.
type Env struct {
	Catalog *agents.Catalog
	Target  *target.Target
}

// Config checks a configuration and adds its findings to the report. It does not
// change the configuration.
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
	// roleUses are the uses of roles that clonesWithRoles will report.
	roleUses map[*model.Clone][]roleUse
	book     *nodeBook                    // see nodeBook
	looks    map[string][]string          // ids by the ids they look like
	located  map[string][]*model.Location // locations by resource
	fencers  map[*model.Primitive]hosts   // results of hostsOf
	places   []*model.Location            // see locations
	ofSet    map[*model.Location]bool     // those of members of sets and tags
	byTag    map[string]*model.Tag        // see tagged
	raw      map[string]bool              // resources and tags of CIB_XML
	atOdd    map[string]bool              // constraints of sets whose contradiction has been reported
	nested   map[diag.Place]bool          // cells of RESOURCES whose nesting has been reported
}

// checks run in this order. The report is sorted by place, so the order only groups
// them for the reader, with two exceptions: the first two find the cells that
// cannot be trusted, the last two report only cells without a finding.
var checks = []func(*checker){
	(*checker).characters,
	(*checker).fragments,
	(*checker).unescaped,
	(*checker).names,

	// The tables of one resource, and lists of names and values.
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
	(*checker).requireAll,
	(*checker).repeats,
	(*checker).sets,
	(*checker).constraintsOfTags,
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
	(*checker).acls,
	(*checker).bundles,
	(*checker).templates,
	(*checker).templatesTogether,

	// Valid settings that may not do what their author expects.
	(*checker).priorityDelay,
	(*checker).filledIn,
	(*checker).blankScores,

	(*checker).placeholders,
	(*checker).oddValues,
}

// reporter passes findings on but suppresses their consequences: a cell with
// characters that cannot be intended gets that one finding and none of those it
// would cause (an unknown name, a dangling reference).
type reporter struct {
	list     *diag.List
	broken   map[diag.Place]bool // no further findings here
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

// Full reports whether a further finding of a kind would only be counted, so that
// an expensive guess at what was meant is not worth making.
func (r *reporter) Full(kind *diag.Kind) bool { return r.list.Full(kind) }

// Last reports a finding and suppresses all further ones for its cell.
func (r *reporter) Last(kind *diag.Kind, at diag.Place, args diag.Args) {
	r.Add(kind, at, args)
	r.Settle(at)
}

// Settle suppresses further findings for a cell.
func (r *reporter) Settle(at diag.Place) {
	if at.IsZero() {
		return // not a cell of the sheet
	}
	if r.broken == nil {
		r.broken = map[diag.Place]bool{}
	}
	r.broken[at] = true
}
