package model

import (
	"strconv"

	"hagen/internal/cib"
)

// Bundle runs containers, and perhaps a primitive in each of them.
type Bundle struct {
	Common
	Container *Container
	Network   *BundleNetwork // nil when no row says anything of it
	Ports     []*PortMapping
	Storage   []*StorageMapping
	Children  []Resource // a valid sheet has at most one
	// Incomplete says that some of its rows could not be read, which has been
	// reported.
	Incomplete bool
	From       Origin // block P; fields id, container, description
}

// Container is what the containers of a bundle are.
type Container struct {
	Kind            string // docker, podman or rkt
	Image           string
	Replicas        string
	ReplicasPerHost string
	PromotedMax     string
	RunCommand      string
	Network         string
	Options         string
	Secret          bool   // run-command or options contain a password
	From            Origin // block P
}

// BundleNetwork is how the containers of a bundle are reached.
type BundleNetwork struct {
	IPRangeStart  string
	ControlPort   string
	HostInterface string
	HostNetmask   string
	AddHost       string
	From          Origin // block N
}

// PortMapping is a port of the containers, or a range of them.
type PortMapping struct {
	ID           string // "" lets the emitter name it the way pcs does
	Port         string
	InternalPort string
	Range        string
	From         Origin // block M
}

// StorageMapping is a directory of the host in the containers.
type StorageMapping struct {
	ID            string // "" lets the emitter name it the way pcs does
	SourceDir     string
	SourceDirRoot string
	TargetDir     string
	Options       string
	From          Origin // block S
}

// Members are the primitive that runs in the containers.
func (b *Bundle) Members() []Resource { return b.Children }

// Child is the first resource inside; nil for an empty bundle.
func (b *Bundle) Child() Resource {
	if len(b.Children) == 0 {
		return nil
	}
	return b.Children[0]
}

// Promotable reports whether the instances of the primitive can be promoted.
func (b *Bundle) Promotable() bool {
	n, err := strconv.Atoi(b.Container.PromotedMax)
	return err == nil && n > 0
}

// Reachable reports whether Pacemaker can run a resource inside: it needs an address
// or a port to talk to the containers.
func (b *Bundle) Reachable() bool {
	return b.Network != nil && (b.Network.IPRangeStart != "" || b.Network.ControlPort != "")
}

// Replicas is how many containers there are: promoted-max when it is not given, 1
// when neither is.
func (b *Bundle) Replicas() int {
	for _, text := range []string{b.Container.Replicas, b.Container.PromotedMax} {
		if n, err := strconv.Atoi(text); err == nil && n > 0 {
			return n
		}
	}
	return 1
}

// Node is the name of the node that a container is to Pacemaker, counted from 0.
func (b *Bundle) Node(container int) string { return b.ID + "-" + strconv.Itoa(container) }

// Bundles lists all bundles, in document order.
func (c *Config) Bundles() []*Bundle {
	var out []*Bundle
	c.Walk(func(r, _ Resource) {
		if b, ok := r.(*Bundle); ok {
			out = append(out, b)
		}
	})
	return out
}

// entities visits the bundle and what it consists of.
func (b *Bundle) entities(visit func(Entity)) {
	visit(b)
	visit(b.Container)
	if b.Network != nil {
		visit(b.Network)
	}
	for _, p := range b.Ports {
		visit(p)
	}
	for _, s := range b.Storage {
		visit(s)
	}
}

// Element is a bundle.
func (b *Bundle) Element() string { return cib.Bundle }

// Source is the row of block P.
func (b *Bundle) Source() Origin { return b.From }

// Each visits the id and the description.
func (b *Bundle) Each(visit func(attribute, value string)) {
	visit("id", b.ID)
	visit("description", b.Description)
}

// Element is the kind of container.
func (c *Container) Element() string { return c.Kind }

// Source is the row of block P.
func (c *Container) Source() Origin { return c.From }

// Each visits the attributes.
func (c *Container) Each(visit func(attribute, value string)) {
	visit("image", c.Image)
	visit("replicas", c.Replicas)
	visit("replicas-per-host", c.ReplicasPerHost)
	visit("promoted-max", c.PromotedMax)
	visit("run-command", c.RunCommand)
	visit("network", c.Network)
	visit("options", c.Options)
}

// Element is the network of a bundle.
func (n *BundleNetwork) Element() string { return cib.Network }

// Source is the row of block N.
func (n *BundleNetwork) Source() Origin { return n.From }

// Each visits the attributes.
func (n *BundleNetwork) Each(visit func(attribute, value string)) {
	visit("ip-range-start", n.IPRangeStart)
	visit("control-port", n.ControlPort)
	visit("host-interface", n.HostInterface)
	visit("host-netmask", n.HostNetmask)
	visit("add-host", n.AddHost)
}

// Element is a port of a bundle.
func (p *PortMapping) Element() string { return cib.PortMapping }

// Source is the row of block M.
func (p *PortMapping) Source() Origin { return p.From }

// Each visits the attributes.
func (p *PortMapping) Each(visit func(attribute, value string)) {
	visit("port", p.Port)
	visit("internal-port", p.InternalPort)
	visit("range", p.Range)
	visit("id", p.ID)
}

// Element is a directory of a bundle.
func (s *StorageMapping) Element() string { return cib.StorageMapping }

// Source is the row of block S.
func (s *StorageMapping) Source() Origin { return s.From }

// Each visits the attributes.
func (s *StorageMapping) Each(visit func(attribute, value string)) {
	visit("source-dir", s.SourceDir)
	visit("source-dir-root", s.SourceDirRoot)
	visit("target-dir", s.TargetDir)
	visit("options", s.Options)
	visit("id", s.ID)
}
