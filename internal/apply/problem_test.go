package apply

import (
	"encoding/json"
	"strings"
	"testing"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// TestProblemsSpeak: each problem says the same after a journey as JSON, in every
// language, and a hagen of before knew its English.
func TestProblemsSpeak(t *testing.T) {
	failure := pcmk.Failure{Operation: "vip_start_0", Node: "n1", Status: "not installed", Reason: "no binary"}
	for _, tt := range []struct {
		problem Problem
		en, ja  string
	}{
		{newProblem(ProblemNotRunning, "vip", "", none), "vip does not run", "「vip」が動いていません"},
		{newProblem(ProblemNotRunning, "vip", "n1", failure.Message()), "vip does not run on n1: start: not installed (no binary)", "「vip」がノード「n1」で動いていません: start: 未インストール (no binary)"},
		{newProblem(ProblemNotPromoted, "db", "", none), "db is promoted nowhere", "「db」がどのノードでも昇格していません"},
		{newProblem(ProblemFailed, "vip", "n1", failure.Message()), "vip failed on n1: start: not installed (no binary)", "「vip」がノード「n1」で失敗しました: start: 未インストール (no binary)"},
		{newProblem(ProblemHeld, "vip", "n1", pcmk.ActionName("start")), "not carried out, because it is not managed: start vip n1", "管理対象外のため実行されていません: 起動 vip n1"},
		{newProblem(ProblemRollbackFailed, "", "", message.Of(ErrBusy)), "the rollback failed: the cluster is still at work", "ロールバックに失敗しました: クラスタはまだ処理中です"},
		{newProblem(ProblemInterrupted, "", "", none), "the agent was stopped while it restored the old configuration", "変更前の構成に戻している間にエージェントが終了しました"},
		{Problem{Code: ProblemNotRunning, Resource: "vip", Text: "vip does not run: n1: start: error", Detail: "n1: start: error"}, "vip does not run: n1: start: error", "「vip」が動いていません: n1: start: error"},
		{Problem{Text: "an old one; of two sentences"}, "an old one; of two sentences", "an old one、of two sentences"},
		{Problem{Text: "an old one", Before: true}, "an old one (an earlier problem)", "an old one (以前からの問題)"},
	} {
		data, err := json.Marshal(tt.problem)
		if err != nil {
			t.Fatal(err)
		}
		var p Problem
		if err := json.Unmarshal(data, &p); err != nil {
			t.Fatal(err)
		}
		if en, ja := p.Message().In(message.English), p.Message().In(message.Japanese); en != tt.en || ja != tt.ja {
			t.Errorf("%s says\n%s\n%s\nwant\n%s\n%s", data, en, ja, tt.en, tt.ja)
		}
		if !strings.HasPrefix(tt.en, p.Text) {
			t.Errorf("%s: its text is not %q", data, tt.en)
		}
	}
}

// TestEntrySaid: what an entry of the log says, also one that a hagen of before
// wrote in English.
func TestEntrySaid(t *testing.T) {
	why := newProblem(ProblemBlocked, "vip", "", none).told()
	for _, tt := range []struct {
		entry  Entry
		en, ja string
	}{
		{Entry{Message: "vip is blocked; not rolled back: another administrator changed the configuration since"},
			"vip is blocked; not rolled back: another administrator changed the configuration since", "「vip」がブロックされています、ロールバックしていません: その後、他の管理者が構成を変更しました"},
		{Entry{Message: "vip failed on n1: start: error (no)"}, "vip failed on n1: start: error (no)", "「vip」がノード「n1」で失敗しました: start: error (no)"},
		{Entry{Message: ErrStale.Error()}, ErrStale.Error(), "その間にクラスタの構成が変更されました"},
		{Entry{Message: "not waited for to the end: the cluster is still at work"}, "not waited for to the end: the cluster is still at work", "最後まで待てませんでした: クラスタはまだ処理中です"},
		{Entry{Message: "vip is blocked; the rollback failed: the cluster is still at work",
			Translatable: message.Joined(why, newProblem(ProblemRollbackFailed, "", "", message.Of(ErrBusy)).told())},
			"vip is blocked; the rollback failed: the cluster is still at work", "「vip」がブロックされています、ロールバックに失敗しました: クラスタはまだ処理中です"},
		{Entry{}, "", ""},
	} {
		data, err := json.Marshal(tt.entry)
		if err != nil {
			t.Fatal(err)
		}
		var e Entry
		if err := json.Unmarshal(data, &e); err != nil {
			t.Fatal(err)
		}
		if en, ja := e.Said().In(message.English), e.Said().In(message.Japanese); en != tt.en || ja != tt.ja {
			t.Errorf("%s says\n%s\n%s\nwant\n%s\n%s", data, en, ja, tt.en, tt.ja)
		}
	}
}
