//go:build unix

package installed

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// supported says whether agents can be on this system.
func supported() error { return nil }

// endWhole makes an agent end with all the programs it has started, which killing
// only the script would leave behind. It also keeps Ctrl-C at the terminal for
// hagen, which then ends the agents.
func endWhole(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		return err
	}
}
