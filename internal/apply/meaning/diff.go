package meaning

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/secret"
)

// Action is what happens to an object or a field.
type Action string

// The actions.
const (
	Add    Action = "add"
	Modify Action = "change"
	Remove Action = "remove"
)

// Change is how an object differs between two CIBs.
type Change struct {
	Action  Action
	Kind    Kind
	Name    string
	ID      string // XML id, of the new side when it has one
	Key     string
	Details []Detail
}

// Detail is how a field differs. It never contains a secret: Old and New are then
// Mask, and the detail shows that the values differ.
type Detail struct {
	Action   Action
	Field    string
	Old, New string
	// Sensitive says that the values are a secret.
	Sensitive bool
}

// Describes reports whether a field is the description of a resource. A sheet that
// leaves it blank does not own it: hagen apply keeps that of the cluster.
func (c *Change) Describes(d Detail) bool {
	return d.Field == "description" && slices.Contains([]Kind{Primitive, Group, Clone, Bundle}, c.Kind)
}

// Mask stands for a secret.
const Mask = secret.Mask

// Diff returns the changes from a to b: changed and added objects in the order of
// b, then removed ones in the order of a.
func Diff(a, b *Config) []Change {
	partner := match(a, b)
	used := map[*Object]bool{}
	var out []Change
	for i := range b.Objects {
		after := &b.Objects[i]
		before := partner[after]
		if before == nil {
			out = append(out, change(Add, after, fields(&Object{}, after)))
			continue
		}
		used[before] = true
		if d := fields(before, after); len(d) > 0 {
			out = append(out, change(Modify, after, d))
		}
	}
	for i := range a.Objects {
		if before := &a.Objects[i]; !used[before] {
			out = append(out, change(Remove, before, fields(before, &Object{})))
		}
	}
	return out
}

func change(action Action, o *Object, details []Detail) Change {
	return Change{Action: action, Kind: o.Kind, Name: o.Name, ID: o.ID, Key: o.Key, Details: details}
}

// match finds for each object of b the corresponding one of a: of several with the
// same key an equal one, else by key, and else by kind and id, so that a constraint
// whose node or rule was edited is a change.
func match(a, b *Config) map[*Object]*Object {
	partner := map[*Object]*Object{}
	used := map[*Object]bool{}
	same := map[string][]*Object{}
	for i := range a.Objects {
		o := &a.Objects[i]
		same[o.text()] = append(same[o.text()], o)
	}
	for i := range b.Objects {
		after := &b.Objects[i]
		if before := same[after.text()]; len(before) > 0 {
			partner[after], used[before[0]] = before[0], true
			same[after.text()] = before[1:]
		}
	}
	byKey := index(a, func(o *Object) string { return o.Key })
	byID := index(a, func(o *Object) string { return o.ID })
	for _, pass := range []struct {
		index map[string]*Object
		name  func(*Object) string
	}{{byKey, func(o *Object) string { return o.Key }}, {byID, func(o *Object) string { return o.ID }}} {
		for i := range b.Objects {
			after := &b.Objects[i]
			before := pass.index[string(after.Kind)+"\x00"+pass.name(after)]
			if partner[after] != nil || before == nil || used[before] {
				continue
			}
			if subject(before) == subject(after) || len(fields(before, after)) > 0 {
				partner[after], used[before] = before, true
			}
		}
	}
	return partner
}

// subject is what an object is about. Of two that are about something else and whose
// fields are the same, one is gone and the other is new, whatever their ids: the path of
// an alert, the value of a recipient and the target of a fencing level are no fields.
func subject(o *Object) string {
	if o.Kind != Recipient {
		return o.base
	}
	alert, value, _ := strings.Cut(o.base, "\x00")
	if at := strings.LastIndexByte(alert, '#'); at >= 0 { // the number of an alert among those of its path
		if _, err := strconv.Atoi(alert[at+1:]); err == nil {
			alert = alert[:at]
		}
	}
	return alert + "\x00" + value
}

// text returns the meaning of an object as text: objects with the same text mean
// the same.
func (o *Object) text() string {
	return o.write(o.base, func(f Field) string { return canonical(o, f.Name, f.Value) })
}

