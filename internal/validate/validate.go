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
	c := &checker{cfg: cfg, env: env, index: cfg.Index(), report: report}
	for _, check := range checks {
		check(c)
	}
}

// checker is one run over one configuration.
type checker struct {
	cfg    *model.Config
	env    Env
	index  *model.Index
	report *diag.List
}

// checks run in this order; none depends on another. The report is sorted by
// place, so the order only groups them for the reader.
var checks = []func(*checker){
	// What stands in the tables of one resource.

	// How resources fit together (structure, references, constraints, fencing).
}
