package diag

// Remarks: what pcs or Pacemaker make of a sheet that its writer may not think
// of. Nothing is wrong with it, so each is made once for a sheet, and a correct
// sheet shows few.
var (
	PriorityDelayIdle = define("HG0446", Remark,
		msg("priority-fencing-delay has no effect: no resource has a priority",
			"give the resources that are to survive the meta attribute priority, such as 10, or remove the row"),
		msg("priority を設定したリソースがないため、priority-fencing-delay の効果はありません",
			"優先して残すリソースのメタ属性 priority に「10」などを設定するか、この行を削除してください"))

	MonitorInterval = define("HG0447", Remark,
		msg("the monitor of {id} has no interval: pcs fills in {interval}",
			"write the interval, such as {interval}"),
		msg("「{id}」の monitor に interval がないため、pcs は {interval} を設定します",
			"{interval} のように interval を書いてください"))

	TimeoutBlank = define("HG0448", Remark,
		msg("no timeout for {name} of {id}: it gets {timeout}, and {agent} advises {advice}",
			"write a timeout of at least {advice}; a row with nothing but {name} takes all the agent advises"),
		msg("「{id}」の {name} に timeout がないため {timeout} になりますが、{agent} の推奨は {advice} です",
			"timeout に {advice} 以上を書いてください。{name} だけを書いた行は、すべてエージェントの推奨値になります"))

	MonitorAdded = define("HG0449", Remark,
		msg("no monitor for {id}: pcs adds one that runs every {interval}",
			"add an operation monitor with timeout {timeout} and interval {interval}",
			"add an operation monitor with interval {interval}"),
		msg("「{id}」に monitor がないため、pcs は {interval} ごとに実行する monitor を追加します",
			"timeout {timeout}、interval {interval} の monitor をオペレーションに加えてください",
			"interval {interval} の monitor をオペレーションに加えてください"))

	PromotedUnmonitored = define("HG0450", Remark,
		msg("nothing monitors {id} where it is promoted: no monitor has the role Promoted",
			"add a monitor with the role Promoted and an interval of its own, such as 9s beside 10s"),
		msg("role が Promoted の monitor がないため、昇格した「{id}」は監視されません",
			"role が Promoted の monitor を、他と異なる interval (10s に対して 9s など) で加えてください"))

	ScoreBlank = define("HG0613", Remark,
		msg("no score: {id} prefers {node} with INFINITY, whatever its resource-stickiness",
			"write INFINITY if {id} is to go back to {node} at once whenever it can, or a number such as 100"),
		msg("score が空欄のため INFINITY になり、「{id}」は resource-stickiness に関係なくノード「{node}」を優先します",
			"「{id}」をノード「{node}」が使えるときに必ず戻す場合は INFINITY、そうでなければ 100 などの数を書いてください"))
)
