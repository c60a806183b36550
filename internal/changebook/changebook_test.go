package changebook_test

import (
	"slices"
	"strings"
	"testing"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/changebook"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
)

const password = "Hunter-2"

// book has a change of each kind, a secret that changes, and a default.
var book = changebook.Book{From: "a.csv", To: "b.csv",
	Changes: []apply.Change{
		{Change: meaning.Change{Action: meaning.Modify, Kind: meaning.Primitive, Name: "vip"}, Place: diag.Place{File: "b.csv", Row: 5, Col: 1},
			Details: []apply.Detail{
				{Detail: meaning.Detail{Action: meaning.Modify, Field: "ip", Old: "192.0.2.1", New: "192.0.2.2"}, Place: diag.Place{File: "b.csv", Row: 7, Col: 6}},
				{Detail: meaning.Detail{Action: meaning.Remove, Field: "nic", Old: "eth0"}},
				{Detail: meaning.Detail{Action: meaning.Add, Field: "password", New: password, Sensitive: true}},
			}},
		{Change: meaning.Change{Action: meaning.Remove, Kind: meaning.Group, Name: "old"}},
	},
	Defaults: []apply.Change{{Change: meaning.Change{Action: meaning.Add, Kind: meaning.Primitive, Name: "vip"},
		Details: []apply.Detail{{Detail: meaning.Detail{Action: meaning.Add, Field: "lvs_support", New: "false"}}}}},
	Remark: func(at diag.Place) string { return map[int]string{5: "the address", 7: "renumbered"}[at.Row] },
}

// lines are the rows of a chapter, and its texts where it has none.
func lines(c document.Chapter) []string {
	out := slices.Clone(c.Texts)
	for _, row := range c.Table.Rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.Text)
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

func check(t *testing.T, c document.Chapter, want ...string) {
	t.Helper()
	if got := lines(c); !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", c.Title, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestChanges: before, after, the cell of the field, else of the object, and the
// remark of its row as the reason.
func TestChanges(t *testing.T) {
	d := book.Document(message.English)
	if len(d.Chapters) != 3 {
		t.Fatalf("%d chapters", len(d.Chapters))
	}
	check(t, d.Chapters[0],
		"1|changed|primitive|vip|ip|192.0.2.1|192.0.2.2|7:6|renumbered",
		"2|changed|primitive|vip|nic|eth0||5:1|the address",
		"3|changed|primitive|vip|password||(secret)|5:1|the address",
		"4|removed|group|old|||||")
	check(t, d.Chapters[1], "1|added|primitive|vip|lvs_support||false||")
	page, err := document.HTML(d)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(page), password) {
		t.Error("the page has the password")
	}
}

// TestEffects: what the cluster does is known, is nothing, or is not known.
func TestEffects(t *testing.T) {
	effects := func(b changebook.Book) document.Chapter {
		chapters := b.Document(message.English).Chapters
		return chapters[len(chapters)-1]
	}
	check(t, effects(book), "Not known: that takes a running cluster as the first side, and a sheet as the second.")
	planned := book
	planned.Planned = true
	check(t, effects(planned), "Nothing is stopped, started or moved.")
	planned.Effects = []pcmk.Effect{
		{Action: "move", Resource: "vip", Node: "node01", Dest: "node02", Reason: "node health"},
		{Action: "start", Resource: "web", Dest: "node01"},
		{Action: "fence", Node: "node02"},
		{Action: "stop", Resource: "db", Node: "node01", Blocked: true, Reason: "failed"},
	}
	check(t, effects(planned), "move|vip|node01 -> node02|node health", "start|web|node01|", "fence||node02|", "stop|db|node01|cannot be done: blocked\nfailed")
}

// TestNoChanges says so.
func TestNoChanges(t *testing.T) {
	d := changebook.Book{From: "a.csv", To: "a.csv"}.Document(message.English)
	check(t, d.Chapters[0], "Both mean the same cluster.")
}
