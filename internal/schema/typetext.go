package schema

import "hagen/internal/message"

var textResource = message.New("type.resource")

// Text says what the values of a type are; it is zero where the help of the column
// says it.
func (t Type) Text() message.Text {
	switch t {
	case ID:
		return message.New("type.id")
	case Node:
		return message.New("type.node")
	case NodeID:
		return message.New("type.node-id")
	case ResourceRef, AnyRef:
		return textResource
	case DeviceRef:
		return message.New("type.device")
	case TemplateRef:
		return message.New("type.template")
	case Ticket:
		return message.New("type.ticket")
	case ACLRole:
		return message.New("type.acl-role")
	case Account:
		return message.New("type.account")
	case Score:
		return message.New("type.score")
	case Level:
		return message.New("type.level")
	case Boolean:
		return message.New("type.boolean")
	case Name:
		return message.New("type.name")
	case Value:
		return message.New("type.value")
	case Rule:
		return message.New("type.rule")
	case PcsCommand:
		return message.New("type.command")
	case PortRange:
		return message.New("type.port-range")
	case Number:
		return message.New("type.number")
	case Path:
		return message.New("type.path")
	}
	return message.Text{}
}
