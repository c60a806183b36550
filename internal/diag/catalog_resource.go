package diag

// Ids, and the join of RESOURCES with PRIMITIVE and STONITH. Wrong nesting is
// HG035x and further.
var (
	ResourceTwice       = define("HG0301", Error)
	DefinitionRepeated  = define("HG0302", Error)
	ResourceUndefined   = define("HG0303", Error)
	DefinitionUnplaced  = define("HG0304", Error)
	ItemMismatch        = define("HG0305", Error)
	ResourcesMissing    = define("HG0306", Error)
	DepthSkipped        = define("HG0310", Error)
	ChildOfPrimitive    = define("HG0311", Error)
	AttributesOfNothing = define("HG0320", Error)
	NodeUnknown         = define("HG0321", Error)
)
