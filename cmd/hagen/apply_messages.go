package main

import (
	"hagen/internal/message"
)

// What plan, apply, diff, history and rollback say.
var (
	textNobodyToAsk   = message.New("usage.nobody-to-ask")
	textSayYes        = message.New("usage.say-yes")
	textAsk           = message.New("apply.ask", "destination")
	textNotApplied    = message.New("apply.not-applied")
	textRefused       = message.New("apply.refused", "danger")
	textAllow         = message.New("apply.allow", "dangers")
	textNoScript      = message.New("apply.no-script", "destination")
	textNotScriptable = message.New("apply.not-scriptable", "name")
	textUsePatch      = message.New("apply.use-patch")
	textStale         = message.New("apply.stale", "destination")
	textTryAgain      = message.New("apply.try-again", "destination", "count")
	textFreshPlan     = message.New("apply.fresh-plan")
	textRollingBackTo = message.New("rollback.putting-back", "saved")
)
