// Package refdoc writes the reference documentation from what the code
// declares: the tables from package schema, the diagnostics from package diag,
// the packages from what they say of themselves. A test keeps the committed
// pages equal to it.
package refdoc

import (
	"fmt"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/schema"
)

// words are the fixed parts of the pages in a language.
type words struct {
	table, column, values, inherit, required, meaning, cib string
	block, open, yes                                       string
	kinds                                                  map[schema.Type]string
}

var english = words{
	table: "Table", column: "column", values: "value", inherit: "blank inherits", required: "required", meaning: "meaning", cib: "in the CIB",
	block: "Block", open: "Every other column of this block is an operation option named by its header, case kept.",
	yes: "yes",
	kinds: map[schema.Type]string{
		schema.ID: "new id", schema.Node: "node name", schema.ResourceRef: "resource id", schema.AnyRef: "resource id", schema.DeviceRef: "fence device id",
		schema.Score: "score: integer or ±INFINITY", schema.Level: "whole number from 1", schema.Boolean: "true or false",
		schema.Name: "name", schema.Value: "any; the name decides", schema.PcsCommand: "one pcs command", schema.Path: "absolute path",
	},
}

var japanese = words{
	table: "表", column: "列", values: "値", inherit: "空欄は上を継承", required: "必須", meaning: "意味", cib: "CIB での位置",
	block: "ブロック", open: "このブロックの他の列は、見出しを名前とするオペレーションのオプションです (大文字小文字を区別)。",
	yes: "○",
	kinds: map[schema.Type]string{
		schema.ID: "新しい ID", schema.Node: "ノード名", schema.ResourceRef: "リソースID", schema.AnyRef: "リソースID", schema.DeviceRef: "フェンスデバイスのID",
		schema.Score: "スコア (整数または ±INFINITY)", schema.Level: "1 以上の整数", schema.Boolean: "true または false",
		schema.Name: "名前", schema.Value: "任意 (名前による)", schema.PcsCommand: "pcs コマンド 1 つ", schema.Path: "絶対パス",
	},
}

func wordsOf(lang message.Lang) words {
	if lang == message.Japanese {
		return japanese
	}
	return english
}

func pick(w schema.Words, lang message.Lang) string {
	if lang == message.Japanese {
		return w.JA
	}
	return w.EN
}

// Tables is the table reference in Markdown: every table with its columns.
func Tables(lang message.Lang) string {
	w := wordsOf(lang)
	var b strings.Builder
	for _, t := range schema.Tables() {
		fmt.Fprintf(&b, "### %s — %s\n\n%s\n\n", t.Name, pick(t.Title, lang), sentence(pick(t.Help, lang), lang))
		for _, block := range t.Blocks {
			if block.Letter != "" {
				fmt.Fprintf(&b, "%s `%s` — %s\n\n", w.block, block.Letter, pick(block.Help, lang))
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", w.column, w.required, w.inherit, w.values, w.meaning, w.cib)
			for _, c := range block.Columns {
				fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", c.Header, mark(c.Required, w), mark(c.Inherit, w), values(c, w), pick(c.Help, lang), inCIB(&block, &c))
			}
			b.WriteString("\n")
			if block.Open {
				fmt.Fprintf(&b, "%s\n\n", w.open)
			}
		}
	}
	return b.String()
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

func mark(on bool, w words) string {
	if on {
		return w.yes
	}
	return ""
}

// sentence makes a help text stand alone in a page.
func sentence(s string, lang message.Lang) string {
	if lang == message.Japanese {
		return s + "。"
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func values(c schema.Column, w words) string {
	if len(c.Enum) > 0 {
		return "`" + strings.Join(c.Enum, "` `") + "`"
	}
	if kind, ok := w.kinds[c.Type]; ok {
		return kind
	}
	return ""
}

// diagnosticHeads are the heads of the page of all codes in a language.
var diagnosticHeads = map[message.Lang]string{
	message.English:  "| code | severity | what it says | what it advises |",
	message.Japanese: "| コード | 重大度 | メッセージ | 対処 |",
	"ko":             "| 코드 | 심각도 | 메시지 | 조치 |",
}

// Diagnostics is the page of all codes in Markdown.
func Diagnostics(lang message.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n|---|---|---|---|\n", diagnosticHeads[lang])
	for _, k := range diag.Kinds() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Code, k.Severity, escape(k.Summary(lang)), escape(strings.Join(k.Help(lang), " / ")))
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
