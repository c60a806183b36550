package diag

import (
	"cmp"
	"slices"
)

// The catalog of mistakes is split by topic, one file each:
//
//	catalog_file.go        HG01xx  files: kinds, damage, limits, encodings, cells that are not text
//	catalog_table.go       HG02xx  tables, columns, block letters, rows, missing values
//	catalog_resource.go    HG03xx  ids, nesting, the join of RESOURCES with PRIMITIVE and STONITH
//	catalog_agent.go       HG04xx  agents, parameters, operations, meta attributes, properties
//	catalog_value.go       HG05xx  values of the wrong kind
//	catalog_constraint.go  HG06xx  constraints, rules, roles, references
//	catalog_fencing.go     HG07xx  fencing, node names
//	catalog_template.go    HG075x  resource templates
//	catalog_output.go      HG08xx  what the target cannot express, ADDITIONAL_CONFIG
//	catalog_emit.go        HG09xx  what only shows once the output is made
//	catalog_migrate.go     HG10xx  what changes when a cluster moves to another release
//	catalog_remark.go      remarks on what is not a mistake, of all these ranges
//
// The words are in the language files of package message: HG0701 is the summary,
// HG0701.1 and so on what to write instead.
//
// A code is never given to another mistake later. docs/diagnostics.md is
// generated from here.

// catalog holds every kind, in the order of declaration; Kinds sorts them.
var catalog []*Kind

// define adds a kind to the catalog. It only runs while package variables are
// initialized.
func define(code string, severity Severity) *Kind {
	k := &Kind{Code: code, Severity: severity}
	catalog = append(catalog, k)
	return k
}

// notes holds every note, for the completeness test.
var notes []*Note

func note(key string) *Note {
	n := &Note{Key: key}
	notes = append(notes, n)
	return n
}

// Notes for related places.
var (
	NoteFirst   = note("first")
	NoteDefined = note("defined")
	NoteParent  = note("parent")
	NoteRole    = note("role")
	NoteOther   = note("other")
	NoteAlso    = note("also")
	NoteAccept  = note("accepted")
	noteMore    = note("more")
)

// Kinds lists every mistake hagen knows, by code.
func Kinds() []*Kind {
	out := slices.Clone(catalog)
	slices.SortFunc(out, func(a, b *Kind) int { return cmp.Compare(a.Code, b.Code) })
	return out
}

// Codes lists the codes of all kinds.
func Codes() []string {
	var out []string
	for _, k := range Kinds() {
		out = append(out, k.Code)
	}
	return out
}
