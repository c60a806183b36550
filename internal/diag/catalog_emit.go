package diag

// What only shows once the output is made.
var (
	IDTaken = define("HG0901", Error,
		msg("the id {id} is already used by an element that pcs creates earlier",
			"choose another id: pcs itself creates ids such as NAME-clone, NAME-start-interval-0s and location-NAME"),
		msg("id「{id}」は、pcs が先に作る要素ですでに使われています",
			"別の id にしてください。NAME-clone、NAME-start-interval-0s、location-NAME のような id は pcs 自身が付けます"))

	PcsCannotSay = define("HG0902", Error,
		msg("pcs {pcs} has no command that can express {value}",
			"write it differently: the script must make the same cluster as the XML"),
		msg("pcs {pcs} には「{value}」を指定できるコマンドがありません",
			"別の書き方にしてください。スクリプトは XML と同じクラスタを作れなければなりません"))
)
