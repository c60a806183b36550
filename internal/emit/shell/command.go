package shell

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"hagen/internal/emit"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// step is one command of the script with its comments. The template lays it out.
type step struct {
	// Where names table and row: "PRIMITIVE row 73: ipaddr". It has no character
	// that could end a comment line.
	Where string
	// Notes are further comment lines.
	Notes []string
	// Command is shell text, "" when there is nothing to run.
	Command string
	// Fail is Where as a shell word.
	Fail string
}

// section is a run of steps under a title.
type section struct {
	Title string
	Steps []step
}

// command is a pcs command under construction. Those of cibadmin are in cibadmin.go.
type command struct {
	flags []string   // options of pcs itself, such as --force
	lines [][]string // arguments; each slice after the first gets its own line
}

// pcs starts a command with the words of its first line.
func pcs(words ...string) *command { return &command{lines: [][]string{words}} }

// line adds arguments on a line of their own, if there are any.
func (c *command) line(words ...string) *command {
	if len(words) > 0 {
		c.lines = append(c.lines, words)
	}
	return c
}

// add puts arguments at the end of the last line.
func (c *command) add(words ...string) *command {
	last := len(c.lines) - 1
	c.lines[last] = append(c.lines[last], words...)
	return c
}

// flag adds an option of pcs.
func (c *command) flag(names ...string) *command {
	c.flags = append(c.flags, names...)
	return c
}

// text returns the command as shell text. Options of pcs come first, so that "--"
// can follow them if an argument looks like an option: without it pcs would
// silently drop such an argument, or read it as an option.
func (c *command) text() (string, error) {
	var b strings.Builder
	b.WriteString(`pcs -f "$cib"`)
	for _, f := range c.flags {
		b.WriteString(" " + f)
	}
	if c.looksLikeOption() {
		b.WriteString(" --")
	}
	var errs []error
	for i, words := range c.lines {
		if i > 0 {
			b.WriteString(" \\\n   ")
		}
		for _, w := range words {
			q, err := quoteArg(w)
			errs = append(errs, err)
			b.WriteString(" " + q)
		}
	}
	return b.String(), errors.Join(errs...)
}

func (c *command) looksLikeOption() bool {
	for _, words := range c.lines {
		for _, w := range words {
			if strings.HasPrefix(w, "-") {
				return true
			}
		}
	}
	return false
}

// where returns the row an entity came from and the entity, on one line.
func where(from model.Origin, column schema.Key, name string) string {
	s := name
	if from != nil && from.Table() != "" {
		s = from.Table()
		if row := from.At(column).Row; row > 0 {
			s += " row " + strconv.Itoa(row)
		}
		if name != "" {
			s += ": " + name
		}
	}
	return oneLine(s)
}

// oneLine replaces what could end or garble a comment line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}

// Inexpressible says that the target's pcs has no way to express something the CIB
// can have, so that no script could be equal to the XML. It is a mistake in the
// sheet, or at least something pcs cannot do.
type Inexpressible struct {
	From  model.Origin
	Field schema.Key
	// Value is the name or word that pcs cannot express; never a secret.
	Value string
	// PCS is the version of pcs.
	PCS string
	// PcsOnly says that cibadmin could do it, which EmitPcsOnly was told not to use.
	PcsOnly bool
}

// Error names the value.
func (i *Inexpressible) Error() string {
	return fmt.Sprintf("pcs %s has no way to be told %q here", i.PCS, i.Value)
}

// Inexpressibles returns the Inexpressible errors in an error of Emit, in order.
func Inexpressibles(err error) []*Inexpressible { return emit.Errors[*Inexpressible](err) }
