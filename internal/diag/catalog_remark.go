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
)
