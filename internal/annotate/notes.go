package annotate

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// author signs the notes, by which they are found again: as their author, which
// LibreOffice does not keep, and in their last line.
const (
	author = "hagen check"
	signed = "\n— " + author
)

// begins is how each note of hagen begins: error[HG0303] ….
var begins = regexp.MustCompile(`^[^\[\n]+\[HG\d{4}\] `)

const emptyComments = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<comments xmlns="%s"><authors></authors><commentList></commentList></comments>`

// unnote takes the notes of a former run out of a sheet. Those of people stay.
func (b *book) unnote(part string) error {
	comments, err := b.follow(part, kindComments)
	if err != nil || comments == "" {
		return err
	}
	data, root, err := b.tree(comments)
	if err != nil {
		return err
	}
	authors, list := root.child("authors"), root.child("commentList")
	if authors == nil || list == nil {
		return nil
	}
	last := len(authors.children) - 1 // hagen, as far as no other program saved the workbook
	var e edits
	var cells []cell
	others := false
	for _, n := range list.children {
		if text := strings.TrimSpace(commentText(n, data)); begins.MatchString(text) && strings.HasSuffix(text, signed) {
			e.cut(n)
			cells = append(cells, cellNamed(n.attr("ref")))
		} else {
			others = others || n.attr("authorId") == strconv.Itoa(last)
		}
	}
	if len(cells) == 0 {
		return nil
	}
	if len(cells) == len(list.children) { // all of them: nothing of people is in the part
		return errors.Join(b.unrelate(part, comments), b.drop(comments), b.undraw(part, cells))
	}
	if last >= 0 && !others && authors.children[last].text(data) == author {
		e.cut(authors.children[last])
	}
	return errors.Join(b.change(comments, data, e), b.undraw(part, cells))
}

// commentText is the text of a comment, in however many runs.
func commentText(n *node, data []byte) string {
	if n.name == "t" {
		return n.text(data)
	}
	text := ""
	for _, c := range n.children {
		text += commentText(c, data)
	}
	return text
}

// note adds notes to cells of a sheet, except to those where a person wrote one: the
// sheet with the findings has theirs.
func (b *book) note(part string, cells []cell) error {
	comments, err := b.follow(part, kindComments)
	if err != nil {
		return err
	}
	if comments == "" {
		comments = b.unused("xl", "findings", ".xml")
		b.write(comments, fmt.Appendf(nil, emptyComments, b.namespace))
		if err := b.declare(comments, typeComments); err != nil {
			return err
		}
		if _, err := b.relate(part, kindComments, comments); err != nil {
			return err
		}
	}
	data, root, err := b.tree(comments)
	if err != nil {
		return err
	}
	authors, list := root.child("authors"), root.child("commentList")
	if authors == nil || list == nil {
		return fmt.Errorf("%s: %w", comments, errForm)
	}
	cells = slices.DeleteFunc(slices.Clone(cells), func(c cell) bool {
		return slices.ContainsFunc(list.children, func(n *node) bool { return n.attr("ref") == c.name() })
	})
	if len(cells) == 0 {
		return nil
	}
	var text strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&text, `<comment ref="%s" authorId="%d"><text><t xml:space="preserve">%s</t></text></comment>`, c.name(), len(authors.children), escape(strings.TrimSpace(c.note)+signed))
	}
	var e edits
	e.into(authors, prefixed("<author>"+author+"</author>", root.prefix))
	e.into(list, prefixed(text.String(), root.prefix))
	return errors.Join(b.change(comments, data, e), b.draw(part, cells))
}
