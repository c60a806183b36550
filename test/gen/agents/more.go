package main

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"hagen/internal/agents"
)

// more are agents that neither distributions of clusters nor Pacemaker bring but
// the software they manage: drbd-utils and booth. Each file was written on
// Debian 12 by "hagen agents import" and is named PACKAGE-VERSION.json. Their
// metadata hardly change, so every target has them.
//
//go:embed more/*.json
var more embed.FS

// readMore takes up the agents of more.
func (s *shelfData) readMore() error {
	files, err := more.ReadDir("more")
	if err != nil {
		return err
	}
	for _, f := range files {
		data, err := more.ReadFile(path.Join("more", f.Name()))
		if err != nil {
			return err
		}
		list, err := agents.ReadExtension(data)
		if err != nil {
			return fmt.Errorf("more/%s: %w", f.Name(), err)
		}
		name := strings.TrimSuffix(f.Name(), ".json")
		dash := strings.LastIndexByte(name, '-')
		if dash < 0 {
			return fmt.Errorf("more/%s: not named PACKAGE-VERSION.json", f.Name())
		}
		pkg, version := name[:dash], name[dash+1:]
		if s.releases[pkg] != nil {
			return fmt.Errorf("more/%s: a second file of %s", f.Name(), pkg)
		}
		s.releases[pkg] = []string{version}
		for _, a := range list {
			facts := s.facts(a.Name, pkg)
			if facts.pkg != pkg {
				return fmt.Errorf("%s is in %s and %s", a.Name, facts.pkg, pkg)
			}
			facts.add(&a, 0)
			for i := range targets {
				facts.byTarget[i] = &a
			}
		}
	}
	return nil
}
