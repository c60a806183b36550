package designbook

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
)

var (
	textItem    = message.New("designbook.column.item")
	textValue   = message.New("designbook.column.value")
	textDefault = message.New("designbook.column.default")
	textOrigin  = message.New("designbook.column.origin")
	textCell    = message.New("designbook.column.cell")
	textReason  = message.New("designbook.column.reason")

	textSet        = message.New("designbook.origin.set")
	textOfAgent    = message.New("designbook.origin.agent")
	textByPcs      = message.New("designbook.origin.pcs")
	textPacemaker  = message.New("designbook.origin.pacemaker")
	textOverridden = message.New("designbook.origin.overridden")
	textHidden     = message.New("designbook.hidden")
)

// The kinds of the chapters.
var (
	resourceKinds   = []meaning.Kind{meaning.Primitive, meaning.Group, meaning.Clone, meaning.Bundle, meaning.Template}
	clusterKinds    = []meaning.Kind{meaning.Property, meaning.RscDefault, meaning.OpDefault}
	constraintKinds = []meaning.Kind{meaning.Location, meaning.Colocation, meaning.Order, meaning.Ticket}
)

// of are the objects of some kinds, in the order of the CIB.
func (w *writer) of(kinds ...meaning.Kind) []meaning.Object {
	var out []meaning.Object
	for _, o := range w.config.Objects {
		if slices.Contains(kinds, o.Kind) {
			out = append(out, o)
		}
	}
	return out
}

// columns are those of parameters.
func (w *writer) columns() []document.Column {
	return document.Columns(w.lang,
		document.Filled(textItem, 32), document.Filled(textValue, 34),
		document.Filled(textDefault, 19), document.Filled(textOrigin, 22),
		document.Filled(textCell, 8), document.Filled(textReason, 26))
}

// resources are the parameters of all resources: those that are set, the defaults of
// the agents for the others, and the operations that pcs adds.
func (w *writer) resources() document.Chapter {
	c := document.Chapter{Title: textResources.In(w.lang), Table: document.Table{Columns: w.columns()}}
	for _, o := range w.of(resourceKinds...) {
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(o.Kind.Message().In(w.lang) + " " + o.Name)})
		agent, _ := w.Catalog.Agent(fieldOf(o, "agent"))
		for _, f := range o.Fields {
			c.Table.Rows = append(c.Table.Rows, w.row(o, f, defaultOf(w.Catalog, o.Kind, agent, f.Name)))
		}
		c.Table.Rows = append(c.Table.Rows, w.overridden(o)...)
		if agent == nil {
			continue
		}
		for _, p := range agent.Params {
			if fieldOf(o, p.Name) == "" && p.Default != "" && !p.Deprecated {
				c.Table.Rows = append(c.Table.Rows, w.unset(p.Name, p.Default, textOfAgent))
			}
		}
	}
	return c
}

func fieldOf(o meaning.Object, name string) string {
	for _, f := range o.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// row is a field that the CIB has.
func (w *writer) row(o meaning.Object, f meaning.Field, standard string) document.Row {
	value := f.Value
	if meaning.Secret(f.Name, value) {
		value = textHidden.In(w.lang)
	}
	at := w.Cell(o.Kind, o.Key, f.Name)
	origin, cell, reason := textSet, "", ""
	switch {
	case !at.IsZero():
		cell, reason = at.Cell(), w.Remark(at)
	case strings.HasPrefix(f.Name, "op "):
		origin = textByPcs
	}
	return document.Row{document.Code(f.Name), document.Code(value), document.Code(standard), document.Text(origin.In(w.lang)), document.Text(cell), document.Text(reason)}
}

// unset is what the sheet leaves to a default.
func (w *writer) unset(name, standard string, origin message.Text) document.Row {
	return document.Row{document.Code(name), document.Code(""), document.Code(standard), document.Text(origin.In(w.lang)), {}, {}}
}

// defaultOf is what a field would be without a value.
func defaultOf(catalog *agents.Catalog, kind meaning.Kind, agent *agents.Agent, field string) string {
	name := field[strings.LastIndexByte(field, ' ')+1:]
	sets := []agents.OptionSet{}
	switch {
	case strings.HasPrefix(field, "op "):
		sets = append(sets, agents.OperationOptions)
	case strings.HasPrefix(field, "meta "):
		sets = append(sets, agents.PrimitiveMeta, agents.GroupMeta, agents.CloneMeta, agents.FencingMeta)
	case kind == meaning.Primitive || kind == meaning.Template:
		if agent != nil {
			if p, known := agent.Param(name); known {
				return p.Default
			}
			if strings.HasPrefix(agent.Name, cib.Stonith) {
				sets = append(sets, agents.FencingParams)
			}
		}
	}
	if option, known := catalog.FirstOption(name, sets...); known {
		return option.Default
	}
	return ""
}

// cluster are the properties and defaults: those that are set, and Pacemaker's
// defaults for the other properties.
func (w *writer) cluster() document.Chapter {
	c := document.Chapter{Title: textCluster.In(w.lang), Table: document.Table{Columns: w.columns()}}
	for _, kind := range clusterKinds {
		objects := w.of(kind)
		if len(objects) == 0 && kind != meaning.Property {
			continue
		}
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(kind.Message().In(w.lang))})
		set := map[meaning.Kind]agents.OptionSet{meaning.Property: agents.ClusterProperties, meaning.RscDefault: agents.PrimitiveMeta, meaning.OpDefault: agents.OperationOptions}[kind]
		var given []string
		for _, o := range objects {
			given = append(given, o.Name)
			standard := ""
			if option, known := w.Catalog.Option(set, o.Name); known {
				standard = option.Default
			}
			for _, f := range o.Fields {
				named := f
				if named.Name == meaning.Value {
					named.Name = o.Name
				} else {
					named.Name = o.Name + " " + f.Name
				}
				row := w.row(o, f, standard)
				row[0] = document.Code(named.Name)
				if meaning.Secret(o.Name, f.Value) {
					row[1] = document.Code(textHidden.In(w.lang))
				}
				c.Table.Rows = append(c.Table.Rows, row)
			}
		}
		if kind == meaning.Property {
			for _, option := range w.Catalog.Options(set) {
				if !option.Generated && !option.Deprecated && !slices.Contains(given, option.Name) {
					c.Table.Rows = append(c.Table.Rows, w.unset(option.Name, option.Default, textPacemaker))
				}
			}
		}
	}
	return c
}

