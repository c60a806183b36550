// Package schema holds the JSON Schemas of what hagen prints with --format json.
// They are written by hand; the tests check hagen's output against them.
package schema

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Version is the version of the JSON that hagen prints. It changes when a field
// gets another name or meaning, and not when there is a new one.
const Version = 1

//go:embed *.json
var files embed.FS

const suffix = ".json"

// Names lists the schemas: agents, diff, event, …
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded folder can always be read
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), suffix))
	}
	return out
}

// Whole returns a schema together with those it refers to, as one document.
func Whole(name string) (string, error) {
	parts := []string{name + suffix}
	var b strings.Builder
	fmt.Fprintf(&b, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$ref\": %q,\n  \"$defs\": {", parts[0])
	for i := 0; i < len(parts); i++ {
		data, err := files.ReadFile(parts[i])
		if err != nil {
			return "", fmt.Errorf("schema %s: %w", name, err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n    %q: %s", parts[i], strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n    "))
		for _, other := range refersTo(data) {
			if !slices.Contains(parts, other) {
				parts = append(parts, other)
			}
		}
	}
	b.WriteString("\n  }\n}\n")
	return b.String(), nil
}

// refersTo lists the files a schema refers to.
func refersTo(data []byte) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"\$ref": "([a-z]+\.json)`).FindAllSubmatch(data, -1) {
		out = append(out, string(m[1]))
	}
	return out
}
