package main

import (
	"testing"

	"hagen/internal/apply/meaning"
)

// TestEveryKindHasAName fails for a kind of object that no plan can name.
func TestEveryKindHasAName(t *testing.T) {
	for _, kind := range meaning.Kinds() {
		if _, ok := kindTexts[kind]; !ok {
			t.Errorf("kindTexts has no name for a %s", kind)
		}
	}
}
