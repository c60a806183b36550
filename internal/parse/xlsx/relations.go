package xlsx

import (
	"path"
	"strings"

	"hagen/internal/diag"
)

// relation is a reference from one part to another.
type relation struct {
	id, kind, target string
	external         bool
}

// relations are the relations of one part, in order.
type relations []relation

func (r *relations) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name != "Relationships":
		return errForm
	case depth == 2 && e.name == "Relationship":
		kind := string(e.get("Type"))
		*r = append(*r, relation{
			id: string(e.get("Id")), target: string(e.get("Target")), external: string(e.get("TargetMode")) == "External",
			// The last word is the same in both variants of the standard.
			kind: kind[strings.LastIndexByte(kind, '/')+1:],
		})
	}
	return nil
}

func (r *relations) end(int) error          { return nil }
func (r *relations) text([]byte, int) error { return nil }

func (r relations) has(id string) bool {
	for i := range r {
		if r[i].id == id {
			return true
		}
	}
	return false
}

// relationsOf reads the relations of a part; "" is the package itself.
func relationsOf(p parts, name string) (relations, error) {
	file := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	if name == "" {
		file = "_rels/.rels"
	}
	found, ok := p.get(file)
	if !ok {
		return nil, aboutPart(diag.PartMissing, file)
	}
	var r relations
	err := walk(found, &r)
	return r, err
}

// resolve turns a relation's target into a part name.
func resolve(from, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}

// types are the content types of the package's parts.
type types struct {
	extensions, parts map[string]string // by extension and by part name, in lower case
}

func (t *types) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name != "Types":
		return errForm
	case depth == 2 && e.name == "Default":
		t.extensions[strings.ToLower("."+string(e.get("Extension")))] = string(e.get("ContentType"))
	case depth == 2 && e.name == "Override":
		t.parts[fold(string(e.get("PartName")))] = string(e.get("ContentType"))
	}
	return nil
}

func (t *types) end(int) error          { return nil }
func (t *types) text([]byte, int) error { return nil }

// of returns the content type of a part.
func (t *types) of(name string) string {
	if known, ok := t.parts[fold(name)]; ok {
		return known
	}
	return t.extensions[strings.ToLower(path.Ext(name))]
}
