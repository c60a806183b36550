package schematest

import (
	"testing"

	"hagen/docs/schema"
)

// TestSchemasAreWhole: each schema compiles by itself, with nothing to fetch.
func TestSchemasAreWhole(t *testing.T) {
	if len(schema.Names()) < 7 {
		t.Errorf("only %v", schema.Names())
	}
	for _, name := range schema.Names() {
		if _, err := strict(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := schema.Whole("other"); err == nil {
		t.Error("there is a schema of no file")
	}
}
