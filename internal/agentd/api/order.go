package api

import (
	"cmp"
	"encoding/hex"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// ErrScript says that an order holds a script.
var ErrScript error = message.Fail(message.New("order.script"))

// What may be wrong with an order.
var (
	textID       = message.New("order.id")
	textAction   = message.New("order.action")
	textTimeout  = message.New("order.timeout", "max")
	textNoCIB    = message.New("order.no-cib", "field")
	textLargeCIB = message.New("order.large-cib", "field", "max")
	textUTF8     = message.New("order.utf8", "field")
	textLine     = message.New("order.line", "field", "max")
)

// NewOrder is an order as it is sent.
func NewOrder(id string, o apply.Order) (Order, error) {
	if len(o.Script) > 0 {
		return Order{}, ErrScript
	}
	if o.Timeout <= 0 {
		o.Timeout = apply.DefaultTimeout
	}
	out := Order{ID: id, Before: string(o.Before), After: string(o.After), Rollback: o.Rollback, Action: o.Action,
		Timeout: o.Timeout.String(), Who: o.Who, Source: o.Source}
	_, err := out.Apply()
	return out, err
}

// Apply checks an order and gives what is to be done.
func (o Order) Apply() (apply.Order, error) {
	if raw, err := hex.DecodeString(o.ID); err != nil || len(raw) != 16 {
		return apply.Order{}, message.Fail(textID)
	}
	if err := cmp.Or(checkCIB("before", o.Before), checkCIB("after", o.After),
		checkText("who", o.Who), checkText("source", o.Source)); err != nil {
		return apply.Order{}, err
	}
	if o.Action != "" && o.Action != "apply" && o.Action != "rollback" {
		return apply.Order{}, message.Fail(textAction)
	}
	timeout, err := time.ParseDuration(o.Timeout)
	if err != nil || timeout <= 0 || timeout > MaxTimeout {
		return apply.Order{}, message.Fail(textTimeout, MaxTimeout)
	}
	return apply.Order{Before: []byte(o.Before), After: []byte(o.After), Rollback: o.Rollback, Action: o.Action,
		Timeout: timeout, Who: o.Who, Source: o.Source}, nil
}

// MaxTimeout limits how long an order may block others.
const MaxTimeout = 24 * time.Hour

func checkCIB(name, cib string) error {
	switch {
	case cib == "":
		return message.Fail(textNoCIB, name)
	case len(cib) > MaxCIB:
		return message.Fail(textLargeCIB, name, MaxCIB)
	case !utf8.ValidString(cib):
		return message.Fail(textUTF8, name)
	}
	return nil
}

// checkText makes sure that a text is safe in a log, where it must not forge a
// second line.
func checkText(name, text string) error {
	bad := func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
	if len(text) > MaxText || !utf8.ValidString(text) || strings.ContainsFunc(text, bad) {
		return message.Fail(textLine, name, MaxText)
	}
	return nil
}
