package diag

// The file as a whole is not one hagen reads.
var (
	FileEmpty = define("HG0101", Error,
		msg("the file is empty", "check that it was saved and copied completely"),
		msg("ファイルが空です", "正しく保存・コピーされたファイルか確認してください"))
	FileTooLarge = define("HG0102", Error,
		msg("the file is larger than {limit}", "an environment definition has a few hundred rows; check that this is the right file"),
		msg("ファイルが {limit} を超えています", "環境定義書は数百行程度です。ファイルが正しいか確認してください"))
	FileOldExcel = define("HG0103", Error,
		msg("this is a workbook of the old format (.xls)", "open it in Excel or LibreOffice and save it as .xlsx"),
		msg("旧形式 (.xls) のブックです", "Excel または LibreOffice で開き、.xlsx 形式で保存してください"))
	FileEncrypted = define("HG0104", Error,
		msg("the workbook is encrypted with a password", "open it in Excel, remove the password (File > Info > Protect Workbook) and save it"),
		msg("ブックがパスワードで暗号化されています", "Excel で開き、パスワードを解除して (ファイル > 情報 > ブックの保護) 保存してください"))
	FileOpenDocument = define("HG0105", Error,
		msg("this is an OpenDocument file (.ods)", "open it in LibreOffice and save it as .xlsx (Excel 2007-365) or .csv"),
		msg("OpenDocument 形式 (.ods) のファイルです", "LibreOffice で開き、.xlsx (Excel 2007-365) または .csv 形式で保存してください"))
	FileBinaryWorkbook = define("HG0106", Error,
		msg("this is a binary workbook (.xlsb)", "open it in Excel and save it as .xlsx"),
		msg("バイナリ形式 (.xlsb) のブックです", "Excel で開き、.xlsx 形式で保存してください"))
	FileOtherOffice = define("HG0107", Error,
		msg("this is a document or presentation, not a workbook", "give the .xlsx or .csv file with the environment definition"),
		msg("ブックではなく、文書またはプレゼンテーションのファイルです", "環境定義書の .xlsx または .csv ファイルを指定してください"))
	FileOtherZip = define("HG0108", Error,
		msg("this is a zip archive that contains no workbook", "unpack it and give the .xlsx or .csv file inside"),
		msg("ブックを含まない zip アーカイブです", "展開して、中の .xlsx または .csv ファイルを指定してください"))
	FileWebPage = define("HG0109", Error,
		msg("this is a web page, not a spreadsheet", "if it came from a download, it may be a login or error page; if it is a report that Excel opens, save it there as .xlsx"),
		msg("表計算のファイルではなく、Web ページ (HTML) です", "ダウンロードしたものであればログイン画面やエラー画面の可能性があります。Excel で開ける表であれば .xlsx 形式で保存し直してください"))
	FilePDF = define("HG0110", Error,
		msg("this is a PDF, not a spreadsheet", "give the .xlsx or .csv file it was printed from"),
		msg("表計算のファイルではなく、PDF です", "印刷元の .xlsx または .csv ファイルを指定してください"))
	FileTextNamedWorkbook = define("HG0111", Error,
		msg("the file is named {extension} but contains plain text", "if it is a CSV, rename it to .csv; otherwise save it again as .xlsx"),
		msg("ファイル名は {extension} ですが、中身はテキストです", "CSV であれば拡張子を .csv に変更し、そうでなければ .xlsx 形式で保存し直してください"))
	FileWorkbookNamedText = define("HG0112", Error,
		msg("the file is named {extension} but is a workbook", "rename it to .xlsx, or save it as CSV"),
		msg("ファイル名は {extension} ですが、中身はブックです", "拡張子を .xlsx に変更するか、CSV 形式で保存してください"))
	FileUnknown = define("HG0113", Error,
		msg("this is neither a workbook nor a CSV", "give an .xlsx or .csv file; if it should be one, it is damaged: copy it again"),
		msg("ブックでも CSV でもありません", ".xlsx または .csv ファイルを指定してください。本来そのファイルであれば壊れているため、コピーし直してください"))
	FileWorkbookOnStdin = define("HG0114", Error,
		msg("the standard input is a workbook, and only CSV is read from it", "give the name of the workbook instead of -"),
		msg("標準入力の中身がブックです。標準入力から読めるのは CSV だけです", "- の代わりにブックのファイル名を指定してください"))
	FileXMLSpreadsheet = define("HG0115", Error,
		msg("this is XML, not a workbook", "if it is an XML Spreadsheet 2003, open it in Excel and save it as .xlsx"),
		msg("ブックではなく、XML ファイルです", "XML スプレッドシート 2003 であれば、Excel で開いて .xlsx 形式で保存してください"))
)

