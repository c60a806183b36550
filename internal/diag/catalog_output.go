package diag

// CIB_XML and ACCEPT.
var (
	AcceptsNothing = define("HG0690", Warning)
	CannotAccept   = define("HG0691", Error)
	XMLUnreadable  = define("HG0692", Error)
)

// ADDITIONAL_CONFIG: commands that go to the script as written.
var (
	CommandOutside    = define("HG0801", Warning)
	CommandNotPcs     = define("HG0802", Error)
	CommandSpecial    = define("HG0803", Error)
	CommandNextLine   = define("HG0804", Error)
	CommandUnfinished = define("HG0805", Error)
	CommandLive       = define("HG0806", Error)
	CommandOption     = define("HG0807", Error)
)
