//go:build linux

package e2e

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/test/lab"
)

var (
	kills    = flag.Int("kills", 10, "how often TestRandomKills kills hagen")
	killSeed = flag.Uint64("kill-seed", 0, "repeats the moments of a run of TestRandomKills")
)

// TestRandomKills kills hagen at random moments of an apply, on the node and at
// the desk. The configuration is the old or the new one to the letter, on every
// node; what hagen began on the node ends by itself and leaves nothing.
func TestRandomKills(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	seed := *killSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("again with -kill-seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	ways := []struct {
		by    way
		node  string
		write time.Duration // of an apply, until it has written
		whole time.Duration // until it has looked at the end
	}{{by: onNode, node: "node01"}, {by: overSSH, node: "node02"}}
	for i := range ways {
		r, begin := v.begin(to(v.address(ways[i].by), "apply", v.other())...), time.Now()
		r.at(apply.Settling)
		ways[i].write = time.Since(begin)
		r.at(apply.Checking)
		ways[i].whole = time.Since(begin) * 5 / 4
		r.end(0)
	}
	tally := map[string]int{}
	for i := range *kills {
		w := ways[i%len(ways)]
		sheet := v.other()
		r := v.begin(to(v.address(w.by), "apply", sheet, "--allow", "busy")...)
		moment := time.Duration(random.Int64N(int64([]time.Duration{w.write, w.whole}[i/2%2])))
		time.Sleep(moment)
		r.kill()
		v.quiet(w.node)
		there := v.hasOn("node01", oldName, newName)
		v.hasOn("node02", there)
		became := "the new one"
		if there != sheet {
			became = "the old one"
		}
		tally[became]++
		t.Logf("%s, killed after %s: %s", w.by, moment.Round(time.Millisecond), became)
	}
	t.Logf("%d kills: %v", *kills, tally)
	v.hagen(0, to("local:", "apply", newName, "--yes", "--allow", "busy")...)
	v.has(newName)
	v.reach("what the sheet says runs", func(s *lab.State) bool { return s.AllOn("node02", "two") && len(s.On("one")) == 1 })
}

// applies is how often hagen applies in TestNoLostUpdates at least, and how often
// the other administrator writes meanwhile.
const applies = 8

// TestNoLostUpdates tests that nothing is lost when another administrator keeps
// writing while hagen applies two sheets in turn, unattended, and that hagen
// succeeds.
func TestNoLostUpdates(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	ctx := context.WithoutCancel(t.Context()) // a write that was started counts
	stop := make(chan struct{})
	var written atomic.Int64
	var writer sync.WaitGroup
	defer writer.Wait()
	end := sync.OnceFunc(func() { close(stop) })
	defer end()
	writer.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Second + rand.N(6*time.Second)):
			}
			name := fmt.Sprintf("theirs-%d", written.Load()+1)
			if out, err := v.Run(ctx, "node02", "crm_attribute", "--node", "node01", "--lifetime", "forever", "--name", name, "--update", "kept"); err != nil {
				t.Errorf("the other administrator: %v\n%s", err, out)
				return
			}
			written.Add(1)
		}
	})
	again, there, tried, through := 0, oldName, 0, 0
	for i := 0; i < applies || written.Load() < applies && i < 4*applies; i++ {
		sheet := []string{newName, oldName}[i%2]
		if there == sheet {
			continue // the previous one did not succeed
		}
		tried++
		address := v.address([]way{onNode, overSSH}[i/2%2])
		r := v.start(v.command(to(address, "apply", sheet, "--yes", "--retry", "20", "--allow", "busy", "--lang", "en")...), []string{"apply", sheet})
		said := r.end(0, 1)
		again += strings.Count(said, "is tried again")
		switch {
		case r.cmd.ProcessState.ExitCode() == 0:
			there, through = sheet, through+1
		case !strings.Contains(said, "nothing was changed"):
			t.Errorf("%s: neither came it through nor was it refused:\n%s", sheet, said)
		}
	}
	end()
	writer.Wait()
	config := v.configuration()
	for i := range written.Load() {
		if name := fmt.Sprintf(`name="theirs-%d"`, i+1); !strings.Contains(config, name) {
			t.Errorf("lost: %s", name)
		}
	}
	v.hagen(0, "diff", there, v.address(overSSH), "--target", installed)
	t.Logf("%d of %d applies came through, with %d plans made anew, beside %d writes of another administrator", through, tried, again, written.Load())
	if written.Load() < applies || through < tried/2 {
		t.Error("that proves little")
	}
}

