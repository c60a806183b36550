package message

// Rewrite returns the message with every string in its arguments, those of messages
// inside it included, replaced by the result of f.
func (m Message) Rewrite(f func(string) string) Message {
	if m.Args == nil {
		return m
	}
	args := make(map[string]any, len(m.Args))
	for name, v := range m.Args {
		args[name] = rewrite(v, f)
	}
	return Message{ID: m.ID, Args: args}
}

func rewrite(v any, f func(string) string) any {
	switch v := v.(type) {
	case string:
		return f(v)
	case Message:
		return v.Rewrite(f)
	case List:
		list := make(List, len(v))
		for i, m := range v {
			list[i] = m.Rewrite(f)
		}
		return list
	}
	return v
}
