package fastpcs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/emit/pcstest"
	"hagen/internal/proof/fastpcs"
)

// script uses each way a command talks back: it changes the file, prints, fails.
const script = `#!/bin/sh
pcs -f "$1" property set stonith-enabled=false || exit 1
pcs -f "$1" resource create d ocf:pacemaker:Dummy fake='a $b "c"' op monitor interval=10s || exit 1
pcs -f "$1" resource create no ocf:nosuch:agent && exit 1
pcs -f "$1" resource config d >"$1.out" 2>&1 || exit 1
pcs -f "$1" constraint location d prefers n1=5 || exit 1
`

// TestSameAsPcs runs one script through pcs as installed and through the fast
// one: same file, same words.
func TestSameAsPcs(t *testing.T) {
	pcstest.Need(t)
	pcs, err := fastpcs.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer pcs.Stop()
	run := func(env []string) (cib []byte, printed string) {
		file := pcstest.File(t, "pacemaker-3.9", "3.16.1", "1", "n1")
		after, out, err := pcstest.Try(t, env, []byte(script), file)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		config, err := os.ReadFile(file + ".out")
		if err != nil {
			t.Fatal(err)
		}
		return after, string(out) + string(config)
	}
	plainCIB, plain := run(nil)
	fastCIB, fast := run(pcs.Env())
	pcstest.Equal(t, plainCIB, fastCIB)
	if plain != fast {
		t.Errorf("pcs says\n%s\nthe fast one\n%s", plain, fast)
	}
	if !strings.Contains(plain, "nosuch") {
		t.Errorf("the refusal was not printed:\n%s", plain)
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
