// Command gen makes the embedded agent metadata of package agents, and looks at
// the agents installed on this machine.
//
//	go run ./test/gen/agents -shelf DIR [-out DIR]
//	go run ./test/gen/agents -installed [-compare TARGET]
//
// The first form reads metadata files per upstream release (resource-agents-V.json,
// fence-agents-V.json, pacemaker-agents-V.json, linuxhajp-V.json,
// pacemaker-options-V.json, agent-variants.json) and writes agents.txt and
// options.txt. The same input gives the same bytes. What it writes it reads
// back first, so a value the form cannot hold stops it.
//
// The second form runs every installed agent's metadata action and prints the
// result as an agents file, or says where it differs from a target.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"hagen/internal/agents"
	"hagen/internal/agents/installed"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	shelf := flags.String("shelf", "", "`directory` of metadata files to embed")
	dir := flags.String("out", filepath.Join("internal", "agents", "data"), "`directory` to write the embedded form to")
	live := flags.Bool("installed", false, "read the agents installed on this machine")
	compare := flags.String("compare", "", "with -installed: say where they differ from `target`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case *shelf != "":
		return generate(*shelf, *dir)
	case *live && *compare != "":
		return compareInstalled(*compare, out)
	case *live:
		list, err := readInstalled()
		if err != nil {
			return err
		}
		return agents.WriteExtension(out, list)
	}
	return errors.New("say -shelf DIR or -installed")
}

// generate rewrites the embedded form.
func generate(shelf, dir string) error {
	s, err := readShelf(shelf)
	if err != nil {
		return err
	}
	agentText, err := encodeAgents(s)
	if err != nil {
		return err
	}
	optionText, err := encodeOptions(s)
	if err != nil {
		return err
	}
	if err := verify(s, agentText, optionText); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "agents.txt"), []byte(agentText), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "options.txt"), []byte(optionText), 0o644)
}

// verify reads back what is about to be written.
func verify(s *shelfData, agentText, optionText string) error {
	for i, t := range targets {
		catalog, err := agents.Parse(agentText, optionText, t.name)
		if err != nil {
			return err
		}
		for _, name := range s.agentNames() {
			want := s.agents[name].byTarget[i]
			got, ok := catalog.Agent(name)
			if ok != (want != nil) || ok && !reflect.DeepEqual(got, want) {
				return fmt.Errorf("%s of %s does not survive encoding: %+v became %+v", name, t.name, want, got)
			}
		}
		for _, set := range agents.OptionSets() {
			want, got := s.options[set].byTarget[i], catalog.Options(set)
			if !reflect.DeepEqual(got, want) {
				return fmt.Errorf("%s of %s does not survive encoding: %+v became %+v", set, t.name, want, got)
			}
		}
	}
	return nil
}

func readInstalled() ([]agents.Agent, error) {
	found, err := installed.Find(installed.Machine())
	if err != nil {
		return nil, err
	}
	list, failed := installed.Read(context.Background(), found)
	for _, f := range failed {
		err = errors.Join(err, f)
	}
	return list, err
}

// compareInstalled lists each agent that differs from what is embedded.
func compareInstalled(target string, out io.Writer) error {
	list, err := readInstalled()
	if err != nil {
		return err
	}
	catalog, err := agents.Load(target)
	if err != nil {
		return err
	}
	differ := 0
	for i := range list {
		if catalog.Knows(&list[i]) {
			continue
		}
		differ++
		fmt.Fprintf(out, "%s\n  installed %+v\n", list[i].Name, list[i])
		if known, ok := catalog.Agent(list[i].Name); ok {
			fmt.Fprintf(out, "  embedded  %+v\n", *known)
		}
	}
	fmt.Fprintf(out, "%d of %d installed agents differ from %s\n", differ, len(list), target)
	return nil
}
