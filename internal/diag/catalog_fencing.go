package diag

// Fencing that cannot work, and the names of nodes.
var (
	DeviceUnknown     = define("HG0701", Error)
	NotDevice         = define("HG0702", Error)
	LevelRange        = define("HG0703", Error)
	DeviceTwice       = define("HG0704", Error)
	DeviceCannotFence = define("HG0705", Warning)
	LevelRepeated     = define("HG0706", Warning)
	NoFenceDevice     = define("HG0710", Warning)
	FencingOff        = define("HG0711", Warning)
	OnFailFence       = define("HG0712", Error)
	RequiresFencing   = define("HG0713", Warning)
	DeviceOnlyHome    = define("HG0714", Warning)
	DevicePrefersHome = define("HG0715", Warning)
	NodeUnfenced      = define("HG0716", Warning)
	ControllersAlike  = define("HG0717", Warning)
	HostMapForm       = define("HG0718", Error)
	NodeSlip          = define("HG0720", Warning)
	NodeForm          = define("HG0721", Error)
	NoteFencingOff    = note("fencing-off")
	NoteHosts         = note("hosts")
)
