package nodes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const conf = `# made by hand
totem {
    version: 2
    cluster_name: shop
    interface {
        ringnumber: 0
    }
}

nodelist {
    # the first
    node {
        ring0_addr: 192.0.2.1
        name: db1
        nodeid: 1
    }

    node {
        nodeid: 12
        ring0_addr: db2
    }
}
quorum {
    provider: corosync_votequorum
    device {
        name: none of a node
    }
}
`

const someCIB = `<?xml version="1.0" encoding="UTF-8"?>
<cib epoch="7" validate-with="pacemaker-3.9">
  <configuration>
    <nodes>
      <node id="1" uname="db1"><instance_attributes id="nodes-1"/></node>
      <node id="12" uname="db2"/>
      <node id="guest" uname="guest" type="remote"/>
    </nodes>
  </configuration>
  <status><node_state id="3" uname="old"/></status>
</cib>
`

func TestRead(t *testing.T) {
	want := []Node{{ID: "1", Name: "db1"}, {ID: "12", Name: "db2"}}
	for name, data := range map[string]string{
		"corosync.conf":           conf,
		"with CR LF":              strings.ReplaceAll(conf, "\n", "\r\n"),
		"with a byte order mark":  "\ufeff" + conf,
		"CIB":                     someCIB,
		"CIB after blank lines":   "\n\n" + strings.TrimPrefix(someCIB, `<?xml version="1.0" encoding="UTF-8"?>`),
		"CIB with a comment last": someCIB + "<!-- end -->\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read("some", []byte(data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadFails(t *testing.T) {
	node := func(options string) string { return "nodelist {\n node {\n" + options + "\n }\n}\n" }
	for name, c := range map[string]struct{ data, want string }{
		"empty":              {"", "no nodelist section"},
		"another text":       {"name,address\n", "line 1 is neither"},
		"no nodelist":        {"totem {\n version: 2\n}\n", "no nodelist section"},
		"empty nodelist":     {"nodelist {\n}\n", "names no node"},
		"open section":       {"nodelist {\n node {\n nodeid: 1\n", "nodelist/node is not closed"},
		"too many braces":    {"}\n", "line 1 closes"},
		"node without id":    {node("ring0_addr: db1"), "node db1 has no id"},
		"node without name":  {node("nodeid: 1"), "node 1 has no name"},
		"id is not a number": {node("name: a\nnodeid: x1"), "node a, whose nodeid x1 is not a number"},
		"same name":          {node("name: a\nnodeid: 1") + node("name: a\nnodeid: 2"), "node a is listed twice"},
		"same id":            {node("name: a\nnodeid: 1") + node("name: b\nnodeid: 1"), "nodes a and b have the same id 1"},
		"cut CIB":            {someCIB[:len(someCIB)/2], "not a complete CIB"},
		"another XML":        {"<html></html>", "not a complete CIB"},
		"more after a CIB":   {someCIB + strings.TrimPrefix(someCIB, `<?xml version="1.0" encoding="UTF-8"?>`), "more after the CIB"},
		"element after":      {someCIB + "<x/>", "more after the CIB"},
		"CIB without nodes":  {"<cib><configuration/></cib>", "names no node"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read("/etc/x", []byte(c.data))
			if err == nil {
				t.Fatalf("it reads as %v", got)
			}
			if !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "/etc/x") {
				t.Errorf("error %q names neither /etc/x nor %q", err, c.want)
			}
		})
	}
}
