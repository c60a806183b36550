package main

import (
	"fmt"
	"regexp"
	"strings"

	"hagen/internal/diag"
)

// translated is what others say in English, Pacemaker's tools or the log on a
// node, in the user's language as far as hagen knows the sentence. It comes safe
// for a terminal.
func translated(said string, lang diag.Lang) string {
	said = visible(said)
	if lang != diag.Japanese {
		return said
	}
	if level, message, ok := strings.Cut(said, ": "); ok && levelsJapanese[level] != "" {
		return levelsJapanese[level] + ": " + translated(message, lang)
	}
	for _, t := range foreignTexts {
		if words := t.match(said); words != nil {
			return fmt.Sprintf(t.ja, words...)
		}
	}
	return said
}

var levelsJapanese = map[string]string{"error": "エラー", "warning": "警告", "notice": "通知"}

// match takes a sentence apart that may be this text in English; nil when it is
// another one. Each %s stands for something, as little of it as possible.
func (t text) match(said string) []any {
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
