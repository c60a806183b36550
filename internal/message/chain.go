package message

var textNames = New("list.names", "first", "rest")

// Names are messages for one argument that hold names: of resources, of nodes. They
// are joined as lists of names, not of words.
func Names(items []Message) Message { return Chain(textNames, items) }

// Chain joins messages by a text that says what is between two: its arguments are
// what comes before and after. Half of them go into each, so that even thousands
// are not nested deeply.
func Chain(between Text, items []Message) Message {
	switch n := len(items); n {
	case 0:
		return Message{}
	case 1:
		return items[0]
	default:
		return between.With(Chain(between, items[:n/2]), Chain(between, items[n/2:]))
	}
}
