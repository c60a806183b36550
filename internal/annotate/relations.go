package annotate

import (
	"fmt"
	"path"
	"strings"
)

// The kinds of relations, which are the ends of their types, and the types of the
// parts they lead to.
const (
	kindDocument  = "officeDocument"
	kindWorksheet = "worksheet"
	kindStyles    = "styles"
	kindComments  = "comments"
	kindDrawing   = "vmlDrawing"

	typeWorksheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	typeStyles    = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	typeComments  = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	typeDrawing   = "application/vnd.openxmlformats-officedocument.vmlDrawing"
)

// The standard has two variants, which differ in their namespaces.
const (
	spreadsheet   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictTypes   = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	strictPrefix  = "http://purl.oclc.org/ooxml/"

	emptyRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
)

// relation leads from a part to another one.
type relation struct {
	id, kind, target string // target: the name of a part
	node             *node
}

// relsOf is where the relations of a part are.
func relsOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// relations are those of a part to parts inside the package.
func (p *pack) relations(part string) ([]relation, error) {
	if !p.has(relsOf(part)) {
		return nil, nil
	}
	data, err := p.read(relsOf(part))
	if err != nil {
		return nil, err
	}
	root, err := treeOf(data, "")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", relsOf(part), err)
	}
	var out []relation
	for _, n := range root.all("Relationship") {
		if n.attr("TargetMode") == "External" {
			continue
		}
		target := n.attr("Target")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(path.Clean(target), "/")
		} else {
			target = path.Join(path.Dir(part), target)
		}
		out = append(out, relation{n.attr("Id"), path.Base(n.attr("Type")), target, n})
	}
	return out, nil
}

// follow is the part a relation of a kind leads to, "" when there is none.
func (p *pack) follow(part, kind string) (string, error) {
	list, err := p.relations(part)
	for _, r := range list {
		if r.kind == kind {
			return r.target, err
		}
	}
	return "", err
}

// relationTypes is what the types of relations begin with in this workbook.
func (p *pack) relationTypes() string {
	if strings.HasPrefix(p.namespace, strictPrefix) {
		return strictTypes
	}
	return relationTypes
}

// relate adds a relation and returns its id.
func (p *pack) relate(part, kind, target string) (string, error) {
	data := []byte(emptyRels)
	if p.has(relsOf(part)) {
		var err error
		if data, err = p.read(relsOf(part)); err != nil {
			return "", err
		}
	}
	root, err := treeOf(data, "")
	if err != nil {
		return "", fmt.Errorf("%s: %w", relsOf(part), err)
	}
	ids := map[string]bool{}
	for _, n := range root.all("Relationship") {
		ids[n.attr("Id")] = true
	}
	id := ""
	for n := 1; id == "" || ids[id]; n++ {
		id = fmt.Sprintf("hagen%d", n)
	}
	var e edits
	e.into(root, fmt.Sprintf(`<%sRelationship Id="%s" Type="%s/%s" Target="/%s"/>`, root.prefix, id, p.relationTypes(), kind, escape(target)))
	if data, err = e.apply(data); err != nil {
		return "", err
	}
	p.write(relsOf(part), data)
	return id, nil
}

// unrelate removes the relations of a part to another one; the list of relations is
// removed when nothing is left in it.
func (p *pack) unrelate(part, target string) error {
	list, err := p.relations(part)
	if err != nil {
		return err
	}
	data, err := p.read(relsOf(part))
	if err != nil {
		return err
	}
	root, err := treeOf(data, "")
	if err != nil {
		return err
	}
	var e edits
	for _, r := range list {
		if strings.EqualFold(r.target, target) {
			e.cut(r.node)
		}
	}
	if len(e) == len(root.children) {
		p.remove(relsOf(part))
		return nil
	}
	if data, err = e.apply(data); err != nil {
		return err
	}
	p.write(relsOf(part), data)
	return nil
}

// contentTypes is the part that says what the parts are.
const contentTypes = "[Content_Types].xml"

// declare says what a new part is.
func (p *pack) declare(part, contentType string) error {
	return p.types(func(root *node, e *edits) {
		for _, n := range root.all("Override") {
			if strings.EqualFold(n.attr("PartName"), "/"+part) {
				return
			}
		}
		e.into(root, fmt.Sprintf(`<%sOverride PartName="/%s" ContentType="%s"/>`, root.prefix, escape(part), contentType))
	})
}

// drop removes a part and what is said of it.
func (p *pack) drop(part string) error {
	p.remove(part)
	return p.types(func(root *node, e *edits) {
		for _, n := range root.all("Override") {
			if strings.EqualFold(n.attr("PartName"), "/"+part) {
				e.cut(n)
			}
		}
	})
}

func (p *pack) types(change func(root *node, e *edits)) error {
	data, err := p.read(contentTypes)
	if err != nil {
		return err
	}
	root, err := treeOf(data, "")
	if err != nil {
		return fmt.Errorf("%s: %w", contentTypes, err)
	}
	var e edits
	change(root, &e)
	if len(e) == 0 {
		return nil
	}
	if data, err = e.apply(data); err != nil {
		return err
	}
	p.write(contentTypes, data)
	return nil
}
