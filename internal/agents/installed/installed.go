// Package installed reads the metadata of the agents on this machine into the
// same form as what is embedded.
//
// It runs each agent's own metadata action, in the environment Pacemaker gives
// it, rather than crm_resource --show-metadata, which pcs uses:
//
//   - the embedded metadata was read in this way, so a difference is one between agents, not between methods;
//   - Pacemaker's folder of agents is compiled in, so crm_resource does not see those of a staging directory or another system's root;
//   - it needs neither Pacemaker nor its tools, and takes a quarter of the time.
//
// For the agents of Debian 12 both give the same (a test), except that Pacemaker
// adds the actions start and stop to fence agents, which pcs never uses. As with
// crm_resource, an agent whose metadata action fails has no metadata.
package installed

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hagen/internal/agents"
)

// Roots says where agents are.
type Roots struct {
	OCF   string   // holds resource.d/PROVIDER/TYPE
	Fence []string // have fence_*; of two with one name the first counts
}

// Machine returns the folders that distributions use.
func Machine() Roots {
	return Roots{OCF: "/usr/lib/ocf", Fence: []string{"/usr/sbin", "/usr/bin"}}
}

// Agent is an agent that was found; its metadata has not been read yet.
type Agent struct {
	Name string // full name: ocf:heartbeat:IPaddr2, stonith:fence_ipmilan

	path string
	args []string
	env  []string
}

// Find lists the agents on this machine, sorted by name: what Pacemaker would list,
// without programs named fence_* that are not fence agents. A missing folder has
// none. On systems without Pacemaker it returns errors.ErrUnsupported.
func Find(roots Roots) ([]Agent, error) {
	if err := supported(); err != nil {
		return nil, err
	}
	list, err := findOCF(roots.OCF)
	if err != nil {
		return nil, err
	}
	for _, dir := range roots.Fence {
		paths, err := programs(dir)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if typ := filepath.Base(path); strings.HasPrefix(typ, "fence_") && !isHelper(typ) {
				list = append(list, Agent{Name: "stonith:" + typ, path: path, args: []string{"-o", "metadata"}})
			}
		}
	}
	// Where /usr/bin and /usr/sbin are one folder, each agent is in both.
	slices.SortStableFunc(list, func(a, b Agent) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(list, func(a, b Agent) bool { return a.Name == b.Name }), nil
}

func findOCF(root string) ([]Agent, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	providers, err := entries(filepath.Join(root, "resource.d"))
	if err != nil {
		return nil, err
	}
	var list []Agent
	for _, provider := range providers {
		dir := filepath.Join(root, "resource.d", provider)
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		paths, err := programs(dir)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			typ := filepath.Base(path)
			list = append(list, Agent{
				Name: "ocf:" + provider + ":" + typ, path: path, args: []string{"meta-data"},
				env: ocfEnvironment(root, provider, typ),
			})
		}
	}
	return list, nil
}

// entries lists the entries of a folder that are not hidden.
func entries(dir string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// programs lists the paths of the executables in a folder.
func programs(dir string) ([]string, error) {
	names, err := entries(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, name := range names {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

// isHelper reports whether a program named fence_* is not a fence agent: those pcs
// leaves out (lib/resource_agent/list.py). It also leaves out fence_legacy, which
// is a fence agent: it wraps the plugins of cluster-glue.
func isHelper(typ string) bool {
	switch typ {
	case "fence_ack_manual", "fence_check", "fence_kdump_send", "fence_na", "fence_node",
		"fence_nss_wrapper", "fence_pcmk", "fence_sanlockd", "fence_tool", "fence_virtd", "fence_vmware_helper":
		return true
	}
	return false
}

// ocfEnvironment is what Pacemaker sets for the meta-data action. It names the
// instance after the type, and so makes defaults that depend on the instance
// the same everywhere: /var/run/Dummy-Dummy.state.
func ocfEnvironment(root, provider, typ string) []string {
	return []string{
		"OCF_ROOT=" + root, "OCF_RA_VERSION_MAJOR=1", "OCF_RA_VERSION_MINOR=1",
		"OCF_RESOURCE_PROVIDER=" + provider, "OCF_RESOURCE_TYPE=" + typ, "OCF_RESOURCE_INSTANCE=" + typ,
		"__OCF_ACTION=meta-data",
	}
}

// Read asks agents for their metadata, as many at a time as there are processors,
// and returns it in the order of the list, and the failures of the others in the
// same order. When the context ends, running agents are stopped and count as
// failed. answered, which may be nil, is told how many have answered, from any
// goroutine.
func Read(ctx context.Context, list []Agent, answered func(done int)) (read []agents.Agent, failed []*Failure) {
	for i, a := range askAll(ctx, list, answered) {
		agent, failure := a.metadata(list[i].Name)
		if failure != nil {
			failed = append(failed, failure)
			continue
		}
		read = append(read, *agent)
	}
	return read, failed
}

// metadata parses an answer.
func (a answer) metadata(name string) (*agents.Agent, *Failure) {
	if a.failure != nil {
		return nil, a.failure
	}
	agent, err := agents.ReadMetadata(name, a.printed)
	if err != nil {
		return nil, &Failure{Agent: name, Kind: Invalid, Err: cmp.Or(errors.Unwrap(err), err)}
	}
	return agent, nil
}
