package model

import (
	"cmp"

	"hagen/internal/cib"
)

// Constraints returns the number of constraints of all kinds.
func (c *Config) Constraints() int {
	return len(c.Locations) + len(c.Colocations) + len(c.Orders) + len(c.Tickets)
}

// Location says where a resource may or may not run: by node and score, or by
// rule.
type Location struct {
	ID  string // "" lets the emitter name it the way pcs does
	Rsc string
	// Pattern is set instead of Rsc: a regular expression for ids of resources, with
	// ! in front for those it does not match.
	Pattern string
	Node    string
	// Score is the final score: "avoids" has become a negative score, and a blank
	// one INFINITY.
	Score string
	// DefaultScore marks a score that the sheet left blank.
	DefaultScore bool
	Role         string         // "" for all roles; a rule has its own
	Discovery    string         // "", always, never, exclusive
	Rule         *Rule          // set instead of Node and Score
	More         []*Rule        // further rules
	Sets         []*ResourceSet // instead of Rsc and Role, by node
	From         Origin
	// From's fields: rsc, prefers, node, score, role by node; rsc by rule; node, score
	// by set; all resource-discovery, id
}

// MadeID is the id pcs gives a location by node that has none.
func (l *Location) MadeID() string {
	return cib.CleanID("location-" + l.Named() + "-" + l.Node + "-" + l.Score)
}

// Rules are all rules of a location.
func (l *Location) Rules() []*Rule {
	if l.Rule == nil {
		return nil
	}
	return append([]*Rule{l.Rule}, l.More...)
}

// Named is the resource or the pattern as an id is formed of it.
func (l *Location) Named() string { return cmp.Or(l.Pattern, l.Rsc) }

// Subject is the resource or the pattern as pcs has it.
func (l *Location) Subject() string {
	if l.Pattern != "" {
		return "regexp%" + l.Pattern
	}
	return l.Rsc
}

// Colocation puts Rsc where WithRsc is.
type Colocation struct {
	ID       string
	Rsc      string
	WithRsc  string
	Score    string
	RscRole  string
	WithRole string
	// Influence: false keeps Rsc, while it is not active, from deciding where
	// WithRsc runs.
	Influence string
	// NodeAttribute is what the nodes of both must have in common; "" is the name.
	NodeAttribute string
	Sets          []*ResourceSet // instead of Rsc and WithRsc
	From          Origin         // fields: rsc, with-rsc, score, rsc-role, with-rsc-role, influence, node-attribute, id
}

// Order makes Then wait for First.
type Order struct {
	ID          string
	First, Then string
	Kind        string         // "" , Mandatory, Optional, Serialize
	FirstAction string         // "" means start
	ThenAction  string         // "" means start for pcs, FirstAction for Pacemaker; pcs writes it out
	Symmetrical string         // "", true, false
	RequireAll  string         // "", true, false: one instance of First is enough
	Sets        []*ResourceSet // instead of First and Then
	From        Origin
	// From's fields: first-rsc, then-rsc, kind, first-action, then-action, symmetrical, require-all, id
}

// Ticket lets a resource run only while the site holds a ticket.
type Ticket struct {
	ID         string
	Ticket     string
	Rsc        string
	RscRole    string         // "" for every role
	LossPolicy string         // "", stop, demote, fence, freeze
	Sets       []*ResourceSet // instead of Rsc and RscRole
	From       Origin         // fields: ticket, rsc, rsc-role, loss-policy, id
}
