package diag

// Differences between two targets, of hagen migrate alone.
var (
	ParameterDefaultChanges = define("HG1001", Warning)
	OperationDefaultChanges = define("HG1002", Warning)
	OperationJoins          = define("HG1003", Warning)
	OperationLeaves         = define("HG1004", Warning)
	OptionDefaultChanges    = define("HG1005", Warning)
	RoleRenamed             = define("HG1006", Warning)
	PropertyRenamed         = define("HG1007", Warning)
)
