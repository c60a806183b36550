// Package schematest checks what hagen prints against the published JSON Schemas,
// and against those of the formats that others define.
package schematest

import (
	"bytes"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"hagen/docs/schema"
)

// Check fails the test when a document does not fit a schema of hagen. Readers
// have to accept fields that are new; here a field that the schema lacks is an
// error, so that none is printed without being published.
func Check(t testing.TB, name string, document []byte) {
	t.Helper()
	s, err := strict(name)
	if err != nil {
		t.Fatal(err)
	}
	check(t, s, document)
}

// CheckFile does the same with the schema in a file.
func CheckFile(t testing.TB, file string, document []byte) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := compile(string(text), false)
	if err != nil {
		t.Fatal(err)
	}
	check(t, s, document)
}

func check(t testing.TB, s *jsonschema.Schema, document []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v\n%s", err, document)
	}
}

var compiled sync.Map // by name; a schema is used for hundreds of documents

func strict(name string) (*jsonschema.Schema, error) {
	if s, ok := compiled.Load(name); ok {
		return s.(*jsonschema.Schema), nil
	}
	text, err := schema.Whole(name)
	if err != nil {
		return nil, err
	}
	s, err := compile(text, true)
	if err == nil {
		compiled.Store(name, s)
	}
	return s, err
}

// compile compiles a schema; it may refer to nothing outside its text.
func compile(text string, strict bool) (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		return nil, err
	}
	if strict {
		forbidOthers(doc)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseLoader(nothing{})
	const address = "test:/whole.json"
	if err := c.AddResource(address, doc); err != nil {
		return nil, err
	}
	return c.Compile(address)
}

// nothing refuses to load further schemas.
type nothing struct{}

func (nothing) Load(url string) (any, error) {
	return nil, fmt.Errorf("%s is not part of the schema", url)
}

// forbidOthers makes every object refuse the properties it does not list.
func forbidOthers(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, lists := v["properties"].(map[string]any); lists {
			v["additionalProperties"] = false
		}
		for _, below := range v {
			forbidOthers(below)
		}
	case []any:
		for _, below := range v {
			forbidOthers(below)
		}
	}
}
