package diag

// Characters and spellings that are wrong whatever the value means.
var (
	InvisibleCharacter = define("HG0501", Error,
		msg("{text} contains {character}, which is invisible",
			"type {suggestion} again",
			"type the value again"),
		msg("「{text}」に目に見えない文字 {character} が含まれています",
			"「{suggestion}」と入力し直してください",
			"値を入力し直してください"))

	FullWidthName = define("HG0502", Error,
		msg("{text} contains the full-width character {character}",
			"write {suggestion}",
			"write it in half-width letters"),
		msg("「{text}」に全角文字「{character}」が含まれています",
			"「{suggestion}」と書いてください",
			"半角で書いてください"))

	NameNotASCII = define("HG0524", Error,
		msg("{name} is not a name that Pacemaker or an agent reads: names are ASCII",
			"if the column holds remarks, delete its header {header}",
			"write # in column A if the row is a heading or a note, and the name in ASCII if it is not"),
		msg("「{name}」という名前は Pacemaker もエージェントも読み取りません (名前は半角英数字です)",
			"備考の列であれば、見出し「{header}」を削除してください",
			"見出しやコメントの行であれば A列に # を、そうでなければ半角英数字の名前を書いてください"))

	Placeholder = define("HG0528", Warning,
		msg("{text} looks like a placeholder, but is used as the value",
			"write the value, or delete the row or the cell if there is none"),
		msg("「{text}」は仮の値のようですが、そのまま値として使われます",
			"正しい値を書いてください。値がなければ、行やセルの内容を削除してください"))

	LookalikeName = define("HG0526", Error,
		msg("{text} contains {character}, which only looks like what it should be",
			"type {suggestion} again"),
		msg("「{text}」に、似ているだけの別の文字 {character} が含まれています",
			"「{suggestion}」と入力し直してください"))

	LookalikeValue = define("HG0527", Warning,
		msg("{text} contains {character}, which looks like a letter of ASCII",
			"did you mean {suggestion}? if so, type it again"),
		msg("「{text}」に、英字に似た別の文字 {character} が含まれています",
			"「{suggestion}」ではありませんか。入力し直してください"))

	PrivateCharacter = define("HG0525", Error,
		msg("{text} contains the private-use character {character}",
			"replace it: other machines show something else, or nothing, in its place"),
		msg("「{text}」に外字 {character} が含まれています。作成した環境でしか意味を持ちません",
			"外字以外の文字で書いてください"))

	FullWidthValue = define("HG0503", Warning,
		msg("{text} contains the full-width character {character}",
			"did you mean {suggestion}?",
			"few programs understand full-width characters: use half-width ones"),
		msg("「{text}」に全角文字「{character}」が含まれています",
			"「{suggestion}」ではありませんか",
			"全角文字を解釈できるプログラムはまれです。半角で書いてください"))

	TypographicValue = define("HG0507", Warning,
		msg("{text} contains the typographic character {character}",
			"did you mean {suggestion}?",
			"programs do not take it for a quote or hyphen: type the plain character"),
		msg("「{text}」に印刷用の記号 {character} が含まれています",
			"「{suggestion}」ではありませんか",
			"プログラムは引用符やハイフンと見なしません。半角で打ち直してください"))

	GluedPaths = define("HG0504", Warning,
		msg("{value} looks like two devices written together",
			"did you mean {suggestion}?"),
		msg("「{value}」は 2 つのデバイス名がつながっているようです",
			"「{suggestion}」ではありませんか"))

	RelativePath = define("HG0505", Warning,
		msg("path {value} is not absolute",
			"write the whole path, starting with /"),
		msg("「{value}」は絶対パスではありません",
			"/ から始まるパスを書いてください"))

	AddressSlip = define("HG0506", Warning,
		msg("{name} {value} is not a valid IP address",
			"write four numbers from 0 to 255"),
		msg("{name} の値「{value}」は IP アドレスとして正しくありません",
			"0 から 255 の数を 4 つ書いてください"))
)

