package schema

// The names of the tables.
const (
	NodeTable             = "NODE"
	PropertyTable         = "PROPERTY"
	RscDefaultsTable      = "RSC_DEFAULTS"
	OpDefaultsTable       = "OP_DEFAULTS"
	ResourcesTable        = "RESOURCES"
	RscAttributesTable    = "RSC_ATTRIBUTES"
	StonithLevelTable     = "STONITH_LEVEL"
	PrimitiveTable        = "PRIMITIVE"
	StonithTable          = "STONITH"
	LocationNodeTable     = "LOCATION_NODE"
	LocationRuleTable     = "LOCATION_RULE"
	ColocationTable       = "COLOCATION"
	OrderTable            = "ORDER"
	AlertTable            = "ALERT"
	TicketTable           = "TICKET"
	LocationSetTable      = "LOCATION_SET"
	ColocationSetTable    = "COLOCATION_SET"
	OrderSetTable         = "ORDER_SET"
	TicketSetTable        = "TICKET_SET"
	BundleTable           = "BUNDLE"
	TemplateTable         = "TEMPLATE"
	TagTable              = "TAG"
	ACLRoleTable          = "ACL_ROLE"
	ACLTargetTable        = "ACL_TARGET"
	AdditionalConfigTable = "ADDITIONAL_CONFIG"
	CIBXMLTable           = "CIB_XML"
	AcceptTable           = "ACCEPT"
	CIBIDTable            = "CIB_ID"
)

// The resource items of the RESOURCES table.
const (
	ItemPrimitive  = "Primitive"
	ItemStonith    = "Stonith"
	ItemGroup      = "Group"
	ItemClone      = "Clone"
	ItemPromotable = "Promotable"
	ItemBundle     = "Bundle"
	ItemTemplate   = "Template"
)

// The kinds of what a permission of ACL_ROLE is for, and the types of ACL_TARGET.
const (
	ACLXPath      = "xpath"
	ACLID         = "id"
	ACLObjectType = "object-type"
	ACLUser       = "user"
	ACLGroup      = "group"
)

// SelectAttributes is the kind of events that an alert may select by attribute.
const SelectAttributes = "attributes"
