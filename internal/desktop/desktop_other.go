//go:build !windows

package desktop

// Processes is 0: no file is dropped onto hagen here.
func Processes() int { return 0 }

// Environment is getenv: a terminal here says everything in variables.
func Environment(getenv func(string) string) func(string) string { return getenv }
