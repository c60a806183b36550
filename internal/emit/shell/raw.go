package shell

import (
	"fmt"
	"slices"
	"strconv"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// raw writes the steps for CIB_XML: pcs has no command for an element as such.
func (e *emitter) raw(early bool) {
	if len(e.cfg.Fragments) == 0 {
		return
	}
	e.section("Elements that no table describes")
	for _, s := range e.built().Raw() {
		if s.Early != early {
			continue
		}
		at := where(s.From, schema.KeyXML, "")
		if e.pcsOnly {
			e.errs = append(e.errs, &Inexpressible{From: s.From, Field: schema.KeyXML, Value: schema.CIBXMLTable, PCS: e.target.PCS, PcsOnly: true})
			continue
		}
		options, why := "--modify --allow-create --scope "+s.Section, "elements as such"
		if s.Replace {
			options, why = "--replace --scope "+s.Section, "elements at a certain place, so the whole section is replaced"
		}
		text, err := cibadmin(options, s.XML)
		if err != nil {
			e.errs = append(e.errs, fmt.Errorf("%s: %w", at, err))
			continue
		}
		e.step(at, text, []string{"cibadmin: pcs " + e.target.PCS + " has no command for " + why + "; Red Hat supports what pcs made"})
	}
}

// renamed says that the ids of CIB_ID are not in the script.
func (e *emitter) renamed(list []*model.Rename) {
	e.section("Ids that no command gives")
	if len(list) > 0 {
		e.step(where(list[0].From, schema.KeyImplied, ""), "", []string{"only in the XML: the ids of CIB_ID. They mean nothing to the cluster; this script makes those of pcs"})
	}
}

const acceptedWhy = "--force: a mistake in this row is in the table ACCEPT"

// acceptedRows are the rows with an accepted mistake, as where begins.
func acceptedRows(cfg *model.Config) map[string]bool {
	out := map[string]bool{}
	for _, a := range cfg.Accepted {
		for _, r := range a.Rows {
			out[r.Table+" row "+strconv.Itoa(r.Number)] = true
		}
	}
	return out
}

// acceptedIn reports whether a row of an entity has an accepted mistake.
func (e *emitter) acceptedIn(from model.Origin, column schema.Key) bool {
	return from != nil && from.Table() != "" && e.accepted[from.Table()+" row "+strconv.Itoa(from.At(column).Row)]
}

// acceptedOf reports whether a primitive has a row with an accepted mistake.
func (e *emitter) acceptedOf(p *model.Primitive) bool {
	if len(e.accepted) == 0 {
		return false
	}
	found := e.acceptedIn(p.Row, schema.KeyID) || e.acceptedIn(p.From, schema.KeyID)
	for _, a := range slices.Concat(model.Pairs(p.Params), model.Pairs(p.Meta)) {
		found = found || e.acceptedIn(a.From, schema.KeyValue)
	}
	for _, o := range p.Operations {
		found = found || e.acceptedIn(o.From, schema.KeyType)
	}
	return found
}
