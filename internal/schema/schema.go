// Package schema declares each table of the environment-definition sheet once.
//
// The parser finds columns by it and spells their values by its types, the
// checks take the words of a column from it, the reference documentation is
// generated from it; so will be blank workbooks and the import of a CIB. A new
// table is one more declaration in tables.go, and what its columns are for in the
// language files of package message.
package schema

import (
	"strings"
	"sync"

	"hagen/internal/message"
)

// The columns of a sheet, from 1, by what is in them.
const (
	CommentColumn = 1 // A: # makes the row a comment
	NameColumn    = 2 // B: table names and block letters
	FirstColumn   = 3 // C: headers and data start here
)

// Type is the kind of value a column holds.
type Type string

// The value types of columns.
const (
	Text         Type = "text"          // any text
	ID           Type = "id"            // a new XML id
	Node         Type = "node"          // a node name
	ResourceRef  Type = "resource"      // the id of a resource of the sheet
	AnyRef       Type = "any resource"  // the same, one inside a clone included
	DeviceRef    Type = "fence device"  // the id of a STONITH resource of the sheet
	TemplateRef  Type = "template"      // the id of a TEMPLATE of the sheet
	Ticket       Type = "ticket"        // the name of a booth ticket
	ACLRole      Type = "ACL role"      // the id of an ACL role of the sheet
	Account      Type = "account"       // the name of a user or group of the nodes
	Score        Type = "score"         // -INFINITY … integer … INFINITY
	Level        Type = "level"         // fencing level, from 1
	Boolean      Type = "boolean"       // true or false
	Enum         Type = "enum"          // one of Column.Enum
	Role         Type = "role"          // Started, Stopped, Promoted, Unpromoted
	Action       Type = "action"        // start, stop, promote, demote
	OrderKind    Type = "kind"          // Mandatory, Optional, Serialize
	Operator     Type = "operator"      // rule operator
	BoolOp       Type = "bool_op"       // and, or
	Rule         Type = "rule"          // a whole rule, see package rule
	Name         Type = "name"          // the name of a parameter, property or attribute
	Value        Type = "value"         // its value; the name decides what fits
	AgentClass   Type = "class"         // ocf, systemd, lsb, service
	Provider     Type = "provider"      // heartbeat, pacemaker, …
	AgentType    Type = "agent"         // IPaddr2, …
	FenceType    Type = "fence agent"   // fence_ipmilan, …
	Operation    Type = "operation"     // start, monitor, …
	Path         Type = "path"          // an absolute path
	PcsCommand   Type = "pcs command"   // one pcs command line
	ResourceItem Type = "resource item" // Primitive, Stonith, Group, Clone, Promotable, Bundle, Template
	Number       Type = "number"        // a whole number from Column.Min to Column.Max
	PortRange    Type = "port range"    // two ports with a dash between them
	NodeID       Type = "node id"       // the nodeid of corosync
)

// Refers reports whether values of a type are ids of resources of the sheet.
func (t Type) Refers() bool {
	return t == ResourceRef || t == AnyRef || t == DeviceRef || t == TemplateRef
}

// Matches reports whether values of a type are names that must match something
// else, or be found again, letter by letter.
func (t Type) Matches() bool {
	switch t {
	case ID, Node, NodeID, Name, Ticket, ACLRole, Account, AgentClass, Provider, AgentType, FenceType, Operation:
		return true
	}
	return t.Refers()
}

// Column is one column of a table, found by its header.
type Column struct {
	Key      Key
	Header   string // as written in sheets; matched without regard to case
	Type     Type
	Required bool // the header must be there and a row must have a value
	Unless   Key  // a row that has a value in that column needs none in this one
	Inherit  bool // a blank takes the value above it in the same table
	Several  bool // may occur side by side, each with a value of its own
	Depth    bool // of several, one is filled, and its position is the depth of nesting
	Enum     []string
	// Min and Max bound a Number; a Max of 0 sets no upper bound.
	Min, Max int
	// Element and Attribute are where the value goes in the CIB, when it goes
	// there as it is; without an Element into that of the block. A column without
	// an Attribute takes code. With the Element OfSet it goes into the attribute set
	// of the row, which may be any of the block's.
	Element, Attribute string
	// Others are where else the value may go: another column says to which.
	Others []Other
	// Prefix in a value sends it, without the prefix, to the first of Others.
	Prefix string
	Help   message.Text
}

// Other is an element and an attribute of it that a column gives for some rows.
type Other struct{ Element, Attribute string }

