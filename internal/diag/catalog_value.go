package diag

// Characters and spellings that are wrong whatever the value means.
var (
	InvisibleCharacter = define("HG0501", Error,
		msg("{text} holds {character}, which cannot be seen",
			"write {suggestion}, typed anew",
			"type the value anew"),
		msg("{text} に目に見えない文字 {character} が含まれています",
			"{suggestion} と入力し直してください",
			"値を入力し直してください"))

	FullWidthName = define("HG0502", Error,
		msg("{text} holds the full-width character {character}",
			"write {suggestion}",
			"write it in half-width letters"),
		msg("{text} に全角文字 {character} が含まれています",
			"{suggestion} と書いてください",
			"半角で書いてください"))

	FullWidthValue = define("HG0503", Warning,
		msg("{text} holds the full-width character {character}",
			"did you mean {suggestion}?",
			"programs seldom read full-width letters: write half-width ones"),
		msg("{text} に全角文字 {character} が含まれています",
			"{suggestion} ではありませんか",
			"全角文字を読めるプログラムはまれです。半角で書いてください"))

	TypographicValue = define("HG0507", Warning,
		msg("{text} holds the typographic character {character}",
			"did you mean {suggestion}?",
			"programs take it for any other letter: type plain quotes and hyphens"),
		msg("{text} に印刷用の記号 {character} が含まれています",
			"{suggestion} ではありませんか",
			"プログラムは引用符やハイフンと見なしません。半角で打ち直してください"))

	GluedPaths = define("HG0504", Warning,
		msg("{value} looks like two devices written together",
			"did you mean {suggestion}?"),
		msg("{value} は 2 つのデバイスがつながっているようです",
			"{suggestion} ではありませんか"))

	RelativePath = define("HG0505", Warning,
		msg("path {value} is not absolute",
			"write the whole path, starting with /"),
		msg("パス {value} が絶対パスではありません",
			"/ から始まるパスを書いてください"))

	AddressSlip = define("HG0506", Warning,
		msg("{name} {value} looks like an IP address, but is none",
			"write four numbers from 0 to 255"),
		msg("{name} の {value} は IP アドレスのようですが、正しくありません",
			"0 から 255 の数を 4 つ書いてください"))
)

