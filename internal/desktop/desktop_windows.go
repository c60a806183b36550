package desktop

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// Processes counts the processes on hagen's console, hagen included; 0 when it has
// none.
func Processes() int {
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if proc.Find() != nil {
		return 0
	}
	var ids [2]uint32 // more are counted as well
	n, _, _ := proc.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return int(n)
}

// Environment is getenv with what Windows does not say in variables: the language of
// its windows, and whether its console shows colours, which is turned on here.
func Environment(getenv func(string) string) func(string) string {
	language := ""
	if list, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME); err == nil && len(list) > 0 {
		language = list[0]
	}
	return environment(getenv, language, colors())
}

// colors lets the consoles of standard output and error read the sequences for
// colours, as terminals do. It is false when one of them cannot.
func colors() bool {
	ok := true
	for _, stream := range []uint32{windows.STD_OUTPUT_HANDLE, windows.STD_ERROR_HANDLE} {
		handle, err := windows.GetStdHandle(stream)
		var mode uint32
		if err != nil || windows.GetConsoleMode(handle, &mode) != nil {
			continue // a file or a pipe
		}
		ok = windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil && ok
	}
	return ok
}
