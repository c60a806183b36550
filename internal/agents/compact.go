package agents

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The embedded form: text of tab-separated fields, one fact per line, all targets
// merged. It is small because targets and releases agree in most lines, and fast to
// open because only the block heads are read at first.
//
//	targets	rhel8	rhel9	…                      bit 0, 1, … of a target mask
//	releases	resource-agents	4.9.0	4.10.0	…      bit 0, 1, … of a release mask
//
//	agent	NAME	TARGETS	PACKAGE	RELEASES             or "set" for a list of options
//	p	NAME	TYPE	FLAGS	DEFAULT	KEY=VALUE…         a parameter
//	a	NAME	TIMEOUT	KEY=VALUE…                    an action
//	o	NAME	TYPE	FLAGS	DEFAULT	KEY=VALUE…         an option
//	x	NAME	@=RELEASES                           a name that only other releases know
//
// Masks are hexadecimal. A mask right after the letter (p3) limits a line to those
// targets; without one it applies to all targets of the block. One name may be on
// several lines, for different targets. FLAGS are r(equired), u(nique),
// d(eprecated), g(enerated); the keys are those of decode.go. "@" holds the
// releases that have the name where they are not the block's. Trailing empty fields
// are cut. Blocks are sorted by name.

// mask is a set of targets or releases.
type mask uint32

// MaxTargets is the maximum number of targets in this form.
const MaxTargets = 32

// block is the part of the data that describes one agent or set.
type block struct {
	name     string
	mask     mask // targets
	pkg      string
	releases mask
	text     string // the lines after the head
}

// index finds blocks by name.
type index struct {
	bit      mask // of the target
	releases map[string][]string
	blocks   []block // sorted by name
}

func newIndex(data, targetName string) (*index, error) {
	x := &index{releases: map[string][]string{}, blocks: make([]block, 0, 512)}
	for data != "" {
		head, rest, _ := strings.Cut(data, "\n")
		if head == "" || head[0] == '#' {
			data = rest
			continue
		}
		end := blockEnd(rest)
		if err := x.head(strings.Split(head, "\t"), rest[:end], targetName); err != nil {
			return nil, err
		}
		data = rest[end:]
	}
	if x.bit == 0 {
		return nil, fmt.Errorf("target %q is not among those embedded", targetName)
	}
	return x, nil
}

// blockEnd returns the length of the lines after a block's head.
func blockEnd(rest string) int {
	if strings.HasPrefix(rest, "\n") {
		return 0
	}
	if i := strings.Index(rest, "\n\n"); i >= 0 {
		return i + 1
	}
	return len(rest)
}

// head reads the first line of a block.
func (x *index) head(fields []string, text, targetName string) error {
	switch fields[0] {
	case "targets":
		if i := slices.Index(fields[1:], targetName); i >= 0 {
			x.bit = 1 << i
		}
		return nil
	case "releases":
		x.releases[fields[1]] = fields[2:]
		return nil
	}
	if len(fields) != 5 {
		return fmt.Errorf("a block head with %d fields: %q", len(fields), fields)
	}
	targets, err1 := parseMask(fields[2])
	releases, err2 := parseMask(fields[4])
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("block %s: %w", fields[1], err)
	}
	x.blocks = append(x.blocks, block{name: fields[1], mask: targets, pkg: fields[3], releases: releases, text: text})
	return nil
}

// any finds a block for any target.
func (x *index) any(name string) (block, bool) {
	i, ok := slices.BinarySearchFunc(x.blocks, name, func(b block, name string) int {
		return strings.Compare(b.name, name)
	})
	if !ok {
		return block{}, false
	}
	return x.blocks[i], true
}

// find finds a block of the target.
func (x *index) find(name string) (block, bool) {
	b, ok := x.any(name)
	return b, ok && b.mask&x.bit != 0
}

func (x *index) releaseNames(pkg string, releases mask) []string {
	var out []string
	for i, version := range x.releases[pkg] {
		if releases&(1<<i) != 0 {
			out = append(out, pkg+" "+version)
		}
	}
	return out
}

// releasesOf lists the releases in which a block has a parameter or option.
func (x *index) releasesOf(blockName, name string) []string {
	b, ok := x.any(blockName)
	if !ok {
		return nil
	}
	for text := range strings.Lines(b.text) {
		line, err := parseLine(text, b.mask)
		if err != nil || line.kind == 'a' || line.field(0) != name {
			continue
		}
		releases := b.releases
		if special, ok := line.value("@"); ok {
			if releases, err = parseMask(special); err != nil {
				return nil
			}
		}
		return x.releaseNames(b.pkg, releases)
	}
	return nil
}

// line is one fact.
type line struct {
	kind   byte
	mask   mask
	fields []string // after the kind
}

func parseLine(text string, blockMask mask) (line, error) {
	fields := strings.Split(strings.TrimSuffix(text, "\n"), "\t")
	l := line{mask: blockMask, fields: fields[1:]}
	if fields[0] == "" || len(fields) < 2 {
		return l, fmt.Errorf("not a fact: %q", text)
	}
	l.kind = fields[0][0]
	if limit := fields[0][1:]; limit != "" {
		var err error
		if l.mask, err = parseMask(limit); err != nil {
			return l, err
		}
	}
	return l, nil
}

// field returns a field by position, "" when it was cut.
func (l *line) field(i int) string {
	if i < len(l.fields) {
		return l.fields[i]
	}
	return ""
}

// options returns the KEY=VALUE fields: all after the fixed ones of the kind.
func (l *line) options() []string {
	fixed := map[byte]int{'p': 4, 'o': 4, 'a': 2, 'x': 1}[l.kind]
	if fixed > len(l.fields) {
		return nil
	}
	return l.fields[fixed:]
}

func (l *line) value(key string) (string, bool) {
	for _, o := range l.options() {
		if k, v, _ := strings.Cut(o, "="); k == key {
			return v, true
		}
	}
	return "", false
}

func parseMask(s string) (mask, error) {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return 0, fmt.Errorf("mask %q: %w", s, err)
	}
	return mask(n), nil
}
