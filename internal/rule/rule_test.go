package rule_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"hagen/internal/model"
	"hagen/internal/rule"
)

// TestPrint: a text is read, and written as pcs would have it.
func TestPrint(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"#uname eq n1":   "",
		"#uname defined": "defined #uname",
		"#uname eq n1 and (date-spec hours=9-17 or rack eq integer 3)":  "",
		"a eq 1 AND (b eq 2 And c EQ Integer 3)":                        "a eq 1 and b eq 2 and c eq integer 3",
		"(((a eq 1)))":                                                  "a eq 1",
		"( (a eq 1 or b eq 2) or c eq 3 ) and d eq 4":                   "(a eq 1 or b eq 2 or c eq 3) and d eq 4",
		"(a eq 1)or(b eq 2)":                                            "a eq 1 or b eq 2",
		"date gt 2026-01-01 and date lt 2027-01-01T00:00:00+09:00":      "",
		"date in_range 2026-01-01 to 2027-01-01":                        "",
		"date in_range to 2027-01-01":                                   "",
		"date in_range 2026-01-01 to duration months=3 days=2":          "",
		"date-spec hours=9-17 weekdays=1-5":                             "",
		"DATE-SPEC Hours=9-17":                                          "date-spec hours=9-17",
		"resource ::Dummy and op monitor interval=10s":                  "",
		"resource ocf:pacemaker:Dummy or resource stonith:: or op stop": "",
		"date gt string 1":                                              `"date" gt string 1`,
		`"date" gt 1`:                                                   "",
		`a eq "x y"`:                                                    "",
		`a eq "say \"(\\"`:                                              "",
		`a eq ""`:                                                       "",
		`a eq x"y`:                                                      "",
		`"in" eq 1`:                                                     "in eq 1",
		`a eq "string"`:                                                 "",
		`defined "and"`:                                                 "",
		"a eq integer and b eq 2":                                       `a eq "integer" and b eq 2`,
		"op eq 5":                                                       `"op" eq 5`,
		"resource eq 5":                                                 `"resource" eq 5`,
		"a eq　日本":                                                       "a eq 日本",
		"a\neq\t1":                                                      "a eq 1",
	} {
		r, err := rule.Parse(text, model.Nowhere)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if want == "" {
			want = text
		}
		if got := rule.Print(r); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestProblems: what is no rule, and where.
func TestProblems(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]rule.SyntaxError{
		"":                                 {Problem: rule.Ends, At: 1},
		"a":                                {Problem: rule.Ends, At: 2},
		"a eq":                             {Problem: rule.Ends, At: 5},
		"a is 1":                           {Problem: rule.Unexpected, At: 3, Word: "is"},
		"a eq 1 b eq 2":                    {Problem: rule.Unexpected, At: 8, Word: "b"},
		"a eq 1 and":                       {Problem: rule.Ends, At: 11},
		"and a eq 1":                       {Problem: rule.Unexpected, At: 1, Word: "and"},
		"(a eq 1":                          {Problem: rule.Ends, At: 8},
		"a eq 1)":                          {Problem: rule.Unexpected, At: 7, Word: ")"},
		"日本 eq 1 and ()":                   {Problem: rule.Unexpected, At: 14, Word: ")"},
		"a eq 1 and b eq 2 or c eq 3":      {Problem: rule.Mixed, At: 19, Word: "or"},
		`a eq "x`:                          {Problem: rule.Unclosed, At: 6, Word: `"x`},
		`a eq "x"y`:                        {Problem: rule.Unclosed, At: 6, Word: `"x"y`},
		"date-spec":                        {Problem: rule.Ends, At: 10},
		"date-spec days=3":                 {Problem: rule.Unknown, At: 11, Word: "days=3"},
		"date-spec hours=":                 {Problem: rule.Unknown, At: 11, Word: "hours="},
		"date-spec hours=1 hours=2":        {Problem: rule.Twice, At: 19, Word: "hours=2"},
		"date in_range to duration days=1": {Problem: rule.Unexpected, At: 18, Word: "duration"},
		"date in_range 2026-01-01":         {Problem: rule.Ends, At: 25},
		"resource Dummy":                   {Problem: rule.Unexpected, At: 10, Word: "Dummy"},
		"resource a:b:c:d":                 {Problem: rule.Unexpected, At: 10, Word: "a:b:c:d"},
		strings.Repeat("(", 60):            {Problem: rule.Unexpected, At: 51, Word: "("},
	} {
		_, err := rule.Parse(text, model.Nowhere)
		var got *rule.SyntaxError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
}

// TestWords: pcs gets no quotes, and brackets as words.
func TestWords(t *testing.T) {
	t.Parallel()
	r, err := rule.Parse(`a eq "x y" and (date-spec hours=9-17 or defined b)`, model.Nowhere)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a", "eq", "x y", "and", "(", "date-spec", "hours=9-17", "or", "defined", "b", ")"}
	if got := rule.Words(r); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

// FuzzParse: what is read is written so that the same is read from it, and nothing
// panics.
func FuzzParse(f *testing.F) {
	f.Add("a eq 1")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := rule.Parse(text, model.Nowhere)
		if err != nil {
			var bad *rule.SyntaxError
			if !errors.As(err, &bad) || bad.At < 1 {
				t.Fatalf("no place: %v", err)
			}
			return
		}
		written := rule.Print(r)
		again, err := rule.Parse(written, model.Nowhere)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", text, written, err)
		}
		if !reflect.DeepEqual(r, again) {
			t.Fatalf("%q was written as %q and read otherwise", text, written)
		}
	})
}
