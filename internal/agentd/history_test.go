package agentd_test

import (
	"context"
	"strings"
	"testing"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// TestHistoryInEachLanguage tests that a failed order and the log of a running agent
// can be shown in each reader's language: the agent sends identifiers with arguments.
func TestHistoryInEachLanguage(t *testing.T) {
	a := newAgent(t).start()
	c, ctx := a.as("alice"), context.Background()
	a.cluster.set(func() {
		a.cluster.broken = true
		// An older hagen logged only English.
		a.cluster.log = []apply.Entry{{ID: "old", Action: apply.Apply, Result: apply.ResultFailed, Message: "vip is blocked"}}
	})
	r := await(t, execute(c, order()))
	if len(r.Problems) == 0 {
		t.Fatalf("no problem after %v", r.err)
	}
	entries, err := c.Store().Entries(ctx)
	if err != nil || len(entries) < 3 {
		t.Fatalf("%+v, %v", entries, err)
	}
	old, last := entries[0], entries[len(entries)-1]
	for lang, want := range map[message.Lang][]string{
		"en": {"vip is blocked", "vip failed on n1: start: error"},
		"ja": {"「vip」がブロックされています", "「vip」がノード「n1」で失敗しました: start: エラー"},
		"ko": {"'vip' 리소스가 차단되었습니다", "'vip' 리소스가 'n1' 노드에서 실패했습니다: start: 오류"},
	} {
		if got := old.Said().In(lang); got != want[0] {
			t.Errorf("%s: the entry of an older hagen: %q, want %q", lang, got, want[0])
		}
		if got := last.Said().In(lang); !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s: the last entry: %q, want %q", lang, got, want[1])
		}
		if got := r.Problems[0].Message().In(lang); !strings.HasPrefix(got, want[1]) {
			t.Errorf("%s: the outcome: %q, want %q", lang, got, want[1])
		}
	}
}
