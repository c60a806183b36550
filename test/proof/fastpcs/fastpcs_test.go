package fastpcs_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"hagen/test/need"
	"hagen/test/pcstest"
	"hagen/test/proof/fastpcs"
)

// script uses each kind of result of a command: it changes the file, prints, fails.
const script = `#!/bin/sh
pcs -f "$1" property set stonith-enabled=false || exit 1
pcs -f "$1" resource create d ocf:pacemaker:Dummy fake='a $b "c"' op monitor interval=10s || exit 1
pcs -f "$1" resource create no ocf:nosuch:agent && exit 1
pcs -f "$1" resource config d || exit 1
pcs -f "$1" constraint location d prefers n1=5 || exit 1
`

// TestSameAsPcs runs one script through pcs as installed and through the fast
// one: same file, same words.
func TestSameAsPcs(t *testing.T) {
	need.Long(t)
	pcstest.Need(t)
	pcs, err := fastpcs.Start(fastpcs.Machine{}, os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer pcs.Stop()
	cib, err := os.ReadFile(pcstest.File(t, "pacemaker-3.9", "3.16.1", "1", "n1"))
	if err != nil {
		t.Fatal(err)
	}
	file := pcstest.File(t, "pacemaker-3.9", "3.16.1", "1", "n1")
	plainCIB, plain, err := pcstest.Try(t, nil, []byte(script), file)
	if err != nil {
		t.Fatalf("%v\n%s", err, plain)
	}
	fastCIB, fast, err := pcs.Run(t.Context(), []byte(script), cib)
	if err != nil {
		t.Fatalf("%v\n%s", err, fast)
	}
	pcstest.Equal(t, plainCIB, fastCIB)
	if !bytes.Equal(plain, fast) {
		t.Errorf("pcs says\n%s\nthe fast one\n%s", plain, fast)
	}
	if !bytes.Contains(plain, []byte("nosuch")) || !bytes.Contains(plain, []byte("monitor")) {
		t.Errorf("the refusal or the listing was not printed:\n%s", plain)
	}
}

// TestServerEndsWithTheTest closes the server's standard input, as the end of
// this process would, and waits for it to end.
func TestServerEndsWithTheTest(t *testing.T) {
	pcstest.Need(t)
	cmd := exec.Command("/usr/bin/python3", "server.py", filepath.Join(t.TempDir(), "socket"))
	if err := cmd.Run(); err != nil {
		t.Error(err)
	}
}
