package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// The bill of materials, in the form of CycloneDX 1.5.
type (
	bill struct {
		Format       string       `json:"bomFormat"`
		Spec         string       `json:"specVersion"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Timestamp string    `json:"timestamp"`
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		PURL       string     `json:"purl,omitempty"`
		Hashes     []hash     `json:"hashes,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	hash       struct{ Alg, Content string }
	property   struct{ Name, Value string }
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn"`
	}
)

// MarshalJSON writes the names in lower case.
func (h hash) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"alg": h.Alg, "content": h.Content})
}

// MarshalJSON writes the names in lower case.
func (p property) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"name": p.Name, "value": p.Value})
}

// bill writes what the binaries are built from: the modules that the binaries
// themselves say they hold, and the binaries with their checksums.
func (r *release) bill() error {
	const app = "hagen"
	b := bill{Format: "CycloneDX", Spec: "1.5", Version: 1, Metadata: metadata{
		Timestamp: r.when.Format(time.RFC3339),
		Component: component{Type: "application", Ref: app, Name: "hagen", Version: r.version},
	}}
	if r.commit != "" {
		b.Metadata.Component.Properties = []property{{"vcs.revision", r.commit}}
	}
	seen := map[string]bool{}
	var libraries []string
	var binaries []component
	for _, s := range r.systems {
		path := filepath.Join(r.out, s.binary())
		info, err := buildinfo.ReadFile(path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range modules(info) {
			if !seen[c.Ref] {
				seen[c.Ref] = true
				libraries = append(libraries, c.Ref)
				b.Components = append(b.Components, c)
			}
		}
		binaries = append(binaries, component{Type: "file", Ref: s.binary(), Name: s.binary(), Version: r.version,
			Hashes: []hash{{"SHA-256", fmt.Sprintf("%x", sha256.Sum256(data))}}})
	}
	b.Components = append(b.Components, binaries...)
	b.Dependencies = []dependency{{Ref: app, DependsOn: libraries}}
	data, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, "hagen-"+r.version+".cdx.json"), append(data, '\n'), 0o644)
}

// modules are what a binary is built from: Go's own library and the modules.
func modules(info *debug.BuildInfo) []component {
	out := []component{library("std", strings.TrimPrefix(info.GoVersion, "go"), "")}
	for _, m := range info.Deps { // sorted by the linker
		if m.Replace != nil {
			m = m.Replace
		}
		out = append(out, library(m.Path, m.Version, m.Sum))
	}
	return out
}

func library(path, version, sum string) component {
	purl := "pkg:golang/" + path + "@" + version
	c := component{Type: "library", Ref: purl, Name: path, Version: version, PURL: purl}
	if sum != "" {
		c.Properties = []property{{"go.sum", sum}}
	}
	return c
}
