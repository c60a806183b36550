package shell

import (
	"strings"
	"unicode"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// alerts writes the alerts, each followed by its recipients. The alert's id is
// always written, because the recipients have to name it.
func (e *emitter) alerts(cfg *model.Config) {
	e.section("Alerts")
	ids := cfg.AlertIDs()
	for i, a := range cfg.Alerts {
		id := ids[i]
		c := pcs("alert", "create", "path="+a.Path, "id="+id).add(option("description", a.Description)...)
		e.sets(c, a.Options, a.Meta)
		e.put(where(a.From, schema.KeyPath, id), c)
		e.ownSets(id, a.Meta, a.Options)
		if a.Select != nil {
			e.insert(a.Select, a.Select.Events[0].From, schema.KeySelect, id, "the events that an alert is about")
		}
		for _, r := range a.Recipients {
			if strings.Contains(r.Value, "'") {
				// pcs looks for the value with an XPath it does not quote.
				e.inexpressible(r.From, schema.KeyRecipient, r.Value)
			}
			c := pcs("alert", "recipient", "add", id, "value="+r.Value).add(option("id", r.ID)...).add(option("description", r.Description)...)
			e.sets(c, r.Options, r.Meta)
			e.put(where(r.From, schema.KeyRecipient, id), c)
			e.ownSets(id, r.Meta, r.Options)
		}
	}
}

// sets adds the options and meta attributes of an alert or recipient.
func (e *emitter) sets(c *command, options, meta []*model.AttributeSet) {
	if pairs := e.pairs(plainPairs(options)); len(pairs) > 0 {
		c.line("options").add(pairs...)
	}
	if pairs := e.pairs(plainPairs(meta)); len(pairs) > 0 {
		c.line("meta").add(pairs...)
	}
}

// additional copies the commands of ADDITIONAL_CONFIG as written, except that they
// work on the script's file, so that the single push includes them.
func (e *emitter) additional(commands []*model.Command) {
	e.section("Additional configuration, as written in the sheet; the XML does not hold it")
	for _, c := range commands {
		e.step(where(c.From, schema.KeyConfig, ""), onFile(c.Text), nil)
	}
}

// onFile makes a written pcs command work on the script's file, unless it names
// a file itself.
func onFile(text string) string {
	text = unfinished(text)
	rest, ok := strings.CutPrefix(text, "pcs")
	if !ok || strings.TrimLeftFunc(rest, unicode.IsSpace) == rest {
		return text
	}
	for _, word := range strings.Fields(rest) {
		if word == "-f" {
			return text
		}
	}
	return `pcs -f "$cib"` + rest
}

// unfinished drops a line continuation with nothing after it, which would swallow
// what the script has after the command.
func unfinished(text string) string {
	for {
		text = strings.TrimSpace(text)
		body := strings.TrimRight(text, `\`)
		if (len(text)-len(body))%2 == 0 {
			return text
		}
		text = text[:len(text)-1]
	}
}
