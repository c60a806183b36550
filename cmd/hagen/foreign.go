package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// translated is what others say in English, Pacemaker's tools or the log on a
// node, in the user's language as far as hagen knows the sentence. It comes safe
// for a terminal.
func translated(said string, lang message.Lang) string {
	said = visible(said)
	if lang != message.Japanese {
		return said
	}
	if level, message, ok := strings.Cut(said, ": "); ok && levelsJapanese[level] != "" {
		return levelsJapanese[level] + ": " + translated(message, lang)
	}
	return inJapanese(said, foreignTexts)
}

// inJapanese finds the sentence among texts; it comes back as it was when it is
// none of them.
func inJapanese(said string, texts []text) string {
	for _, t := range texts {
		if words := t.match(said); words != nil {
			return fmt.Sprintf(t.ja, words...)
		}
	}
	return said
}

// sayings are lines of others, for the arguments of a message.
type sayings []string

func (s sayings) in(lang message.Lang) string {
	lines := make([]string, len(s))
	for i, said := range s {
		lines[i] = translated(said, lang)
	}
	return strings.Join(lines, "\n  ")
}

// logged is what the log says of an order, in the user's language: hagen itself
// wrote it there, in English, a sentence or several.
func logged(said string, lang message.Lang) string {
	said = terminal.Visible(said)
	if lang != message.Japanese {
		return said
	}
	sentences := strings.Split(said, "; ")
	texts := logTexts()
	for i, s := range sentences {
		sentences[i] = inJapanese(s, texts)
	}
	return strings.Join(sentences, "、")
}

// logTexts are the sentences of the log: how an apply ended badly, and others.
func logTexts() []text {
	out := slices.Clone(historyTexts)
	for _, code := range slices.Sorted(maps.Keys(problemTexts)) {
		t := problemTexts[code]
		out = append(out, t)
		if code == apply.ProblemNotRunning { // a detail may follow
			t.en, t.ja = t.en+": %s", t.ja+": %s"
			out = append(out, t)
		}
	}
	return out
}

var levelsJapanese = map[string]string{"error": "エラー", "warning": "警告", "notice": "通知"}

// match takes a sentence apart that may be this text in English; nil when it is
// another one. Each %s stands for something, as little of it as possible.
func (t text) match(said string) []any {
	if before, _, _ := strings.Cut(t.en, "%s"); !strings.HasPrefix(said, before) {
		return nil
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(t.en), "%s", "(.+?)")
	m := regexp.MustCompile("^" + pattern + "$").FindStringSubmatch(said)
	if m == nil {
		return nil
	}
	words := make([]any, 0, len(m))
	for _, w := range m[1:] {
		words = append(words, w)
	}
	return words
}
