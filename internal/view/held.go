package view

import (
	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

var textHeld = message.New("plan.held")

// heldTexts say when a held action happens.
var heldTexts = map[apply.HeldBy]message.Text{
	apply.ByCluster:  message.New("held.by-cluster"),
	apply.ByNode:     message.New("held.by-node"),
	apply.ByResource: message.New("held.by-resource"),
}

// held writes what the cluster does not do because it does not manage something.
func (v *page) held(list []apply.Held) {
	if len(list) == 0 {
		return
	}
	v.line()
	v.line(v.paint(sgrBold, textHeld.In(v.lang)))
	var effects []pcmk.Effect
	for _, h := range list {
		e := h.Effect
		e.Reason = heldTexts[h.By].In(v.lang)
		effects = append(effects, e)
	}
	v.effects(effects)
}
