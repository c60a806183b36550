package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/cli"
	"hagen/internal/message"
	"hagen/test/need"
)

// exits are command lines by the command and the exit code that its help promises.
// DIR is a folder with sheets, local: the cluster of property.csv, TO a cluster in a CIB file that has the clean sheet,
// EMPTY one that has nothing.
var exits = map[string]string{
	" 0": "DIR/clean.csv -o DIR/out.xml", " 2": "DIR/warning.csv -o DIR/out.xml", " 1": "DIR/broken.csv -o DIR/out.xml",
	"check 0": "check DIR/clean.csv", "check 2": "check DIR/clean.csv --against DIR/empty.xml", "check 1": "check DIR/broken.csv",
	"text 0": "text DIR/broken.csv", "text 1": "text DIR/missing.csv",
	"explain 0": "explain HG0303", "explain 1": "explain HG9999",
	"plan 0": "plan DIR/clean.csv --to TO", "plan 2": "plan DIR/clean.csv --to EMPTY", "plan 1": "plan DIR/broken.csv --to EMPTY",
	"apply 0": "apply DIR/clean.csv --to TO --yes", "apply 1": "apply DIR/clean.csv --to EMPTY",
	"status 0": "status DIR/property.csv --to local:", "status 2": "status DIR/clean.csv --to local:", "status 1": "status DIR/clean.csv --to TO",
	"book design 0": "book design ../../examples/004-haproxy/cluster.csv --target debian12 -o DIR/design.html", "book design 1": "book design DIR/broken.csv -o DIR/design.html",
	"book change 0": "book change DIR/clean.csv DIR/clean.csv -o DIR/changes.xlsx", "book change 2": "book change DIR/clean.csv DIR/warning.csv -o DIR/changes.html", "book change 1": "book change DIR/clean.csv DIR/broken.csv -o DIR/changes.xlsx",
	"book test 0": "book test ../../examples/004-haproxy/cluster.csv --target debian12 -o DIR/tests.xlsx", "book test 1": "book test DIR/broken.csv -o DIR/tests.xlsx",
	"what-if 0": "what-if ../../examples/003-haproxy-fencing/cluster.csv --target debian12 --fail node01", "what-if 1": "what-if DIR/broken.csv --fail node01",
	"drill 0": "drill DIR/property.csv --to local: --dry-run", "drill 2": "drill DIR/property.csv --to local: --case 2-1 --yes-disturb exits --timeout 3s -o DIR/result.json", "drill 1": "drill DIR/broken.csv --to local: -o DIR/result.xlsx",
	"diff 0": "diff DIR/clean.csv DIR/clean.csv", "diff 2": "diff DIR/clean.csv DIR/warning.csv", "diff 1": "diff DIR/clean.csv DIR/broken.csv",
	"migrate 0": "migrate DIR/clean.csv --from rhel9 --to rhel9", "migrate 2": "migrate ../../examples/004-haproxy/cluster.csv --from rhel8 --to rhel10", "migrate 1": "migrate DIR/broken.csv --from rhel8 --to rhel10",
	"import 0": "import DIR/to.xml -o DIR/imported.csv", "import 2": "import DIR/ticket.xml -o DIR/imported2.csv", "import 1": "import DIR/missing.xml -o DIR/imported3.csv",
	"new 0": "new DIR/new.xlsx", "new 1": "new DIR/clean.csv",
	"history 0": "history --to TO", "history 1": "history --to file:DIR/missing.xml",
	"rollback 0": "rollback --to TO --yes --allow remove,stop", "rollback 1": "rollback --to EMPTY --yes",
	"agents 0": "agents", "agents 1": "agents nosuch",
	"agents import 0": "agents import ocf:acme:good -o DIR/good.json", "agents import 2": "agents import ocf:acme:good ocf:acme:bad -o DIR/some.json", "agents import 1": "agents import ocf:acme:bad",
	"agent 0": "agent --dir DIR/keys --listen ADDRESS --state DIR/state --health DIR/h.sock", "agent 1": "agent --dir DIR/nosuch --listen ADDRESS --state DIR/state --health DIR/h.sock",
	"agent init 0": "agent init --dir DIR/keys2", "agent init 1": "agent init --dir DIR/clean.csv/x",
	"agent authorize 0": "agent authorize --dir DIR/keys --name me FINGERPRINT", "agent authorize 1": "agent authorize --dir DIR/keys nonsense",
	"agent fingerprint 0": "agent fingerprint", "agent fingerprint 1": "agent fingerprint --dir DIR/nosuch --node",
	"completion 0": "completion bash", "completion 1": "completion csh",
	"schema 0": "schema report", "schema 1": "schema nosuch",
	"version 0": "version", "version 1": "version now", "help 0": "help check", "help 1": "help nosuch",
}

