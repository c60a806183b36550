package validate

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/need"
)

// TestPacemakerStopsEscaping tests that hagen refuses a value exactly when cibadmin
// 2.1.5 does not write it as given.
func TestPacemakerStopsEscaping(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin")
	version, _ := exec.Command("cibadmin", "--version").Output()
	if !strings.HasPrefix(string(version), "Pacemaker 2.1.5") {
		need.Skip(t, "needs Pacemaker 2.1.5")
	}
	values := []string{"監視 & 通知", "a & 監視", "& 監視", "監視", `a"監視"`, "日本<b>", "\U0001f600&", "x & y"}
	for r := ' '; r < 0x7f; r++ {
		values = append(values, "é"+string(r)+"x")
	}
	for _, value := range values {
		broken := throughCibadmin(t, value) != value
		report := run(t, resources(primitive("r", dummy, param("fake", value))), env(t, "debian12"), (*checker).unescaped)
		if refused := report.HasErrors(); refused != broken {
			t.Errorf("%q: broken by cibadmin %t, refused %t", value, broken, refused)
		}
		if later := run(t, resources(primitive("r", dummy, param("fake", value))), env(t, "rhel9"), (*checker).unescaped); later.Len() > 0 {
			t.Errorf("%q is refused for a Pacemaker that escapes it", value)
		}
	}
}

// throughCibadmin writes a value into a CIB file with cibadmin and returns what is
// there afterwards.
func throughCibadmin(t *testing.T, value string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cib.xml")
	empty, err := exec.Command("cibadmin", "--empty").Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, empty, 0o600); err != nil {
		t.Fatal(err)
	}
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, []byte(value)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("cibadmin", "--replace", "--scope", "crm_config", "--xml-text",
		`<crm_config><cluster_property_set id="s"><nvpair id="s-a" name="a" value="`+escaped.String()+`"/></cluster_property_set></crm_config>`)
	cmd.Env = append(os.Environ(), "CIB_file="+file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cib struct {
		Pairs []struct {
			Value string `xml:"value,attr"`
		} `xml:"configuration>crm_config>cluster_property_set>nvpair"`
	}
	if xml.Unmarshal(written, &cib) != nil || len(cib.Pairs) != 1 {
		return ""
	}
	return cib.Pairs[0].Value
}
