package view

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// shownProgress is what a run of events shows.
func shownProgress(t *testing.T, lang message.Lang, asJSON, bar bool) string {
	t.Helper()
	var out bytes.Buffer
	s := NewScreen(nil, &out, &out, noenv)
	s.Lang, s.JSON = lang, asJSON
	g := s.Progress(&apply.Plan{Effects: []pcmk.Effect{{Resource: "vip", Node: "n1"}, {Resource: "web", Node: "node02"}, {Resource: "db-main", Node: "n1"}}})
	g.bar = bar
	failed := pcmk.Failure{Operation: "db-main_start_0", Status: "not running", Reason: "no such file"}.Message()
	at := func(tenths int) time.Time { return g.start.Add(time.Duration(tenths) * 100 * time.Millisecond) }
	for _, e := range []apply.Event{
		{Stage: apply.Saving, Time: at(1)},
		{Stage: apply.Writing, Time: at(2)},
		{Stage: apply.Writing, Time: at(3), Text: "what pcs\x1b says"},
		{Stage: apply.Settling, Time: at(4), Total: 3},
		{Stage: apply.Settling, Time: at(5), Resource: "vip", Node: "n1", State: "starting", Total: 3},
		{Stage: apply.Settling, Time: at(25), Resource: "vip", Node: "n1", State: "started", Done: 1, Total: 3},
		{Stage: apply.Checking, Time: at(30)},
		{Stage: apply.Settling, Time: at(31), Resource: "db-main", Node: "n1", State: "failed", Text: failed.String(), Translatable: failed, Done: 1, Total: 3},
		{Stage: apply.RollingBack, Time: at(40)},
		{Stage: apply.Done, Time: at(50)},
	} {
		g.Event(e)
	}
	g.End()
	return out.String()
}

func TestProgressLines(t *testing.T) {
	want := `
saving the current configuration
writing
  what pcs<U+001B> says
waiting for the cluster
    0.5s  vip      n1      starting
    2.5s  vip      n1      started (2.0s)
    3.1s  db-main  n1      failed: start: not running (no such file)
rolling back to the previous configuration
`
	if diff := cmp.Diff(want, shownProgress(t, message.English, false, false)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	ja := shownProgress(t, message.Japanese, false, false)
	for _, line := range []string{"  vip      n1      起動 (2.0s)\n", "  3.1s  db-main  n1      失敗: start: 停止している (no such file)\n"} {
		if !strings.Contains(ja, line) {
			t.Errorf("in Japanese no %q:\n%s", line, ja)
		}
	}
}

// TestProgressBar: what stays on the terminal is the plain lines; the bar below
// them is drawn and wiped.
func TestProgressBar(t *testing.T) {
	out := shownProgress(t, message.English, false, true)
	drawn := regexp.MustCompile(`  \[[= ]{24}\] \d/\d  \d+\.\ds\r\x1b\[K`)
	if bars := drawn.FindAllString(out, -1); len(bars) < 4 || !strings.Contains(out, "[========                ] 1/3") {
		t.Errorf("%d bars: %q", len(bars), out)
	}
	if diff := cmp.Diff(shownProgress(t, message.English, false, false), drawn.ReplaceAllString(out, "")); diff != "" {
		t.Errorf("without its bars (-want +got):\n%s", diff)
	}
}

func TestProgressJSON(t *testing.T) {
	var last struct{ Event apply.Event }
	lines := strings.Split(strings.TrimSpace(shownProgress(t, message.English, true, false)), "\n")
	for _, line := range lines {
		if err := json.Unmarshal([]byte(line), &last); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	if len(lines) != 10 || last.Event.Stage != apply.Done {
		t.Errorf("%d lines, at last %+v", len(lines), last)
	}
}