// Values of the wrong kind. What pcs or Pacemaker refuses, or reads as
// something else, is an error.
var (
	NotInteger = define("HG0511", Error,
		msg("invalid value {value} for {name}: a whole number is expected",
			"did you mean {suggestion}?",
			"write digits only, such as 10"),
		msg("{name} の値「{value}」は整数ではありません",
			"「{suggestion}」ではありませんか",
			"10 のように数字だけを書いてください"))

	NotBoolean = define("HG0512", Error,
		msg("invalid value {value} for {name}: true or false is expected",
			"did you mean {suggestion}?",
			"write true or false"),
		msg("{name} に「{value}」は指定できません。true か false です",
			"「{suggestion}」ではありませんか",
			"true か false を書いてください"))

	NotDuration = define("HG0513", Error,
		msg("invalid value {value} for {name}: a duration is expected",
			"did you mean {suggestion}?",
			"write a number and one of the units {units}, such as 10s"),
		msg("{name} の値「{value}」は時間の形式ではありません",
			"「{suggestion}」ではありませんか",
			"10s のように、数と単位 ({units}) を書いてください"))

	NotScore = define("HG0514", Error,
		msg("invalid value {value} for {name}: a score is expected",
			"did you mean {suggestion}?",
			"write a whole number, INFINITY or -INFINITY"),
		msg("{name} の値「{value}」はスコアの形式ではありません",
			"「{suggestion}」ではありませんか",
			"整数、INFINITY、-INFINITY のいずれかを書いてください"))

	NotListed = define("HG0515", Error,
		msg("invalid value {value} for {name}",
			"did you mean {suggestion}?",
			"write one of {choices}"),
		msg("{name} に「{value}」は指定できません",
			"「{suggestion}」ではありませんか",
			"{choices} のいずれかを書いてください"))

	NotPercentage = define("HG0516", Error,
		msg("invalid value {value} for {name}: a percentage is expected",
			"did you mean {suggestion}?",
			"write a whole number and %, such as 80%"),
		msg("{name} の値「{value}」は百分率の形式ではありません",
			"「{suggestion}」ではありませんか",
			"80% のように、整数と % を書いてください"))

	NotPort = define("HG0517", Error,
		msg("invalid value {value} for {name}: a port number is expected",
			"did you mean {suggestion}?",
			"write a number from 1 to 65535"),
		msg("{name} の値「{value}」はポート番号ではありません",
			"「{suggestion}」ではありませんか",
			"1 から 65535 の数を書いてください"))

	NotAddress = define("HG0518", Error,
		msg("invalid value {value} for {name}: an IP address is expected",
			"write {address} here and {prefix} under {prefix_name}",
			"did you mean {suggestion}?",
			"write an address such as 192.168.0.10 or 2001:db8::10"),
		msg("{name} の値「{value}」は IP アドレスではありません",
			"ここに {address}、{prefix_name} に {prefix} と書いてください",
			"「{suggestion}」ではありませんか",
			"192.168.0.10 や 2001:db8::10 のようなアドレスを書いてください"))

	NotPrefix = define("HG0519", Error,
		msg("invalid value {value} for {name}: a prefix length is expected",
			"did you mean {suggestion}?",
			"write a number from 1 to {max}"),
		msg("{name} の値「{value}」はプレフィックス長ではありません",
			"「{suggestion}」ではありませんか",
			"1 から {max} の数を書いてください"))

	NotID = define("HG0520", Error,
		msg("invalid value {value} for {name}: an id is expected",
			"did you mean {suggestion}?",
			"start with a letter or _, go on with letters, digits, _ . and -"),
		msg("{name} の値「{value}」は id として使えません",
			"「{suggestion}」ではありませんか",
			"英字か _ で始め、英数字と _ . - だけを使ってください"))

	NotHealth = define("HG0521", Error,
		msg("invalid value {value} for {name}: green, yellow, red or a score is expected",
			"did you mean {suggestion}?",
			"write green, yellow or red, or a whole number"),
		msg("{name} に「{value}」は指定できません。green, yellow, red またはスコアです",
			"「{suggestion}」ではありませんか",
			"green, yellow, red のいずれか、または整数を書いてください"))

	NotDateTime = define("HG0522", Error,
		msg("invalid value {value} for {name}: a date and time is expected",
			"use ISO 8601, such as 2030-01-31 09:00:00"),
		msg("{name} の値「{value}」は日時の形式ではありません",
			"2030-01-31 09:00:00 のように ISO 8601 の形式で書いてください"))
)

// Values an agent's metadata does not expect. pcs lets them pass and metadata
// is not always right, so these are warnings.
var (
	OddInteger = define("HG0531", Warning,
		msg("{agent} expects a whole number as {name}, not {value}",
			"did you mean {suggestion}?",
			"write digits only, such as 10"),
		msg("{agent} の {name} には整数を指定しますが、値は「{value}」です",
			"「{suggestion}」ではありませんか",
			"10 のように数字だけを書いてください"))

	OddBoolean = define("HG0532", Warning,
		msg("{agent} expects true or false as {name}, not {value}",
			"did you mean {suggestion}?",
			"write true or false"),
		msg("{agent} の {name} には true か false を指定しますが、値は「{value}」です",
			"「{suggestion}」ではありませんか",
			"true か false を書いてください"))

	OddSeconds = define("HG0533", Warning,
		msg("{agent} expects seconds as {name}, not {value}",
			"did you mean {suggestion}?",
			"write a number of seconds, without a unit"),
		msg("{agent} の {name} には秒数を指定しますが、値は「{value}」です",
			"「{suggestion}」ではありませんか",
			"単位を付けずに秒数を書いてください"))

	OddChoice = define("HG0534", Warning,
		msg("{agent} does not know {value} as {name}",
			"did you mean {suggestion}?",
			"write one of {choices}"),
		msg("{agent} の {name} に「{value}」という選択肢はありません",
			"「{suggestion}」ではありませんか",
			"{choices} のいずれかを書いてください"))
)

// NotThreshold is a number of failures, which Pacemaker takes for 1 below 0.
var NotThreshold = define("HG0523", Error,
	msg("invalid value {value} for {name}: 0 or more is expected",
		"did you mean {suggestion}?",
		"write a whole number from 0, or INFINITY"),
	msg("{name} の値「{value}」は 0 以上の数ではありません",
		"「{suggestion}」ではありませんか",
		"0 以上の整数か INFINITY を書いてください"))
