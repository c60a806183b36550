package main

import (
	"hagen/internal/apply"
	"hagen/internal/message"
)

// What plan, apply, diff, history and rollback say.
var (
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
	textMore             = message.New("plan.more", "count")
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
	textOverruled        = message.New("history.overruled")
	textTryAgain         = message.New("apply.try-again", "destination", "count")
	textBadRetries       = message.New("usage.bad-retries", "value")
	textRetriesForm      = message.New("usage.retries-form", "max")
	textFreshPlan        = message.New("apply.fresh-plan")
	textLookAtIt         = message.New("apply.look-at-it", "destination")
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

	headID      = message.New("history.head-id")
	headTime    = message.New("history.head-time")
	headDone    = message.New("history.head-action")
	headResult  = message.New("history.head-result")
	headWho     = message.New("history.head-who")
	headThrough = message.New("history.head-through")
	headSource  = message.New("history.head-source")
)

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

var resultTexts = map[string]message.Text{
	apply.ResultStarted:    message.New("result.started"),
	apply.ResultWritten:    message.New("result.written"),
	apply.ResultSettled:    message.New("result.settled"),
	apply.ResultFailed:     message.New("result.failed"),
	apply.ResultRefused:    message.New("result.refused"),
	apply.ResultRolledBack: message.New("result.rolled-back"),
}

var actionTexts = map[string]message.Text{
	apply.Apply:    message.New("action.apply"),
	apply.Rollback: message.New("action.rollback"),
}

// problemText is what is not as it should be.
func problemText(p apply.Problem, lang message.Lang) string { return p.Message().In(lang) }
