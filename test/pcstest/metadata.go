package pcstest

import (
	"encoding/xml"
	"fmt"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
)

// Metadata is what an agent prints that has what hagen knows of it, as OCF 1.0.
// With oldRoles its monitors are for Master and Slave: Pacemaker before 2.1 knows
// no other names.
func Metadata(agent *agents.Agent, oldRoles bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version=\"1.0\"?>\n<resource-agent name=%s>\n", quoted(agent.Name[strings.LastIndexByte(agent.Name, ':')+1:]))
	b.WriteString("<version>1.0</version><longdesc>x</longdesc><shortdesc>x</shortdesc>\n<parameters>\n")
	for i := range agent.Params {
		metadataParam(&b, &agent.Params[i])
	}
	b.WriteString("</parameters>\n<actions>\n")
	for i := range agent.Actions {
		metadataAction(&b, &agent.Actions[i], oldRoles)
	}
	b.WriteString("</actions>\n</resource-agent>\n")
	return b.String()
}

func metadataParam(b *strings.Builder, p *agents.Param) {
	fmt.Fprintf(b, "<parameter name=%s", quoted(p.Name))
	for _, flag := range []struct {
		name string
		set  bool
	}{{"unique", p.Unique}, {"required", p.Required}, {"deprecated", p.Deprecated}} {
		if flag.set {
			fmt.Fprintf(b, " %s=\"1\"", flag.name)
		}
	}
	if len(p.Obsoletes) > 0 {
		fmt.Fprintf(b, " obsoletes=%s", quoted(p.Obsoletes[0])) // OCF 1.0 has room for one
	}
	fmt.Fprintf(b, "><longdesc>x</longdesc><shortdesc>x</shortdesc><content type=%s", quoted(p.Type))
	if p.Default != "" {
		fmt.Fprintf(b, " default=%s", quoted(p.Default))
	}
	b.WriteString(">")
	for _, value := range p.Enum {
		fmt.Fprintf(b, "<option value=%s/>", quoted(value))
	}
	b.WriteString("</content></parameter>\n")
}

func metadataAction(b *strings.Builder, a *agents.Action, oldRoles bool) {
	role := a.Role
	if oldRoles {
		switch role {
		case cib.Promoted:
			role = cib.OldPromoted
		case cib.Unpromoted:
			role = cib.OldUnpromoted
		}
	}
	fmt.Fprintf(b, "<action name=%s", quoted(a.Name))
	for _, attr := range [][2]string{{"timeout", a.Timeout}, {"interval", a.Interval}, {"role", role}, {"depth", a.Depth}, {"start-delay", a.StartDelay}} {
		if attr[1] != "" {
			fmt.Fprintf(b, " %s=%s", attr[0], quoted(attr[1]))
		}
	}
	if a.OnTarget {
		b.WriteString(` on_target="1"`)
	}
	if a.Automatic {
		b.WriteString(` automatic="1"`)
	}
	b.WriteString("/>\n")
}

// quoted is a value as an attribute has it.
func quoted(value string) string {
	var b strings.Builder
	b.WriteByte('"')
	_ = xml.EscapeText(&b, []byte(value)) // a Builder takes all
	b.WriteByte('"')
	return b.String()
}
