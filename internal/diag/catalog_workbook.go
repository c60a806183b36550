package diag

// Files beside workbooks, and workbooks of another format.
var (
	FileLock = define("HG0166", Error,
		msg("this is not a workbook but the lock of {name}, which is open in another program", "give {name}; save it in that program first"),
		msg("ブックではなく、{name} を開いているプログラムのロックファイルです", "そのプログラムで保存してから {name} を指定してください"))
	FileFlatOpenDocument = define("HG0167", Error,
		msg("this is a flat OpenDocument file (.fods)", "open it in LibreOffice and save it as .xlsx (Excel 2007-365) or .csv"),
		msg("フラット XML の OpenDocument 形式 (.fods) のファイルです", "LibreOffice で開き、.xlsx (Excel 2007-365) または .csv 形式で保存してください"))
)

// A workbook's cells are not what they look like, for reasons only a workbook has.
var (
	CellNotCalculated = define("HG0155", Error,
		msg("the result {stored} of the cell's formula may be a placeholder: the program that wrote the workbook does not calculate", "open the workbook in Excel or LibreOffice and save it, or type the value"),
		msg("セルの数式の結果「{stored}」は仮の値の可能性があります。このブックを書き出したプログラムは数式を計算していません", "Excel または LibreOffice で開いて保存するか、値を直接入力してください"))
	CellFormat = define("HG0154", Error,
		msg("what the cell shows cannot be told for certain: it contains {stored}, its number format is {format}", "format the cell as text and type what you mean"),
		msg("セルの表示を確実に判断できません: 値は「{stored}」、表示形式は「{format}」です", "セルの表示形式を「文字列」にして、意図した値を入力してください"))
	CellTime = define("HG0156", Error,
		msg("the cell contains a time, shown as {shown}", "format the cell as text and type the value again, such as 90s or 1h"),
		msg("セルの値が時刻です (「{shown}」と表示されます)", "セルの表示形式を「文字列」にして、90s や 1h のように入力し直してください"))
	RowsStruck = define("HG0157", Warning,
		msg("rows struck through are read anyway: {rows}", "delete them, or start column A with #; remove the strikethrough if they are meant"),
		msg("取り消し線の付いた行も読み取ります: {rows}", "不要であれば削除するか A列を # で始め、必要であれば取り消し線を外してください"))
	CellStruck = define("HG0158", Warning,
		msg("the text of the cell is struck through but read anyway", "delete it, or remove the strikethrough if it is meant"),
		msg("取り消し線の付いた文字列も読み取ります", "不要であれば削除し、必要であれば取り消し線を外してください"))
	TextPartStruck = define("HG0159", Error,
		msg("a part of the cell's text is struck through", "delete that part, or remove the strikethrough"),
		msg("セルの文字列の一部に取り消し線が付いています", "その部分を削除するか、取り消し線を外してください"))
	TabsOfOnePart = define("HG0165", Error,
		msg("the workbook is damaged: the sheets {first} and {second} are the same", "open it in Excel or LibreOffice, check that nothing is missing, and save it again"),
		msg("ブックが壊れています (シート「{first}」と「{second}」の実体が同じです)", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
)
