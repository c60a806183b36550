package meaning

import "hagen/internal/message"

// kindTexts name the kinds of objects. Pacemaker's terms are not translated where
// people use them in English.
var kindTexts = map[Kind]message.Text{
	Property:     message.New("kind.property"),
	RscDefault:   message.New("kind.rsc-default"),
	OpDefault:    message.New("kind.op-default"),
	Node:         message.New("kind.node"),
	Primitive:    message.New("kind.primitive"),
	Group:        message.New("kind.group"),
	Clone:        message.New("kind.clone"),
	Location:     message.New("kind.location"),
	Colocation:   message.New("kind.colocation"),
	Order:        message.New("kind.order"),
	FencingLevel: message.New("kind.fencing-level"),
	Alert:        message.New("kind.alert"),
	Recipient:    message.New("kind.recipient"),
	Tag:          message.New("kind.tag"),
	Ticket:       message.New("kind.ticket"),
	ACLRole:      message.New("kind.acl-role"),
	ACLUser:      message.New("kind.acl-user"),
	ACLGroup:     message.New("kind.acl-group"),
	Bundle:       message.New("kind.bundle"),
	Template:     message.New("kind.template"),
}

// Message returns the name of the kind.
func (k Kind) Message() message.Message {
	if t, known := kindTexts[k]; known {
		return t.With()
	}
	return message.Verbatim(string(k))
}