// Block is a run of rows under one header row: the whole of a plain table, or
// one lettered part (P, A, O, R) of a block table.
type Block struct {
	Letter  string // "" in a plain table
	Columns []Column
	// Element is what a row is in the CIB, or part of; "" when code decides.
	Element string
	// Alone are columns that make a whole row, or a whole table, without the others.
	Alone []Key
	// Sets are the attribute sets that names and values go into.
	Sets []Set
	// Open blocks take every other column as an operation option named by its
	// header, case kept.
	Open bool
	Help message.Text
}

// OfSet is the Element of columns that say something of the attribute set of a row.
const OfSet = "set"

// Set is a kind of attribute set: the element, and the word in the column "type"
// that names the kind, "" where there is but one.
type Set struct{ Word, Element string }

// Table is one table of the sheet.
type Table struct {
	Name   string
	Title  message.Text
	Help   message.Text
	Blocks []Block
	// PerEntity tables hold one entity each and are repeated: one PRIMITIVE
	// table a resource. Others go on where an earlier one of the name ended.
	PerEntity bool
	// Item is what RESOURCES calls the resources the table defines, such as
	// Primitive; "" in tables that define none.
	Item string
}

// Plain reports whether the table has a single header row and no block letters.
func (t *Table) Plain() bool { return len(t.Blocks) == 1 && t.Blocks[0].Letter == "" }

// Block finds a block by its letter, without regard to case.
func (t *Table) Block(letter string) (*Block, bool) {
	for i := range t.Blocks {
		if strings.EqualFold(t.Blocks[i].Letter, letter) {
			return &t.Blocks[i], true
		}
	}
	return nil, false
}

// Letters lists the block letters of a table in order.
func (t *Table) Letters() []string {
	var out []string
	for _, b := range t.Blocks {
		if b.Letter != "" {
			out = append(out, b.Letter)
		}
	}
	return out
}

// Column finds a column by its header, without regard to case.
func (b *Block) Column(header string) (*Column, bool) {
	for i := range b.Columns {
		if strings.EqualFold(b.Columns[i].Header, header) {
			return &b.Columns[i], true
		}
	}
	return nil, false
}

// Field finds a column by its key.
func (b *Block) Field(key Key) (*Column, bool) {
	for i := range b.Columns {
		if b.Columns[i].Key == key {
			return &b.Columns[i], true
		}
	}
	return nil, false
}

// SetOf finds the element of the attribute set that a word names, "" when there is
// none.
func (b *Block) SetOf(word string) string {
	for _, s := range b.Sets {
		if s.Word == word {
			return s.Element
		}
	}
	return ""
}

// Target is the element and attribute of the CIB that a column gives; the
// attribute is "" when that takes code. Of several attribute sets it is the first.
func (b *Block) Target(c *Column) (element, attribute string) {
	if c.Element == OfSet {
		return b.Sets[0].Element, c.Attribute
	}
	if c.Element != "" {
		return c.Element, c.Attribute
	}
	return b.Element, c.Attribute
}

// elements are all elements that a column may go into.
func (b *Block) elements(c *Column) []string {
	if c.Element != OfSet {
		element, _ := b.Target(c)
		return []string{element}
	}
	var out []string
	for _, s := range b.Sets {
		out = append(out, s.Element)
	}
	return out
}

// For finds the column that gives an attribute of an element; of several tables
// the first.
func For(element, attribute string) (*Column, bool) {
	c, ok := byAttribute()[[2]string{element, attribute}]
	return c, ok
}

var byAttribute = sync.OnceValue(func() map[[2]string]*Column {
	out := map[[2]string]*Column{}
	for _, t := range tables {
		for i := range t.Blocks {
			b := &t.Blocks[i]
			for j := range b.Columns {
				for _, element := range b.elements(&b.Columns[j]) {
					at := [2]string{element, b.Columns[j].Attribute}
					if at[1] != "" && out[at] == nil {
						out[at] = &b.Columns[j]
					}
				}
				for _, other := range b.Columns[j].Others {
					out[[2]string{other.Element, other.Attribute}] = &b.Columns[j]
				}
			}
		}
	}
	return out
})

// Lookup finds a table by its name, without regard to case.
func Lookup(name string) (*Table, bool) {
	for _, t := range Tables() {
		if strings.EqualFold(t.Name, name) {
			return t, true
		}
	}
	return nil, false
}

// Defining finds the table that defines the resources of a resourceItem. Groups
// and clones have none: RESOURCES says all there is to say.
func Defining(item string) (*Table, bool) {
	for _, t := range Tables() {
		if t.Item == item && item != "" {
			return t, true
		}
	}
	return nil, false
}
