// Package emit holds what the emitters have in common.
package emit

import "errors"

// Errors returns the errors of a type from the joined error of an emitter, in
// order.
func Errors[T error](err error) []T {
	var joined interface{ Unwrap() []error }
	if errors.As(err, &joined) {
		var out []T
		for _, e := range joined.Unwrap() {
			out = append(out, Errors[T](e)...)
		}
		return out
	}
	var found T
	if errors.As(err, &found) {
		return []T{found}
	}
	return nil
}
