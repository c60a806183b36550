package agents

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"hagen/test/need"
)

// shapes are documents by what is right or wrong about them. want is a part of
// the error, "" for what is metadata.
var shapes = []struct{ name, doc, want string }{
	{"the least", `<resource-agent name="x"/>`, ""},
	{"1.0, all that older agents print", `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
<!-- a remark --><resource-agent name="x" version="0.1" shortdesc="x"><longdesc lang="en">x</longdesc><shortdesc/>
<version> 1.0 </version><vendor-url>u</vendor-url><symlink name="y" shortdesc="y"/><special tag="t"><any a="b">x</any></special>
<actions><action name="monitor" timeout="x" interval="" start-delay="0" depth="0" role="Promoted" on_target="0" automatic="1"/></actions>
<parameters><parameter name="p" shortdesc="x" unique="1" required="0" deprecated="1" obsoletes="o"><getopt mixed="-p"/>
<content type="anything" default=""/><longdesc>x</longdesc></parameter></parameters></resource-agent>`, ""},
	{"1.1", `<resource-agent name="x" version="0.1"><version>1.1</version><longdesc lang="en"><p>rich</p></longdesc>
<parameters><parameter name="p" unique-group="g" unique="0" required="1" reloadable="1"><deprecated><replaced-with name="q"/><desc>x</desc></deprecated>
<content type="percentage"/></parameter><parameter name="q"><content type="select" default="a"><option value="a"/></content></parameter></parameters>
<actions><action name="monitor" role="Stopped"/></actions></resource-agent>`, ""},
	{"a choice of nothing", `<resource-agent name="x"><parameters><parameter name="p"><content type="select"/></parameter></parameters></resource-agent>`, ""},
	{"an unused prefix", `<resource-agent xmlns:y="urn:y" name="x"/>`, ""},
	{"a parameter twice", `<resource-agent name="x"><parameters><parameter name="p"/><parameter name="p"/></parameters></resource-agent>`, ""},
	{"no metadata", `<html/>`, "resource-agent"},
	{"two documents", `<resource-agent name="x"/><resource-agent name="x"/>`, "not the one <resource-agent>"},
	{"words before", "careful!\n" + `<resource-agent name="x"/>`, "line 1: text outside of <resource-agent>"},
	{"words behind", `<resource-agent name="x"/>` + "\ndone", "line 2: text outside of <resource-agent>"},
	{"cut off", `<resource-agent name="x"><parameters>`, "unexpected EOF"},
	{"a namespace", `<resource-agent xmlns="urn:x" name="x"/>`, "resource-agent"},
	{"a namespace inside", `<resource-agent name="x"><actions xmlns="urn:x"/></resource-agent>`, "must not hold <actions>"},
	{"no name", `<resource-agent/>`, "<resource-agent> lacks the attribute name"},
	{"an attribute twice", `<resource-agent name="x" name="y"/>`, "<resource-agent> has the attribute name twice"},
	{"the agent's own version", `<resource-agent name="x"><version>0.1</version></resource-agent>`, `<version> is "0.1"; it is that of OCF`},
	{"no version", `<resource-agent name="x"><version/></resource-agent>`, `<version> is ""`},
	{"a flag in words", "<resource-agent name=\"x\"><parameters>\n<parameter name=\"p\" required=\"true\"/></parameters></resource-agent>",
		`line 2: <parameter> has required="true", which must be one of 0, 1`},
	{"an attribute of 1.1 in 1.0", `<resource-agent name="x"><parameters><parameter name="p" unique-group="g"/></parameters></resource-agent>`,
		"<parameter> must not have the attribute unique-group"},
	{"an attribute of 1.0 in 1.1", `<resource-agent name="x"><version>1.1</version><parameters><parameter name="p" obsoletes="o"/></parameters></resource-agent>`,
		"<parameter> must not have the attribute obsoletes"},
	{"a parameter without a name", `<resource-agent name="x"><parameters><parameter/></parameters></resource-agent>`, "<parameter> lacks the attribute name"},
	{"an action without a name", `<resource-agent name="x"><actions><action/></actions></resource-agent>`, "<action> lacks the attribute name"},
	{"contents without a type", `<resource-agent name="x"><parameters><parameter name="p"><content default="1"/></parameter></parameters></resource-agent>`,
		"<content> lacks the attribute type"},
	{"a type 1.1 has not", `<resource-agent name="x"><version>1.1</version><parameters><parameter name="p"><content type="int"/></parameter></parameters></resource-agent>`,
		`<content> has type="int"`},
	{"options of no choice", `<resource-agent name="x"><parameters><parameter name="p"><content type="string"><option value="a"/></content></parameter></parameters></resource-agent>`,
		"<content> must not hold <option>"},
	{"an unknown role", `<resource-agent name="x"><actions><action name="monitor" role="master"/></actions></resource-agent>`, `role="master"`},
	{"two lists of actions", `<resource-agent name="x"><actions/><actions/></resource-agent>`, "<resource-agent> holds <actions> twice"},
	{"an unknown element", `<resource-agent name="x"><parameters><param name="p"/></parameters></resource-agent>`, "<parameters> must not hold <param>"},
	{"loose text", `<resource-agent name="x"><parameters>p</parameters></resource-agent>`, "<parameters> must not hold text"},
}

func TestShapes(t *testing.T) {
	for _, tt := range shapes {
		_, err := ReadMetadata("ocf:acme:x", []byte(tt.doc))
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: error %v does not say %q", tt.name, err, tt.want)
		}
	}
	// What pcs takes here the CIB's schema then refuses.
	const role = `<resource-agent name="x"><version>1.1</version><actions><action name="monitor" role="master"/></actions></resource-agent>`
	if _, err := ReadMetadata("ocf:acme:x", []byte(role)); err == nil || !strings.Contains(err.Error(), "unknown role") {
		t.Errorf("an invalid role in 1.1: %v", err)
	}
}

// pcsTakes asks pcs which documents it takes for metadata.
const pcsTakes = `
import json, sys
from lxml import etree
from pcs.lib.resource_agent import name as names, xml
from pcs.lib.resource_agent.error import ResourceAgentError
out = []
for text in json.load(sys.stdin):
    try:
        xml.parse_metadata(names.split_resource_agent_name("ocf:acme:x"), xml._metadata_xml_to_dom(text.strip()))
        out.append(True)
    except (ResourceAgentError, etree.XMLSyntaxError, etree.DocumentInvalid):
        out.append(False)
json.dump(out, sys.stdout)
`

// TestShapesLikePcs compares every case above with pcs.
func TestShapesLikePcs(t *testing.T) {
	const python = "/usr/bin/python3" // the one of pcs
	if exec.Command(python, "-c", "import pcs.lib.resource_agent").Run() != nil {
		need.Skip(t, "pcs is not installed: apt install pcs")
	}
	var docs []string
	for _, tt := range shapes {
		docs = append(docs, tt.doc)
	}
	input, err := json.Marshal(docs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", pcsTakes)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var takes []bool
	if err := json.Unmarshal(output, &takes); err != nil || len(takes) != len(shapes) {
		t.Fatalf("%v: %s", err, output)
	}
	for i, tt := range shapes {
		if takes[i] != (tt.want == "") {
			t.Errorf("%s: pcs takes it: %v", tt.name, takes[i])
		}
	}
}
