package message

import (
	"encoding/json"
	"fmt"
)

// wire is a message in JSON: {"id": "…", "args": {…}}. A message of others is
// a string.
type wire struct {
	ID   string         `json:"id"`
	Args map[string]any `json:"args,omitempty"`
}

// MarshalJSON writes the identifier and the arguments, no words.
func (m Message) MarshalJSON() ([]byte, error) {
	if m.ID == "" {
		said, _ := m.Args[verbatim].(string)
		return json.Marshal(said)
	}
	return json.Marshal(wire(m))
}

// UnmarshalJSON reads a message back. A string is a text of another program, or of
// an older hagen that stored texts.
func (m *Message) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	read, err := fromJSON(v)
	if err != nil {
		return err
	}
	switch read := read.(type) {
	case Message:
		*m = read
	case string:
		*m = Message{}
		if read != "" {
			*m = Verbatim(read)
		}
	default:
		return fmt.Errorf("a message is an object or a string, not %s", data)
	}
	return nil
}

// fromJSON reads an argument back.
func fromJSON(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case float64:
		return int(v), nil
	case []any:
		list := make(List, 0, len(v))
		for _, item := range v {
			read, err := fromJSON(item)
			if err != nil {
				return nil, err
			}
			switch read := read.(type) {
			case Message:
				list = append(list, read)
			case string:
				list = append(list, Verbatim(read))
			default:
				return nil, fmt.Errorf("a list of messages holds %v", item)
			}
		}
		return list, nil
	case map[string]any:
		return objectFromJSON(v)
	}
	return nil, fmt.Errorf("%v cannot be part of a message", v)
}

func objectFromJSON(v map[string]any) (Message, error) {
	id, _ := v["id"].(string)
	if id == "" {
		return Message{}, fmt.Errorf("a message without an identifier")
	}
	m := Message{ID: id}
	args, _ := v["args"].(map[string]any)
	for name, value := range args {
		read, err := fromJSON(value)
		if err != nil {
			return Message{}, err
		}
		if m.Args == nil {
			m.Args = map[string]any{}
		}
		m.Args[name] = read
	}
	return m, nil
}
