package diag

// What only shows once the output is made.
var (
	IDTaken = define("HG0901", Error,
		msg("the id {id} is already taken by an element pcs makes earlier",
			"give it another id: pcs forms ids such as NAME-clone, NAME-start-interval-0s and location-NAME itself"),
		msg("id {id} は、先に pcs が作る要素がすでに使っています",
			"別の id にしてください。NAME-clone、NAME-start-interval-0s、location-NAME のような id は pcs 自身が付けます"))

	PcsCannotSay = define("HG0902", Error,
		msg("pcs {pcs} has no command that can say {value}",
			"write it another way: the script must make the same cluster as the XML"),
		msg("pcs {pcs} には {value} を指定できるコマンドがありません",
			"別の書き方にしてください。スクリプトは XML と同じクラスタを作れなければなりません"))
)
