package apply

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
)

// Basis tells whether a configuration is still, or already, one that was seen
// before, without keeping it. What the cluster and its agents set themselves is left
// out: the version, the cluster's own properties, property sets and node attributes
// in which agents keep state.
type Basis struct {
	Cluster string   // its name; "" when it has none
	Nodes   []string // their names, sorted
	Epoch   string   // admin_epoch.epoch, for people
	// Digest is of the whole configuration with its secrets masked.
	Digest string
	// Secrets is the text of everything that holds a secret, with the secrets; nil
	// when there are none. It must not be shown or stored.
	Secrets []byte
}

// BasisOf reads the basis of a CIB. Of the nodes' attributes those count that the
// changes of a plan are about.
func BasisOf(data []byte, changes []Change) (Basis, error) {
	config, err := meaning.Of(data)
	if err != nil {
		return Basis{}, err
	}
	owned, err := ownedIn(data, data)
	if err != nil {
		return Basis{}, err
	}
	b := Basis{Epoch: epoch(data), Cluster: config.Get(meaning.Property, "cluster-name", meaning.Value)}
	touched := touchedNodes(changes)
	var lines, secrets []string
	for _, o := range config.Objects {
		if owned(meaning.Change{Kind: o.Kind, Key: o.Key}) {
			continue
		}
		if o.Kind == meaning.Node {
			member := !joins(o)
			o.Fields = slices.DeleteFunc(slices.Clone(o.Fields), func(f meaning.Field) bool { return !touched[o.Key+"\x00"+f.Name] })
			if member {
				b.Nodes = append(b.Nodes, o.Name)
			} else if len(o.Fields) == 0 {
				continue
			}
		}
		line, secret := o.Masked()
		lines = append(lines, line)
		if secret {
			secrets = append(secrets, o.Print())
		}
	}
	slices.Sort(b.Nodes)
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	b.Digest = "sha256:" + hex.EncodeToString(sum[:])
	if len(secrets) > 0 {
		slices.Sort(secrets)
		b.Secrets = []byte(strings.Join(secrets, ""))
	}
	return b, nil
}

// joins reports whether the cluster itself enters a node into the configuration, when
// it first comes up: one of Pacemaker Remote.
func joins(node meaning.Object) bool {
	return slices.ContainsFunc(node.Fields, func(f meaning.Field) bool { return f.Name == "type" && f.Value == "remote" })
}

// touchedNodes are the fields of nodes that changes are about.
func touchedNodes(changes []Change) map[string]bool {
	out := map[string]bool{}
	for _, c := range changes {
		for _, d := range c.Details {
			if c.Kind == meaning.Node {
				out[c.Key+"\x00"+d.Field] = true
			}
		}
	}
	return out
}

// SameCluster reports whether two configurations may be of the same cluster: it has
// the same name, and nodes of both. That all nodes are the same is part of the digest.
func (b Basis) SameCluster(other Basis) bool {
	known := func(node string) bool { return slices.Contains(other.Nodes, node) }
	return b.Cluster == other.Cluster && (slices.ContainsFunc(b.Nodes, known) || len(b.Nodes) == 0 && len(other.Nodes) == 0)
}