// TestExitCodes runs every command to each of its exit codes: those of its help, which
// docs/ci.md lists.
func TestExitCodes(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_verify", "crm_simulate", "crm_mon")
	words := exitWorld(t)
	var told []string
	for _, e := range cli.Exits(message.English) {
		key := e.Command + " " + e.Code
		told = append(told, key)
		line, known := exits[key]
		if !known {
			t.Errorf("hagen %s: the help promises exit code %s (%s): say in exits how it comes about", e.Command, e.Code, e.Says)
			continue
		}
		t.Run(key, func(t *testing.T) {
			var out bytes.Buffer
			a := newApp(strings.NewReader(""), &out, &out, func(name string) string {
				if name == "OCF_ROOT" {
					return words["DIR"] + "/ocf"
				}
				return ""
			})
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			if key == "agent 0" {
				time.AfterFunc(300*time.Millisecond, stop)
			}
			for name, value := range words {
				line = strings.ReplaceAll(line, name, value)
			}
			if got := fmt.Sprint(a.run(ctx, append(strings.Fields(line), "--lang", "en"))); got != e.Code {
				t.Errorf("hagen %s: exit code %s, want %s\n%s", line, got, e.Code, out.String())
			}
		})
	}
	if len(told) != len(exits) {
		t.Errorf("the help tells of %d exit codes, exits of %d: %q", len(told), len(exits), told)
	}
}

// exitWorld makes what the command lines of exits name.
func exitWorld(t *testing.T) map[string]string {
	t.Helper()
	dir, err := os.MkdirTemp("", "exit") // short: the path of a socket may not be long
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	t.Setenv("CIB_file", filepath.Join(dir, "local.xml"))
	t.Setenv("PATH", filepath.Join(dir, "bin")+":"+os.Getenv("PATH"))
	if err := os.CopyFS(dir, os.DirFS("testdata/sheets")); err != nil {
		t.Fatal(err)
	}
	const empty = `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1" dc-uuid="1"><configuration><crm_config/><nodes><node id="1" uname="node1"/><node id="2" uname="node2"/></nodes><resources/><constraints/></configuration><status>%s</status></cib>`
	for name, text := range map[string]string{
		"empty.xml": fmt.Sprintf(empty, ""), "to.xml": fmt.Sprintf(empty, ""), "property.csv": ",PROPERTY\n,,name,value\n,,stonith-enabled,false\n",
		"local.xml":                strings.Replace(fmt.Sprintf(empty, `<node_state id="1" uname="node1" in_ccm="true" crmd="online" join="member" expected="member"/><node_state id="2" uname="node2" in_ccm="true" crmd="online" join="member" expected="member"/>`), "<crm_config/>", `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="cib-bootstrap-options-cluster-name" name="cluster-name" value="exits"/></cluster_property_set></crm_config>`, 1),
		"ticket.xml":               strings.Replace(fmt.Sprintf(empty, ""), "<constraints/>", `<constraints><rsc_ticket id="t" ticket="T" rsc="d"/></constraints>`, 1),
		"ocf/resource.d/acme/good": "#!/bin/sh\ncat <<'X'\n<resource-agent name=\"good\" version=\"1\"><version>1.1</version><longdesc lang=\"en\">x</longdesc><shortdesc lang=\"en\">x</shortdesc><parameters/><actions><action name=\"start\" timeout=\"20s\"/><action name=\"stop\" timeout=\"20s\"/><action name=\"monitor\" timeout=\"20s\" interval=\"10s\"/><action name=\"meta-data\" timeout=\"5s\"/></actions></resource-agent>\nX\n",
		"ocf/resource.d/acme/bad":  "#!/bin/sh\nexit 1\n",
		// What a drill asks of a node that CIB_file cannot answer.
		"bin/corosync-cmapctl": "#!/bin/sh\necho 'nodelist.local_node_pos (u32) = 0'\necho 'nodelist.node.0.name (str) = node1'\necho 'nodelist.node.1.name (str) = node2.invalid'\n",
		"bin/crm_node":         "#!/bin/sh\necho node1\n",
		"bin/pcs":              "#!/bin/sh\nexit 1\n",
		"bin/journalctl":       "#!/bin/sh\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	for _, args := range [][]string{
		{"apply", filepath.Join(dir, "clean.csv"), "--target", "debian12", "--to", "file:" + filepath.Join(dir, "to.xml"), "--yes"},
		{"apply", filepath.Join(dir, "property.csv"), "--target", "debian12", "--to", "file:" + filepath.Join(dir, "local.xml"), "--yes"},
		{"agent", "init", "--dir", filepath.Join(dir, "keys")},
	} {
		if code, said := hagenRun(t, args...); code != exitOK {
			t.Fatal(said)
		}
	}
	_, fingerprint := hagenRun(t, "agent", "fingerprint")
	return map[string]string{"DIR": dir, "TO": "file:" + filepath.Join(dir, "to.xml"), "EMPTY": "file:" + filepath.Join(dir, "empty.xml"),
		"ADDRESS": free.Addr().String(), "FINGERPRINT": strings.TrimSpace(fingerprint)}
}
