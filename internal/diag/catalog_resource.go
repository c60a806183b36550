package diag

// Ids, and the join of RESOURCES with PRIMITIVE and STONITH. Wrong nesting is
// HG035x and further.
var (
	ResourceTwice = define("HG0301", Error,
		msg("{id} is in RESOURCES twice",
			"give the second one its own id, or remove it: a resource has one place"),
		msg("「{id}」が RESOURCES に 2 回書かれています",
			"別の id にするか、どちらかを削除してください。リソースの位置は 1 か所だけです"))

	DefinitionRepeated = define("HG0302", Error,
		msg("{id} is defined twice",
			"give the second one its own id, or remove its table"),
		msg("「{id}」が 2 回定義されています",
			"別の id にするか、どちらかの表を削除してください"))

	ResourceUndefined = define("HG0303", Error,
		msg("{id} has no {table} table",
			"did you mean {suggestion}?",
			"add a {table} table with this id, or remove the row"),
		msg("「{id}」を定義する {table} の表がありません",
			"「{suggestion}」ではありませんか",
			"この id の {table} の表を加えるか、行を削除してください"))

	DefinitionUnplaced = define("HG0304", Error,
		msg("{id} is not in RESOURCES",
			"add a {item} row with this id to RESOURCES, or remove the table"),
		msg("「{id}」が RESOURCES の表にありません",
			"この id の {item} の行を RESOURCES に加えるか、表を削除してください"))

	ItemMismatch = define("HG0305", Error,
		msg("{id} is a {item} here, but a {table} table defines it",
			"write {expected} here, or define it in a {right} table",
			"write {expected} here, or give one of them another id"),
		msg("「{id}」はここでは {item} ですが、{table} の表で定義されています",
			"ここを {expected} にするか、{right} の表で定義してください",
			"ここを {expected} にするか、どちらかの id を変えてください"))

	ResourcesMissing = define("HG0306", Error,
		msg("there is no RESOURCES table to place {id} in",
			"add a RESOURCES table with a row for each resource"),
		msg("「{id}」の構成を示す RESOURCES の表がありません",
			"RESOURCES の表を加え、リソースごとに行を書いてください"))

	DepthSkipped = define("HG0310", Error,
		msg("{id} is nested too deeply: nothing one column to the left contains it",
			"write {item} in the first resourceItem column, or one column right of the group or clone that contains it"),
		msg("「{id}」の階層が深すぎます: 1 つ左の列に、これを含むリソースがありません",
			"{item} を先頭の resourceItem 列か、これを含む Group や Clone の 1 つ右の列に書いてください"))

	ChildOfPrimitive = define("HG0311", Error,
		msg("{id} is inside {parent}, a {item}, which cannot contain resources",
			"write it in the same column as {parent}, or make {parent} a Group or Clone"),
		msg("「{id}」が {item}「{parent}」の中にあります。{item} はリソースを含められません",
			"「{parent}」と同じ列に書くか、「{parent}」を Group や Clone にしてください"))

	AttributesOfNothing = define("HG0320", Error,
		msg("there is no resource {id} whose meta attributes could be set",
			"did you mean {suggestion}?",
			"write an id that is in RESOURCES"),
		msg("メタ属性の設定先となる「{id}」というリソースはありません",
			"「{suggestion}」ではありませんか",
			"RESOURCES にある id を書いてください"))

	NodeUnknown = define("HG0321", Error,
		msg("node {node} is not a node of the cluster",
			"did you mean {suggestion}?",
			"the nodes of the cluster are {nodes}"),
		msg("ノード「{node}」はクラスタにありません",
			"「{suggestion}」ではありませんか",
			"クラスタのノードは {nodes} です"))
)
