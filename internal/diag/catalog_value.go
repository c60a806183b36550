package diag

// Characters and spellings that are wrong whatever the value means.
var (
	InvisibleCharacter = define("HG0501", Error)
	FullWidthName      = define("HG0502", Error)
	NameNotASCII       = define("HG0524", Error)
	Placeholder        = define("HG0528", Warning)
	LookalikeName      = define("HG0526", Error)
	LookalikeValue     = define("HG0527", Warning)
	PrivateCharacter   = define("HG0525", Error)
	FullWidthValue     = define("HG0503", Warning)
	TypographicValue   = define("HG0507", Warning)
	GluedPaths         = define("HG0504", Warning)
	RelativePath       = define("HG0505", Warning)
	AddressSlip        = define("HG0506", Warning)
)

// Values of the wrong kind. What pcs or Pacemaker refuses, or reads as
// something else, is an error.
var (
	NotInteger    = define("HG0511", Error)
	NotBoolean    = define("HG0512", Error)
	NotDuration   = define("HG0513", Error)
	NotScore      = define("HG0514", Error)
	NotListed     = define("HG0515", Error)
	NotPercentage = define("HG0516", Error)
	NotPort       = define("HG0517", Error)
	NotAddress    = define("HG0518", Error)
	NotPrefix     = define("HG0519", Error)
	NotID         = define("HG0520", Error)
	NotHealth     = define("HG0521", Error)
	NotDateTime   = define("HG0522", Error)
)

// Values an agent's metadata does not expect. pcs accepts them and metadata is not
// always right, so these are warnings.
var (
	OddInteger = define("HG0531", Warning)
	OddBoolean = define("HG0532", Warning)
	OddSeconds = define("HG0533", Warning)
	OddChoice  = define("HG0534", Warning)
)

// NotThreshold is an invalid number of failures; Pacemaker reads a negative one as
// 1.
var NotThreshold = define("HG0523", Error)
