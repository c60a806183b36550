package schema

import "hagen/internal/cib"

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
	TagTable              = "TAG"
	AdditionalConfigTable = "ADDITIONAL_CONFIG"
)

// The resource items of the RESOURCES table.
const (
	ItemPrimitive  = "Primitive"
	ItemStonith    = "Stonith"
	ItemGroup      = "Group"
	ItemClone      = "Clone"
	ItemPromotable = "Promotable"
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
func pairs(set string, name, value Words, before ...Column) []Block {
	return []Block{{Sets: []Set{{Element: set}}, Columns: append(before, nameValue(name, value)...)}}
}

func nameValue(nameHelp, valueHelp Words) []Column {
	return []Column{
		{Key: KeyName, Header: "name", Type: Name, Element: cib.Pair, Attribute: "name", Required: true, Help: nameHelp},
		{Key: KeyValue, Header: "value", Type: Value, Element: cib.Pair, Attribute: "value", Required: true, Help: valueHelp},
	}
}

var attributeBlock = Block{
	Letter: "A",
	Sets:   []Set{{"options", cib.InstanceAttributes}, {"meta", cib.MetaAttributes}, {"utilization", cib.Utilization}},
	Columns: append([]Column{{
		Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
		Enum: []string{"options", "meta", "utilization"},
		Help: Words{"what the attribute is: an agent parameter, a meta attribute or a utilization value",
			"パラメータ種別 (options: エージェントのパラメータ, meta: メタ属性, utilization: 使用量)"},
	}}, nameValue(Words{"attribute name", "項目"}, Words{"attribute value", "設定内容"})...),
	Help: Words{"attributes of the resource", "リソースの属性"},
}

var operationBlock = Block{
	Letter:  "O",
	Element: cib.Op,
	Open:    true,
	Columns: []Column{{
		Key: KeyType, Header: "type", Type: Operation, Attribute: "name", Required: true,
		Help: Words{"operation; every other column is an option of it, such as timeout, interval, on-fail, role, start-delay, OCF_CHECK_LEVEL, enabled; a row with nothing else takes all that the agent advises, as if the row were not there; what another row leaves blank comes from OP_DEFAULTS or from Pacemaker",
			"オペレーション。他の列は timeout, interval, on-fail, role, start-delay, OCF_CHECK_LEVEL, enabled などのオプション。他の列がすべて空欄の行は、行がない場合と同じくエージェントの推奨値になる。他の行の空欄は OP_DEFAULTS または Pacemaker の既定値になる"},
	}},
	Help: Words{"operations of the resource", "リソースのオペレーション"},
}

var tables = []*Table{
	{
		Name:  NodeTable,
		Title: Words{"nodes and their attributes", "クラスタ・ノード属性"},
		Help:  Words{"permanent node attributes and capacities", "ノードの恒久属性と容量"},
		Blocks: []Block{{Element: cib.Node, Sets: []Set{{"attribute", cib.InstanceAttributes}, {"utilization", cib.Utilization}}, Columns: []Column{
			{Key: KeyUname, Header: "uname", Type: Node, Attribute: "uname", Required: true, Inherit: true,
				Help: Words{"node name", "ノード名"}},
			{Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"attribute", "utilization"},
				Help: Words{"attribute or utilization", "パラメータ種別"}},
			{Key: KeyName, Header: "name", Type: Name, Element: cib.Pair, Attribute: "name", Required: true, Help: Words{"attribute name", "項目"}},
			{Key: KeyValue, Header: "value", Type: Value, Element: cib.Pair, Attribute: "value", Required: true, Help: Words{"attribute value", "設定内容"}},
		}}},
	},
	{
		Name:   PropertyTable,
		Title:  Words{"cluster properties", "クラスタ・プロパティ"},
		Help:   Words{"cluster-wide options", "クラスタ全体の設定"},
		Blocks: pairs(cib.PropertySet, Words{"property name", "項目"}, Words{"property value", "設定内容"}),
	},
	{
		Name:   RscDefaultsTable,
		Title:  Words{"resource defaults", "リソース・デフォルト"},
		Help:   Words{"meta attributes every resource starts from", "全リソースのメタ属性の既定値"},
		Blocks: pairs(cib.MetaAttributes, Words{"meta attribute name", "項目"}, Words{"default value", "設定内容"}),
	},
	{
		Name:   OpDefaultsTable,
		Title:  Words{"operation defaults", "オペレーション・デフォルト"},
		Help:   Words{"operation options every operation starts from", "全オペレーションの既定値"},
		Blocks: pairs(cib.MetaAttributes, Words{"operation option name", "項目"}, Words{"default value", "設定内容"}),
	},
	{
		Name:  ResourcesTable,
		Title: Words{"resource structure", "リソース構成"},
		Help: Words{"the tree of resources; the column of a resourceItem is its depth, the order of rows is the order of members",
			"リソースの木構造。resourceItem の列位置が深さ、行の順がメンバーの順"},
		Blocks: plain("",
			Column{Key: KeyResourceItem, Header: "resourceItem", Type: ResourceItem, Required: true, Several: true,
				Enum: []string{ItemPrimitive, ItemStonith, ItemGroup, ItemClone, ItemPromotable},
				Help: Words{"kind of resource, one cell a row", "リソース構成要素 (1 行に 1 つ)"}},
			Column{Key: KeyID, Header: "id", Type: ID, Required: true, Help: Words{"resource id", "リソースID"}},
		),
	},
	{
		Name:  RscAttributesTable,
		Title: Words{"meta attributes", "リソース・パラメータ (meta)"},
		Help:  Words{"meta attributes of any resource, mostly groups and clones", "リソースのメタ属性 (主に Group と Clone)"},
		Blocks: pairs(cib.MetaAttributes, Words{"meta attribute name", "項目"}, Words{"meta attribute value", "設定内容"},
			Column{Key: KeyID, Header: "id", Type: ResourceRef, Required: true, Inherit: true, Help: Words{"resource id", "リソースID"}}),
	},
	{
		Name:  StonithLevelTable,
		Title: Words{"fencing levels", "STONITHの実行順序"},
		Help: Words{"which fence devices are tried for a node, in rising level; devices of one level work together",
			"ノードごとに実行する STONITH リソースと順序。同じ順序のものは一緒に実行"},
		Blocks: plain(cib.FencingLevel,
			Column{Key: KeyNode, Header: "node", Type: Node, Attribute: "target", Required: true, Inherit: true, Help: Words{"node to fence", "STONITH対象ノード"}},
			Column{Key: KeyID, Header: "id", Type: DeviceRef, Attribute: "devices", Required: true, Help: Words{"fence device id", "実行するSTONITHリソースID"}},
			Column{Key: KeyLevel, Header: "level", Type: Level, Attribute: "index", Required: true, Help: Words{"level, from 1", "実行順序"}},
		),
	},
	{
		Name:      PrimitiveTable,
		PerEntity: true,
		Item:      ItemPrimitive,
		Title:     Words{"a primitive resource", "Primitiveリソース"},
		Help:      Words{"one table a resource: what it is (P), its attributes (A), its operations (O)", "1 リソース 1 表: 定義 (P)、属性 (A)、オペレーション (O)"},
		Blocks: []Block{
			{Letter: "P", Element: cib.Primitive, Help: Words{"the resource", "リソース定義"}, Columns: []Column{
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Help: Words{"resource id", "リソースID"}},
				{Key: KeyClass, Header: "class", Type: AgentClass, Attribute: "class", Help: Words{"ocf, systemd, lsb or service", "クラス"}},
				{Key: KeyProvider, Header: "provider", Type: Provider, Attribute: "provider", Help: Words{"heartbeat, pacemaker, …; ocf only", "プロバイダ (ocf のみ)"}},
				{Key: KeyType, Header: "type", Type: AgentType, Attribute: "type", Required: true, Help: Words{"agent or unit name", "タイプ"}},
			}},
			attributeBlock,
			operationBlock,
		},
	},
	{
		Name:      StonithTable,
		PerEntity: true,
		Item:      ItemStonith,
		Title:     Words{"a fence device", "STONITHリソース"},
		Help:      Words{"one table a fence device: what it is (P), its attributes (A), its operations (O)", "1 デバイス 1 表: 定義 (P)、属性 (A)、オペレーション (O)"},
		Blocks: []Block{
			{Letter: "P", Element: cib.Primitive, Help: Words{"the fence device", "STONITHリソース定義"}, Columns: []Column{
				{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Help: Words{"resource id", "STONITHリソースID"}},
				{Key: KeyType, Header: "type", Type: FenceType, Attribute: "type", Required: true, Help: Words{"fence agent", "タイプ"}},
			}},
			attributeBlock,
			operationBlock,
		},
	},
	{
		Name:  LocationNodeTable,
		Title: Words{"locations by node", "リソース配置制約 (ノード)"},
		Help:  Words{"which nodes a resource prefers or avoids", "リソースが優先または回避するノード"},
		Blocks: plain(cib.Location,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Required: true, Inherit: true, Help: Words{"resource id", "リソースID"}},
			Column{Key: KeyPrefers, Header: "prefers/avoids", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"prefers", "avoids"}, Help: Words{"prefers or avoids", "prefers または avoids"}},
			Column{Key: KeyNode, Header: "node", Type: Node, Attribute: "node", Required: true, Help: Words{"node name", "ノード"}},
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Help: Words{"score; blank means INFINITY", "スコア (空欄は INFINITY)"}},
		),
	},
	{
		Name:  LocationRuleTable,
		Title: Words{"locations by rule", "リソース配置制約 (ルール)"},
		Help: Words{"a row with a score starts a rule; rows with a blank score add expressions to it",
			"スコアのある行がルールの始まり、スコアが空欄の行は条件の追加"},
		Blocks: plain(cib.Location,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Required: true, Inherit: true, Help: Words{"resource id", "リソースID"}},
			Column{Key: KeyScore, Header: "score", Type: Score, Element: cib.Rule, Attribute: "score", Required: true, Inherit: true, Help: Words{"score of the rule", "スコア"}},
			Column{Key: KeyBoolOp, Header: "bool_op", Type: BoolOp, Element: cib.Rule, Attribute: "boolean-op", Enum: []string{"and", "or"},
				Help: Words{"and/or, on the rule's first row", "and/or (ルールの先頭行)"}},
			Column{Key: KeyAttribute, Header: "attribute", Type: Name, Element: cib.Expression, Attribute: "attribute", Required: true, Help: Words{"node attribute", "条件属性名"}},
			Column{Key: KeyOp, Header: "op", Type: Operator, Element: cib.Expression, Attribute: "operation", Required: true,
				Enum: []string{"lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined"}, Help: Words{"operator", "条件"}},
			Column{Key: KeyValue, Header: "value", Type: Value, Element: cib.Expression, Attribute: "value", Help: Words{"value to compare with; none for defined and not_defined", "条件値 (defined, not_defined では空欄)"}},
			Column{Key: KeyRole, Header: "role", Type: Role, Element: cib.Rule, Attribute: "role", Enum: roles, Help: Words{"role the rule is for", "役割"}},
		),
	},
	{
		Name:  ColocationTable,
		Title: Words{"colocations", "リソース同居制約"},
		Help:  Words{"which resource runs where another runs", "同じノードで動かすリソース"},
		Blocks: plain(cib.Colocation,
			Column{Key: KeyRsc, Header: "rsc", Type: ResourceRef, Attribute: "rsc", Required: true, Help: Words{"the resource that follows", "制約関連リソースID"}},
			Column{Key: KeyWithRsc, Header: "with-rsc", Type: ResourceRef, Attribute: "with-rsc", Required: true, Help: Words{"the resource it goes with", "制約対象リソースID"}},
			Column{Key: KeyScore, Header: "score", Type: Score, Attribute: "score", Required: true, Help: Words{"score", "スコア (重み付け)"}},
			Column{Key: KeyRscRole, Header: "rsc-role", Type: Role, Attribute: "rsc-role", Enum: roles, Help: Words{"role of the first", "制約関連リソースの役割"}},
			Column{Key: KeyWithRole, Header: "with-rsc-role", Type: Role, Attribute: "with-rsc-role", Enum: roles, Help: Words{"role of the second", "制約対象リソースの役割"}},
		),
	},
	{
		Name:  OrderTable,
		Title: Words{"orders", "リソース起動順序制約"},
		Help:  Words{"which resource acts before another", "リソースの起動・停止の順序"},
		Blocks: plain(cib.Order,
			Column{Key: KeyFirstRsc, Header: "first-rsc", Type: ResourceRef, Attribute: "first", Required: true, Help: Words{"the resource that acts first", "先に起動するリソースID"}},
			Column{Key: KeyThenRsc, Header: "then-rsc", Type: ResourceRef, Attribute: "then", Required: true, Help: Words{"the resource that waits", "後に起動するリソースID"}},
			Column{Key: KeyKind, Header: "kind", Type: OrderKind, Attribute: "kind", Enum: []string{"Mandatory", "Optional", "Serialize"}, Help: Words{"Mandatory, Optional or Serialize", "種別"}},
			Column{Key: KeyFirstAction, Header: "first-action", Type: Action, Attribute: "first-action", Enum: actions, Help: Words{"action of the first", "先起動リソースのアクション"}},
			Column{Key: KeyThenAction, Header: "then-action", Type: Action, Attribute: "then-action", Enum: actions, Help: Words{"action of the second", "後起動リソースのアクション"}},
			Column{Key: KeySymmetrical, Header: "symmetrical", Type: Boolean, Attribute: "symmetrical", Help: Words{"whether the reverse holds when stopping", "起動と逆順に停止 (true/false)"}},
		),
	},
	{
		Name:  AlertTable,
		Title: Words{"alerts", "ALERT設定"},
		Help: Words{"an alert agent (P), its attributes (A), its recipients (R); an A after an R belongs to that recipient",
			"アラートエージェント (P)、属性 (A)、受信者 (R)。R の後の A はその受信者の属性"},
		Blocks: []Block{
			{Letter: "P", Element: cib.Alert, Help: Words{"the alert agent", "アラートの定義"}, Columns: []Column{
				{Key: KeyPath, Header: "path", Type: Path, Attribute: "path", Required: true, Help: Words{"path of the alert agent", "スクリプトのパス"}},
			}},
			{Letter: "A", Sets: []Set{{"options", cib.InstanceAttributes}, {"meta", cib.MetaAttributes}}, Help: Words{"attributes of the alert or recipient", "アラートまたは受信者の属性"}, Columns: append([]Column{{
				Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
				Enum: []string{"options", "meta"}, Help: Words{"options or meta", "パラメータ種別"},
			}}, nameValue(Words{"attribute name", "項目"}, Words{"attribute value", "設定内容"})...)},
			{Letter: "R", Element: cib.Recipient, Help: Words{"a recipient", "受信者"}, Columns: []Column{
				{Key: KeyRecipient, Header: "recipient", Type: Text, Attribute: "value", Required: true, Help: Words{"recipient", "受信者"}},
			}},
		},
	},
	{
		Name:  TagTable,
		Title: Words{"tags", "タグ"},
		Help: Words{"names for sets of resources: pcs resource enable, disable, manage and unmanage take a tag in place of a resource; rows of one id are one tag",
			"リソースの集まりに付ける名前。pcs resource enable・disable・manage・unmanage でリソースの代わりに使える。同じ ID の行が 1 つのタグ"},
		Blocks: plain(cib.Tag,
			Column{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Inherit: true, Help: Words{"tag id", "タグID"}},
			Column{Key: KeyRef, Header: "ref", Type: AnyRef, Element: cib.TagMember, Attribute: "id", Required: true,
				Help: Words{"id of a resource of any kind", "リソースID (種類を問わない)"}},
		),
	},
	{
		Name:  AdditionalConfigTable,
		Title: Words{"additional pcs commands", "追加設定"},
		Help:  Words{"pcs commands copied to the script as written; the XML does not hold them", "スクリプトにそのまま出力する pcs コマンド (XML には入りません)"},
		Blocks: plain("",
			Column{Key: KeyConfig, Header: "config", Type: PcsCommand, Required: true,
				Help: Words{"one pcs command; may span lines with \\", "1 セルに 1 つの pcs コマンド (\\ で複数行可)"}},
		),
	},
}

var (
	roles   = []string{"Started", "Stopped", "Promoted", "Unpromoted"}
	actions = []string{"start", "stop", "promote", "demote"}
)
