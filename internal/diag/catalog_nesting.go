package diag

// Ids that pcs refuses, and resources nested where they cannot be.
var (
	IDStart = define("HG0350", Error,
		msg("id {id} must not start with {character}",
			"write an id such as {suggestion}",
			"start with a letter, go on with letters, digits, _ . and -"),
		msg("id「{id}」の先頭に {character} は使えません",
			"「{suggestion}」のような id にしてください",
			"先頭は英字、以降は英数字と _ . - にしてください"))

	IDCharacter = define("HG0351", Error,
		msg("id {id} must not contain {character}",
			"write an id such as {suggestion}",
			"use letters, digits, _ . and - only"),
		msg("id「{id}」に {character} は使えません",
			"「{suggestion}」のような id にしてください",
			"使えるのは英数字と _ . - だけです"))

	IDCase = define("HG0352", Warning,
		msg("{id} and {other} differ only in case",
			"rename one of them so that they cannot be confused"),
		msg("「{id}」と「{other}」は大文字と小文字の違いしかありません",
			"取り違えない id にしてください"))

	EmptyGroup = define("HG0355", Error,
		msg("group {id} has no members",
			"write its members below, one column to the right, or remove the row"),
		msg("グループ「{id}」にメンバーがありません",
			"次の行から 1 つ右の列にメンバーを書くか、この行を削除してください"))

	EmptyClone = define("HG0356", Error,
		msg("{item} {id} contains no resource",
			"write a primitive or a group below, one column to the right, or remove the row"),
		msg("{item}「{id}」に含まれるリソースがありません",
			"次の行の 1 つ右の列に Primitive か Group を書くか、この行を削除してください"))

	NoMember = define("HG0357", Error,
		msg("{item} {id} cannot be a member of group {group}",
			"a group contains primitives only: move {id} out, and connect the two with COLOCATION and ORDER"),
		msg("{item}「{id}」はグループ「{group}」のメンバーにできません",
			"グループに入れられるのは Primitive だけです。「{id}」を外に出し、COLOCATION と ORDER で関連付けてください"))

	CloneOfTwo = define("HG0358", Error,
		msg("{item} {id} contains a second resource, {second} after {first}",
			"put them into a group and clone the group, or clone each by itself"),
		msg("{item}「{id}」に 2 つ目のリソース「{second}」があります（「{first}」の次）",
			"グループにまとめて Clone にするか、別々の Clone にしてください"))

	CloneInClone = define("HG0359", Error,
		msg("{item} {id} cannot be inside {clone}, which is itself a clone",
			"keep one of the two rows: a clone contains a primitive or a group"),
		msg("{item}「{id}」は、Clone である「{clone}」の中には置けません",
			"どちらか 1 つにしてください。Clone に入るのは Primitive か Group です"))

	StonithInside = define("HG0360", Error,
		msg("fence device {id} cannot be inside {item} {parent} on {target}",
			"move it to the first column: every node can use it from there"),
		msg("{target} ではフェンスデバイス「{id}」を {item}「{parent}」に入れられません",
			"先頭の列に移してください。どのノードからも使えます"))

	StonithInsideDeprecated = define("HG0361", Warning,
		msg("fence device {id} is inside {item} {parent}, which is deprecated in pcs of {target}",
			"move it to the first column: every node can use it from there"),
		msg("フェンスデバイス「{id}」が {item}「{parent}」に入っています。{target} の pcs では非推奨です",
			"先頭の列に移してください。どのノードからも使えます"))

	NotPromotable = define("HG0362", Error,
		msg("{id} cannot be promotable: {agent} of {member} has no promote and demote",
			"write Clone, or use an agent that runs in two roles"),
		msg("「{id}」は Promotable にできません: 「{member}」の {agent} には promote と demote がありません",
			"Clone にするか、昇格と降格ができるエージェントを使ってください"))
)
