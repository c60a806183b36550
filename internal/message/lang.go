package message

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// Lang is a language of hagen, by its code: the name of its file in texts/.
type Lang string

// The languages that code names. There may be more: see Languages.
const (
	English  Lang = "en" // the default
	Japanese Lang = "ja"
)

//go:embed texts/*.txt
var files embed.FS

// languages reads each language once, when it is first spoken. It is no state, though
// a global: the catalogs follow from the embedded files alone, nothing writes to them
// afterwards, and every caller at any time gets the same. Read anew for each sentence
// it would be slow, and read when the program starts, languages that nobody asked for
// would cost each compile some milliseconds. Passing a catalog along would burden each
// error that says itself.
var languages = sync.OnceValue(func() map[Lang]func() catalog {
	all := map[Lang]func() catalog{}
	for _, lang := range Languages() {
		all[lang] = sync.OnceValue(func() catalog { return read(lang) })
	}
	return all
})

// Languages are the languages there are, English first.
func Languages() []Lang {
	entries, err := files.ReadDir("texts")
	if err != nil { // it is part of the program
		return []Lang{English}
	}
	langs := []Lang{English}
	for _, e := range entries {
		if lang := Lang(strings.TrimSuffix(e.Name(), ".txt")); lang != English {
			langs = append(langs, lang)
		}
	}
	return langs
}

// Spoken reports whether hagen has a language.
func (l Lang) Spoken() bool { return slices.Contains(Languages(), l) }

// Locale finds the language of a POSIX locale such as ja_JP.UTF-8.
func Locale(locale string) (Lang, bool) {
	code, _, _ := strings.Cut(locale, ".")
	code, _, _ = strings.Cut(code, "@")
	code, _, _ = strings.Cut(code, "_")
	lang := Lang(strings.ToLower(code))
	return lang, lang.Spoken()
}

// tag is the language for golang.org/x/text.
func (l Lang) tag() language.Tag { return language.Make(string(l)) }

// text is a text in a language; English where the language lacks it, which the
// tests do not let happen.
func (l Lang) text(id string) string {
	all := languages()
	for _, lang := range []Lang{l, English} {
		if load := all[lang]; load != nil {
			if text, ok := load()[id]; ok {
				return text
			}
		}
	}
	return id
}

// Has reports whether a language has a text.
func (l Lang) Has(id string) bool {
	load := languages()[l]
	if load == nil {
		return false
	}
	_, ok := load()[id]
	return ok
}

// Pattern is a text as its language file has it, with {names} for the arguments.
func (l Lang) Pattern(id string) string { return l.text(id) }

// IDs are the identifiers of a language in order.
func (l Lang) IDs() []string {
	load := languages()[l]
	if load == nil {
		return nil
	}
	ids := make([]string, 0, len(load()))
	for id := range load() {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// read reads a language file. Tests find errors in it.
func read(lang Lang) catalog {
	data, err := files.ReadFile("texts/" + string(lang) + ".txt")
	if err != nil {
		return nil
	}
	c, _ := parse(string(data))
	return c
}
