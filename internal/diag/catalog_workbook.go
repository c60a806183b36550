package diag

// Files beside workbooks, and workbooks of another format.
var (
	FileLock             = define("HG0166", Error)
	FileFlatOpenDocument = define("HG0167", Error)
)

// The target that a workbook names in its properties.
var (
	BookTargetDiffers = define("HG0176", Warning)
	BookTargetUnknown = define("HG0177", Error)
)

// A workbook's cells are not what they look like, for reasons only a workbook has.
var (
	CellNotCalculated = define("HG0155", Error)
	CellFormat        = define("HG0154", Error)
	CellTime          = define("HG0156", Error)
	RowsStruck        = define("HG0157", Warning)
	CellStruck        = define("HG0158", Warning)
	TextPartStruck    = define("HG0159", Error)
	TabsOfOnePart     = define("HG0165", Error)
)
