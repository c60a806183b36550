package diag

// Remarks: what pcs or Pacemaker make of a sheet that its writer may not think
// of. Nothing is wrong with it, so each is made once for a sheet, and a correct
// sheet shows few.
var (
	PriorityDelayIdle   = define("HG0446", Remark)
	MonitorInterval     = define("HG0447", Remark)
	TimeoutBlank        = define("HG0448", Remark)
	MonitorAdded        = define("HG0449", Remark)
	PromotedUnmonitored = define("HG0450", Remark)
	ScoreBlank          = define("HG0613", Remark)
)
