package schema

import (
	"hagen/internal/cib"
	"hagen/internal/message"
)

// Tables lists every table in the order sheets usually have them. The slice
// and what it points to are shared: read, never write.
func Tables() []*Table { return tables }

// plain is a shorthand for a plain table's single block, whose rows are elements
// of one name.
func plain(element string, columns ...Column) []Block {
	return []Block{{Element: element, Columns: columns}}
}

// pairs is a shorthand for the block of a plain table of names and values that
// go into sets of one kind. Columns may go before them.
func pairs(set string, name, value message.Text, before ...Column) []Block {
	return []Block{{Sets: []Set{{Element: set}}, Columns: append(before, nameValue(name, value)...)}}
}

// nameValue are the columns of a name and a value, and of the attribute set they go
// into.
func nameValue(nameHelp, valueHelp message.Text) []Column {
	return []Column{
		{Key: KeyName, Header: "name", Type: Name, Element: cib.Pair, Attribute: "name", Required: true, Help: nameHelp},
		{Key: KeyValue, Header: "value", Type: Value, Element: cib.Pair, Attribute: "value", Required: true, Help: valueHelp},
		setID, setScore, setRule,
	}
}

// What each table of names and values has of the set they go into.
var (
	setID    = Column{Key: KeySet, Header: "set", Type: ID, Element: OfSet, Attribute: "id", Help: message.New("column.attributes.set")}
	setScore = Column{Key: KeySetScore, Header: "set-score", Type: Score, Element: OfSet, Attribute: "score", Help: message.New("column.attributes.set-score")}
	setRule  = Column{Key: KeyRule, Header: "rule", Type: Rule, Element: OfSet, Help: message.New("column.attributes.rule")}
)

// What many blocks of names and values say of their columns.
var (
	textAttributeName  = message.New("column.attributes.name")
	textAttributeValue = message.New("column.attributes.value")
)

var attributeBlock = Block{
	Letter: "A",
	Sets:   []Set{{"options", cib.InstanceAttributes}, {"meta", cib.MetaAttributes}, {"utilization", cib.Utilization}},
	Columns: append([]Column{{
		Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
		Enum: []string{"options", "meta", "utilization"},
		Help: message.New("column.attributes.type"),
	}}, nameValue(textAttributeName, textAttributeValue)...),
	Help: message.New("block.attributes"),
}

// What several kinds of constraints have.
var (
	constraintID = Column{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Help: message.New("column.constraint.id")}
	discovery    = Column{Key: KeyDiscovery, Header: "resource-discovery", Type: Enum, Attribute: "resource-discovery",
		Enum: []string{"always", "never", "exclusive"}, Help: message.New("column.constraint.resource-discovery")}
)

// What names the agent of primitives and of templates.
var (
	agentClass    = Column{Key: KeyClass, Header: "class", Type: AgentClass, Attribute: "class", Help: message.New("column.PRIMITIVE.class")}
	agentProvider = Column{Key: KeyProvider, Header: "provider", Type: Provider, Attribute: "provider", Help: message.New("column.PRIMITIVE.provider")}
	textAgentType = message.New("column.PRIMITIVE.type")
)

// defaultOps says whether the operations in the sheet are all there are.
var defaultOps = Column{Key: KeyDefaultOps, Header: "default-ops", Type: Boolean, Help: message.New("column.definition.default-ops")}

var textDescription = message.New("column.definition.description")

// description is what people say of a resource; Pacemaker does not read it.
var description = Column{Key: KeyDescription, Header: "description", Type: Text, Attribute: "description", Help: textDescription}

var operationBlock = Block{
	Letter:  "O",
	Element: cib.Op,
	Open:    true,
	Columns: []Column{{
		Key: KeyType, Header: "type", Type: Operation, Attribute: "name", Required: true,
		Help: message.New("column.operations.type"),
	}},
	Help: message.New("block.operations"),
}