func (o *Object) write(key string, value func(Field) string) string {
	fields := slices.SortedStableFunc(slices.Values(o.Fields), func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q", o.Kind, key)
	for _, f := range fields {
		fmt.Fprintf(&b, " %q=%q", f.Name, value(f))
	}
	return b.String()
}

func index(c *Config, name func(*Object) string) map[string]*Object {
	out := map[string]*Object{}
	for i := range c.Objects {
		o := &c.Objects[i]
		if n := name(o); n != "" {
			out[string(o.Kind)+"\x00"+n] = o
		}
	}
	return out
}

// fields compares the fields of two objects.
func fields(before, after *Object) []Detail {
	var out []Detail
	detail := func(action Action, f, old, new string) Detail {
		name := f
		if f == Value {
			name = cmp.Or(after.Key, before.Key)
		}
		d := Detail{Action: action, Field: f, Old: old, New: new, Sensitive: Secret(name, old) || Secret(name, new)}
		if d.Sensitive {
			d.Old, d.New = mask(old), mask(new)
		}
		return d
	}
	for _, f := range after.Fields {
		old := before.field(f.Name)
		switch {
		case old == nil:
			out = append(out, detail(Add, f.Name, "", f.Value))
		case !sameValue(after, f.Name, old.Value, f.Value):
			out = append(out, detail(Modify, f.Name, old.Value, f.Value))
		}
	}
	for _, f := range before.Fields {
		if after.field(f.Name) == nil {
			out = append(out, detail(Remove, f.Name, f.Value, ""))
		}
	}
	return out
}

func mask(value string) string {
	if value == "" {
		return ""
	}
	return Mask
}

// Secret reports whether the value of a field is a secret: by the last word of
// the field's name, or by itself.
func Secret(field, value string) bool {
	return secret.In(field[strings.LastIndexByte(field, ' ')+1:], value)
}

// Where is the XML element and attribute of a field of an object, "" "" when
// there is no such object. An empty field asks for the object itself.
func (c *Config) Where(kind Kind, key, field string) (id, attribute string) {
	o := c.find(kind, key)
	if o == nil {
		return "", ""
	}
	if f := o.field(field); f != nil {
		return f.ID, f.Attr
	}
	if field != "" {
		return "", ""
	}
	return o.ID, ""
}

// Resources lists the ids of all resources that run something: primitives.
func (c *Config) Resources() []string {
	var out []string
	for _, o := range c.Objects {
		if o.Kind == Primitive && !slices.Contains(out, o.Key) {
			out = append(out, o.Key)
		}
	}
	return out
}

// Get is the value of a field of an object, "" when there is none.
func (c *Config) Get(kind Kind, key, field string) string {
	if o := c.find(kind, key); o != nil {
		if f := o.field(field); f != nil {
			return f.Value
		}
	}
	return ""
}

// Has reports whether there is an object of a kind and key.
func (c *Config) Has(kind Kind, key string) bool { return c.find(kind, key) != nil }

// Print returns the meaning of a section's elements as text: elements that mean the
// same have the same print.
func Print(section string, elements ...*etree.Element) string {
	c := &Config{seen: map[string]int{}}
	parent := etree.NewElement(section)
	for _, el := range elements {
		parent.AddChild(el.Copy())
	}
	c.section(parent)
	var b strings.Builder
	for i := range c.Objects {
		b.WriteString(c.Objects[i].text())
		b.WriteByte('\n')
	}
	return b.String()
}

// Print returns the meaning of an object as a line of text.
func (o *Object) Print() string { return o.text() + "\n" }

// Masked is Print with its secrets masked, and whether it has any.
func (o *Object) Masked() (line string, secrets bool) {
	key := Open(o.base)
	secrets = key != o.base
	line = o.write(key, func(f Field) string {
		if Secret(o.nameOf(f), f.Value) {
			secrets = true
			return Mask
		}
		return canonical(o, f.Name, f.Value)
	})
	return line + "\n", secrets
}

// nameOf is what the value of a field is called: that of a property or a default
// has the name of the object.
func (o *Object) nameOf(f Field) string {
	if f.Name == Value {
		return o.Key
	}
	return f.Name
}

// Open is a key or a name that may be shown: the mask in place of one that contains
// a secret, as the address of a recipient may.
func Open(name string) string {
	if secret.Text(name) {
		return Mask
	}
	return name
}
