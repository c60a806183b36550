// Package worldtest makes worlds for package scheduler out of sheets, as hagen what-if
// does on a machine that has crm_simulate.
package worldtest

import (
	"context"
	"fmt"

	"hagen/internal/apply/tools"
	"hagen/internal/compile"
	"hagen/internal/parse"
	"hagen/internal/scheduler"
)

// target is the release of the machines that run the tests.
const target = "debian12"

// Start makes the world of a sheet, and gives the CIB that it compiles to. Without
// nodes it has those of the sheet. It fails without crm_simulate: require that first.
func Start(ctx context.Context, file, sheet string, nodes ...string) (*scheduler.World, []byte, error) {
	options, err := compile.For(target)
	if err != nil {
		return nil, nil, err
	}
	in := compile.Open(file, []byte(sheet), parse.Options{})
	unit, err := in.Compile(in.Sheets()[0], options)
	if err != nil {
		return nil, nil, err
	}
	if unit.XML == nil {
		return nil, nil, fmt.Errorf("%s does not compile: %v", file, unit.Report.Sorted())
	}
	if nodes == nil {
		if nodes, err = scheduler.NodesOf(unit.XML); err != nil {
			return nil, nil, err
		}
	}
	world, err := scheduler.Start(ctx, tools.New("local:", tools.Local{}), unit.XML, nodes)
	return world, unit.XML, err
}