var tables = []*Table{
	{
		Name:  NodeTable,
		Title: message.New("table.NODE.title"),
		Help:  message.New("table.NODE.help"),
		Blocks: []Block{{Element: cib.Node, Alone: []Key{KeyUname, KeyNodeID}, Sets: []Set{{"attribute", cib.InstanceAttributes}, {"utilization", cib.Utilization}}, Columns: []Column{
			{Key: KeyUname, Header: "uname", Type: Node, Attribute: "uname", Required: true, Inherit: true,
				Help: message.New("column.NODE.uname")},
			{Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"attribute", "utilization"},
				Help: message.New("column.NODE.type")},
			{Key: KeyName, Header: "name", Type: Name, Element: cib.Pair, Attribute: "name", Required: true, Help: textAttributeName},
			{Key: KeyValue, Header: "value", Type: Value, Element: cib.Pair, Attribute: "value", Required: true, Help: textAttributeValue},
			setID, setScore, setRule,
			{Key: KeyNodeID, Header: "id", Type: NodeID, Attribute: "id", Help: message.New("column.NODE.id")},
		}}},
	},
	{
		Name:   PropertyTable,
		Title:  message.New("table.PROPERTY.title"),
		Help:   message.New("table.PROPERTY.help"),
		Blocks: pairs(cib.PropertySet, message.New("column.PROPERTY.name"), message.New("column.PROPERTY.value")),
	},
	{
		Name:   RscDefaultsTable,
		Title:  message.New("table.RSC_DEFAULTS.title"),
		Help:   message.New("table.RSC_DEFAULTS.help"),
		Blocks: pairs(cib.MetaAttributes, message.New("column.RSC_DEFAULTS.name"), message.New("column.RSC_DEFAULTS.value")),
	},
	{
		Name:   OpDefaultsTable,
		Title:  message.New("table.OP_DEFAULTS.title"),
		Help:   message.New("table.OP_DEFAULTS.help"),
		Blocks: pairs(cib.MetaAttributes, message.New("column.OP_DEFAULTS.name"), message.New("column.OP_DEFAULTS.value")),
	},
	{
		Name:  ResourcesTable,
		Title: message.New("table.RESOURCES.title"),
		Help:  message.New("table.RESOURCES.help"),
		Blocks: plain("",
			Column{Key: KeyResourceItem, Header: "resourceItem", Type: ResourceItem, Required: true, Several: true, Depth: true,
				Enum: []string{ItemPrimitive, ItemStonith, ItemGroup, ItemClone, ItemPromotable, ItemBundle, ItemTemplate},
				Help: message.New("column.RESOURCES.resourceItem")},
			Column{Key: KeyID, Header: "id", Type: ID, Required: true, Help: message.New("column.RESOURCES.id")},
			Column{Key: KeyDescription, Header: "description", Type: Text, Element: cib.Group, Attribute: "description",
				Others: []Other{{cib.Clone, "description"}}, Help: message.New("column.RESOURCES.description")},
		),
	},
	{
		Name:  RscAttributesTable,
		Title: message.New("table.RSC_ATTRIBUTES.title"),
		Help:  message.New("table.RSC_ATTRIBUTES.help"),
		Blocks: pairs(cib.MetaAttributes, message.New("column.RSC_ATTRIBUTES.name"), message.New("column.RSC_ATTRIBUTES.value"),
			Column{Key: KeyID, Header: "id", Type: ResourceRef, Required: true, Inherit: true, Help: message.New("column.RSC_ATTRIBUTES.id")}),
	},
	{
		Name:  StonithLevelTable,
		Title: message.New("table.STONITH_LEVEL.title"),
		Help:  message.New("table.STONITH_LEVEL.help"),
		Blocks: plain(cib.FencingLevel,
			Column{Key: KeyNode, Header: "node", Type: Node, Attribute: "target", Required: true, Inherit: true, Help: message.New("column.STONITH_LEVEL.node"),
				Others: []Other{{cib.FencingLevel, "target-pattern"}, {cib.FencingLevel, "target-attribute"}, {cib.FencingLevel, "target-value"}}},
			Column{Key: KeyID, Header: "id", Type: DeviceRef, Attribute: "devices", Required: true, Help: message.New("column.STONITH_LEVEL.id")},
			Column{Key: KeyLevel, Header: "level", Type: Level, Attribute: "index", Required: true, Help: message.New("column.STONITH_LEVEL.level")},
			Column{Key: KeyLevelID, Header: "level-id", Type: ID, Attribute: "id", Help: message.New("column.STONITH_LEVEL.level-id")},
		),
	},
	{
		Name:      PrimitiveTable,
		PerEntity: true,
		Item:      ItemPrimitive,
		Title:     message.New("table.PRIMITIVE.title"),
		Help:      message.New("table.PRIMITIVE.help"),
		Blocks: []Block{
			{Letter: "P", Element: cib.Primitive, Help: message.New("block.PRIMITIVE.P"), Columns: []Column{
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Help: message.New("column.PRIMITIVE.id")},
				agentClass,
				agentProvider,
				{Key: KeyType, Header: "type", Type: AgentType, Attribute: "type", Required: true, Unless: KeyTemplate, Help: textAgentType},
				defaultOps,
				description,
				{Key: KeyTemplate, Header: "template", Type: TemplateRef, Attribute: "template", Help: message.New("column.PRIMITIVE.template")},
			}},
			attributeBlock,
			operationBlock,
		},
	},
	{
		Name:      StonithTable,
		PerEntity: true,
		Item:      ItemStonith,
		Title:     message.New("table.STONITH.title"),
		Help:      message.New("table.STONITH.help"),
		Blocks: []Block{
			{Letter: "P", Element: cib.Primitive, Help: message.New("block.STONITH.P"), Columns: []Column{
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Help: message.New("column.STONITH.id")},
				{Key: KeyType, Header: "type", Type: FenceType, Attribute: "type", Required: true, Help: message.New("column.STONITH.type")},
				defaultOps,
				description,
			}},
			attributeBlock,
			operationBlock,
		},
	},
	{
		Name:  LocationNodeTable,
		Title: message.New("table.LOCATION_NODE.title"),
		Help:  message.New("table.LOCATION_NODE.help"),
		Blocks: plain(cib.Location,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Prefix: "regexp%", Others: []Other{{cib.Location, "rsc-pattern"}}, Required: true, Inherit: true,
				Help: message.New("column.LOCATION_NODE.rsc")},
			Column{Key: KeyPrefers, Header: "prefers/avoids", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"prefers", "avoids"}, Help: message.New("column.LOCATION_NODE.prefers-avoids")},
			Column{Key: KeyNode, Header: "node", Type: Node, Attribute: "node", Required: true, Help: message.New("column.LOCATION_NODE.node")},
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Help: message.New("column.LOCATION_NODE.score")},
			Column{Key: KeyRole, Header: "role", Type: Role, Attribute: "role", Enum: roles, Help: message.New("column.LOCATION_NODE.role")},
			discovery,
			constraintID,
		),
	},
	{
		Name:  LocationRuleTable,
		Title: message.New("table.LOCATION_RULE.title"),
		Help:  message.New("table.LOCATION_RULE.help"),
		Blocks: plain(cib.Location,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Prefix: "regexp%", Others: []Other{{cib.Location, "rsc-pattern"}}, Required: true, Inherit: true,
				Help: message.New("column.LOCATION_RULE.rsc")},
			Column{Key: KeyScore, Header: "score", Type: Score, Element: cib.Rule, Attribute: "score", Prefix: "score-attribute=", Others: []Other{{cib.Rule, "score-attribute"}}, Required: true, Inherit: true,
				Help: message.New("column.LOCATION_RULE.score")},
			Column{Key: KeyBoolOp, Header: "bool_op", Type: BoolOp, Element: cib.Rule, Attribute: "boolean-op", Enum: []string{"and", "or"},
				Help: message.New("column.LOCATION_RULE.bool_op")},
			Column{Key: KeyAttribute, Header: "attribute", Type: Name, Element: cib.Expression, Attribute: "attribute", Required: true, Unless: KeyRule, Help: message.New("column.LOCATION_RULE.attribute")},
			Column{Key: KeyOp, Header: "op", Type: Operator, Element: cib.Expression, Attribute: "operation", Required: true, Unless: KeyRule,
				Enum: []string{"lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined"}, Help: message.New("column.LOCATION_RULE.op")},
			Column{Key: KeyValue, Header: "value", Type: Value, Element: cib.Expression, Attribute: "value", Help: message.New("column.LOCATION_RULE.value")},
			Column{Key: KeyValueType, Header: "type", Type: Enum, Element: cib.Expression, Attribute: "type",
				Enum: []string{"string", "integer", "number", "version"}, Help: message.New("column.LOCATION_RULE.type")},
			Column{Key: KeyRule, Header: "rule", Type: Rule, Help: message.New("column.LOCATION_RULE.rule")},
			Column{Key: KeyRole, Header: "role", Type: Role, Element: cib.Rule, Attribute: "role", Enum: roles, Help: message.New("column.LOCATION_RULE.role")},
			discovery,
			constraintID,
			Column{Key: KeyRuleID, Header: "rule-id", Type: ID, Element: cib.Rule, Attribute: "id", Help: message.New("column.LOCATION_RULE.rule-id")},
		),
	},
	{
		Name:  ColocationTable,
		Title: message.New("table.COLOCATION.title"),
		Help:  message.New("table.COLOCATION.help"),
		Blocks: plain(cib.Colocation,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Required: true, Help: message.New("column.COLOCATION.rsc")},
			Column{Key: KeyWithRsc, Header: "with-rsc", Type: ResourceRef, Attribute: "with-rsc", Required: true, Help: message.New("column.COLOCATION.with-rsc")},
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Required: true, Help: message.New("column.COLOCATION.score")},
			Column{Key: KeyRscRole, Header: "rsc-role", Type: Role, Attribute: "rsc-role", Enum: roles, Help: message.New("column.COLOCATION.rsc-role")},
			Column{Key: KeyWithRole, Header: "with-rsc-role", Type: Role, Attribute: "with-rsc-role", Enum: roles, Help: message.New("column.COLOCATION.with-rsc-role")},
			Column{Key: KeyInfluence, Header: "influence", Type: Boolean, Attribute: "influence", Help: message.New("column.COLOCATION.influence")},
			Column{Key: KeyNodeAttribute, Header: "node-attribute", Type: Name, Attribute: "node-attribute", Help: message.New("column.COLOCATION.node-attribute")},
			constraintID,
		),
	},
	{
		Name:  OrderTable,
		Title: message.New("table.ORDER.title"),
		Help:  message.New("table.ORDER.help"),
		Blocks: plain(cib.Order,
			Column{Key: KeyFirstRsc, Header: "first-rsc", Type: ResourceRef, Attribute: "first", Required: true, Help: message.New("column.ORDER.first-rsc")},
			Column{Key: KeyThenRsc, Header: "then-rsc", Type: ResourceRef, Attribute: "then", Required: true, Help: message.New("column.ORDER.then-rsc")},
			Column{Key: KeyKind, Header: "kind", Type: OrderKind, Attribute: "kind", Enum: orderKinds, Help: message.New("column.ORDER.kind")},
			Column{Key: KeyFirstAction, Header: "first-action", Type: Action, Attribute: "first-action", Enum: actions, Help: message.New("column.ORDER.first-action")},
			Column{Key: KeyThenAction, Header: "then-action", Type: Action, Attribute: "then-action", Enum: actions, Help: message.New("column.ORDER.then-action")},
			Column{Key: KeySymmetrical, Header: "symmetrical", Type: Boolean, Attribute: "symmetrical", Help: textSymmetrical},
			Column{Key: KeyRequireAll, Header: "require-all", Type: Boolean, Attribute: "require-all", Help: message.New("column.ORDER.require-all")},
			constraintID,
		),
	},
	{
		Name:  TicketTable,
		Title: message.New("table.TICKET.title"),
		Help:  message.New("table.TICKET.help"),
		Blocks: plain(cib.Ticket,
			Column{Key: KeyTicket, Header: "ticket", Type: Ticket, Attribute: "ticket", Required: true, Inherit: true, Help: message.New("column.TICKET.ticket")},
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Required: true, Help: message.New("column.TICKET.rsc")},
			Column{Key: KeyRscRole, Header: "rsc-role", Type: Role, Attribute: "rsc-role", Enum: roles, Help: message.New("column.TICKET.rsc-role")},
			Column{Key: KeyLossPolicy, Header: "loss-policy", Type: Enum, Attribute: "loss-policy",
				Enum: lossPolicies, Help: message.New("column.TICKET.loss-policy")},
			constraintID,
		),
	},
	{
		Name:  LocationSetTable,
		Title: message.New("table.LOCATION_SET.title"),
		Help:  message.New("table.LOCATION_SET.help"),
		Blocks: plain(cib.Location,
			setsID,
			Column{Key: KeyNode, Header: "node", Type: Node, Attribute: "node", Required: true, Inherit: true, Help: message.New("column.LOCATION_SET.node")},
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Required: true, Inherit: true, Help: message.New("column.LOCATION_SET.score")},
			setMembers,
			setRole(message.New("column.LOCATION_SET.role")),
			discovery,
			setOwnID,
		),
	},
	{
		Name:  ColocationSetTable,
		Title: message.New("table.COLOCATION_SET.title"),
		Help:  message.New("table.COLOCATION_SET.help"),
		Blocks: plain(cib.Colocation,
			setsID,
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Help: message.New("column.COLOCATION_SET.score")},
			setMembers,
			setSequential(message.New("column.COLOCATION_SET.sequential")),
			setRole(message.New("column.COLOCATION_SET.role")),
			setOwnID,
		),
	},
	{
		Name:  OrderSetTable,
		Title: message.New("table.ORDER_SET.title"),
		Help:  message.New("table.ORDER_SET.help"),
		Blocks: plain(cib.Order,
			setsID,
			Column{Key: KeyKind, Header: "kind", Type: OrderKind, Attribute: "kind", Enum: orderKinds, Help: message.New("column.ORDER_SET.kind")},
			Column{Key: KeySymmetrical, Header: "symmetrical", Type: Boolean, Attribute: "symmetrical", Help: textSymmetrical},
			setMembers,
			setSequential(message.New("column.ORDER_SET.sequential")),
			Column{Key: KeyAction, Header: "action", Type: Action, Element: cib.ResourceSet, Attribute: "action", Enum: actions, Help: message.New("column.ORDER_SET.action")},
			setRole(message.New("column.ORDER_SET.role")),
			Column{Key: KeyRequireAll, Header: "require-all", Type: Boolean, Element: cib.ResourceSet, Attribute: "require-all", Help: message.New("column.ORDER_SET.require-all")},
			setOwnID,
		),
	},
	{
		Name:  TicketSetTable,
		Title: message.New("table.TICKET_SET.title"),
		Help:  message.New("table.TICKET_SET.help"),
		Blocks: plain(cib.Ticket,
			setsID,
			Column{Key: KeyTicket, Header: "ticket", Type: Ticket, Attribute: "ticket", Required: true, Inherit: true, Help: message.New("column.TICKET_SET.ticket")},
			setMembers,
			setRole(message.New("column.TICKET_SET.role")),
			Column{Key: KeyLossPolicy, Header: "loss-policy", Type: Enum, Attribute: "loss-policy",
				Enum: lossPolicies, Help: message.New("column.TICKET_SET.loss-policy")},
			setOwnID,
		),
	},
	{
		Name:  AlertTable,
		Title: message.New("table.ALERT.title"),
		Help:  message.New("table.ALERT.help"),
		Blocks: []Block{
			{Letter: "P", Element: cib.Alert, Help: message.New("block.ALERT.P"), Columns: []Column{
				{Key: KeyPath, Header: "path", Type: Path, Attribute: "path", Required: true, Help: message.New("column.ALERT.path")},
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Help: message.New("column.ALERT.id")},
				{Key: KeyDescription, Header: "description", Type: Text, Attribute: "description", Help: message.New("column.ALERT.description")},
			}},
			{Letter: "A", Sets: []Set{{"options", cib.InstanceAttributes}, {"meta", cib.MetaAttributes}}, Help: message.New("block.ALERT.A"), Columns: append([]Column{{
				Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"options", "meta"}, Help: message.New("column.ALERT.type"),
			}}, nameValue(textAttributeName, textAttributeValue)...)},
			{Letter: "R", Element: cib.Recipient, Help: message.New("block.ALERT.R"), Columns: []Column{
				{Key: KeyRecipient, Header: "recipient", Type: Text, Attribute: "value", Required: true, Help: message.New("column.ALERT.recipient")},
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Help: message.New("column.ALERT.recipient-id")},
				{Key: KeyDescription, Header: "description", Type: Text, Attribute: "description", Help: message.New("column.ALERT.recipient-description")},
			}},
			{Letter: "S", Element: cib.SelectedAttribute, Help: message.New("block.ALERT.S"), Columns: []Column{
				{Key: KeySelect, Header: "select", Type: Enum, Required: true,
					Enum: []string{SelectAttributes, "fencing", "nodes", "resources"}, Help: message.New("column.ALERT.select")},
				{Key: KeyAttribute, Header: "attribute", Type: Name, Attribute: "name", Help: message.New("column.ALERT.attribute")},
			}},
		},
	},
	{
		Name:  TagTable,
		Title: message.New("table.TAG.title"),
		Help:  message.New("table.TAG.help"),
		Blocks: plain(cib.Tag,
			Column{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Inherit: true, Help: message.New("column.TAG.id")},
			Column{Key: KeyRef, Header: "ref", Type: AnyRef, Element: cib.TagMember, Attribute: "id", Required: true,
				Help: message.New("column.TAG.ref")},
		),
	},
	bundleTable,
	templateTable,
	{
		Name:  ACLRoleTable,
		Title: message.New("table.ACL_ROLE.title"),
		Help:  message.New("table.ACL_ROLE.help"),
		Blocks: plain(cib.ACLPermission,
			Column{Key: KeyID, Header: "id", Type: ID, Element: cib.ACLRole, Attribute: "id", Required: true, Inherit: true, Help: message.New("column.ACL_ROLE.id")},
			Column{Key: KeyPermission, Header: "permission", Type: Enum, Attribute: "kind", Required: true,
				Enum: []string{"read", "write", "deny"}, Help: message.New("column.ACL_ROLE.permission")},
			Column{Key: KeyKind, Header: "kind", Type: Enum, Required: true, Enum: aclKinds, Help: message.New("column.ACL_ROLE.kind")},
			Column{Key: KeyTarget, Header: "target", Type: Text, Attribute: "xpath", Required: true,
				Others: []Other{{cib.ACLPermission, "reference"}, {cib.ACLPermission, "object-type"}},
				Help:   message.New("column.ACL_ROLE.target")},
			Column{Key: KeyAttribute, Header: "attribute", Type: Text, Attribute: "attribute", Help: message.New("column.ACL_ROLE.attribute")},
			Column{Key: KeyDescription, Header: "description", Type: Text, Element: cib.ACLRole, Attribute: "description", Help: message.New("column.ACL_ROLE.description")},
		),
	},
	{
		Name:  ACLTargetTable,
		Title: message.New("table.ACL_TARGET.title"),
		Help:  message.New("table.ACL_TARGET.help"),
		Blocks: plain(cib.ACLTarget,
			Column{Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
				Enum: []string{ACLUser, ACLGroup}, Help: message.New("column.ACL_TARGET.type")},
			Column{Key: KeyID, Header: "id", Type: Account, Attribute: "id", Others: []Other{{cib.ACLGroup, "id"}}, Required: true, Inherit: true,
				Help: message.New("column.ACL_TARGET.id")},
			Column{Key: KeyRole, Header: "role", Type: ACLRole, Element: cib.ACLRoleRef, Attribute: "id", Required: true, Help: message.New("column.ACL_TARGET.role")},
		),
	},
	{
		Name:  AdditionalConfigTable,
		Title: message.New("table.ADDITIONAL_CONFIG.title"),
		Help:  message.New("table.ADDITIONAL_CONFIG.help"),
		Blocks: plain("",
			Column{Key: KeyConfig, Header: "config", Type: PcsCommand, Required: true,
				Help: message.New("column.ADDITIONAL_CONFIG.config")},
		),
	},
	{
		Name:  CIBXMLTable,
		Title: message.New("table.CIB_XML.title"),
		Help:  message.New("table.CIB_XML.help"),
		Blocks: plain("",
			Column{Key: KeyParent, Header: "parent", Type: Text, Required: true, Help: message.New("column.CIB_XML.parent")},
			Column{Key: KeyXML, Header: "xml", Type: Text, Required: true, Help: message.New("column.CIB_XML.xml")},
			Column{Key: KeyBefore, Header: "before", Type: Text, Help: message.New("column.CIB_XML.before")},
		),
	},
	{
		Name:  AcceptTable,
		Title: message.New("table.ACCEPT.title"),
		Help:  message.New("table.ACCEPT.help"),
		Blocks: plain("",
			Column{Key: KeyCode, Header: "code", Type: Text, Required: true, Help: message.New("column.ACCEPT.code")},
			Column{Key: KeyAbout, Header: "at", Type: Text, Required: true, Help: message.New("column.ACCEPT.at")},
			Column{Key: KeyReason, Header: "reason", Type: Text, Required: true, Help: message.New("column.ACCEPT.reason")},
		),
	},
	{
		Name:  CIBIDTable,
		Title: message.New("table.CIB_ID.title"),
		Help:  message.New("table.CIB_ID.help"),
		Blocks: plain("",
			Column{Key: KeyImplied, Header: "implied", Type: Text, Required: true, Help: message.New("column.CIB_ID.implied")},
			Column{Key: KeyID, Header: "id", Type: Text, Required: true, Help: message.New("column.CIB_ID.id")},
		),
	},
}

var (
	// aclKinds are what a permission is for.
	aclKinds     = []string{ACLXPath, ACLID, ACLObjectType}
	roles        = []string{"Started", "Stopped", "Promoted", "Unpromoted"}
	actions      = []string{"start", "stop", "promote", "demote"}
	orderKinds   = []string{"Mandatory", "Optional", "Serialize"}
	lossPolicies = []string{"stop", "demote", "fence", "freeze"}
)

// Roles are the roles of resources. The slice is shared: read, never write.
func Roles() []string { return roles }
