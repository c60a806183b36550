package drill

import (
	"os"
	"strings"
	"testing"

	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/testbook"
)

// TestDocument fills the columns of the test book, in each language: a case as
// expected, one that differs, and one that was not carried out.
func TestDocument(t *testing.T) {
	c := newCluster()
	c.moves = false
	book := standbyBook()
	result, err := carry(t, t.Context(), c, book)
	if err != nil {
		t.Fatal(err)
	}
	third := *book.Cases[0]
	third.Number = "2-3"
	book.Cases = append(book.Cases, &third)
	result.Cases = append(result.Cases, &Case{Number: "2-3", Case: &third, Verdict: NotCarriedOut, Why: textNobodyLeft.With()})
	for _, lang := range message.Languages() {
		d := result.Document(book, About{"s.xlsx", "mycluster", "ssh://root@n1"}, "me@desk", lang)
		if len(d.Chapters) != 5 {
			t.Fatalf("%d chapters", len(d.Chapters))
		}
		found := map[string]document.Row{}
		for _, row := range d.Chapters[1].Table.Rows {
			found[row[0].Text] = row
		}
		for number, want := range map[string][2]string{"2-1": {Differs.In(lang), "n2 (Started)"}, "2-2": {AsExpected.In(lang), ""}, "2-3": {NotCarriedOut.In(lang), textNobodyLeft.In(lang)}} {
			row := found[number]
			if len(row) != 12 || row[8].Text != want[0] || !strings.Contains(row[10].Text, want[1]) {
				t.Errorf("%s: case %s: %v", lang, number, row)
			}
		}
		for _, column := range d.Chapters[1].Table.Columns {
			if column.Blank {
				t.Errorf("%s: the column %s is still left to people", lang, column.Title)
			}
		}
		data, err := document.XLSX(d)
		if err != nil {
			t.Fatal(err)
		}
		page, err := document.HTML(d)
		if err != nil || !strings.Contains(string(page), "mycluster") || strings.Contains(string(page), "swordfish") {
			t.Errorf("%s: the page lacks the cluster or has a secret, %v", lang, err)
		}
		if dir := os.Getenv("HAGEN_KEEP_BOOKS"); dir != "" {
			_ = os.WriteFile(dir+"/drill-"+string(lang)+".xlsx", data, 0o600)
			_ = os.WriteFile(dir+"/drill-"+string(lang)+".html", page, 0o600)
		}
	}
	if testbook.Key(book.Cases[0], 0) != "2-1" {
		t.Error("a case of one step is called by its number")
	}
}
