package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
	"hagen/internal/message"
)

// TestHistorySpeaks: one log is shown in the language of each reader: what an agent
// wrote of an order that failed, and what a hagen of before wrote in English.
func TestHistorySpeaks(t *testing.T) {
	failure := api.FromError(&apply.UncertainError{Cause: apply.ErrBusy})
	when := time.Date(2026, 11, 27, 3, 0, 0, 0, time.UTC)
	cib := filepath.Join(t.TempDir(), "cib.xml")
	var log strings.Builder
	for i, e := range []apply.Entry{
		{Message: failure.Error(), Translatable: message.Of(failure)},
		{Message: "vip does not run: n1: start: error; not rolled back: another administrator changed the configuration since"},
	} {
		e.Time, e.ID, e.Action, e.Result, e.Who = when, string(rune('a'+i)), apply.Apply, apply.ResultFailed, "alice"
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(append(line, '\n'))
	}
	if err := os.MkdirAll(cib+".hagen", 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{cib: "<cib/>", cib + ".hagen/log.jsonl": log.String()} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for lang, want := range map[string][]string{
		"en": {"the write failed (the cluster is still at work), and the configuration is neither the old nor the new one", "vip does not run: n1: start: error; not rolled back"},
		"ja": {"書き込みに失敗しました (クラスタはまだ処理中です)", "「vip」が動いていません: n1: start: error、ロールバックしていません"},
		"ko": {"기록에 실패했습니다(클러스터가 아직 처리 중입니다)", "'vip' 리소스가 실행되고 있지 않습니다"},
	} {
		code, said := hagenRun(t, "history", "--to", "file:"+cib, "--lang", lang)
		for _, w := range want {
			if code != 0 || !strings.Contains(said, w) {
				t.Errorf("%s: %d, it lacks %q:\n%s", lang, code, w, said)
			}
		}
	}
}
