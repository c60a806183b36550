package main

import (
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// What plan, apply, diff, history and rollback say.
var (
	textNoDestination  = text{"no destination given", "適用先が指定されていません"}
	textBadDestination = text{"%q is not a destination", "%q は適用先ではありません"}
	textDestinations   = text{"use --to local:, --to ssh://[USER@]HOST[:PORT], --to https://HOST:PORT or --to file:PATH",
		"--to local:、--to ssh://[USER@]HOST[:PORT]、--to https://HOST:PORT、--to file:PATH のいずれかで指定してください"}
	textTwoSides = text{"give two configurations: sheets, CIB files or destinations", "比べる構成を 2 つ指定してください: シート、CIB ファイル、適用先"}
	textOneSheet = text{"choose one with --sheet NAME: one sheet is one cluster", "--sheet NAME で 1 つ選んでください。1 シートが 1 クラスタです"}

	textUnknownNodes  = text{"the cluster has no node %s", "クラスタにノード %s はありません"}
	textKnownNodes    = text{"its nodes are %s", "クラスタのノードは %s です"}
	textIDTaken       = text{"the id %q of a <%s> is taken by a <%s> of the cluster", "ID %q (<%s>) はクラスタの <%s> が使っています"}
	textInvalidResult = text{"crm_verify refuses what the configuration would become:\n  %s", "crm_verify が適用後の構成を受け付けません:\n  %s"}
	textUpgradeCIB    = text{"the cluster's CIB has schema %s, the sheet was compiled for %s: pcs cluster cib-upgrade raises it, or choose another --target",
		"クラスタの CIB のスキーマは %s ですが、シートは %s 用にコンパイルされています。pcs cluster cib-upgrade で上げるか、--target を変えてください"}

	textWarning          = text{"warning", "警告"}
	textNothingToDo      = text{"%s: nothing to do, the cluster matches the sheet", "%s: 変更はありません。クラスタはシートの内容と一致しています"}
	textNothingToPutBack = text{"%s: nothing to do, the configuration is that one already", "%s: 変更はありません。すでにその構成です"}
	textPutBack          = text{"%s: rolled back, everything runs as expected (before: %s)", "%s: 元に戻しました。すべて正常に動いています (変更前: %s)"}
	textPutBackBadly     = text{"%s: the configuration is rolled back, but not everything runs as expected", "%s: 構成は元に戻しましたが、すべてが正常に動いてはいません"}
	textPlanTitle        = text{"Changes to %s: %s", "%s への変更: %s"}
	textDiffTitle        = text{"From %s to %s: %s", "%s から %s への差分: %s"}
	textSame             = text{"%s and %s mean the same cluster", "%s と %s は同じクラスタを表しています"}
	textDefaults         = text{"Not counted: agents' defaults that only one side spells out (%d). An apply writes what the sheet spells out.", "片方だけに書かれたエージェントの既定値 (%d 個) は差分に数えていません。適用ではシートの記述どおりに書き込みます。"}
	textTally            = text{"%d to add, %d to change, %d to remove", "追加 %d、変更 %d、削除 %d"}
	textCellsOf          = text{"cells of %s", "セルは %s のもの"}
	textCompleted        = text{"%s: the agent's defaults", "%s: エージェントの既定値"}
	textOperations       = text{"(operations: %d)", "(オペレーション %d 件)"}
	textMore             = text{"and %d more", "ほか %d 件"}
	textCount            = text{"%s; %s; %s", "%s; %s; %s"}
	textNoDangers        = text{"no dangers", "危険なし"}
	textDangers          = text{"dangers: %d (%s)", "危険 %d 件 (%s)"}
	textUnknownEffects   = text{"what the cluster would do is not known", "クラスタの動作は不明"}
	textNothingHappens   = text{"nothing starts or stops", "起動や停止はなし"}
	textEffects          = text{"The cluster would then:", "適用後のクラスタの動作（予測）:"}
	textNoEffects        = text{"The cluster would start, stop and move nothing.", "クラスタは何も起動、停止、移動しません。"}
	textNotSimulated     = text{"What the cluster would do is not known: no tools of Pacemaker are here that know this CIB.",
		"クラスタが行うことは分かりません: この CIB を扱える Pacemaker のツールがここにありません。"}
	textNoStatus = text{"What the cluster would do is not known: this CIB does not say what runs where.",
		"クラスタが行うことは分かりません: この CIB には、どこで何が動いているかの情報がありません。"}
	textAssumed       = text{"Which node promotes %s is for its agent to say once it runs.", "%s をどのノードで昇格させるかは、起動後にエージェントが決めます。"}
	textSecretChanges = text{"(another secret)", "(別の秘密)"}
	textBlocked       = text{"(blocked)", "(ブロック中)"}

	textNobodyToAsk   = text{"there is no terminal to ask for confirmation", "端末がないため、実行の確認ができません"}
	textSayYes        = text{"look at hagen plan, then give --yes", "hagen plan で確認してから --yes を付けてください"}
	textAsk           = text{"Apply this to %s? [y/N]", "これを %s に適用しますか? [y/N]"}
	textNotApplied    = text{"not applied; nothing was changed", "適用しませんでした。何も変更していません"}
	textRefused       = text{"refused: %s", "拒否しました: %s"}
	textAllow         = text{"--allow %s proceeds anyway; nothing was changed", "実行するには --allow %s を付けてください。何も変更していません"}
	textNoScript      = text{"%s runs no scripts: --via script needs local: or ssh:", "%s ではスクリプトを実行できません: --via script は local: か ssh: で使えます"}
	textNotScriptable = text{"a script of pcs commands cannot change or remove %s, only add to a cluster", "pcs スクリプトは追加だけができ、%s の変更や削除はできません"}
	textUsePatch      = text{"leave --via script out; nothing was changed", "--via script を外してください。何も変更していません"}
	textStale         = text{"%s: another administrator has changed the configuration in the meantime; nothing was changed", "%s: 計画の作成後に他の管理者が構成を変更しました。何も変更していません"}
	textNodeNotAsked  = text{"%s does not answer: what was applied through it is missing here", "%s が応答しません。そのノードを経由した適用はここに含まれていません"}
	textAskNode       = text{"ask it by itself: hagen history --here --to %s; or leave the other nodes out with --here", "そのノードに直接問い合わせてください: hagen history --here --to %s。--here を付けると他のノードを省きます"}
	textOthersUnknown = text{"%s does not know the other nodes now: what was applied through them is missing here", "%s は現在、他のノードを把握していません。他のノードを経由した適用はここに含まれていません"}
	textOverruled     = text{"written without quorum, and not what the cluster had afterwards: the other nodes overruled it, or it was changed", "クォーラムなしで書き込まれましたが、その後のクラスタの構成とは異なります。他のノードの構成が優先されたか、変更されています"}
	textTryAgain      = text{"%s: another administrator changed the configuration in the meantime; this change is still the same and is tried again (%d more)", "%s: その間に他の管理者が構成を変更しましたが、この変更の内容は同じなのでやり直します (残り %d 回)"}
	textBadRetries    = text{"%q is not a number of tries", "%q は回数ではありません"}
	textRetriesForm   = text{"write a whole number from 0 to %d", "0 から %d までの整数を指定してください"}
	textFreshPlan     = text{"this is the plan now; run it again to apply it", "上が現在の計画です。適用するにはもう一度実行してください"}
	textCannotSave    = text{"%s: the current configuration cannot be saved, so nothing was changed: %v", "%s: 変更前の構成を保存できないため、何も変更していません: %v"}
	textUncertain     = text{"%s: it is not known whether the configuration was written: %v; and the cluster does not answer since: %v",
		"%s: 構成が書き込まれたかどうか分かりません: %v。その後クラスタは応答していません: %v"}
	textNeither = text{"%s: the write failed (%v), and the configuration is neither the old nor the new one: another administrator changed it",
		"%s: 書き込みに失敗しました (%v)。現在の構成は変更前とも変更後とも異なります。他の管理者が変更しています"}
	textLookAtIt         = text{"look at it with hagen diff SHEET %s", "hagen diff SHEET %s で確かめてください"}
	textHalfway          = text{"%s: everything but the cluster properties is back as it was: %v", "%s: クラスタのプロパティ以外は元に戻りました: %v"}
	textGoBackAgain      = text{"run it again to restore them as well", "もう一度実行するとプロパティも元に戻ります"}
	textWrittenToFile    = text{"wrote %s (before: %s)", "%s に書き込みました (変更前: %s)"}
	textNotWritten       = text{"nothing was changed: %v", "何も変更していません: %v"}
	textLostSight        = text{"%s: the configuration is written, but the cluster was not waited for to the end: %v", "%s: 構成は書き込みましたが、クラスタを最後まで待てませんでした: %v"}
	textInterruptedApply = text{"interrupted; nothing was changed", "中断されました。何も変更していません"}
	textInterruptedWait  = text{"interrupted; the configuration of %s is written and stays, the cluster goes on settling", "中断されました。%s の構成は書き込み済みで、クラスタは処理を続けています"}
	textHowToGoBack      = text{"hagen rollback --to %s %s puts back what was before", "hagen rollback --to %s %s で変更前に戻せます"}
	textRolledBack       = text{"rolled back to the previous configuration; it is kept as %s", "変更前の構成に戻しました (保存 ID %s)"}
	textAppliedBadly     = text{"%s: the configuration is written, but the cluster does not match the sheet", "%s: 構成は書き込みましたが、クラスタはシートの内容と一致していません"}
	textApplied          = text{"%s: applied, the cluster matches the sheet (before: %s)", "%s: 適用しました。クラスタはシートの内容と一致しています (変更前: %s)"}
	textRollingBackTo    = text{"putting back the configuration kept as %s", "%s として保存した構成に戻します"}
	textNothingSaved     = text{"%s: nothing was applied there yet", "%s: まだ何も適用されていません"}
	textUnknownID        = text{"%s: no configuration is kept as %q", "%s: %q として保存された構成はありません"}
	textListHistory      = text{"hagen history --to %s lists them", "hagen history --to %s で一覧できます"}
	textNoHistory        = text{"%s: no history", "%s: 履歴はありません"}
	textBadTimeout       = text{"invalid duration %q", "%q は時間の形式ではありません"}
	textTimeoutForm      = text{"write 90, 90s, 5m or 1h", "90、90s、5m、1h のように書いてください"}

	headID      = text{"id", "保存 ID"}
	headTime    = text{"time", "時刻"}
	headDone    = text{"action", "操作"}
	headResult  = text{"result", "結果"}
	headWho     = text{"who", "実行者"}
	headThrough = text{"through", "経由"}
	headSource  = text{"source", "入力"}
)

// kindTexts name what a change is about. Words of Pacemaker stay in both
// languages where people use them so.
var kindTexts = map[meaning.Kind]text{
	meaning.Property:     {"property", "プロパティ"},
	meaning.RscDefault:   {"resource default", "リソースの既定値"},
	meaning.OpDefault:    {"operation default", "オペレーションの既定値"},
	meaning.Node:         {"node", "ノード"},
	meaning.Primitive:    {"primitive", "プリミティブ"},
	meaning.Group:        {"group", "グループ"},
	meaning.Clone:        {"clone", "クローン"},
	meaning.Location:     {"location", "配置制約"},
	meaning.Colocation:   {"colocation", "同居制約"},
	meaning.Order:        {"order", "順序制約"},
	meaning.FencingLevel: {"fencing level", "フェンシングレベル"},
	meaning.Alert:        {"alert", "アラート"},
	meaning.Recipient:    {"recipient", "通知先"},
}

var effectTexts = map[string]text{
	"start":   {"start", "起動"},
	"stop":    {"stop", "停止"},
	"restart": {"restart", "再起動"},
	"recover": {"recover", "復旧"},
	"move":    {"move", "移動"},
	"migrate": {"migrate", "ライブ移動"},
	"reload":  {"reload", "再読み込み"},
	"promote": {"promote", "昇格"},
	"demote":  {"demote", "降格"},
	"fence":   {"fence", "フェンシング"},
}

var stageTexts = map[apply.Stage]text{
	apply.Saving:      {"saving the current configuration", "変更前の構成を保存しています"},
	apply.Writing:     {"writing", "書き込んでいます"},
	apply.Settling:    {"waiting for the cluster", "クラスタを待っています"},
	apply.RollingBack: {"rolling back to the previous configuration", "変更前の構成に戻しています"},
}

var stateTexts = map[string]text{
	"starting":  {"starting", "起動中"},
	"started":   {"started", "起動"},
	"stopping":  {"stopping", "停止中"},
	"stopped":   {"stopped", "停止"},
	"promoting": {"promoting", "昇格中"},
	"promoted":  {"promoted", "昇格"},
	"demoting":  {"demoting", "降格中"},
	"moving":    {"moving", "移動中"},
	"reloaded":  {"reloaded", "再読み込み"},
	"failed":    {"failed", "失敗"},
	"blocked":   {"blocked", "ブロック"},
}

var problemTexts = map[apply.ProblemCode]text{
	apply.ProblemNotRunning:     {"%s does not run", "%s が動いていません"},
	apply.ProblemNotPromoted:    {"%s is promoted nowhere", "%s がどこでも昇格していません"},
	apply.ProblemFailed:         {"%s failed on %s: %s", "%s がノード %s で失敗しました: %s"},
	apply.ProblemBlocked:        {"%s is blocked", "%s がブロックされています"},
	apply.ProblemNotIdle:        {"the cluster was not idle within %s", "クラスタが %s 以内に落ち着きませんでした"},
	apply.ProblemLog:            {"the log on the node lacks this: %s", "ノードの記録に残せませんでした: %s"},
	apply.ProblemOthersChanged:  {"not rolled back: another administrator changed the configuration since", "元に戻していません: その後、他の管理者が構成を変更しました"},
	apply.ProblemPending:        {"still to do: %s", "未完了: %s"},
	apply.ProblemHeld:           {"not carried out, because it is not managed: %s", "管理対象外のため実行されていません: %s"},
	apply.ProblemDrifted:        {"another administrator changed the configuration meanwhile: %s", "その間に他の管理者が構成を変更しました: %s"},
	apply.ProblemStopped:        {"hagen was interrupted before the cluster had settled", "クラスタが落ち着く前に hagen が中断されました"},
	apply.ProblemInterrupted:    {"the agent was ended while it put the old configuration back", "変更前の構成に戻している間にエージェントが終了しました"},
	apply.ProblemRollbackFailed: {"the rollback failed: %s", "元に戻せませんでした: %s"},
}

var resultTexts = map[string]text{
	apply.ResultStarted:    {"started", "開始"},
	apply.ResultWritten:    {"written", "書き込み済み"},
	apply.ResultSettled:    {"settled", "完了"},
	apply.ResultFailed:     {"failed", "失敗"},
	apply.ResultRefused:    {"refused", "拒否"},
	apply.ResultRolledBack: {"rolled back", "元に戻した"},
}

var actionTexts = map[string]text{
	"apply":    {"apply", "適用"},
	"rollback": {"rollback", "復元"},
}

// problemText is what is not as it should be.
func problemText(p apply.Problem, lang message.Lang) string {
	said := problemWords(p, lang)
	if p.Before {
		return textSoBefore.format(lang, said)
	}
	return said
}

func problemWords(p apply.Problem, lang message.Lang) string {
	t, known := problemTexts[p.Code]
	switch {
	case !known:
		return p.Text
	case p.Code == apply.ProblemFailed:
		return t.format(lang, p.Resource, p.Node, p.Detail)
	case p.Code == apply.ProblemOthersChanged, p.Code == apply.ProblemInterrupted, p.Code == apply.ProblemStopped:
		return t.in(lang)
	case p.Code == apply.ProblemPending, p.Code == apply.ProblemHeld:
		return t.format(lang, strings.TrimSpace(actionWord(p.Detail, lang)+" "+p.Resource+" "+p.Node))
	}
	switch {
	case p.Resource != "" && p.Node != "":
		return withDetail(textNotOnNode.format(lang, p.Resource, p.Node), p.Detail)
	case p.Resource != "":
		return withDetail(t.format(lang, p.Resource), p.Detail)
	}
	return t.format(lang, p.Detail)
}

// actionWord is what an action of the scheduler is called.
func actionWord(action string, lang message.Lang) string {
	if t, known := effectTexts[action]; known {
		return t.in(lang)
	}
	return action
}

func withDetail(text, detail string) string {
	if detail == "" {
		return text
	}
	return text + ": " + visible(detail)
}

// shown is how sentences call a destination: local, not local:.
func shown(name string) string { return strings.TrimSuffix(name, ":") }