// other is everything that has no chapter of its own: nodes, alerts, tags, ACLs.
func (w *writer) other() document.Chapter {
	c := document.Chapter{Title: textOther.In(w.lang)}
	known := slices.Concat(resourceKinds, clusterKinds, constraintKinds, []meaning.Kind{meaning.FencingLevel})
	for _, o := range w.config.Objects {
		if slices.Contains(known, o.Kind) {
			continue
		}
		c.Table.Columns = w.columns()
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(o.Kind.Message().In(w.lang) + " " + o.Name)})
		for _, f := range o.Fields {
			c.Table.Rows = append(c.Table.Rows, w.row(o, f, ""))
		}
		c.Table.Rows = append(c.Table.Rows, w.overridden(o)...)
	}
	if len(c.Table.Rows) == 0 {
		c.Texts = []string{textNone.In(w.lang)}
	}
	return c
}

// overridden are the values of an object that another set of it overrides: they are
// written, and do not count.
func (w *writer) overridden(o meaning.Object) []document.Row {
	shown := map[string]bool{}
	for _, f := range o.Fields {
		shown[f.ID] = true
	}
	var out []document.Row
	for _, e := range w.doc.Root().FindElements("./configuration//*[@id]") {
		// A remote node may have the id of its resource.
		if e.SelectAttrValue("id", "") != o.ID || o.ID == "" || (e.Tag == "node") != (o.Kind == meaning.Node) {
			continue
		}
		for _, set := range e.ChildElements() {
			for _, pair := range set.SelectElements(cib.Pair) {
				id, name, value := pair.SelectAttrValue("id", ""), pair.SelectAttrValue("name", ""), pair.SelectAttrValue("value", "")
				if shown[id] {
					continue
				}
				f := meaning.Field{Name: set.SelectAttrValue("id", "") + " " + name, Value: value}
				row := w.row(o, f, "")
				row[3] = document.Text(textOverridden.In(w.lang))
				if at := w.At(id, "value"); !at.IsZero() {
					row[4], row[5] = document.Text(at.Cell()), document.Text(w.Remark(at))
				}
				out = append(out, row)
			}
		}
	}
	return out
}

var (
	textLevelsAre = message.New("designbook.levels-are")
	textTarget    = message.New("designbook.column.target")
	textLevel     = message.New("designbook.column.level")
	textDevices   = message.New("designbook.column.devices")
)

// levels is the fencing topology: of each node the levels in their order, and the
// devices of each, all of which have to succeed.
func (w *writer) levels() document.Chapter {
	c := document.Chapter{Title: textLevels.In(w.lang)}
	levels := w.of(meaning.FencingLevel)
	if len(levels) == 0 {
		c.Texts = []string{textNone.In(w.lang)}
		return c
	}
	c.Texts = []string{textLevelsAre.In(w.lang)}
	c.Table.Columns = document.Columns(w.lang,
		document.Filled(textTarget, 40), document.Filled(textLevel, 8),
		document.Filled(textDevices, 50), document.Filled(textCell, 9),
		document.Filled(textReason, 30))
	for _, o := range levels {
		slash := strings.LastIndexByte(o.Name, '/')
		cell, reason := "", ""
		if at := w.Cell(o.Kind, o.Key, "devices"); !at.IsZero() {
			cell, reason = at.Cell(), w.Remark(at)
		}
		devices := strings.Join(strings.Fields(fieldOf(o, "devices")), " + ")
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Code(o.Name[:max(0, slash)]), document.Code(o.Name[slash+1:]), document.Code(devices),
			document.Text(cell), document.Text(reason)})
	}
	return c
}

var (
	textSeverity = message.New("designbook.column.severity")
	textCode     = message.New("designbook.column.code")
	textSays     = message.New("designbook.column.finding")
	textAdvice   = message.New("designbook.column.advice")
	textAccepted = message.New("designbook.accepted")
)

// findings are what the checks say; of what people accept, why.
func (w *writer) findings() document.Chapter {
	c := document.Chapter{Title: textFindings.In(w.lang)}
	if len(w.Findings) == 0 {
		c.Texts = []string{textNone.In(w.lang)}
		return c
	}
	c.Table.Columns = document.Columns(w.lang,
		document.Filled(textSeverity, 12), document.Filled(textCode, 9),
		document.Filled(textCell, 9), document.Filled(textSays, 54),
		document.Filled(textAdvice, 54))
	for _, f := range w.Findings {
		severity, advice := f.Severity.In(w.lang), f.Help(w.lang)
		if why := f.Acceptance(); why != nil {
			severity, advice = textAccepted.In(w.lang), why.Text(w.lang)
		}
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(severity), document.Code(f.Kind.Code), document.Text(cellOf(f.Place)),
			document.Text(f.Summary(w.lang)), document.Text(advice)})
	}
	return c
}

func cellOf(at diag.Place) string {
	if at.IsZero() {
		return ""
	}
	return at.Cell()
}
