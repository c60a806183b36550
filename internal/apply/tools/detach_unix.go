//go:build unix

package tools

import (
	"os/exec"
	"syscall"
)

// detach puts a program into its own process group, so that ctrl-C on the terminal
// reaches hagen alone. At its timeout the whole group is asked to end, so that a
// script can remove its temporary files.
func detach(cmd *exec.Cmd) { detached(cmd, syscall.SIGTERM) }

// detachSSH does the same for ssh, which has no temporary files. If asked to end,
// an ssh that shares a connection would wait for the remote program.
func detachSSH(cmd *exec.Cmd) { detached(cmd, syscall.SIGKILL) }

func detached(cmd *exec.Cmd, end syscall.Signal) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, end) }
}