// Values of the wrong kind. What pcs or Pacemaker refuses, or reads as
// something else, is an error.
var (
	NotInteger = define("HG0511", Error,
		msg("{name} must be a whole number, not {value}",
			"did you mean {suggestion}?",
			"write digits only, such as 10"),
		msg("{name} は整数でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"10 のように数字だけを書いてください"))

	NotBoolean = define("HG0512", Error,
		msg("{name} must be true or false, not {value}",
			"did you mean {suggestion}?",
			"write true or false"),
		msg("{name} は true か false でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"true か false を書いてください"))

	NotDuration = define("HG0513", Error,
		msg("{name} must be a length of time, not {value}",
			"did you mean {suggestion}?",
			"write a number and one of the units {units}, such as 10s"),
		msg("{name} は時間でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"10s のように、数と単位 ({units}) を書いてください"))

	NotScore = define("HG0514", Error,
		msg("{name} must be a score, not {value}",
			"did you mean {suggestion}?",
			"write a whole number, INFINITY or -INFINITY"),
		msg("{name} はスコアでなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"整数、INFINITY、-INFINITY のいずれかを書いてください"))

	NotListed = define("HG0515", Error,
		msg("{name} cannot be {value}",
			"did you mean {suggestion}?",
			"write one of {choices}"),
		msg("{name} を {value} にはできません",
			"{suggestion} ではありませんか",
			"{choices} のいずれかを書いてください"))

	NotPercentage = define("HG0516", Error,
		msg("{name} must be a percentage, not {value}",
			"did you mean {suggestion}?",
			"write a whole number and %, such as 80%"),
		msg("{name} は百分率でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"80% のように、整数と % を書いてください"))

	NotPort = define("HG0517", Error,
		msg("{name} must be a port, not {value}",
			"did you mean {suggestion}?",
			"write a number from 1 to 65535"),
		msg("{name} はポート番号でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"1 から 65535 の数を書いてください"))

	NotAddress = define("HG0518", Error,
		msg("{name} must be an IP address, not {value}",
			"write {address} here and {prefix} under {prefix_name}",
			"did you mean {suggestion}?",
			"write an address such as 192.168.0.10 or 2001:db8::10"),
		msg("{name} は IP アドレスでなければなりませんが、{value} です",
			"ここに {address}、{prefix_name} に {prefix} と書いてください",
			"{suggestion} ではありませんか",
			"192.168.0.10 や 2001:db8::10 のようなアドレスを書いてください"))

	NotPrefix = define("HG0519", Error,
		msg("{name} must be a prefix length, not {value}",
			"did you mean {suggestion}?",
			"write a number from 1 to {max}"),
		msg("{name} はプレフィックス長でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"1 から {max} の数を書いてください"))

	NotID = define("HG0520", Error,
		msg("{name} must be an id, not {value}",
			"did you mean {suggestion}?",
			"start with a letter or _, go on with letters, digits, _ . and -"),
		msg("{name} は id でなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"英字か _ で始め、英数字と _ . - だけを使ってください"))

	NotHealth = define("HG0521", Error,
		msg("{name} must be green, yellow, red or a score, not {value}",
			"did you mean {suggestion}?",
			"write green, yellow or red, or a whole number"),
		msg("{name} は green, yellow, red かスコアでなければなりませんが、{value} です",
			"{suggestion} ではありませんか",
			"green, yellow, red のいずれか、または整数を書いてください"))

	NotDateTime = define("HG0522", Error,
		msg("{name} must be a date and time, not {value}",
			"write it as ISO 8601 has it, such as 2030-01-31 09:00:00"),
		msg("{name} は日時でなければなりませんが、{value} です",
			"2030-01-31 09:00:00 のように ISO 8601 の形で書いてください"))
)

// Values an agent's metadata does not expect. pcs lets them pass and metadata
// is not always right, so these are warnings.
var (
	OddInteger = define("HG0531", Warning,
		msg("{agent} expects a whole number as {name}, not {value}",
			"did you mean {suggestion}?",
			"write digits only, such as 10"),
		msg("{agent} の {name} は整数のはずですが、{value} です",
			"{suggestion} ではありませんか",
			"10 のように数字だけを書いてください"))

	OddBoolean = define("HG0532", Warning,
		msg("{agent} expects true or false as {name}, not {value}",
			"did you mean {suggestion}?",
			"write true or false"),
		msg("{agent} の {name} は true か false のはずですが、{value} です",
			"{suggestion} ではありませんか",
			"true か false を書いてください"))

	OddSeconds = define("HG0533", Warning,
		msg("{agent} expects seconds as {name}, not {value}",
			"did you mean {suggestion}?",
			"write a number of seconds, without a unit"),
		msg("{agent} の {name} は秒数のはずですが、{value} です",
			"{suggestion} ではありませんか",
			"単位を付けずに秒数を書いてください"))

	OddChoice = define("HG0534", Warning,
		msg("{agent} does not know {value} as {name}",
			"did you mean {suggestion}?",
			"write one of {choices}"),
		msg("{agent} の {name} に {value} はありません",
			"{suggestion} ではありませんか",
			"{choices} のいずれかを書いてください"))
)

// NotThreshold is a number of failures, which Pacemaker takes for 1 below 0.
var NotThreshold = define("HG0523", Error,
	msg("{name} must be 0 or more, not {value}",
		"did you mean {suggestion}?",
		"write a whole number from 0, or INFINITY"),
	msg("{name} は 0 以上でなければなりませんが、{value} です",
		"{suggestion} ではありませんか",
		"0 以上の整数か INFINITY を書いてください"))
