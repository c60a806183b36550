package main

import (
	"os"
	"strings"
	"testing"

	"hagen/internal/agents"
)

// TestDescribe: what agents say of their parameters is taken up and nothing else; what
// other releases said of other parameters stays, and a site's own agent is left out.
func TestDescribe(t *testing.T) {
	dir := embeddedCopy(t)
	src := &source{Agents: []agents.Agent{
		{Name: "ocf:heartbeat:IPaddr2", Params: []agents.Param{{Name: "ip", ShortDesc: "new words"}, {Name: "nic"}}},
		{Name: "ocf:acme:own", Params: []agents.Param{{Name: "x", ShortDesc: "secret sauce"}}},
	}}
	if err := run(t.Context(), []string{"-data", dir, "-describe", "-from", sourceFile(t, src)}, os.Stderr); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"agents.txt", "options.txt"} {
		if read(t, dir, name) != read(t, embedded, name) {
			t.Errorf("%s has changed", name)
		}
	}
	before, after := read(t, embedded, "descriptions.txt"), read(t, dir, "descriptions.txt")
	want := strings.Replace(before, "\nip\tIPv4 or IPv6 address\n", "\nip\tnew words\n", 1)
	// The first of these texts need not be that of IPaddr2.
	said := agents.ParseDescriptions(after)["ocf:heartbeat:IPaddr2"]
	if said["ip"] != "new words" || said["nic"] != "Network interface" || strings.Contains(after, "sauce") || len(after) != len(want) {
		t.Errorf("ip: %q, nic: %q; %d bytes, want %d", said["ip"], said["nic"], len(after), len(want))
	}
}
