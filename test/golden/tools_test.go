package golden

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hagen/test/need"
)

const (
	installPacemaker = "apt install pacemaker-cli-utils"
	schemas          = "/usr/share/pacemaker"
)

// outputs lists what the goldens, the examples and the reference sheet expect
// of one kind.
func outputs(t *testing.T, kind string) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{dir + "/*/out", "../../examples/*/cluster", "../../testdata/reference/reference"} {
		found, err := filepath.Glob(pattern + kind)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			t.Errorf("%s%s: no such file", pattern, kind)
		}
		out = append(out, found...)
	}
	return out
}

// TestXMLValidates validates every XML against the schema it names, and with
// Pacemaker itself. Where hagen warned, Pacemaker may complain as well.
func TestXMLValidates(t *testing.T) {
	need.Tool(t, installPacemaker, "crm_verify", schemas+"/pacemaker-3.9.rng")
	need.Tool(t, "apt install libxml2-utils", "xmllint")
	for _, path := range outputs(t, ".xml") {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			file, schema := running(t, path)
			if out, err := exec.Command("xmllint", "--noout", "--relaxng", schema, file).CombinedOutput(); err != nil {
				t.Errorf("xmllint --relaxng %s: %v\n%s", schema, err, out)
			}
			if strings.HasPrefix(filepath.Base(filepath.Dir(path)), "warn-") {
				return
			}
			out, err := exec.Command("crm_verify", "--verbose", "--xml-file", file).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("crm_verify: %v\n%s", err, out)
			}
		})
	}
}

var (
	validateWith = regexp.MustCompile(`validate-with="(pacemaker-[0-9.]+)"`)
	featureSet   = regexp.MustCompile(`crm_feature_set="[0-9.]+"`)
	node         = regexp.MustCompile(`<node (id="([^"]*)" uname="([^"]*)")`)
)

// running writes an XML as it would be in a cluster with quorum whose nodes are
// up: else Pacemaker reports that it wants to fence them. It also finds the schema
// the XML names. The Pacemaker at hand may be older than the target: then the
// newest schema it has stands for it. What hagen writes today is in 3.9 as it is
// in 3.10 and 4.0.
func running(t *testing.T, path string) (file, schema string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := validateWith.FindSubmatch(data)
	if m == nil {
		t.Fatalf("%s names no schema", path)
	}
	schema = filepath.Join(schemas, string(m[1])+".rng")
	if _, err := os.Stat(schema); err != nil {
		schema = filepath.Join(schemas, "pacemaker-3.9.rng")
		data = validateWith.ReplaceAll(data, []byte(`validate-with="pacemaker-3.9"`))
		data = featureSet.ReplaceAll(data, []byte(`crm_feature_set="3.16.1"`))
	}
	var status bytes.Buffer
	for _, n := range node.FindAllSubmatch(data, -1) {
		fmt.Fprintf(&status, `<node_state %s in_ccm="true" crmd="online" join="member" expected="member"/>`, n[1])
	}
	data = bytes.Replace(data, []byte("<cib "), []byte(`<cib have-quorum="1" `), 1)
	data = bytes.Replace(data, []byte("<status/>"), []byte("<status>"+status.String()+"</status>"), 1)
	file = filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file, schema
}

// TestScriptsParse lets common shells parse every script.
func TestScriptsParse(t *testing.T) {
	need.Tool(t, "apt install dash", "sh", "dash")
	for _, path := range outputs(t, ".sh") {
		for _, sh := range []string{"sh", "dash"} {
			if out, err := exec.Command(sh, "-n", path).CombinedOutput(); err != nil {
				t.Errorf("%s -n %s: %v\n%s", sh, path, err, out)
			}
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(bytes.Split(data, []byte("\n")), func(l []byte) bool { return bytes.HasSuffix(l, []byte(" ")) }); i >= 0 {
			t.Errorf("%s:%d ends in a space", path, i+1)
		}
	}
}
