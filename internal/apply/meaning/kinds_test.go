package meaning

import "testing"

// TestEveryKindHasAName fails for a kind of object that no plan can name.
func TestEveryKindHasAName(t *testing.T) {
	for _, kind := range Kinds() {
		if _, ok := kindTexts[kind]; !ok {
			t.Errorf("kindTexts has no name for a %s", kind)
		}
	}
}
