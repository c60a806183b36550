package main

import (
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// What plan, apply, diff, history and rollback say.
var (
	textOneSheet = message.New("usage.one-sheet")

	textUnknownNodes  = message.New("plan.unknown-nodes", "nodes")
	textKnownNodes    = message.New("plan.known-nodes", "nodes")
	textIDTaken       = message.New("plan.id-taken", "id", "element", "holder")
	textInvalidResult = message.New("plan.invalid-result", "findings")
	textUpgradeCIB    = message.New("plan.upgrade-cib", "schema", "needed")

	textWarning          = message.New("plan.warning")
	textNothingToDo      = message.New("apply.nothing-to-do", "destination")
	textNothingToPutBack = message.New("rollback.nothing-to-do", "destination")
	textPutBack          = message.New("rollback.done", "destination", "saved")
	textPutBackBadly     = message.New("rollback.done-badly", "destination")
	textPlanTitle        = message.New("plan.title", "destination", "changes")
	textDiffTitle        = message.New("diff.title", "from", "to", "changes")
	textSame             = message.New("diff.same", "from", "to")
	textDefaults         = message.New("diff.defaults", "count")
	textTally            = message.New("plan.tally", "added", "changed", "removed")
	textCellsOf          = message.New("plan.cells-of", "file")
	textCompleted        = message.New("plan.completed", "operations")
	textOperations       = message.New("plan.operations", "count")
	textMore             = text{"and %d more", "ほか %d 件"}
	textCount            = message.New("plan.count", "dangers", "changes", "effects")
	textNoDangers        = message.New("plan.no-dangers")
	textDangers          = message.New("plan.dangers", "count", "dangers")
	textUnknownEffects   = message.New("plan.unknown-effects")
	textNothingHappens   = message.New("plan.nothing-happens")
	textEffects          = message.New("plan.effects")
	textEffectCount      = message.New("plan.effect-count", "effect", "count")
	textNoEffects        = message.New("plan.no-effects")
	textNotSimulated     = message.New("plan.not-simulated")
	textNoStatus         = message.New("plan.no-status")
	textAssumed          = message.New("plan.assumed", "resource")
	textSecretChanges    = message.New("plan.secret-changes")
	textBlocked          = message.New("plan.blocked")

	textNobodyToAsk      = message.New("usage.nobody-to-ask")
	textSayYes           = message.New("usage.say-yes")
	textAsk              = message.New("apply.ask", "destination")
	textNotApplied       = message.New("apply.not-applied")
	textRefused          = message.New("apply.refused", "danger")
	textAllow            = message.New("apply.allow", "dangers")
	textNoScript         = message.New("apply.no-script", "destination")
	textNotScriptable    = message.New("apply.not-scriptable", "name")
	textUsePatch         = message.New("apply.use-patch")
	textStale            = message.New("apply.stale", "destination")
	textNodeNotAsked     = message.New("history.node-not-asked", "node")
	textAskNode          = message.New("history.ask-node", "destination")
	textOthersUnknown    = message.New("history.others-unknown", "node")
	textOverruled        = text{"written without quorum, and not what the cluster had afterwards: the other nodes overruled it, or it was changed", "クォーラムなしで書き込まれましたが、その後のクラスタの構成とは異なります。他のノードの構成が優先されたか、変更されています"}
	textTryAgain         = message.New("apply.try-again", "destination", "count")
	textBadRetries       = message.New("usage.bad-retries", "value")
	textRetriesForm      = message.New("usage.retries-form", "max")
	textFreshPlan        = message.New("apply.fresh-plan")
	textCannotSave       = message.New("apply.cannot-save", "destination", "cause")
	textUncertain        = message.New("apply.uncertain", "destination", "cause", "since")
	textNeither          = message.New("apply.neither", "destination", "cause")
	textLookAtIt         = message.New("apply.look-at-it", "destination")
	textHalfway          = message.New("apply.halfway", "destination", "cause")
	textGoBackAgain      = message.New("apply.go-back-again")
	textWrittenToFile    = message.New("apply.written-to-file", "destination", "saved")
	textNotWritten       = message.New("apply.not-written", "cause")
	textLostSight        = message.New("apply.lost-sight", "destination", "cause")
	textInterruptedApply = message.New("apply.interrupted")
	textInterruptedWait  = message.New("apply.interrupted-wait", "destination")
	textHowToGoBack      = message.New("apply.how-to-go-back", "destination", "saved")
	textRolledBack       = message.New("apply.rolled-back", "saved")
	textAppliedBadly     = message.New("apply.applied-badly", "destination")
	textApplied          = message.New("apply.applied", "destination", "saved")
	textRollingBackTo    = message.New("rollback.putting-back", "saved")
	textNothingSaved     = message.New("history.nothing-saved", "destination")
	textUnknownID        = message.New("history.unknown-id", "destination", "saved")
	textListHistory      = message.New("history.list-them", "destination")
	textNoHistory        = message.New("history.none", "destination")

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
var kindTexts = map[meaning.Kind]message.Text{
	meaning.Property:     message.New("kind.property"),
	meaning.RscDefault:   message.New("kind.rsc-default"),
	meaning.OpDefault:    message.New("kind.op-default"),
	meaning.Node:         message.New("kind.node"),
	meaning.Primitive:    message.New("kind.primitive"),
	meaning.Group:        message.New("kind.group"),
	meaning.Clone:        message.New("kind.clone"),
	meaning.Location:     message.New("kind.location"),
	meaning.Colocation:   message.New("kind.colocation"),
	meaning.Order:        message.New("kind.order"),
	meaning.FencingLevel: message.New("kind.fencing-level"),
	meaning.Alert:        message.New("kind.alert"),
	meaning.Recipient:    message.New("kind.recipient"),
}

var effectTexts = map[string]message.Text{
	"start":   message.New("effect.start"),
	"stop":    message.New("effect.stop"),
	"restart": message.New("effect.restart"),
	"recover": message.New("effect.recover"),
	"move":    message.New("effect.move"),
	"migrate": message.New("effect.migrate"),
	"reload":  message.New("effect.reload"),
	"promote": message.New("effect.promote"),
	"demote":  message.New("effect.demote"),
	"fence":   message.New("effect.fence"),
}

var stageTexts = map[apply.Stage]message.Text{
	apply.Saving:      message.New("stage.saving"),
	apply.Writing:     message.New("stage.writing"),
	apply.Settling:    message.New("stage.settling"),
	apply.RollingBack: message.New("stage.rolling-back"),
}

var stateTexts = map[string]message.Text{
	"starting":  message.New("state.starting"),
	"started":   message.New("state.started"),
	"stopping":  message.New("state.stopping"),
	"stopped":   message.New("state.stopped"),
	"promoting": message.New("state.promoting"),
	"promoted":  message.New("state.promoted"),
	"demoting":  message.New("state.demoting"),
	"moving":    message.New("state.moving"),
	"reloaded":  message.New("state.reloaded"),
	"failed":    message.New("state.failed"),
	"blocked":   message.New("state.blocked"),
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
		return textSoBefore.With(said).In(lang)
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
		return withDetail(textNotOnNode.With(p.Resource, p.Node).In(lang), p.Detail)
	case p.Resource != "":
		return withDetail(t.format(lang, p.Resource), p.Detail)
	}
	return t.format(lang, p.Detail)
}

// actionWord is what an action of the scheduler is called.
func actionWord(action string, lang message.Lang) string {
	if t, known := effectTexts[action]; known {
		return t.In(lang)
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
