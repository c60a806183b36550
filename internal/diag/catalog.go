package diag

import (
	"cmp"
	"slices"
)

// The catalog of mistakes is split by what a reader looks for, a file each:
//
//	catalog_file.go        HG01xx  files: kinds, damage, limits, encodings, cells that are not text
//	catalog_table.go       HG02xx  tables, columns, block letters, rows, missing values
//	catalog_resource.go    HG03xx  ids, nesting, the join of RESOURCES with PRIMITIVE and STONITH
//	catalog_agent.go       HG04xx  agents, parameters, operations, meta attributes, properties
//	catalog_value.go       HG05xx  values of the wrong kind
//	catalog_constraint.go  HG06xx  constraints, rules, roles, references
//	catalog_fencing.go     HG07xx  fencing, node names
//	catalog_output.go      HG08xx  what the target cannot express, ADDITIONAL_CONFIG
//	catalog_emit.go        HG09xx  what only shows once the output is made
//	catalog_remark.go      remarks on what is no mistake, of all these ranges
//
// A code is never given to another mistake later. docs/diagnostics.md is
// generated from here.

// catalog holds every kind, in the order of declaration; Kinds sorts them.
var catalog []*Kind

// define adds a kind to the catalog. It runs while package variables are set
// up, never later.
func define(code string, severity Severity, en, ja Message) *Kind {
	k := &Kind{Code: code, Severity: severity, EN: en, JA: ja}
	catalog = append(catalog, k)
	return k
}

// msg is a message: its summary and its help lines.
func msg(summary string, help ...string) Message { return Message{Summary: summary, Help: help} }

// notes holds every note, for the completeness test.
var notes []*Note

func note(key, en, ja string) *Note {
	n := &Note{Key: key, EN: en, JA: ja}
	notes = append(notes, n)
	return n
}

// Notes for related places.
var (
	NoteFirst   = note("first", "the first one is here", "最初のものはここです")
	NoteDefined = note("defined", "it is defined here", "定義はここです")
	NoteParent  = note("parent", "it belongs to {id} here", "ここで「{id}」に含まれています")
	NoteRole    = note("role", "one of its roles is used here", "ここで役割を使っています")
	NoteOther   = note("other", "the other one is here", "もう一方はここです")
	NoteAlso    = note("also", "the same holds here", "ここも同様です")
	noteMore    = note("more", "the same holds in {count} more places", "ほかに {count} か所も同様です")
)

// Kinds lists every mistake hagen knows, by code.
func Kinds() []*Kind {
	out := slices.Clone(catalog)
	slices.SortFunc(out, func(a, b *Kind) int { return cmp.Compare(a.Code, b.Code) })
	return out
}
