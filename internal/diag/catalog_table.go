package diag

// Tables, columns, block letters, rows and the values a row must have.
var (
	NoTable = define("HG0201", Error,
		msg("no table found: column B contains no table name",
			"write the name of each table in column B, such as {tables}"),
		msg("表がありません: B列に表の名前がありません",
			"B列に表の名前 ({tables} など) を書いてください"))

	UnknownTable = define("HG0202", Error,
		msg("unknown table {name}",
			"did you mean {suggestion}?",
			"the tables are {tables}; a row of notes starts with # in column A"),
		msg("「{name}」という表はありません",
			"「{suggestion}」ではありませんか",
			"表の名前は {tables} です。コメント行は A列を # で始めてください"))

	UnknownBlock = define("HG0203", Error,
		msg("{table} has no block {letter}",
			"did you mean {suggestion}?",
			"the blocks of {table} are {letters}"),
		msg("{table} の表にブロック「{letter}」はありません",
			"「{suggestion}」ではありませんか",
			"{table} のブロックは {letters} です"))

	BlockOutside = define("HG0204", Error,
		msg("block {letter} is outside any table that has such a block",
			"write one of {tables} in column B of a row above it"),
		msg("ブロック「{letter}」が、それを持つ表の外にあります",
			"これより上の行の B列に {tables} のいずれかを書いてください"))

	RowBeforeTables = define("HG0205", Warning,
		msg("rows before the first table are ignored",
			"start a row of notes with # in column A, or move the row below the name of its table"),
		msg("最初の表より前にある行は無視されます",
			"コメント行は A列を # で始めてください。データは表の名前より下に書いてください"))

	HeaderMissing = define("HG0206", Error,
		msg("{table} has no column header row",
			"write the columns {columns} in the row below, from column C on",
			"write {letters} in column B and its columns beside it"),
		msg("{table} の表に列見出しの行がありません",
			"次の行の C列以降に見出し {columns} を書いてください",
			"B列に {letters} を、その右に見出しを書いてください"))

	NotAHeader = define("HG0207", Error,
		msg("this row should hold the column headers of {table}",
			"write the columns {columns} from column C on, above the data"),
		msg("この行には {table} の表の列見出しが必要です",
			"データの上の行に、C列から見出し {columns} を書いてください"))

	BlockHeaderMissing = define("HG0208", Error,
		msg("block {letter} of {table} has no column headers",
			"write the columns {columns} in the row of the letter, from column C on"),
		msg("{table} の表のブロック {letter} に列見出しがありません",
			"ブロックの文字と同じ行の C列以降に見出し {columns} を書いてください"))

	ColumnMissing = define("HG0209", Error,
		msg("{table} has no {column} column",
			"rename the column {found} to {column}",
			"add a column headed {column}"),
		msg("{table} の表に {column} 列がありません",
			"列見出し「{found}」を {column} に直してください",
			"見出しが {column} の列を加えてください"))

	ColumnTwice = define("HG0210", Error,
		msg("{table} has two {column} columns",
			"keep one of them"),
		msg("{table} の表に {column} 列が 2 つあります",
			"どちらか 1 つにしてください"))

	UnknownColumn = define("HG0211", Warning,
		msg("{table} has no column {column}: it is ignored",
			"did you mean {suggestion}?",
			"the columns are {columns}; put remarks in columns without a header"),
		msg("{table} の表に「{column}」という列はないため、無視されます",
			"「{suggestion}」ではありませんか",
			"列は {columns} です。備考は見出しのない列に書いてください"))

	RowBeforeBlock = define("HG0212", Error,
		msg("row of {table} is above the first block letter",
			"write the letter of its block ({letters}) in column B, beside the column headers"),
		msg("{table} の表の行がブロックの文字より前にあります",
			"列見出しの行の B列にブロックの文字 ({letters}) を書いてください"))

	MissingValue = define("HG0213", Error,
		msg("{column} is missing",
			"write one of {choices}",
			"write the {column} in this cell"),
		msg("{column} が空欄です",
			"{choices} のいずれかを書いてください",
			"このセルに {column} を書いてください"))

	SeveralFilled = define("HG0214", Error,
		msg("row fills {column} twice, with {first} and {second}",
			"keep one: its column is the depth of the resource"),
		msg("1 行に {column} が 2 つ（「{first}」と「{second}」）あります",
			"1 つにしてください。書く列がリソースの深さを表します"))

	UnknownWord = define("HG0215", Error,
		msg("unknown {column} {value}",
			"did you mean {suggestion}?",
			"write one of {choices}"),
		msg("{column} に「{value}」は指定できません",
			"「{suggestion}」ではありませんか",
			"{choices} のいずれかを書いてください"))

	AttributeTwice = define("HG0216", Error,
		msg("{name} is set twice",
			"keep one of the two: pcs would silently use the last"),
		msg("{name} が 2 回設定されています",
			"どちらか 1 つにしてください。pcs は黙って後のものを使います"))
)

