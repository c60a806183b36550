//go:build linux

package lab

import (
	"os/exec"
	"strings"
	"testing"
)

// TestSwitchKeepsItsAddress: hosts come and go, and the others still reach the
// switch where it was.
func TestSwitchKeepsItsAddress(t *testing.T) {
	Need(t)
	own, err := claim("switch")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.leave(); err != nil {
			t.Error(err)
		}
	})
	bridges, err := buildSwitch(own.name()+"-switch", []Network{{Card: "eth0", Switch: "10.155.0.1/24"}})
	if err != nil {
		t.Fatal(err)
	}
	address := func() string {
		t.Helper()
		out, err := exec.Command("ip", "-netns", bridges[0].space, "-brief", "link", "show", bridges[0].name).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return strings.Fields(string(out))[2]
	}
	alone := address()
	h := &Host{netns: own.name() + "-alpha", cards: []*card{{name: "eth0", address: "10.155.0.11/24", mac: "02:00:00:00:00:01", port: "port0.1", bridge: bridges[0]}}}
	if err := h.plug(); err != nil {
		t.Fatal(err)
	}
	if with := address(); with != alone {
		t.Errorf("with a host its address is %s, without %s", with, alone)
	}
	h.unplug()
	if again := address(); again != alone {
		t.Errorf("without the host its address is %s, it was %s", again, alone)
	}
}
