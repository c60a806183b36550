package diag

// ADDITIONAL_CONFIG: commands that go to the script as written.
var (
	CommandOutside = define("HG0801", Warning,
		msg("the XML does not contain what this command does",
			"use the script, or write it in a table if there is one for it"),
		msg("このコマンドの内容は XML には入りません",
			"スクリプトを使うか、対応する表があれば表に書いてください"))

	CommandNotPcs = define("HG0802", Error,
		msg("{word} is not a pcs command",
			"start with pcs: one pcs command a cell, nothing else"),
		msg("「{word}」は pcs コマンドではありません",
			"pcs で始めてください。1 つのセルに書けるのは 1 つの pcs コマンドだけです"))

	CommandSpecial = define("HG0803", Error,
		msg("the shell would not pass {token} on to pcs",
			"put it in single quotes if pcs should see it; one pcs command a cell"),
		msg("シェルは {token} をそのまま pcs に渡しません",
			"pcs に渡すなら一重引用符で囲んでください。1 つのセルに書けるのは 1 つの pcs コマンドだけです"))

	CommandNextLine = define("HG0804", Error,
		msg("the command ends at its first line; {word} would be another command",
			"end each line but the last with \\, or use a cell for each command"),
		msg("コマンドは 1 行目で終わり、「{word}」は別のコマンドになります",
			"最後以外の行の末尾に \\ を付けるか、コマンドごとにセルを分けてください"))

	CommandUnfinished = define("HG0805", Error,
		msg("the command ends before {token} is closed",
			"add the missing {token}"),
		msg("{token} が閉じられずにコマンドが終わっています",
			"足りない {token} を書いてください"))

	CommandLive = define("HG0806", Error,
		msg("{command} acts on a running cluster, not on the file the script prepares",
			"run it by hand, before or after the script"),
		msg("{command} は、スクリプトが用意するファイルではなく稼働中のクラスタを操作します",
			"スクリプトの前か後に手で実行してください"))

	CommandOption = define("HG0807", Error,
		msg("{option} cannot be used with the file the script works on",
			"remove it: the script says which file to use"),
		msg("{option} は、スクリプトが使うファイルと同時には指定できません",
			"削除してください。使うファイルはスクリプトが指定します"))
)
