package message

// What messages call the standard streams.
var (
	Stdin  = New("file.stdin")
	Stdout = New("file.stdout")
	Stderr = New("file.stderr")
)

var (
	textCannotRead  = New("file.cannot-read", "file", "cause")
	textCannotWrite = New("file.cannot-write", "file", "cause")
)

// CannotRead is a failure to read a file, by its name or one of the standard
// streams.
func CannotRead(file any, err error) *Failure { return Fail(textCannotRead, file, err) }

// CannotWrite is a failure to write one.
func CannotWrite(file any, err error) *Failure { return Fail(textCannotWrite, file, err) }
