package diag

// Constraints: what they refer to, what they repeat or contradict, roles.
var (
	ResourceUnknown = define("HG0601", Error,
		msg("there is no resource {id}",
			"did you mean {suggestion}?",
			"write an id that is in RESOURCES"),
		msg("「{id}」というリソースはありません",
			"「{suggestion}」ではありませんか",
			"RESOURCES にある id を書いてください"))

	ResourceInClone = define("HG0602", Error,
		msg("{id} runs in several instances as part of {clone}: a constraint must name the clone",
			"write {clone} instead"),
		msg("「{id}」は「{clone}」によって複数起動するため、制約には Clone の id を書きます",
			"「{clone}」と書いてください"))

	SerializeSymmetrical = define("HG0610", Warning,
		msg("symmetrical has no effect on an order of kind Serialize",
			"leave the cell blank"),
		msg("kind が Serialize の順序制約では、symmetrical は効果がありません",
			"セルを空欄にしてください"))

	RuleWord = define("HG0611", Error,
		msg("pcs reads {value} as a word of its rule language",
			"use a different name or value: pcs cannot quote it"),
		msg("「{value}」は pcs のルールの予約語として解釈されます",
			"pcs では引用できないため、別の名前か値にしてください"))

	LocationTwice = define("HG0620", Error,
		msg("{id} already has a different score for {node}: {score}",
			"keep one of the rows: pcs would silently use the last"),
		msg("「{id}」にはノード「{node}」に対する別のスコア {score} がすでにあります",
			"どちらか 1 行にしてください。pcs は黙って後のものを使います"))

	RuleTwice = define("HG0621", Error,
		msg("{id} already has a rule with the same conditions",
			"keep one of the rules: pcs refuses the second, whatever its score and role"),
		msg("「{id}」には同じ条件のルールがすでにあります",
			"どちらか 1 つにしてください。score や role が違っても pcs は拒否します"))

	ColocationTwice = define("HG0622", Error,
		msg("{id} already has a colocation with {other}",
			"keep one of the rows: pcs refuses the second, whatever its score"),
		msg("「{id}」と「{other}」の同居制約はすでにあります",
			"どちらか 1 行にしてください。score が違っても pcs は拒否します"))

	OrderTwice = define("HG0623", Error,
		msg("there already is an order {first} then {then}",
			"keep one of the rows: pcs refuses the second, whatever its kind"),
		msg("「{first}」から「{then}」への順序制約はすでにあります",
			"どちらか 1 行にしてください。kind が違っても pcs は拒否します"))

	LocationNowhere = define("HG0624", Warning,
		msg("{id} is banned from every node",
			"let at least one node run it: use a score above -INFINITY"),
		msg("「{id}」がすべてのノードで禁止されています",
			"少なくとも 1 つのノードで動けるように、score を -INFINITY より大きくしてください"))

	LocationAgain = define("HG0625", Warning,
		msg("{id} already has the same score for {node}",
			"remove one of the rows"),
		msg("「{id}」にはノード「{node}」に対する同じスコアがすでにあります",
			"どちらかの行を削除してください"))

	LocationOfGroup = define("HG0626", Warning,
		msg("group {group} runs on one node, but {id} and {other} disagree about {node}",
			"remove one of the rows, or give it a score below INFINITY"),
		msg("グループ「{group}」は 1 つのノードで動作しますが、ノード「{node}」について「{id}」と「{other}」の指定が矛盾しています",
			"どちらかの行を削除するか、score を INFINITY 未満にしてください"))

	ScoreBeyond = define("HG0612", Warning,
		msg("{value} is beyond {limit}: Pacemaker takes it as {limit}",
			"write {limit}, or a number between -1000000 and 1000000"),
		msg("「{value}」は範囲外のため、Pacemaker は {limit} として扱います",
			"{limit} または -1000000 から 1000000 までの数を書いてください"))

	ColocationSelf = define("HG0630", Error,
		msg("{id} is colocated with itself",
			"write the resource it should run with"),
		msg("「{id}」が自分自身との同居になっています",
			"同じノードで動かす相手のリソースを書いてください"))

	ColocationContradiction = define("HG0631", Error,
		msg("{id} and {other} must run on the same node and must not",
			"remove one of the rows, or give it a score below INFINITY"),
		msg("「{id}」と「{other}」の同居が、必須かつ禁止になっています",
			"どちらかの行を削除するか、score を INFINITY 未満にしてください"))

	ColocationInGroup = define("HG0632", Warning,
		msg("{id} and {other} run together anyway: both are in group {group}",
			"remove the row"),
		msg("「{id}」と「{other}」は同じグループ「{group}」のメンバーなので、もともと同居します",
			"この行を削除してください"))

	ColocationCircle = define("HG0633", Warning,
		msg("colocations form a loop: {circle}",
			"remove one row: keep those where a resource follows the one that decides"),
		msg("同居制約が循環しています: {circle}",
			"主となるリソースに従う行を残し、1 行削除してください"))

	OrderSelf = define("HG0640", Error,
		msg("{id} is ordered after itself",
			"write the resource that waits for it"),
		msg("「{id}」が自分自身の後に起動する順序になっています",
			"後に動かすリソースを書いてください"))

	OrderInGroup = define("HG0641", Error,
		msg("{first} and {then} belong to group {group}, which orders its members itself",
			"remove the row; the order of rows in RESOURCES is the start order"),
		msg("「{first}」と「{then}」はグループ「{group}」のメンバーで、順序はグループが決めます",
			"この行を削除してください。RESOURCES の行の順が起動順です"))

	OrderCircle = define("HG0642", Error,
		msg("orders form a loop: {circle}",
			"remove one of the rows, or turn it round: none of {starting} could start",
			"remove one of the rows, turn it round, or write false as symmetrical: they start, but none of {stopping} could stop",
			"remove one of the rows, or turn it round: Pacemaker would get stuck in it"),
		msg("順序制約が循環しています: {circle}",
			"1 行削除するか、向きを逆にしてください。このままでは「{starting}」はどれも起動できません",
			"1 行削除するか、向きを逆にするか、symmetrical を false にしてください。起動はしますが、「{stopping}」はどれも停止できません",
			"1 行削除するか、向きを逆にしてください。このままでは Pacemaker の処理が途中で止まります"))

	RoleNeedsPromotable = define("HG0650", Error,
		msg("{id} has no role {role}: it is not promotable",
			"leave the cell blank, or make it a Promotable in RESOURCES"),
		msg("「{id}」は Promotable ではないため、役割 {role} は指定できません",
			"セルを空欄にするか、RESOURCES で Promotable にしてください"))

	ActionNeedsPromotable = define("HG0651", Error,
		msg("{id} cannot {action}: it is not promotable",
			"write start or stop, or make it a Promotable in RESOURCES"),
		msg("「{id}」は Promotable ではないため、{action} は指定できません",
			"start か stop にするか、RESOURCES で Promotable にしてください"))

	RuleRole = define("HG0652", Error,
		msg("invalid role {role} for a rule",
			"leave the cell blank, or write Promoted or Unpromoted"),
		msg("ルールの role に「{role}」は指定できません",
			"セルを空欄にするか、Promoted か Unpromoted にしてください"))

	MonitorNeedsPromotable = define("HG0653", Warning,
		msg("the monitor for role {role} never runs: {id} is not promotable",
			"leave role blank, or put {id} into a Promotable"),
		msg("「{id}」は Promotable ではないため、役割 {role} の monitor は実行されません",
			"role を空欄にするか、「{id}」を Promotable に入れてください"))

	TargetRoleNeedsPromotable = define("HG0654", Error,
		msg("invalid value {value} for target-role: {id} is not promotable",
			"write Started or Stopped, or make it a Promotable in RESOURCES"),
		msg("「{id}」は Promotable ではないため、target-role に「{value}」は指定できません",
			"Started か Stopped にするか、RESOURCES で Promotable にしてください"))

	MetaNeedsPromotable = define("HG0655", Warning,
		msg("{name} has no effect: {id} is not promotable",
			"write Promotable instead of Clone in RESOURCES, or remove the row"),
		msg("「{id}」は Promotable ではないため、{name} は効果がありません",
			"RESOURCES の Clone を Promotable にするか、この行を削除してください"))

	CloneWithRoles = define("HG0656", Error,
		msg("{id} is used in two roles, but is not promotable",
			"write true as {name}, or remove the row",
			"write Promotable instead of Clone in RESOURCES"),
		msg("「{id}」の役割が使われていますが、「{id}」は Promotable ではありません",
			"{name} を true にするか、この行を削除してください",
			"RESOURCES の Clone を Promotable にしてください"))

	NoteOrder = note("order", "{first} comes before {then} here", "ここで「{first}」は「{then}」より先です")

	NoteGroupOrder = note("group-order", "group {group} orders its members here", "ここでグループ「{group}」がメンバーの順序を決めています")
)
