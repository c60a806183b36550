package message

// Heard returns a message from another hagen, given also in English: a text that
// this one does not know, because it is older, stays English.
func Heard(english string, m Message) Message {
	switch {
	case !m.IsZero() && m.known():
		return m
	case english == "":
		return Message{}
	}
	return Sentences(english)
}

// known reports whether this hagen has words for a message and for all that is
// part of it.
func (m Message) known() bool {
	if m.ID == "" {
		return true
	}
	if !English.Has(m.ID) {
		return false
	}
	for _, name := range Placeholders(English.Pattern(m.ID)) {
		if _, given := m.Args[name]; !given {
			return false
		}
	}
	for _, arg := range m.Args {
		switch arg := arg.(type) {
		case Message:
			if !arg.known() {
				return false
			}
		case List:
			for _, item := range arg {
				if !item.known() {
					return false
				}
			}
		}
	}
	return true
}
