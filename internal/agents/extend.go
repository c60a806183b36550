package agents

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hagen/internal/cib"
)

// Extend adds agents, or replaces those of the same name, from an agents file
// (the option --agents). It is JSON, written by hand or by an import:
//
//	{
//	  "agents": [
//	    {
//	      "name": "ocf:acme:widget",
//	      "parameters": [
//	        {"name": "config", "type": "string", "default": "/etc/widget.conf", "required": true, "unique": true},
//	        {"name": "mode", "type": "select", "enum": ["fast", "safe"], "default": "safe"},
//	        {"name": "cfg", "deprecated": true, "replaced_by": ["config"]}
//	      ],
//	      "actions": [
//	        {"name": "start", "timeout": "20s"},
//	        {"name": "stop", "timeout": "20s"},
//	        {"name": "monitor", "timeout": "20s", "interval": "10s", "depth": "0"},
//	        {"name": "monitor", "timeout": "20s", "interval": "9s", "role": "Promoted"}
//	      ]
//	    }
//	  ]
//	}
//
// Only the names are required, and the list of agents may be empty. Further keys of
// a parameter: unique_group, obsoletes, shortdesc; of an action: start_delay, on_target,
// automatic. Parameters and actions are in the order the agent lists them; pcs adds
// the actions to a resource in that order. An unknown key, a name that is listed
// twice or is not an agent name, and an invalid role or type are errors, wrapped
// with the file's name; the catalog is then unchanged.
//
// Extend must be called before the catalog is shared.
func (c *Catalog) Extend(r io.Reader, name string) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("agents file %s: %w", name, err)
	}
	list, err := ReadExtension(data)
	if err != nil {
		return fmt.Errorf("agents file %s: %w", name, err)
	}
	for i := range list {
		c.added[list[i].Name] = &list[i]
	}
	return nil
}

// extension is an agents file.
type extension struct {
	Agents []Agent `json:"agents"`
}

// WriteExtension writes agents in the form Extend reads.
func WriteExtension(w io.Writer, list []Agent) error {
	if list == nil {
		list = []Agent{} // not null
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(extension{Agents: list}); err != nil {
		return fmt.Errorf("write agents: %w", err)
	}
	return nil
}

// ReadExtension reads an agents file. The agents are in the package's form.
func ReadExtension(data []byte) ([]Agent, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var file extension
	if err := dec.Decode(&file); err != nil {
		return nil, placed(data, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("line %d: something follows the end of the JSON value", lineAt(data, dec.InputOffset()))
	}
	if file.Agents == nil { // an import that finds nothing writes an empty list
		return nil, errors.New(`it holds no agents: write {"agents": [{"name": "ocf:PROVIDER:TYPE", …}]}`)
	}
	var names []string
	for i := range file.Agents {
		a := &file.Agents[i]
		if err := checkAgent(a); err != nil {
			return nil, fmt.Errorf("agent %d: %w", i+1, err)
		}
		if slices.Contains(names, a.Name) {
			return nil, fmt.Errorf("agent %d: %s is listed twice", i+1, a.Name)
		}
		names = append(names, a.Name)
		Normalize(a)
	}
	return file.Agents, nil
}

// placed adds the line of a JSON error if the decoder knows it.
func placed(data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("it is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("line %d: the JSON ends too early", lineAt(data, int64(len(data))))
	case errors.As(err, &syntax):
		return fmt.Errorf("line %d: %w", lineAt(data, syntax.Offset), err)
	case errors.As(err, &kind):
		return fmt.Errorf("line %d: %s is a %s, not a %s", lineAt(data, kind.Offset), kind.Field, kind.Type, kind.Value)
	}
	// The remaining error is "json: unknown field", whose place the decoder does
	// not know.
	return errors.New(strings.Replace(err.Error(), "json: unknown field", "unknown key", 1))
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func checkAgent(a *Agent) error {
	if a.Name == "" {
		return errors.New("it has no name")
	}
	if err := CheckName(a.Name); err != nil {
		return err
	}
	var params []string
	for i, p := range a.Params {
		switch {
		case p.Name == "":
			return fmt.Errorf("%s: parameter %d has no name", a.Name, i+1)
		case slices.Contains(params, p.Name):
			return fmt.Errorf("%s: parameter %s is listed twice", a.Name, p.Name)
		case len(p.Enum) > 0 && p.Type != "select":
			return fmt.Errorf("%s: parameter %s has an enum but is not a select", a.Name, p.Name)
		}
		params = append(params, p.Name)
	}
	for i, x := range a.Actions {
		if x.Name == "" {
			return fmt.Errorf("%s: action %d has no name", a.Name, i+1)
		}
		if x.Role != "" && !slices.Contains(cib.RoleNames(), x.Role) {
			return fmt.Errorf("%s: action %s has the unknown role %q", a.Name, x.Name, x.Role)
		}
	}
	return nil
}
