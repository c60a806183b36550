package agents

import (
	"fmt"
	"strings"
)

// decodeAgent reads an agent for a target from a block.
func decodeAgent(b block, target mask) (*Agent, error) {
	a := &Agent{Name: b.name}
	for text := range strings.Lines(b.text) {
		l, err := parseLine(text, b.mask)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		if l.mask&target == 0 {
			continue
		}
		switch l.kind {
		case 'p':
			var p Param
			p, err = decodeParam(&l)
			a.Params = append(a.Params, p)
		case 'a':
			var action Action
			action, err = decodeAction(&l)
			a.Actions = append(a.Actions, action)
		case 'x':
		default:
			err = unknownFact(text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
	}
	return a, nil
}

func decodeParam(l *line) (Param, error) {
	p := Param{Name: l.field(0), Type: l.field(1), Default: l.field(3)}
	for _, flag := range l.field(2) {
		switch flag {
		case 'r':
			p.Required = true
		case 'u':
			p.Unique = true
		case 'd':
			p.Deprecated = true
		default:
			return p, fmt.Errorf("%s: unknown flag %q", p.Name, flag)
		}
	}
	for _, o := range l.options() {
		switch key, value, _ := strings.Cut(o, "="); key {
		case "e":
			p.Enum = strings.Split(value, "|")
		case "o":
			p.Obsoletes = strings.Split(value, "|")
		case "n":
			p.ReplacedBy = strings.Split(value, "|")
		case "g":
			p.UniqueGroup = value
		case "@":
		default:
			return p, unknownFact(o)
		}
	}
	return p, nil
}

func decodeAction(l *line) (Action, error) {
	a := Action{Name: l.field(0), Timeout: l.field(1)}
	for _, o := range l.options() {
		switch key, value, _ := strings.Cut(o, "="); key {
		case "i":
			a.Interval = value
		case "r":
			a.Role = value
		case "d":
			a.Depth = value
		case "s":
			a.StartDelay = value
		case "target":
			a.OnTarget = true
		case "auto":
			a.Automatic = true
		default:
			return a, unknownFact(o)
		}
	}
	return a, nil
}

// decodeOptions reads a list of options for a target.
func decodeOptions(b block, target mask) ([]Option, error) {
	var list []Option
	for text := range strings.Lines(b.text) {
		l, err := parseLine(text, b.mask)
		if err == nil && l.kind != 'o' && l.kind != 'x' {
			err = unknownFact(text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		if l.kind == 'x' || l.mask&target == 0 {
			continue
		}
		o, err := decodeOption(&l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		list = append(list, o)
	}
	return list, nil
}

func decodeOption(l *line) (Option, error) {
	o := Option{
		Name: l.field(0), Type: l.field(1), Default: l.field(3),
		Deprecated: strings.Contains(l.field(2), "d"), Generated: strings.Contains(l.field(2), "g"),
	}
	for _, extra := range l.options() {
		switch key, value, _ := strings.Cut(extra, "="); key {
		case "e":
			o.Enum = strings.Split(value, "|")
		case "n":
			o.ReplacedBy = strings.Split(value, "|")
		case "l":
			o.Aliases = strings.Split(value, "|")
		case "@":
		default:
			return o, unknownFact(extra)
		}
	}
	return o, nil
}

func unknownFact(text string) error { return fmt.Errorf("not a fact: %q", text) }
