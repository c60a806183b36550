package validate

import (
	"slices"
	"testing"

	"hagen/test/modeltest"
)

// fromNoSheet are the texts of the model that do not come from a table: names that
// the emitters generate, and the node ids of --nodes-from.
var fromNoSheet = []string{
	"Node.ID", "AttributeSet.ID", "AttributeSet.Score", "Location.ID", "Rule.ID",
	"Colocation.ID", "Order.ID", "Alert.ID", "Recipient.ID",
}

// TestTextsMissNone tests that an invisible character is found wherever a cell ends
// up in the model.
func TestTextsMissNone(t *testing.T) {
	full := modeltest.Full()
	var seen []string
	c := &checker{cfg: full.Config}
	c.texts(func(x text) { seen = append(seen, x.value) })
	for value, field := range full.Fields {
		if !slices.Contains(seen, value) && !slices.Contains(fromNoSheet, field) {
			t.Errorf("the characters of %s are not checked: visit it in Config.Entities, or in text_walk.go", field)
		}
	}
}
