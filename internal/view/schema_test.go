package view

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/explain"
	"hagen/internal/message"
	"hagen/test/schematest"
)

// schemaFolder has the published schemas.
const schemaFolder = "../../docs/schema"

// TestSchemasSayWhatIsPrinted compares each schema with the type that is printed:
// the same fields, and those that may be absent are not required.
func TestSchemasSayWhatIsPrinted(t *testing.T) {
	for file, typ := range map[string]reflect.Type{
		"report.json": reflect.TypeFor[Document](), "plan.json": reflect.TypeFor[planRecord](), "diff.json": reflect.TypeFor[diffRecord](),
		"status.json": reflect.TypeFor[statusRecord](), "event.json": reflect.TypeFor[eventRecord](), "history.json": reflect.TypeFor[logRecord](),
		"explain.json": reflect.TypeFor[explanations](),
	} {
		c := comparison{t: t, files: map[string]map[string]any{}, file: file}
		c.compare(file, c.load(file), typ, true)
	}
	c := comparison{t: t, files: map[string]map[string]any{}, file: "agents.json"} // two documents in one schema
	list, one := reflect.TypeFor[agentList](), reflect.TypeFor[agentRecord]()
	c.compare("agents list", pick(c.load(c.file), list), list, false)
	c.compare("agent", pick(c.load(c.file), one), one, false)
	if got, want := len(c.load(c.file)["properties"].(map[string]any)), len(fieldsOf(list))+len(fieldsOf(one))-2; got != want {
		t.Errorf("agents.json: %d properties, want %d", got, want)
	}
}

// TestValuesFitTheSchemas: so do the values of an unhealthy cluster and of events,
// which take a real cluster to see.
func TestValuesFitTheSchemas(t *testing.T) {
	var out strings.Builder
	s := NewScreen(nil, &out, io.Discard, func(string) string { return "" })
	s.JSON = true
	e, err := explain.Of("HG0303")
	if err := errors.Join(err, s.Explain([]*explain.Entry{e})); err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, "explain", []byte(out.String()))
	out.Reset()
	s.JSON = true // Print writes one document
	s.Doc.Outcome = &apply.Outcome{Changed: true, SavedAs: "20261127-090000-abcdef", Problems: illHealth().Problems, Held: illHealth().Held}
	s.Doc.Migrate = &MigrateRecord{From: "rhel8", To: "rhel10", Fixes: []FixRecord{{"C5", "x"}}}
	if err := errors.Join(s.Status(Standing{Health: illHealth()}, "local:", "s.csv"), s.End(0)); err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, "report", []byte(out.String()))
	out.Reset()
	s.Progress(&apply.Plan{}).Event(apply.Event{Time: time.Now(), Stage: apply.Settling, Resource: "vip", Node: "n1", State: "started", Text: "x", Done: 1, Total: 2,
		Translatable: textTally.With(1, message.Verbatim("said"), message.List{message.Verbatim("a"), textSameAlready.With("n1")})})
	schematest.Check(t, "event", []byte(out.String()))
}

// pick is those properties of a schema that a type has.
func pick(schema map[string]any, typ reflect.Type) map[string]any {
	out := map[string]any{}
	for _, f := range fieldsOf(typ) {
		if p, has := schema["properties"].(map[string]any)[f.name]; has {
			out[f.name] = p
		}
	}
	return map[string]any{"properties": out}
}

// comparison walks a schema and a type.
type comparison struct {
	t     *testing.T
	file  string
	files map[string]map[string]any
}

func (c *comparison) load(file string) map[string]any {
	if s, loaded := c.files[file]; loaded {
		return s
	}
	data, err := os.ReadFile(filepath.Join(schemaFolder, file))
	if err != nil {
		c.t.Fatal(err)
	}
	var s map[string]any
	if err := json.Unmarshal(data, &s); err != nil {
		c.t.Fatal(err)
	}
	c.files[file] = s
	return s
}

// follow resolves a reference.
func (c *comparison) follow(schema map[string]any) map[string]any {
	for {
		ref, is := schema["$ref"].(string)
		if !is {
			return schema
		}
		file, pointer, _ := strings.Cut(ref, "#")
		if file != "" {
			c.file = file
		}
		schema = c.load(c.file)
		for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
			if step != "" {
				schema = schema[step].(map[string]any)
			}
		}
	}
}

func (c *comparison) compare(path string, schema map[string]any, typ reflect.Type, required bool) {
	file := c.file
	defer func() { c.file = file }()
	schema = c.follow(schema)
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch {
	case typ.Kind() == reflect.Slice:
		items, is := schema["items"].(map[string]any)
		if !is {
			c.t.Errorf("%s: not an array in the schema", path)
			return
		}
		c.compare(path+"[]", items, typ.Elem(), required)
		return
	case typ.Kind() != reflect.Struct, typ == reflect.TypeFor[message.Message](), typ.Name() == "Time":
		return
	}
	properties, _ := schema["properties"].(map[string]any)
	var names, must []string
	for _, f := range fieldsOf(typ) {
		names = append(names, f.name)
		if !f.optional {
			must = append(must, f.name)
		}
		p, has := properties[f.name].(map[string]any)
		if !has {
			c.t.Errorf("%s: the schema lacks %s", path, f.name)
			continue
		}
		c.compare(path+"."+f.name, p, f.typ, true)
	}
	for name := range properties {
		if !slices.Contains(names, name) {
			c.t.Errorf("%s: the schema has %s, which is never printed", path, name)
		}
	}
	var says []string
	list, _ := schema["required"].([]any)
	for _, name := range list {
		says = append(says, name.(string))
	}
	slices.Sort(says)
	slices.Sort(must)
	if required && !slices.Equal(says, must) {
		c.t.Errorf("%s: the schema requires %v, always printed are %v", path, says, must)
	}
}

// jsonField is a field as JSON has it.
type jsonField struct {
	name     string
	optional bool
	typ      reflect.Type
}

// fieldsOf are the fields of a struct, with those of embedded ones.
func fieldsOf(typ reflect.Type) []jsonField {
	var out []jsonField
	for _, f := range reflect.VisibleFields(typ) {
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == "" || tag == "-" {
			continue
		}
		out = append(out, jsonField{tag, strings.HasPrefix(options, "omit"), f.Type})
	}
	return out
}
