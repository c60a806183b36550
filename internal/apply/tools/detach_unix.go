//go:build unix

package tools

import (
	"os/exec"
	"syscall"
)

// detach puts a program into a process group of its own, so that ctrl-C on the
// terminal reaches hagen alone.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
