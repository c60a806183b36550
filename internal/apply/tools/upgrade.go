package tools

import (
	"context"
	"os"
	"path/filepath"
)

// Upgrade returns a CIB of an older schema as Pacemaker's own tools on this machine
// write it in the newest one they know. It works on a copy; nothing in the CIB is run.
// Without the tools the error is a *MissingError.
func Upgrade(ctx context.Context, cib []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "hagen-") // closed to others: a CIB holds passwords
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "cib.xml")
	if err := os.WriteFile(file, cib, 0o600); err != nil {
		return nil, err
	}
	if _, err := tool(ctx, Local{Env: []string{"CIB_file=" + file}}, nil, "cibadmin", "--upgrade", "--force"); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}
