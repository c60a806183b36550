package diag

// A workbook's cells are not what they look like, for reasons only a workbook has.
var (
	CellNotCalculated = define("HG0155", Error,
		msg("the result {stored} of the cell's formula may be a placeholder: the program that wrote the workbook does not calculate", "open the workbook in Excel or LibreOffice and save it, or type the value"),
		msg("セルの数式の結果「{stored}」は仮の値の可能性があります。このブックを書き出したプログラムは数式を計算していません", "Excel または LibreOffice で開いて保存するか、値を直接入力してください"))
	TabsOfOnePart = define("HG0165", Error,
		msg("the workbook is damaged: the sheets {first} and {second} are one and the same", "open it in Excel or LibreOffice, check that nothing is missing, and save it anew"),
		msg("ブックが壊れています (シート「{first}」と「{second}」の実体が同じです)", "Excel または LibreOffice で開き、欠けた箇所がないか確認して保存し直してください"))
)
