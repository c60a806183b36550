package emit_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"hagen/internal/emit"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	one, two := &fs.PathError{Op: "one", Err: fs.ErrExist}, &fs.PathError{Op: "two", Err: fs.ErrExist}
	other := errors.New("other")
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"none":    {nil, ""},
		"another": {other, ""},
		"one":     {one, "one "},
		"wrapped": {fmt.Errorf("of a stage: %w", one), "one "},
		"joined":  {errors.Join(two, other, one), "two one "},
		"nested":  {fmt.Errorf("of a stage: %w", errors.Join(one, fmt.Errorf("x: %w", errors.Join(two, other)))), "one two "},
	} {
		got := ""
		for _, e := range emit.Errors[*fs.PathError](tt.err) {
			got += e.Op + " "
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
