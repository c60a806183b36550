//go:build unix

package tools

import (
	"os/exec"
	"syscall"
)

// detach puts a program into its own process group, so that ctrl-C on the
// terminal reaches hagen alone. When its time is over, all of the group is asked
// to end: a script takes its temporary files away then.
func detach(cmd *exec.Cmd) { detached(cmd, syscall.SIGTERM) }

// detachSSH does so with ssh, which leaves nothing behind. Asked to end, one that
// shares a connection would wait for the program at its other end.
func detachSSH(cmd *exec.Cmd) { detached(cmd, syscall.SIGKILL) }

func detached(cmd *exec.Cmd, end syscall.Signal) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, end) }
}
