// Package refdoc writes the reference documentation from what the code
// declares: the tables from package schema, the diagnostics from package diag,
// the packages from what they say of themselves. A test keeps the committed
// pages equal to it.
package refdoc

import (
	"fmt"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/diag"
	"hagen/internal/explain"
	"hagen/internal/message"
	"hagen/internal/schema"
	"hagen/internal/terminal"
	"hagen/internal/view"
)

// The fixed parts of the pages.
var (
	textTable    = message.New("reference.table")
	textColumn   = message.New("reference.column")
	textRequired = message.New("reference.required")
	textInherit  = message.New("reference.inherit")
	textValues   = message.New("reference.values")
	textMeaning  = message.New("reference.meaning")
	textCIB      = message.New("reference.cib")
	textBlock    = message.New("reference.block")
	textOpen     = message.New("reference.open")
	textYes      = message.New("reference.yes")

	textDiagnosticsHead = message.New("reference.diagnostics-head")
	textCommandHead     = message.New("reference.command")
)

// TableList is the list of tables in Markdown, with links to the page of the format.
func TableList(lang message.Lang, page string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n|---|---|\n", textTable.In(lang), textMeaning.In(lang))
	for _, t := range schema.Tables() {
		fmt.Fprintf(&b, "| [%s](%s#%s) | %s |\n", t.Name, page, anchor(t), t.Title.In(lang))
	}
	return b.String()
}

// anchor is where the page of the format has a table.
func anchor(t *schema.Table) string { return strings.ToLower(t.Name) }

// Tables is the table reference in Markdown: every table with its picture, its
// columns and what it becomes.
func Tables(lang message.Lang, book *Book) (string, error) {
	var b strings.Builder
	for _, t := range schema.Tables() {
		chapter, err := book.chapter(t, lang)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "<a id=\"%s\"></a>\n\n## %s — %s\n\n%s\n\n%s", anchor(t), t.Name, t.Title.In(lang), t.Help.In(lang), book.picture(t, lang))
		for _, block := range t.Blocks {
			if block.Letter != "" {
				fmt.Fprintf(&b, "%s `%s` — %s\n\n", textBlock.In(lang), block.Letter, block.Help.In(lang))
			}
			for _, head := range []message.Text{textColumn, textRequired, textInherit, textValues, textMeaning, textCIB} {
				fmt.Fprintf(&b, "| %s ", head.In(lang))
			}
			b.WriteString("|\n|---|---|---|---|---|---|\n")
			for _, c := range block.Columns {
				fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", c.Header, mark(c.Required, lang), mark(c.Inherit, lang), values(c, lang), c.Help.In(lang), inCIB(&block, &c))
			}
			b.WriteString("\n")
			if block.Open {
				fmt.Fprintf(&b, "%s\n\n", textOpen.In(lang))
			}
		}
		b.WriteString(chapter)
	}
	return b.String(), nil
}

// inCIB is where a column goes: an attribute of an element; for the words of a
// column "type" the sets they mean.
func inCIB(block *schema.Block, c *schema.Column) string {
	if element, attribute := block.Target(c); attribute != "" {
		return "`" + element + "@" + attribute + "`"
	}
	if len(block.Sets) < 2 || c.Key != schema.KeyType {
		return ""
	}
	var sets []string
	for _, s := range block.Sets {
		sets = append(sets, "`"+s.Element+"`")
	}
	return strings.Join(sets, " ")
}

func mark(on bool, lang message.Lang) string {
	if on {
		return textYes.In(lang)
	}
	return ""
}

func values(c schema.Column, lang message.Lang) string {
	if len(c.Enum) > 0 {
		return "`" + strings.Join(c.Enum, "` `") + "`"
	}
	if text := c.Type.Text(); !text.IsZero() {
		return text.In(lang)
	}
	return ""
}

// Diagnostics is the page of all codes in Markdown: a table, then what hagen
// explain says of each.
func Diagnostics(lang message.Lang) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n|---|---|---|---|\n", textDiagnosticsHead.In(lang))
	for _, k := range diag.Kinds() {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s | %s |\n", k.Code, strings.ToLower(k.Code), k.Severity, escape(k.Summary(lang)), escape(strings.Join(k.Help(lang), " / ")))
	}
	for _, k := range diag.Kinds() {
		text, err := explanation(k, lang)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	return b.String(), nil
}

// explanation is what hagen explain says of a code.
func explanation(k *diag.Kind, lang message.Lang) (string, error) {
	e, err := explain.Of(k.Code)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n%s\n\n%s\n", k.Code, escape(e.Means(lang)), escape(e.Why(lang)))
	if !e.HasFragments() {
		return b.String(), nil
	}
	wrong, err := e.Wrong()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&b, "\n%s\n\n```text\n%s\n", view.Wrong(e, lang), strings.Join(view.Fragment(wrong), "\n"))
	if d := wrong.Finding; d != nil {
		fmt.Fprintf(&b, "  = %s: %s\n", d.Severity.In(lang), terminal.Visible(d.Summary(lang)))
	}
	fmt.Fprintf(&b, "```\n\n%s\n\n```text\n%s\n```\n", view.Right(lang), strings.Join(view.Fragment(e.Right()), "\n"))
	return b.String(), nil
}

// ExitCodes is the table of the exit codes of all commands.
func ExitCodes(lang message.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | 0 | 2 | 1 |\n|---|---|---|---|\n", textCommandHead.In(lang))
	says := map[string]map[string]string{}
	var order []string
	for _, e := range cli.Exits(lang) {
		if says[e.Command] == nil {
			says[e.Command] = map[string]string{}
			order = append(order, e.Command)
		}
		says[e.Command][e.Code] = escape(e.Says)
	}
	for _, c := range order {
		name := c
		if name == "" {
			name = "SHEET"
		}
		fmt.Fprintf(&b, "| `hagen %s` | %s | %s | %s |\n", name, says[c]["0"], says[c]["2"], says[c]["1"])
	}
	return b.String()
}

// escape keeps a message from ending its cell.
func escape(s string) string {
	return strings.NewReplacer("|", "\\|", "<", "&lt;", "\n", " ").Replace(s)
}

// Replace puts text between the markers <!-- name --> and <!-- /name --> of a
// page. It fails when the page lacks them.
func Replace(page, name, text string) (string, error) {
	begin, end := "<!-- "+name+" -->", "<!-- /"+name+" -->"
	i := strings.Index(page, begin)
	j := strings.Index(page, end)
	if i < 0 || j < i {
		return "", fmt.Errorf("the page lacks the markers %s and %s", begin, end)
	}
	return page[:i+len(begin)] + "\n\n" + strings.TrimSpace(text) + "\n\n" + page[j:], nil
}

// Picture is the beginning of a report as hagen prints it, so many findings of
// it, as a code block.
func Picture(report string, findings int) string {
	blocks := strings.SplitN(strings.TrimSpace(report), "\n\n", findings+1)
	return "```text\n" + strings.Join(blocks[:min(findings, len(blocks))], "\n\n") + "\n```"
}
