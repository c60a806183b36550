package schema

import (
	"hagen/internal/cib"
	"hagen/internal/message"
)

var textSymmetrical = message.New("column.ORDER.symmetrical")

// What the tables of resource sets have in common: a row is a set, and a blank id
// adds it to the constraint above.
var (
	setsID = Column{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Inherit: true,
		Help: message.New("column.sets.id")}
	setMembers = Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Element: cib.ResourceRef, Attribute: "id", Required: true, Several: true,
		Help: message.New("column.sets.rsc")}
	setOwnID = Column{Key: KeySetID, Header: "set-id", Type: ID, Element: cib.ResourceSet, Attribute: "id", Help: message.New("column.sets.set-id")}
)

func setSequential(help message.Text) Column {
	return Column{Key: KeySequential, Header: "sequential", Type: Boolean, Element: cib.ResourceSet, Attribute: "sequential", Help: help}
}

func setRole(help message.Text) Column {
	return Column{Key: KeyRole, Header: "role", Type: Role, Element: cib.ResourceSet, Attribute: "role", Enum: roles, Help: help}
}
