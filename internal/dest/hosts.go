package dest

import (
	"context"
	"errors"
	"strings"
	"sync"

	"hagen/internal/apply"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
)

var (
	textNoShell    = message.New("drill.no-shell", "destination")
	textUseSSH     = message.New("drill.use-ssh")
	textNoSuchHost = message.New("drill.no-host", "node")
)

// Hosts are the machines of a cluster's nodes, where programs run as root: the one
// that a destination names, and the others over SSH.
type Hosts struct {
	opener    Opener
	address   string              // of the node that is named
	names     map[string][]string // the names and addresses of each node
	self      string              // the node that is named
	mu        sync.Mutex
	reached   map[string]*link
	addresses map[string]string // where a node was reached
}

// link is a connection to a machine.
type link struct{ tools.Runner }

// Hosts finds the machines of all nodes of a destination. The caller closes them.
func (o Opener) Hosts(ctx context.Context, address string, to apply.Cluster) (*Hosts, error) {
	scheme, _, _ := strings.Cut(address, ":")
	if scheme != "local" && scheme != "ssh" {
		return nil, message.Fail(textNoShell, Short(address)).Advise(textUseSSH)
	}
	member, ok := to.(apply.Member)
	if !ok {
		return nil, message.Fail(textNoShell, Short(address)).Advise(textUseSSH)
	}
	others, err := member.Others(ctx)
	if err != nil {
		return nil, Failure(address, err)
	}
	h := &Hosts{opener: o, address: address, names: map[string][]string{}, reached: map[string]*link{}, addresses: map[string]string{}}
	for _, names := range others {
		h.names[names[0]] = names
	}
	first, err := h.dial(ctx, address)
	if err != nil {
		return nil, err
	}
	res, err := first.Run(ctx, tools.Command{Argv: []string{"crm_node", "--name"}})
	if err != nil {
		return nil, errors.Join(Failure(address, err), first.Close())
	}
	h.self = strings.TrimSpace(string(res.Stdout))
	h.reached[h.self] = &link{first}
	return h, nil
}

// dial connects to the machine at an address.
func (h *Hosts) dial(ctx context.Context, address string) (tools.Runner, error) {
	if strings.HasPrefix(address, "local:") {
		return tools.Local{}, nil
	}
	cfg, err := sshConfig(address)
	if err != nil {
		return nil, err
	}
	return tools.DialSSH(ctx, cfg)
}

// Run runs a program on the machine of a node. A connection that was lost, as that of
// a machine that crashed, is made again the next time.
func (h *Hosts) Run(ctx context.Context, node string, c tools.Command) (tools.Result, error) {
	r, err := h.runner(ctx, node)
	if err != nil {
		return tools.Result{}, err
	}
	res, err := r.Run(ctx, c)
	if err != nil {
		h.drop(node, r)
	}
	return res, err
}

func (h *Hosts) runner(ctx context.Context, node string) (*link, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.reached[node]; r != nil {
		return r, nil
	}
	var first error
	for _, address := range h.ways(node) {
		r, err := h.dial(ctx, address)
		if err == nil {
			h.reached[node], h.addresses[node] = &link{r}, address
			return h.reached[node], nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	if first == nil {
		first = message.Fail(textNoSuchHost, node)
	}
	return nil, first
}

// ways are the addresses of a node: where it was reached before, its names, its
// addresses.
func (h *Hosts) ways(node string) []string {
	if known := h.addresses[node]; known != "" {
		return []string{known}
	}
	if node == h.self {
		return []string{h.address}
	}
	var out []string
	for _, name := range h.names[node] {
		if hostName.MatchString(name) {
			out = append(out, Sibling(h.address, name))
		}
	}
	return out
}

func (h *Hosts) drop(node string, r *link) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.reached[node] == r {
		delete(h.reached, node)
	}
	_ = r.Close() // it is broken, or the program was stopped
}

// Close closes all connections.
func (h *Hosts) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	var errs []error
	for _, r := range h.reached {
		errs = append(errs, r.Close())
	}
	h.reached = map[string]*link{}
	return errors.Join(errs...)
}
