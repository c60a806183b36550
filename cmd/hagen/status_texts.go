package main

import (
	"hagen/internal/apply"
	"hagen/internal/message"
)

// What hagen status says, and what apply and plan say of what is not managed.
var (
	textFileHasNoStatus    = message.New("status.file-has-none", "destination")
	textDiffIt             = message.New("status.diff-it")
	textSameConfiguration  = message.New("status.same-configuration", "destination")
	textOtherConfiguration = message.New("status.other-configuration", "destination", "changes")
	textSeePlan            = message.New("status.see-plan", "sheet", "destination")
	textStillToDo          = message.New("status.still-to-do")
	textRememberedFailures = message.New("status.remembered-failures")
	textIsSo               = message.New("status.matches", "destination")
	textIsNotSo            = message.New("status.does-not-match", "destination")
	textOnline             = message.New("status.online")
	textOffline            = message.New("status.offline")
	textUnclean            = message.New("status.unclean")

	textHeld         = message.New("plan.held")
	textAppliedHeld  = message.New("apply.applied-held", "destination", "saved")
	textNothingHeld  = message.New("apply.nothing-held", "destination")
	textNothingBadly = message.New("apply.nothing-badly", "destination")
	textThereBadly   = message.New("rollback.there-badly", "destination")
	textSeeStatus    = message.New("apply.see-status")

	textSameAlready = message.New("plan.same-already", "destination")
)

// heldTexts say when what is held happens.
var heldTexts = map[apply.HeldBy]message.Text{
	apply.ByCluster:  message.New("held.by-cluster"),
	apply.ByNode:     message.New("held.by-node"),
	apply.ByResource: message.New("held.by-resource"),
}