// Rows that belong together: rules, blocks of one entity.
var (
	BoolOpMissing = define("HG0220", Error,
		msg("bool_op is missing: the rule has {count} rows",
			"write and or or in the first row of the rule"),
		msg("bool_op が空欄です: このルールには {count} 行あります",
			"ルールの先頭行に and または or を書いてください"))

	RuleRowDiffers = define("HG0221", Error,
		msg("{column} {value} differs from the rule's first row",
			"leave it blank, or write a score in this row to start another rule",
		),
		msg("{column} の値「{value}」がルールの先頭行と異なります",
			"空欄にするか、この行に score を書いて別のルールにしてください"))

	RuleWithoutScore = define("HG0222", Error,
		msg("score is missing: a rule for {rsc} starts here",
			"write the score of the rule, or leave rsc blank to go on with the rule for {above}"),
		msg("score が空欄です: ここから「{rsc}」のルールが始まります",
			"ルールの score を書くか、「{above}」のルールの続きであれば rsc を空欄にしてください"))

	OperatorTakesNoValue = define("HG0223", Error,
		msg("{op} takes no value",
			"leave the cell blank, or compare with eq, ne, lt, lte, gt or gte"),
		msg("{op} に value は指定できません",
			"セルを空欄にするか、eq, ne, lt, lte, gt, gte で比較してください"))

	OperatorNeedsValue = define("HG0224", Error,
		msg("value is missing: {op} compares with one",
			"write the value, or use defined or not_defined"),
		msg("value が空欄です: {op} には比較する値が必要です",
			"value を書くか、defined または not_defined を使ってください"))

	BlockWithoutAlert = define("HG0225", Error,
		msg("row of block {letter} belongs to no alert",
			"write a P block with the path of the alert agent above it"),
		msg("ブロック {letter} の行が、どのアラートにも属していません",
			"これより上に、スクリプトの path を書いた P ブロックを置いてください"))

	DefinitionMissing = define("HG0226", Error,
		msg("{table} table does not say which resource it defines",
			"add a row with the id under a P block"),
		msg("{table} の表に、定義するリソースがありません",
			"P ブロックに id の行を加えてください"))

	DefinitionTwice = define("HG0227", Error,
		msg("{table} table defines a second resource",
			"start a {table} table of its own for it: write {table} in column B above"),
		msg("1 つの {table} の表に 2 つ目のリソースがあります",
			"B列に {table} を書いて、リソースごとに表を分けてください"))

	ClassMissing = define("HG0228", Error,
		msg("class of {type} is missing",
			"did you mean {suggestion}? write its parts under class, provider and type",
			"write ocf with a provider, or systemd, lsb or service"),
		msg("「{type}」の class が空欄です",
			"「{suggestion}」ではありませんか。class, provider, type に分けて書いてください",
			"provider とともに ocf と書くか、systemd, lsb, service のいずれかを書いてください"))

	UnfinishedRow = define("HG0229", Error,
		msg("row contains only {text}",
			"fill in {columns}, or start column A with # if it is a note"),
		msg("この行には「{text}」しか書かれていません",
			"{columns} を書いてください。コメント行であれば A列を # で始めてください"))
)

// Rows for people that are not marked as such.
var (
	HeadingRow = define("HG0232", Error,
		msg("row looks like a heading, not like data of {table}",
			"write # in column A of the row"),
		msg("{table} のデータではなく、見出しの行のようです",
			"A列に # を書いてください"))

	HeadingMaybe = define("HG0233", Remark,
		msg("{text} looks like a heading, but is read as data of {table}",
			"write # in column A of the row if it is one"),
		msg("「{text}」は見出しのようですが、{table} のデータとして読み取ります",
			"見出しであれば、A列に # を書いてください"))
)

// LineBreak is a value that becomes another on its way into one line.
var LineBreak = define("HG0234", Warning,
	msg("the line break in this cell is read as a space",
		"write the value in one line"),
	msg("セル内の改行は空白として読み取ります",
		"値を 1 行で書いてください"))

// ReleaseDiffers is a sheet made for another platform.
var ReleaseDiffers = define("HG0235", Warning,
	msg("the sheet names {named}, but it is compiled for {target}",
		"give the target with --target {suggestion}",
		"check that the sheet is for this target"),
	msg("シートには「{named}」とありますが、{target} 用にコンパイルします",
		"--target {suggestion} を指定してください",
		"このターゲット用のシートか確認してください"))

// Table names beside column B.
var (
	SheetShifted = define("HG0230", Error,
		msg("the table names are in column {column}, not in column B",
			"insert an empty column left of column {missing}",
			"delete columns on the left until {name} is in column B"),
		msg("表の名前が B列ではなく {column}列にあります",
			"{missing}列の左に空の列を 1 つ挿入してください",
			"{name} が B列に来るまで、左の列を削除してください"))

	TableMisplaced = define("HG0231", Error,
		msg("table name {name} is in column {column}, not in column B",
			"move it to column B"),
		msg("表の名前「{name}」が B列ではなく {column}列にあります",
			"B列に移してください"))
)
