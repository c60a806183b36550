// Package cib writes the model as the CIB that pcs of the target would have
// made of it: the same elements with the same ids in the same order.
//
// Ids are handed out in the order the script's commands would create the
// elements, since pcs numbers a generated id that is taken. Positions follow
// where each command puts its element, which is not the order of commands.
package cib

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
)

// Emit writes the whole CIB. The error joins every *IDConflict (a mistake in the
// sheet, see Conflicts) and every *InvalidText (a bug: validation refuses such
// values).
func Emit(cfg *model.Config, t *target.Target) ([]byte, error) {
	data, _, err := EmitTraced(cfg, t)
	return data, err
}

// EmitTraced is Emit and also returns where in the sheet everything came from.
func EmitTraced(cfg *model.Config, t *target.Target) ([]byte, *Trace, error) {
	e, doc, err := build(cfg, t)
	if err != nil {
		return nil, nil, err
	}
	unknown := e.rename(doc.Root(), cfg.Renames)
	if err := errors.Join(e.errs...); err != nil {
		return nil, nil, err
	}
	doc.Indent(2)
	var b bytes.Buffer
	if _, err := doc.WriteTo(&b); err != nil {
		return nil, nil, fmt.Errorf("write the CIB: %w", err)
	}
	trace := e.trace(doc, cfg)
	trace.unknown = unknown
	return b.Bytes(), trace, nil
}

// build makes the document, without its layout.
func build(cfg *model.Config, t *target.Target) (*emitter, *etree.Document, error) {
	e := &emitter{target: t, ids: newAllocator(), locations: map[[2]string]*etree.Element{}, tagged: model.TagIDs(cfg), became: map[any]*etree.Element{}, placed: map[*model.Fragment]bool{}}
	doc := etree.NewDocument()
	// Canonical attribute values keep tabs and line breaks as character
	// references; written raw, an XML parser would turn them into spaces.
	doc.WriteSettings.CanonicalAttrVal = true
	e.cib(doc, cfg)
	return e, doc, errors.Join(e.errs...)
}

// emitter has what all sections share.
type emitter struct {
	target *target.Target
	// became has the element of each entity and of each attribute set.
	became map[any]*etree.Element
	ids    *allocator
	errs   []error
	// locations has the locations by node, by resource and node.
	locations map[[2]string]*etree.Element
	tagged    map[string]bool // the ids of tags
	// dangling are permissions for ids that no element has.
	dangling []*model.ACLPermission
	// placed are the fragments that have been put somewhere, raw what the script does
	// for them.
	placed map[*model.Fragment]bool
	raw    []RawStep
}

// cib writes the document. The sections pcs appends on demand come after
// constraints in the order the script first needs them.
func (e *emitter) cib(doc *etree.Document, cfg *model.Config) {
	root := e.element(&doc.Element, "cib",
		"crm_feature_set", e.target.FeatureSet, "validate-with", e.target.Schema,
		"epoch", "1", "num_updates", "0", "admin_epoch", "0")
	config := root.CreateElement("configuration")
	crmConfig := config.CreateElement(cib.CrmConfig)
	nodes := config.CreateElement(cib.Nodes)
	resources := config.CreateElement(cib.Resources)
	constraints := config.CreateElement(cib.Constraints)
	root.CreateElement("status")

	nodeElements := e.nodes(nodes, cfg) // the cluster has them before the first command
	e.properties(crmConfig, cfg.Properties)
	e.defaults(config, cib.RscDefaults, cfg.RscDefaults)
	e.defaults(config, cib.OpDefaults, cfg.OpDefaults)
	for i, n := range cfg.Nodes {
		if !n.Remote {
			e.nodeAttributes(nodeElements[i], n)
		}
	}
	for _, r := range cfg.Resources {
		e.resource(resources, r)
	}
	e.remoteNodes(nodes, cfg.Nodes)
	e.fragments(root, cfg.Fragments, true)
	e.topology(config, cfg.FencingLevels)
	first := model.TagsFirst(cfg)
	if first {
		e.tags(config, cfg.Tags)
	}
	e.constraints(constraints, cfg)
	e.alerts(config, cfg)
	if !first {
		e.tags(config, cfg.Tags)
	}
	e.acls(config, cfg)
	e.fragments(root, cfg.Fragments, false)
}

// element adds an element with its attributes in the order given, names and values
// in turn. Empty values are left out: no optional attribute of a CIB has a meaning
// when empty, except a rule's value (see expression).
func (e *emitter) element(parent *etree.Element, tag string, attrs ...string) *etree.Element {
	el := parent.CreateElement(tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			e.attr(el, attrs[i], attrs[i+1])
		}
	}
	return el
}

// entity adds the element of an entity with its attributes, in the target's
// spelling. Others may go before them, as for element.
func (e *emitter) entity(parent *etree.Element, x model.Entity, first ...string) *etree.Element {
	el := e.element(parent, x.Element(), first...)
	e.became[x] = el
	x.Each(func(attribute, value string) {
		if c, ok := schema.For(x.Element(), attribute); ok && c.Type == schema.Role {
			value = e.target.Role(value)
		}
		if value != "" {
			e.attr(el, attribute, value)
		}
	})
	return el
}

// attr sets one attribute. It is the only place where text enters the document.
func (e *emitter) attr(el *etree.Element, name, value string) {
	if r, bad := invalidRune(value); bad {
		e.errs = append(e.errs, &InvalidText{Element: el.Tag, Attribute: name, Rune: r})
		return
	}
	el.CreateAttr(name, value)
}

// fail records an error and continues, so that one run reports all of them.
func (e *emitter) fail(err error) {
	if err != nil {
		e.errs = append(e.errs, err)
	}
}

// take claims an id for an element as it is.
func (e *emitter) take(id string) string {
	e.fail(e.ids.take(id))
	return id
}

// idOr claims the model's id, or a unique one made from the proposal.
func (e *emitter) idOr(given, proposal string) string {
	if given != "" {
		return e.take(given)
	}
	return e.ids.unique(proposal)
}

// InvalidText is a value that XML does not allow. Validation refuses such values at
// their cell, so this is a bug and not the user's mistake. The value itself is not
// recorded: it may be a secret.
type InvalidText struct {
	Element, Attribute string
	Rune               rune
}

// Error says where it is, without the value.
func (t *InvalidText) Error() string {
	return fmt.Sprintf("attribute %s of <%s> holds %U, which XML cannot hold", t.Attribute, t.Element, t.Rune)
}

// invalidRune finds the first character outside the XML 1.0 production Char.
func invalidRune(s string) (rune, bool) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return r, true
			}
		case r == '\t' || r == '\n' || r == '\r':
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			return r, true
		}
	}
	return 0, false
}
