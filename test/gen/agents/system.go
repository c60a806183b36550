package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/agents/installed"
)

// readSystem reads the system this program runs on.
func readSystem(ctx context.Context) (*source, error) {
	found, err := installed.Find(installed.Machine())
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errors.New("no agents are installed here")
	}
	s := &source{Releases: releases(ctx)}
	var failed []*installed.Failure
	s.Agents, failed = installed.Read(ctx, found, nil)
	for _, f := range failed {
		fmt.Fprintln(os.Stderr, "left out:", f)
	}
	s.Options, err = readOptions(ctx)
	return s, err
}

// packagesOf are the names distributions give a package.
var packagesOf = []struct{ pkg, names string }{
	{resourceAgents, "resource-agents"},
	{fenceAgents, "fence-agents-common fence-agents"},
	{pacemaker, "pacemaker"},
	{"drbd-utils", "drbd-utils"},
	{"booth", "booth-pacemaker booth-site booth"},
}

// releases asks dpkg or rpm which upstream versions are installed.
func releases(ctx context.Context) map[string]string {
	found := map[string]string{}
	for _, p := range packagesOf {
		for _, name := range strings.Fields(p.names) {
			text, err := exec.CommandContext(ctx, "dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name).Output()
			if version, ok := strings.CutPrefix(string(text), "installed "); err == nil && ok {
				found[p.pkg] = upstream(version)
				break
			}
			if text, err := exec.CommandContext(ctx, "rpm", "-q", "--qf", "%{VERSION}", name).Output(); err == nil {
				found[p.pkg] = upstream(string(text))
				break
			}
		}
	}
	return found
}

// upstream cuts from a version what a distribution adds: 1:4.16.0-3+deb13u2.
func upstream(version string) string {
	if _, rest, ok := strings.Cut(version, ":"); ok {
		version = rest
	}
	if i := strings.IndexAny(version, "-+~"); i >= 0 {
		version = version[:i]
	}
	return version
}

// daemons print the options of these lists, and crm_attribute lists them under
// this name.
var daemons = []struct {
	set   agents.OptionSet
	list  string
	names []string
}{
	{agents.ClusterProperties, "cluster", []string{"pacemaker-schedulerd", "pacemaker-controld", "pacemaker-based"}},
	{agents.FencingParams, "fencing", []string{"pacemaker-fenced"}},
}

// readOptions asks crm_attribute (Pacemaker 2.1.8 and later), which alone says what
// is deprecated and which types are meant, or else Pacemaker's daemons, as pcs
// does; none where it is not installed. Options several daemons print count once.
func readOptions(ctx context.Context) (map[agents.OptionSet][]agents.Option, error) {
	var dir string
	for _, d := range []string{"/usr/libexec/pacemaker", "/usr/lib/pacemaker"} {
		if _, err := os.Stat(filepath.Join(d, "pacemaker-schedulerd")); err == nil {
			dir = d
		}
	}
	if dir == "" {
		return nil, nil
	}
	options := map[agents.OptionSet][]agents.Option{}
	for _, d := range daemons {
		if list, ok := listed(ctx, d.list); ok {
			options[d.set] = list
			continue
		}
		seen := map[string]bool{}
		for _, name := range d.names {
			text, err := exec.CommandContext(ctx, filepath.Join(dir, name), "metadata").Output()
			if err != nil {
				return nil, fmt.Errorf("%s metadata: %w", name, err)
			}
			list, err := parseOptions(text)
			if err != nil {
				return nil, fmt.Errorf("%s metadata: %w", name, err)
			}
			for _, o := range list {
				if !seen[o.Name] {
					seen[o.Name] = true
					options[d.set] = append(options[d.set], o)
				}
			}
		}
	}
	return options, nil
}

// listed asks crm_attribute for a list of options; false where it has none.
func listed(ctx context.Context, name string) ([]agents.Option, bool) {
	text, err := exec.CommandContext(ctx, "crm_attribute", "--list-options="+name, "--all", "--output-as=xml").Output()
	if err != nil {
		return nil, false
	}
	var doc struct {
		Agent struct {
			Inner []byte `xml:",innerxml"`
		} `xml:"resource-agent"`
	}
	if xml.Unmarshal(text, &doc) != nil {
		return nil, false
	}
	list, err := parseOptions(slices.Concat([]byte("<resource-agent>"), doc.Agent.Inner, []byte("</resource-agent>")))
	return list, err == nil && len(list) > 0
}

// parseOptions reads a daemon's metadata.
func parseOptions(text []byte) ([]agents.Option, error) {
	var doc struct {
		Parameters []struct {
			Name       string `xml:"name,attr"`
			Generated  string `xml:"generated,attr"`
			Deprecated *struct {
				ReplacedWith []struct {
					Name string `xml:"name,attr"`
				} `xml:"replaced-with"`
			} `xml:"deprecated"`
			Content struct {
				Type    string `xml:"type,attr"`
				Default string `xml:"default,attr"`
				Options []struct {
					Value string `xml:"value,attr"`
				} `xml:"option"`
			} `xml:"content"`
		} `xml:"parameters>parameter"`
	}
	if err := xml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	var list []agents.Option
	for _, p := range doc.Parameters {
		o := agents.Option{Name: p.Name, Type: p.Content.Type, Default: p.Content.Default, Generated: p.Generated == "1"}
		for _, value := range p.Content.Options {
			o.Enum = append(o.Enum, value.Value)
		}
		if p.Deprecated != nil {
			o.Deprecated = true
			for _, r := range p.Deprecated.ReplacedWith {
				o.ReplacedBy = append(o.ReplacedBy, r.Name)
			}
		}
		switch {
		case len(o.Enum) > 0:
			o.Type = "select"
		case o.Type == "time":
			o.Type = "duration"
		}
		list = append(list, o)
	}
	return list, nil
}

// readRoot reads a root filesystem: this program is static, so it runs inside.
func readRoot(ctx context.Context, root string) (src *source, err error) {
	self, err := os.Open("/proc/self/exe")
	if err != nil {
		return nil, err
	}
	defer self.Close()
	inside, err := os.CreateTemp(filepath.Join(root, "tmp"), "hagen-gen-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.Remove(inside.Name())) }()
	_, err = io.Copy(inside, self)
	if err := errors.Join(err, inside.Chmod(0o755), inside.Close()); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "chroot", root, filepath.Join("/tmp", filepath.Base(inside.Name())), "-dump")
	cmd.Env = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"}
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("in %s: %w", root, err)
	}
	return parseSource(text)
}

// parseSource reads what -dump printed.
func parseSource(text []byte) (*source, error) {
	var s source
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return nil, err
	}
	for i := range s.Agents {
		if err := agents.CheckName(s.Agents[i].Name); err != nil {
			return nil, err
		}
		agents.Normalize(&s.Agents[i])
	}
	return &s, nil
}