// A workbook is damaged or built in a way that lets readers lose cells.
var (
	BookDamaged = define("HG0120", Error,
		msg("the workbook is damaged: its zip directory cannot be read", "the file was probably cut short; copy or download it again"),
		msg("ブックが壊れています (zip の目次を読み取れません)", "ファイルが途中で切れている可能性があります。コピーまたはダウンロードし直してください"))
	PartDamaged = define("HG0121", Error,
		msg("the workbook is damaged: {part} does not unpack to what was packed", "copy or download the file again, or open it in Excel and save it again"),
		msg("ブックが壊れています ({part} を正しく展開できません)", "コピーまたはダウンロードし直すか、Excel で開いて保存し直してください"))
	PartMalformed = define("HG0122", Error,
		msg("the workbook is damaged: {part} is broken at byte {offset}", "open it in Excel or LibreOffice, check that nothing is missing, and save it again"),
		msg("ブックが壊れています ({part} の {offset} バイト目が不正です)", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
	PartMissing = define("HG0123", Error,
		msg("the workbook is damaged: {part} is missing", "open it in Excel or LibreOffice, check that nothing is missing, and save it again"),
		msg("ブックが壊れています ({part} がありません)", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
	BookTooLarge = define("HG0124", Error,
		msg("the workbook unpacks to more than {limit}", "an environment definition is far smaller; remove pictures and foreign sheets, or check that this is the right file"),
		msg("ブックを展開すると {limit} を超えます", "環境定義書としては大きすぎます。画像や無関係なシートを削除するか、ファイルが正しいか確認してください"))
	PartTooLarge = define("HG0125", Error,
		msg("{part} of the workbook unpacks to more than {limit}", "copy the tables into a new workbook; empty cells with formats may take the room"),
		msg("ブックの {part} を展開すると {limit} を超えます", "表を新しいブックにコピーしてください。書式だけの空のセルが大量にある可能性があります"))
	BookTooManyParts = define("HG0126", Error,
		msg("the workbook is made of more than {limit} parts", "copy the tables into a new workbook"),
		msg("ブックを構成する部品が {limit} 個を超えています", "表を新しいブックにコピーしてください"))
	PartTwice = define("HG0127", Error,
		msg("the workbook contains {part} twice", "open it in Excel or LibreOffice, check that nothing is missing, and save it again"),
		msg("ブックに {part} が 2 つあります", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
	PartDeclares = define("HG0128", Error,
		msg("{part} of the workbook has a document type declaration, which no spreadsheet program writes", "open it in Excel or LibreOffice and save it again"),
		msg("ブックの {part} に文書型宣言 (DTD) があります。表計算ソフトが書き込むものではありません", "Excel または LibreOffice で開いて保存し直してください"))
	PartEncoding = define("HG0129", Error,
		msg("{part} of the workbook is written in {encoding}, not in UTF-8", "open it in Excel or LibreOffice and save it again"),
		msg("ブックの {part} の文字コードが UTF-8 ではなく {encoding} です", "Excel または LibreOffice で開いて保存し直してください"))
	SheetDisorder = define("HG0130", Error,
		msg("the workbook is damaged: the rows or cells of the sheet are out of order from here on", "open it in Excel or LibreOffice, check that nothing is missing, and save it again"),
		msg("ブックが壊れています (シートの行やセルの並びがここから不正です)", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
	SharedStringMissing = define("HG0131", Error,
		msg("the workbook is damaged: the text of this cell is missing", "open it in Excel or LibreOffice, type the text again and save it"),
		msg("ブックが壊れています (このセルの文字列がありません)", "Excel または LibreOffice で開き、文字列を入力し直して保存してください"))
	TooManyRows = define("HG0132", Error,
		msg("text below row {limit}", "an environment definition has a few hundred rows; delete what is below"),
		msg("{limit} 行目より下に文字列があります", "環境定義書は数百行程度です。それより下を削除してください"))
	TooManyColumns = define("HG0133", Error,
		msg("text right of column {limit}", "the tables need fewer than twenty columns; delete what is further right"),
		msg("{limit} 列より右に文字列があります", "表に必要な列は 20 列未満です。それより右を削除してください"))
	CellNotRead = define("HG0134", Error,
		msg("this cell cannot be read with certainty", "copy the tables as values into a new workbook and save it"),
		msg("このセルを確実に読み取れません", "表を新しいブックに値として貼り付け、保存し直してください"))
	SheetNotRead = define("HG0137", Error,
		msg("this sheet cannot be read with certainty", "copy the tables as values into a new workbook and save it"),
		msg("このシートを確実に読み取れません", "表を新しいブックに値として貼り付け、保存し直してください"))
	NoWorksheet = define("HG0135", Error,
		msg("the workbook has no visible worksheet", "unhide the sheet with the tables"),
		msg("ブックに表示されているワークシートがありません", "表のあるシートを再表示してください"))
	UnknownSheet = define("HG0136", Error,
		msg("no sheet {sheet} in the workbook", "did you mean {suggestion}?", "the sheets are: {sheets}"),
		msg("「{sheet}」というシートはブックにありません", "「{suggestion}」ではありませんか", "シートの一覧: {sheets}"))
)

// A cell is not text, or not what a person sees.
var (
	CellDate = define("HG0140", Error,
		msg("the cell contains a date, shown as {shown}", "format the cell as text and type the value again"),
		msg("セルの値が日付です（「{shown}」と表示されます）", "セルの表示形式を「文字列」にして、値を入力し直してください"))
	CellDigits = define("HG0141", Error,
		msg("the cell contains a number with more than 15 digits, and a spreadsheet keeps only 15", "format the cell as text and type the value again"),
		msg("セルの数値が 15 桁を超えています。表計算ソフトは 15 桁までしか保持しません", "セルの表示形式を「文字列」にして、値を入力し直してください"))
	CellShows = define("HG0142", Warning,
		msg("the cell shows {shown} but contains the number {stored}; {shown} is used", "format the cell as text and type what you mean"),
		msg("セルの表示は「{shown}」ですが、実際の値は数値 {stored} です。「{shown}」を使います", "セルの表示形式を「文字列」にして、意図した値を入力してください"))
	CellFault = define("HG0143", Error,
		msg("the cell contains the error {fault}", "correct the formula, or type the value"),
		msg("セルの値がエラー {fault} です", "数式を直すか、値を直接入力してください"))
	CellNoResult = define("HG0144", Error,
		msg("the cell contains a formula without a result", "open the workbook in Excel or LibreOffice and save it, or type the value"),
		msg("セルの数式に計算結果がありません", "Excel または LibreOffice で開いて保存するか、値を直接入力してください"))
	HiddenRows = define("HG0145", Warning,
		msg("hidden rows are read anyway: {rows}", "unhide the rows, or delete them if they are not wanted"),
		msg("非表示の行も読み取ります: {rows}", "行を再表示するか、不要であれば削除してください"))
	HiddenColumn = define("HG0146", Warning,
		msg("hidden columns are read anyway: {column}", "unhide the column, or delete it if it is not wanted"),
		msg("非表示の列も読み取ります: {column}", "列を再表示するか、不要であれば削除してください"))
	CellCovered = define("HG0147", Error,
		msg("the cell's text is hidden under the merged cells {range}", "unmerge the cells, then delete the text or move it to where it belongs"),
		msg("セルの文字列が結合セル {range} に隠れています", "結合を解除し、文字列を削除するか本来の位置に移してください"))
	CellControl = define("HG0148", Error,
		msg("the cell contains the character {character}, which no value can contain", "delete it: type the value again"),
		msg("セルに使用できない文字 {character} が含まれています", "値を入力し直して削除してください"))
	CellUnclear = define("HG0149", Error,
		msg("the cell shows {shown} but contains the number {stored}", "format the cell as text and type what you mean"),
		msg("セルの表示は「{shown}」ですが、実際の値は数値 {stored} です", "セルの表示形式を「文字列」にして、意図した値を入力してください"))
	CellMerged = define("HG0150", Error,
		msg("the merged cells {range} hold a value for their first row only", "unmerge the cells and write in each row what it is to have"),
		msg("結合セル {range} の値は先頭の行だけのものになります", "結合を解除して、各行に値を書いてください"))
	HeaderTwoValues = define("HG0151", Error,
		msg("second text below the merged header {header}", "keep one value; a remark goes right of the table's last column"),
		msg("結合された見出し「{header}」の下に値が 2 つあります", "値を 1 つにしてください。備考は表の最後の列より右に書いてください"))
	ValueBesideHeader = define("HG0152", Error,
		msg("{header} is blank and the text beside it, in column {column}, has no header", "move the value to column {to}; a remark goes right of the table's last column"),
		msg("「{header}」が空欄で、その隣の {column}列に見出しのない文字列があります", "値であれば {to}列に移してください。備考は表の最後の列より右に書いてください"))
	TextUnread = define("HG0153", Warning,
		msg("column {column} has no header here: its text is not read", "move a value below its header; a remark goes right of the table's last column"),
		msg("{column}列には見出しがないため、文字列を読み取りません", "値であれば見出しのある列に移してください。備考は表の最後の列より右に書いてください"))
)

// A CSV cannot be read as it is.
var (
	EncodingUnknown = define("HG0160", Error,
		msg("the encoding of the file cannot be determined", "give it with --encoding: {encodings}"),
		msg("ファイルの文字コードを判別できません", "--encoding で指定してください: {encodings}"))
	EncodingName = define("HG0161", Error,
		msg("unknown encoding {encoding}", "did you mean {suggestion}?", "--encoding takes: {encodings}"),
		msg("文字コード「{encoding}」は指定できません", "「{suggestion}」ではありませんか", "--encoding に指定できるもの: {encodings}"))
	EncodingBroken = define("HG0162", Error,
		msg("the text is not valid {encoding} here", "save the file again as UTF-8, or give its encoding with --encoding: {encodings}"),
		msg("この位置の文字が {encoding} として正しくありません", "UTF-8 で保存し直すか、--encoding で文字コードを指定してください: {encodings}"))
	RowsQuoted = define("HG0175", Error,
		msg("the quotes around this cell contain {count} lines that look like rows of the sheet",
			"delete the quote that opens the cell, or write it twice and close the cell where it ends"),
		msg("引用符で囲まれたこのセルの中に、シートの行のような行が {count} 行あります",
			"セルを開く引用符を削除するか、2 つ重ねたうえで、セルの終わりを引用符で閉じてください"))
	TooManyCells = define("HG0174", Error,
		msg("more than {limit} cells contain text",
			"an environment definition has a few thousand; delete what does not belong to it"),
		msg("文字列のあるセルが {limit} 個を超えています",
			"環境定義書のセルは数千個程度です。関係のないセルを削除してください"))
	EncodingGuessed = define("HG0170", Remark,
		msg("the value was read as {encoding}: the file does not say its encoding",
			"if it looks wrong here, give the encoding with --encoding or save the file as UTF-8"),
		msg("ファイルに文字コードの指定がないため、値を {encoding} として読み取りました",
			"文字化けしている場合は、--encoding で文字コードを指定するか、UTF-8 で保存し直してください"))
	EncodingLikely = define("HG0171", Warning,
		msg("the value was read as {encoding}, but the file holds too little text to be sure",
			"give the encoding with --encoding, or save the file as UTF-8"),
		msg("値を {encoding} として読み取りましたが、文字が少ないため確実ではありません",
			"--encoding で文字コードを指定するか、UTF-8 で保存し直してください"))
	EncodingDoubtful = define("HG0172", Error,
		msg("the encoding of the value cannot be determined; it is shown here as {encoding}",
			"save the file as UTF-8, or give its encoding with --encoding: {encodings}"),
		msg("値の文字コードを判別できません ({encoding} とみなした場合の表示です)",
			"UTF-8 で保存し直すか、--encoding で文字コードを指定してください: {encodings}"))
	EncodingMixed = define("HG0173", Error,
		msg("the cell is in UTF-8, but the file is in {encoding}",
			"type the cell again, or save the file as UTF-8 and look at it again"),
		msg("このセルは UTF-8 ですが、ファイルは {encoding} です",
			"セルを入力し直すか、ファイルを UTF-8 で保存し直して内容を確認してください"))
	QuoteOpen = define("HG0163", Error,
		msg("the quote that opens this cell is not closed where the cell ends", "double each quote inside a quoted cell, and close the cell with a single one"),
		msg("このセルを開く引用符が、セルの終わりで閉じられていません", "引用符で囲んだセルの中の引用符は 2 つ重ね、セルの終わりを引用符で閉じてください"))
	QuoteBare = define("HG0164", Error,
		msg("a cell that is not quoted contains a quote", "put the whole cell in quotes and double the quote inside it"),
		msg("引用符で囲まれていないセルの中に引用符があります", "セル全体を引用符で囲み、中の引用符は 2 つ重ねてください"))
)
