package sheettest

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestXLSX(t *testing.T) {
	one := [][]string{{"# ノード"}, {}, {"", "NODE", "a\nb"}, {"", "", "007", "1-2"}}
	two := [][]string{{"x"}}
	data, err := XLSX(Sheet{"環境定義書", one}, Sheet{"two", two})
	if err != nil {
		t.Fatal(err)
	}
	again, err := XLSX(Sheet{"環境定義書", one}, Sheet{"two", two})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, again) {
		t.Error("the same sheets gave other bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{"環境定義書", "two"}, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	got, err := f.GetRows("環境定義書")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"# ノード"}, nil, {"", "NODE", "a\nb"}, {"", "", "007", "1-2"}}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestCSV(t *testing.T) {
	got, err := CSV([][]string{{"a", "b,c"}, {}, {"", "x\"y"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := "a,\"b,c\"\r\n,\r\n,\"x\"\"y\"\r\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
