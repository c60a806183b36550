package diag

// Tables, columns, block letters, rows and the values a row must have.
var (
	NoTable            = define("HG0201", Error)
	UnknownTable       = define("HG0202", Error)
	UnknownBlock       = define("HG0203", Error)
	BlockOutside       = define("HG0204", Error)
	RowBeforeTables    = define("HG0205", Warning)
	HeaderMissing      = define("HG0206", Error)
	NotAHeader         = define("HG0207", Error)
	BlockHeaderMissing = define("HG0208", Error)
	ColumnMissing      = define("HG0209", Error)
	ColumnTwice        = define("HG0210", Error)
	UnknownColumn      = define("HG0211", Warning)
	RowBeforeBlock     = define("HG0212", Error)
	MissingValue       = define("HG0213", Error)
	SeveralFilled      = define("HG0214", Error)
	UnknownWord        = define("HG0215", Error)
	AttributeTwice     = define("HG0216", Error)
)

// Rows that belong together: rules, blocks of one entity.
var (
	BoolOpMissing        = define("HG0220", Error)
	RuleRowDiffers       = define("HG0221", Error)
	AttributeSetDiffers  = define("HG0236", Error)
	RuleWithoutScore     = define("HG0222", Error)
	OperatorTakesNoValue = define("HG0223", Error)
	OperatorNeedsValue   = define("HG0224", Error)
	BlockWithoutAlert    = define("HG0225", Error)
	DefinitionMissing    = define("HG0226", Error)
	DefinitionTwice      = define("HG0227", Error)
	ClassMissing         = define("HG0228", Error)
	UnfinishedRow        = define("HG0229", Error)
)

// Rules in one cell.
var (
	RuleUnexpected = define("HG0240", Error)
	RuleEnds       = define("HG0241", Error)
	RuleMixed      = define("HG0242", Error)
	RuleBeside     = define("HG0243", Error)
	RuleNotHere    = define("HG0244", Error)
	RuleDate       = define("HG0245", Error)
	RuleRange      = define("HG0246", Error)
)

// Rows for people that are not marked with #.
var (
	HeadingRow   = define("HG0232", Error)
	HeadingMaybe = define("HG0233", Remark)
)

// LineBreak is a value that changes when its lines are joined.
var LineBreak = define("HG0234", Warning)

// ReleaseDiffers is a sheet made for another platform.
var ReleaseDiffers = define("HG0235", Warning)

// Table names beside column B.
var (
	SheetShifted   = define("HG0230", Error)
	TableMisplaced = define("HG0231", Error)
)
