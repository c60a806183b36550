package terminal

import (
	"os"

	"golang.org/x/sys/windows"
)

// Controls reports whether a file is a terminal that understands control sequences,
// and has a console of Windows understand them.
func Controls(f *os.File) bool {
	console := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	const sequences = windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	return mode&sequences != 0 || windows.SetConsoleMode(console, mode|sequences) == nil
}
