package diag

// What only shows once the output is made.
var (
	IDTaken      = define("HG0901", Error)
	PcsCannotSay = define("HG0902", Error)
	IDNotImplied = define("HG0694", Warning)
	XMLPlace     = define("HG0693", Error)
)