// TestHistoryOfAllNodes tests that asking one node shows the logs of all nodes, and
// that a backup on another node can be restored.
func TestHistoryOfAllNodes(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}}) // both sheets through node01
	v.hagen(0, to(v.address(overSSH), "apply", newName, "--yes")...)     // through node02
	first := "ssh://root@" + v.Config.Networks[0].Hosts[0]
	for _, address := range []string{first, v.address(overSSH)} {
		if said := v.hagen(0, "history", "--to", address); strings.Count(said, ".csv sha256:") != 3 || strings.Contains(said, "does not answer") {
			t.Errorf("the history by %s:\n%s", address, said)
		}
	}
	if said := v.hagen(0, "history", "--here", "--to", v.address(overSSH)); strings.Count(said, ".csv sha256:") != 1 {
		t.Errorf("the history of node02 alone:\n%s", said)
	}
	// The last write went through node02: node01 alone would go back further.
	if said := v.hagen(0, "rollback", "--to", first, "--yes", "--allow", "busy,remove"); !strings.Contains(said, "restoring the configuration kept as") {
		t.Errorf("the rollback:\n%s", said)
	}
	v.has(oldName)

	// A node that is down is named, and the other logs are shown.
	v.do(v.Crash("node01"))
	if said := v.hagen(0, "history", "--to", v.address(overSSH)); !strings.Contains(said, "node01 does not answer") || strings.Count(said, ".csv sha256:") != 1 {
		t.Errorf("the history without node01:\n%s", said)
	}
}

// TestMinority writes in a partition without quorum while the other nodes write
// something else: their configuration wins when the partitions rejoin, and the
// history shows that.
func TestMinority(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02", "node03"}})
	v.do(v.Cut("node01", "eth0"))
	v.do(v.WaitFor(t.Context(), settling, "node02 and node03 are on their own", func() bool {
		s, err := v.Host("node02").State(t.Context())
		return err == nil && len(s.Online()) == 2
	}))
	v.do(v.WaitFor(t.Context(), settling, "node01 has no quorum and a controller of its own", func() bool {
		out, err := v.Run(t.Context(), "node01", "cibadmin", "--query")
		return err == nil && strings.Contains(out, `have-quorum="0"`)
	}))
	v.run("node01", "crm_resource", "--wait", "--timeout=120")
	said := v.hagenAnyhow(to("local:", "apply", newName, "--yes", "--timeout", "30s", "--allow", "no-quorum,busy,stop")...)
	if !strings.Contains(v.configurationOn("node01"), `id="two"`) {
		t.Fatalf("it was not written on node01:\n%s", said)
	}
	for i := range 4 { // more than the minority wrote
		v.run("node02", "crm_attribute", "--node", "node02", "--name", fmt.Sprintf("theirs-%d", i), "--update", "1")
	}
	v.do(v.Heal("node01"))
	v.reach("all are together", func(s *lab.State) bool { return len(s.Online()) == 3 })
	v.do(v.WaitFor(t.Context(), settling, "node01 has what the others have", func() bool {
		return strings.Contains(v.configurationOn("node01"), `theirs-3`)
	}))
	history := v.hagen(0, "history", "--to", "local:")
	if overruled := !strings.Contains(v.configurationOn("node01"), `id="two"`); !overruled || strings.Count(history, "written without quorum, and not what the cluster had afterwards") != 1 {
		t.Errorf("overruled: %t; the history:\n%s", overruled, history)
	}
}
