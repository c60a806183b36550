// Package modeltest makes a configuration without blank fields. Tests use it to
// check code that handles whole configurations: a new entity or field of the model
// fails the tests of the places that lack it.
package modeltest

import (
	"fmt"
	"reflect"

	"hagen/internal/cib"
	"hagen/internal/model"
)

// Filled is a configuration with every field filled.
type Filled struct {
	Config *model.Config
	// Fields says where each text is: Location.Rsc. No text occurs twice.
	Fields map[string]string
	// Sets are the attribute sets of all entities.
	Sets []*model.AttributeSet

	depth      int  // in the tree of resources
	noSets     bool // the constraint is of pairs
	count      int  // of texts
	containers int  // so far
	deriving   bool // the primitive is from a template
}

// Full fills every field of a configuration: each list holds one entity, the
// tree of resources one of each kind.
func Full() *Filled {
	f := &Filled{Config: &model.Config{}, Fields: map[string]string{}}
	f.fill(reflect.ValueOf(f.Config).Elem(), "")
	return f
}

// fill fills a value; field is what it is called.
func (f *Filled) fill(v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.String:
		text := fmt.Sprintf("text%d", f.count)
		f.count++
		f.Fields[text] = field
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), field)
		if set, ok := v.Interface().(*model.AttributeSet); ok {
			f.Sets = append(f.Sets, set)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			if f.noSets && v.Field(i).Type() == reflect.TypeFor[[]*model.ResourceSet]() {
				continue
			}
			f.fill(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name)
		}
		if p, ok := v.Addr().Interface().(*model.Primitive); ok {
			f.derived(p)
		}
		if c, ok := v.Addr().Interface().(*model.Container); ok { // its kind is an element, each in turn
			delete(f.Fields, c.Kind)
			c.Kind = cib.Containers()[f.containers%len(cib.Containers())]
			f.containers++
		}
	case reflect.Slice:
		switch v.Type() {
		case reflect.TypeFor[[]*model.Fragment](), reflect.TypeFor[[]*model.Acceptance](), reflect.TypeFor[[]*model.Rename]():
			return // XML, codes and ids of what is there: any text would be a mistake
		}
		if v.Type() == reflect.TypeFor[[]model.Resource]() {
			f.resources(v)
			return
		}
		if v.Type() == reflect.TypeFor[[]model.RulePart]() {
			f.ruleParts(v)
			return
		}
		n := 1
		if hasSets(v.Type().Elem()) {
			n = 2 // one of pairs and one of sets
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		around := f.noSets
		for i := range n {
			f.noSets = i < n-1
			f.fill(v.Index(i), field)
		}
		f.noSets = around
	case reflect.Interface:
		f.one(v)
	}
}

// hasSets reports whether a type is that of constraints that may have resource sets.
func hasSets(t reflect.Type) bool {
	if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return false
	}
	field, ok := t.Elem().FieldByName("Sets")
	return ok && field.Type == reflect.TypeFor[[]*model.ResourceSet]()
}

// resources fills a list of resources, which hold others two levels deep.
func (f *Filled) resources(v reflect.Value) {
	if f.depth == 2 {
		return
	}
	f.depth++
	for i, r := range []model.Resource{&model.Primitive{}, &model.Primitive{}, &model.Group{}, &model.Clone{}, &model.Bundle{}, &model.Template{}} {
		f.deriving = i == 1
		f.fill(reflect.ValueOf(r).Elem(), "")
		v.Set(reflect.Append(v, reflect.ValueOf(r)))
	}
	f.depth--
}

// derived lets one primitive alone be from a template, and none of the others: the
// agent is the template's.
func (f *Filled) derived(p *model.Primitive) {
	drop := []*string{&p.Template}
	if f.deriving {
		drop = []*string{&p.Class, &p.Provider, &p.Type, &p.DefaultOps}
	}
	for _, text := range drop {
		delete(f.Fields, *text)
		*text = ""
	}
}

// one fills an interface that is not a resource.
func (f *Filled) one(v reflect.Value) {
	switch v.Type() {
	case reflect.TypeFor[model.Origin]():
		v.Set(reflect.ValueOf(model.Nowhere))
	}
}

// ruleParts fills the parts of a rule: one of each kind, and a rule of the same.
func (f *Filled) ruleParts(v reflect.Value) {
	parts := []model.RulePart{&model.Expression{}, &model.DateExpression{}, &model.RscExpression{}, &model.OpExpression{}}
	if f.depth < 3 {
		depth := f.depth
		f.depth = 3
		defer func() { f.depth = depth }()
		parts = append(parts, &model.Rule{})
	}
	for _, part := range parts {
		f.fill(reflect.ValueOf(part).Elem(), "")
		switch x := part.(type) {
		case *model.Rule: // which is no more than a condition
			for _, text := range []*string{&x.ID, &x.Score, &x.ScoreAttribute, &x.Role} {
				delete(f.Fields, *text)
				*text = ""
			}
		case *model.DateExpression:
			for _, text := range []*string{&x.Start, &x.End} {
				field := f.Fields[*text]
				delete(f.Fields, *text)
				f.count++
				*text = fmt.Sprintf("%04d-01-01", 2000+f.count)
				f.Fields[*text] = field
			}
		}
		v.Set(reflect.Append(v, reflect.ValueOf(part)))
	}
}
