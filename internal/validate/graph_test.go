package validate

import (
	"strings"
	"testing"
)

// route shows a path as its vertices and reasons.
func route(g *graph[string, string], from, to string) string {
	path, found := g.path(from, to)
	if !found {
		return "none"
	}
	out := []string{from}
	for _, s := range path {
		out = append(out, s.reason, s.to)
	}
	return strings.Join(out, " ")
}

func TestGraphPath(t *testing.T) {
	g := newGraph[string, string]()
	g.connect("a", "b", "1")
	g.connect("b", "c", "2")
	g.connect("a", "x", "3")
	g.connect("x", "c", "4")
	g.connect("c", "d", "5")
	g.connect("d", "b", "6")
	g.join("y", "z", "7")
	cases := []struct{ from, to, want string }{
		{"a", "c", "a 1 b 2 c"}, // of two paths of equal length the one added first
		{"a", "d", "a 1 b 2 c 5 d"},
		{"x", "b", "x 4 c 5 d 6 b"},
		{"d", "a", "none"},
		{"a", "a", "a"},
		{"a", "y", "none"},
		{"y", "z", "y 7 z"},
		{"z", "y", "z 7 y"},
		{"a", "nowhere", "none"},
		{"nowhere", "a", "none"},
		{"nowhere", "nowhere", "nowhere"},
	}
	for _, tc := range cases {
		if got := route(g, tc.from, tc.to); got != tc.want {
			t.Errorf("%s to %s: %s, want %s", tc.from, tc.to, got, tc.want)
		}
	}
}

// The cost of a long chain must be linear in its length.
func TestGraphLongPath(t *testing.T) {
	g := newGraph[int, struct{}]()
	const n = 20000
	for i := range n {
		g.connect(i, i+1, struct{}{})
		g.connect(i, i/2, struct{}{})
	}
	path, found := g.path(0, n)
	if !found || len(path) != n {
		t.Errorf("path of %d steps, found %v; want %d", len(path), found, n)
	}
}
