//go:build !unix

package installed

import (
	"errors"
	"os/exec"
)

// supported says whether agents can be on this system.
func supported() error { return errors.ErrUnsupported }

func endWhole(*exec.Cmd) {}
