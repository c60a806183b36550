package message

// Failure is an error for people: why hagen did not do what it was asked to, and
// what to do instead.
type Failure struct {
	Why    Message
	Advice Message // may be zero
	cause  error
}

// Fail makes a failure of a text. An error among the arguments is its cause.
func Fail(t Text, values ...any) *Failure {
	f := &Failure{Why: t.With(values...)}
	for _, v := range values {
		if err, ok := v.(error); ok && f.cause == nil {
			f.cause = err
		}
	}
	return f
}

// Advise adds what to do instead.
func (f *Failure) Advise(t Text, values ...any) *Failure {
	f.Advice = t.With(values...)
	return f
}

// Message says why.
func (f *Failure) Message() Message { return f.Why }

// Error says why in English.
func (f *Failure) Error() string { return f.Why.String() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.cause }
