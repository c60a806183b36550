package validate

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"hagen/internal/diag"
)

// mistakes are the errors of regular expressions that the C library has as well. It
// takes some texts that Go does not, so other errors prove nothing.
var mistakes = []syntax.ErrorCode{
	syntax.ErrMissingParen, syntax.ErrUnexpectedParen, syntax.ErrMissingBracket, syntax.ErrInvalidCharRange, syntax.ErrTrailingBackslash,
}

// pattern checks a regular expression for resources. pcs takes any text; Pacemaker
// ignores the location when it cannot read the expression, and looks for it in the ids
// of what is not inside a group, a clone or a bundle.
func (c *checker) pattern(text string, cell diag.Place) {
	plain, inverted := strings.CutPrefix(text, "!")
	if plain == "" {
		return
	}
	expression, err := regexp.CompilePOSIX(plain)
	var bad *syntax.Error
	if errors.As(err, &bad) {
		if slices.Contains(mistakes, bad.Code) {
			c.report.Add(diag.PatternInvalid, cell, diag.Args{"pattern": plain})
		}
		return
	}
	for _, r := range c.cfg.Resources {
		if expression.MatchString(r.ResourceID()) != inverted {
			return
		}
	}
	if !c.cfg.Incomplete {
		c.report.Add(diag.PatternMatchesNothing, cell, diag.Args{"pattern": text})
	}
}
