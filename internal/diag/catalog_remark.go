package diag

// Remarks: what pcs or Pacemaker do with a sheet that may surprise its author.
// Nothing is wrong with the sheet, so each is made once per sheet, and a correct
// sheet has few.
var (
	PriorityDelayIdle   = define("HG0446", Remark)
	MonitorInterval     = define("HG0447", Remark)
	TimeoutBlank        = define("HG0448", Remark)
	MonitorAdded        = define("HG0449", Remark)
	PromotedUnmonitored = define("HG0450", Remark)
	ScoreBlank          = define("HG0613", Remark)
)
