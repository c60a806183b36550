package cli

import (
	"strings"

	"hagen/internal/message"
)

var (
	titleName        = message.New("manual.name")
	titleSynopsis    = message.New("manual.synopsis")
	titleDescription = message.New("manual.description")
	titleCommands    = message.New("manual.commands")
	titleOptions     = message.New("manual.options")
	titleExampleList = message.New("manual.examples")
	titleStatus      = message.New("manual.exit")
	titleFileList    = message.New("manual.files")
	titleSeeAlso     = message.New("manual.see")
	textManual       = message.New("manual.whole")
)

// ManualPage is a page of the manual, as man reads it.
type ManualPage struct {
	Name string // hagen-apply.1
	Text string
}

// Manual is a page for each command in a language, of the texts that --help shows.
// release is the version of hagen that the pages tell, date its day (2027-01-31).
func Manual(lang message.Lang, release, date string) []ManualPage {
	var out []ManualPage
	for i := range commands {
		out = append(out, ManualPage{commands[i].page() + ".1", commands[i].manual(lang, release, date)})
	}
	return out
}

// page is what the manual calls a command: hagen-agents-import.
func (c *Command) page() string {
	return strings.TrimSuffix("hagen-"+strings.ReplaceAll(c.Name, " ", "-"), "-")
}

// manual is the page of a command. That of the compile is also that of hagen as a
// whole.
func (c *Command) manual(lang message.Lang, release, date string) string {
	var m roff
	m.title(c.page(), date, "hagen "+release, textManual.In(lang))
	m.heading(titleName.In(lang))
	m.name(c.page(), c.help.usage.In(lang))
	m.heading(titleSynopsis.In(lang))
	m.synopsis(strings.TrimSpace("hagen "+c.Name), c.args, len(c.flags) > 0)
	about := c.help.about.With(textDestinations)
	if c.Name == "" {
		about = textApp.With()
	}
	if about.ID != "" {
		m.heading(titleDescription.In(lang))
		m.body(about.In(lang))
	}
	if c.Name == "" {
		m.heading(titleCommands.In(lang))
		for _, other := range commands[1:] {
			m.item(other.usageLine(), other.help.usage.In(lang))
		}
	}
	m.heading(titleOptions.In(lang))
	for _, f := range c.flags {
		m.item(strings.TrimSpace(f.names()), f.usage.In(lang))
	}
	for _, s := range []struct{ title, body message.Text }{
		{titleExampleList, c.help.examples}, {titleStatus, c.help.exit}, {titleFileList, c.help.files},
	} {
		if !s.body.IsZero() {
			m.heading(s.title.In(lang))
			m.body(s.body.In(lang))
		}
	}
	m.heading(titleSeeAlso.In(lang))
	m.text(strings.Join(c.related(), ", "))
	return m.String()
}

// related are the pages and documents to read on in: what --help names, and the
// command above and those below this one.
func (c *Command) related() []string {
	var pages, others []string
	for i := range commands {
		other := &commands[i]
		named := false
		for _, see := range c.help.see {
			named = named || see == "hagen "+other.Name
		}
		above := other.Name == "" || strings.HasPrefix(c.Name, other.Name+" ")
		if other != c && (named || above || c.Name == "" || strings.HasPrefix(other.Name, c.Name+" ")) {
			pages = append(pages, other.page()+"(1)")
		}
	}
	for _, see := range c.help.see {
		if !strings.HasPrefix(see, "hagen ") {
			others = append(others, see)
		}
	}
	return append(pages, others...)
}
