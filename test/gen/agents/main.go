// Command gen makes the embedded agent metadata of package agents: it reads back
// what is there, gives one target what a system says, and writes both anew.
//
//	go run ./test/gen/agents                                    as it is, in canonical form
//	go run ./test/gen/agents -target debian13 -like rhel10 -root DIR
//	go run ./test/gen/agents -target rhel11 -like rhel10 -from rhel11.json
//	go run ./test/gen/agents -describe -root DIR                take only what agents say of their parameters
//	go run ./test/gen/agents -compare debian12                  say what differs, write nothing
//
// The system is a root filesystem (-root, as root: mmdebstrap or a distribution's
// image), a file that this program printed there (-dump: build it with
// CGO_ENABLED=0, copy it to the machine, run it), or this machine. Its agents are
// asked for their metadata as hagen agents import asks them, Pacemaker's daemons
// for their options, dpkg or rpm for the versions. What it does not say, because
// a package is not installed there or no program prints it, is as in the target
// named by -like. docs/targets.md walks through a new target.
//
// Facts are kept: names, types, defaults, what is required and unique,
// actions with their times, roles, and which upstream release knows what; and apart
// from them the short descriptions of parameters, in the agents' own words. The
// same input gives the same bytes. What it writes it reads back first, so a value
// the form cannot hold stops it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"reflect"
	"strings"

	"hagen/internal/agents"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	dir                           string
	target, like, root, from, cmp string
	dump, describe                bool
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var o options
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.StringVar(&o.dir, "data", filepath.Join("internal", "agents", "data"), "`directory` of the embedded form")
	flags.StringVar(&o.target, "target", "", "give this `target` what the system says; a new one is taken up")
	flags.StringVar(&o.like, "like", "", "with -target: the `target` to take from what the system does not say")
	flags.StringVar(&o.root, "root", "", "the system is the root filesystem in this `directory`")
	flags.StringVar(&o.from, "from", "", "the system is what -dump printed into this `file`")
	flags.BoolVar(&o.dump, "dump", false, "print what this machine says, for -from")
	flags.BoolVar(&o.describe, "describe", false, "take only what the system's agents say of their parameters")
	flags.StringVar(&o.cmp, "compare", "", "say which agents of the system differ from a `target`'s")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case o.dump:
		src, err := readSystem(ctx)
		if err != nil {
			return err
		}
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		return enc.Encode(src)
	case o.cmp != "":
		return o.compare(ctx, out)
	}
	return o.generate(ctx, out)
}

// source reads the system that the flags name.
func (o *options) source(ctx context.Context) (*source, error) {
	switch {
	case o.root != "":
		return readRoot(ctx, o.root)
	case o.from != "":
		text, err := os.ReadFile(o.from)
		if err != nil {
			return nil, err
		}
		src, err := parseSource(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.from, err)
		}
		return src, nil
	}
	return readSystem(ctx)
}

func (o *options) files() (agentFile, optionFile string) {
	return filepath.Join(o.dir, "agents.txt"), filepath.Join(o.dir, "options.txt")
}

func (o *options) descriptions() string { return filepath.Join(o.dir, "descriptions.txt") }

func (o *options) read() (*data, error) {
	agentFile, optionFile := o.files()
	agentText, err := os.ReadFile(agentFile)
	if err != nil {
		return nil, err
	}
	optionText, err := os.ReadFile(optionFile)
	if err != nil {
		return nil, err
	}
	said, err := os.ReadFile(o.descriptions())
	if err != nil {
		return nil, err
	}
	d, err := readData(string(agentText), string(optionText))
	if err == nil {
		d.says = agents.ParseDescriptions(string(said))
	}
	return d, err
}

// generate rewrites the embedded form.
func (o *options) generate(ctx context.Context, out io.Writer) error {
	d, err := o.read()
	if err != nil {
		return err
	}
	if o.describe {
		src, err := o.source(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%d agents described\n", d.describe(src.Agents))
	}
	if o.target != "" {
		src, err := o.source(ctx)
		if err != nil {
			return err
		}
		foreign, err := d.take(o.target, o.like, src)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %d agents, of %v\n", o.target, len(src.Agents)-len(foreign), src.Releases)
		if len(foreign) > 0 {
			fmt.Fprintf(out, "not taken, their package is not known: %s\n", strings.Join(foreign, ", "))
		}
	}
	agentText, optionText, err := d.encode()
	if err != nil {
		return err
	}
	agentFile, optionFile := o.files()
	if err := os.WriteFile(agentFile, []byte(agentText), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(optionFile, []byte(optionText), 0o644); err != nil {
		return err
	}
	return os.WriteFile(o.descriptions(), []byte(encodeDescriptions(d.says)), 0o644)
}

// encode writes both texts and reads them back.
func (d *data) encode() (agentText, optionText string, err error) {
	if agentText, err = encodeAgents(d); err != nil {
		return "", "", err
	}
	if optionText, err = encodeOptions(d); err != nil {
		return "", "", err
	}
	return agentText, optionText, d.verify(agentText, optionText)
}

// verify reads back what is about to be written.
func (d *data) verify(agentText, optionText string) error {
	for i, name := range d.targets {
		catalog, err := agents.Parse(agentText, optionText, name)
		if err != nil {
			return err
		}
		for _, agent := range d.agentNames() {
			want := d.agents[agent].byTarget[i]
			got, ok := catalog.Agent(agent)
			if ok != (want != nil) || ok && !reflect.DeepEqual(got, want) {
				return fmt.Errorf("%s of %s does not survive encoding: %+v became %+v", agent, name, want, got)
			}
		}
		for _, set := range agents.OptionSets() {
			want, got := d.options[set].byTarget[i], catalog.Options(set)
			if !reflect.DeepEqual(got, want) {
				return fmt.Errorf("%s of %s does not survive encoding: %+v became %+v", set, name, want, got)
			}
		}
	}
	return nil
}

// compare lists each agent that differs from what a target has.
func (o *options) compare(ctx context.Context, out io.Writer) error {
	src, err := o.source(ctx)
	if err != nil {
		return err
	}
	d, err := o.read()
	if err != nil {
		return err
	}
	agentText, optionText, err := d.encode()
	if err != nil {
		return err
	}
	catalog, err := agents.Parse(agentText, optionText, o.cmp)
	if err != nil {
		return err
	}
	differ := 0
	for i := range src.Agents {
		a := &src.Agents[i]
		if catalog.Knows(a) {
			continue
		}
		differ++
		fmt.Fprintf(out, "%s\n  installed %+v\n", a.Name, *a)
		if known, ok := catalog.Agent(a.Name); ok {
			fmt.Fprintf(out, "  embedded  %+v\n", *known)
		}
	}
	fmt.Fprintf(out, "%d of %d agents differ from %s\n", differ, len(src.Agents), o.cmp)
	return nil
}
