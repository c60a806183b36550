package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// recorder writes down what a visitor sees.
type recorder struct {
	strings.Builder
	inText bool
}

func (r *recorder) start(e *element, depth int) error {
	r.mark("<%d %s", depth, e.name)
	for _, a := range e.attrs {
		if a.prefix == "" && a.name != "xmlns" {
			r.mark(" %s=%q", a.name, oneSpace.Replace(string(a.value)))
		}
	}
	return nil
}

func (r *recorder) end(depth int) error {
	r.mark(">%d", depth)
	return nil
}

// text comes in any number of pieces.
func (r *recorder) text(data []byte, _ int) error {
	if !r.inText && len(data) > 0 {
		r.inText = true
		r.WriteString("[")
	}
	r.Write(data)
	return nil
}

func (r *recorder) mark(form string, args ...any) {
	if r.inText {
		r.inText = false
		r.WriteString("]")
	}
	fmt.Fprintf(r, form, args...)
}

// oneSpace hides that encoding/xml keeps tabs and line ends of attributes.
var oneSpace = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// reference writes down what encoding/xml sees.
func referenceWalk(data []byte) (string, error) {
	dec := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(string(data), string(bom))))
	r := &recorder{}
	depth, main := 0, ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return r.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				main = t.Name.Space
			}
			if t.Name.Space != main {
				t.Name.Local = ""
			}
			r.mark("<%d %s", depth, t.Name.Local)
			for _, a := range t.Attr {
				if a.Name.Space == "" && a.Name.Local != "xmlns" {
					r.mark(" %s=%q", a.Name.Local, oneSpace.Replace(a.Value))
				}
			}
		case xml.EndElement:
			_ = r.end(depth) // a recorder never fails
			depth--
		case xml.CharData:
			if depth > 0 {
				_ = r.text(t, depth)
			}
		}
	}
}

// FuzzScan: what the scanner takes for XML is that to encoding/xml as well, and
// both see the same in it.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`<a/>`, `<?xml version="1.0" encoding="UTF-8" standalone='yes'?><a b="1" c = '&lt;&#x41;'>x<![CDATA[<y>]]>&amp;</a>`,
		"\xef\xbb\xbf<a>\r\n<!-- c --><?p i?></a>\n", `<x:a xmlns:x="u" xmlns="v"><b/><x:c/><d xmlns="u"/></x:a>`, `<a><b></a></b>`, `<a b="1" b="2"/>`,
		`<a>]]></a>`, `<a b="<"/>`, `<a>&x;</a>`, `<a>&#0;</a>`, "<a>\x01</a>", "<a>\xff</a>", `<a/><a/>`, `<a/>x`, `<!DOCTYPE a><a/>`, `<a b="x	y&#10;z"/>`, `<a:b:c/>`, `<a b="1"c="2"/>`, `<!----><a/>`, `<!-- -- --><a/>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got recorder
		if walk(part{"p", data}, &got) != nil {
			return
		}
		want, err := referenceWalk(data)
		if err != nil {
			t.Fatalf("%q is XML to the scanner, but: %v", data, err)
		}
		if got.String() != want {
			t.Errorf("%q\nscanner      %s\nencoding/xml %s", data, got.String(), want)
		}
	})
}

// TestScanRefuses: what is not XML, or XML that readers understand differently.
func TestScanRefuses(t *testing.T) {
	for _, bad := range []string{
		"", "x", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a", "<a b", "<a b=", "<a b=1/>", `<a b="1/>`, `<a b="1"c="2"/>`, `<a b="1" b="1"/>`, `<a b="<"/>`,
		"<a>]]></a>", "<a>&x;</a>", "<a>&lt</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&;</a>", "<a>&#;</a>", "<a>\x01</a>", "<a>\xff</a>", "<a>\ufffe</a>", `<a b="&"/>`,
		"<a><!-- -- --></a>", "<a><!--></a>", "<a><![CDATA[x</a>", "<![CDATA[x]]><a/>", "<a><?xml version='1.0'?></a>", " <?xml version='1.0'?><a/>", "<?xml version='1.1'?><a/>", "<?xml encoding='UTF-8'?><a/>",
		"<x:a/>", "<a><x:b/></a>", "<a:b:c xmlns:a='u'/>", "<a xmlns:x=''/>", "<:a/>", "<a:/>", "<1/>", "<a 1='x'/>", "< a/>", "<a>< /a>", "<a/ >", "<環/>",
	} {
		if err := walk(part{"p", []byte(bad)}, &recorder{}); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestScanReads: every part of every workbook of the goldens that is read reads
// the same with encoding/xml.
func TestScanReads(t *testing.T) {
	books, err := filepath.Glob("../../../testdata/golden/*/in.xlsx")
	if err != nil || len(books) == 0 {
		t.Fatal("no workbooks", err)
	}
	seen := 0
	for _, file := range append(books, "testdata/libreoffice.xlsx", "testdata/openpyxl.xlsx", "../../../testdata/reference/reference.xlsx") {
		if strings.Contains(file, "/error-") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b := Open(file, data, grid.DefaultLimits(), &diag.List{})
		if b == nil {
			t.Fatalf("%s is not read", file)
		}
		for name, p := range b.parts {
			var got recorder
			if err := walk(p, &got); err != nil {
				t.Errorf("%s of %s: %v", name, file, err)
				continue
			}
			if want, err := referenceWalk(p.data); err != nil || got.String() != want {
				t.Errorf("%s of %s reads otherwise with encoding/xml (%v)", name, file, err)
			}
			seen++
		}
	}
	if seen < 50 {
		t.Errorf("only %d parts were read", seen)
	}
}
