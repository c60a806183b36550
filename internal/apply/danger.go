package apply

import "hagen/internal/message"

// dangerTexts say what each danger is.
var dangerTexts = map[Danger]message.Text{
	NoQuorum:      message.New("danger.no-quorum"),
	InMaintenance: message.New("danger.maintenance"),
	Busy:          message.New("danger.busy", "items"),
	Removes:       message.New("danger.remove", "items"),
	Unsaid:        message.New("danger.unsaid", "items"),
	Stops:         message.New("danger.stop", "items"),
	Disables:      message.New("danger.disable", "items"),
	Fences:        message.New("danger.fence", "items"),
	FencingOff:    message.New("danger.fencing-off", "items"),
	Unmanages:     message.New("danger.unmanage", "items"),
	Manages:       message.New("danger.manage", "items"),
	Enables:       message.New("danger.enable", "items"),
	Unbans:        message.New("danger.unban", "items"),
	Unstandby:     message.New("danger.unstandby", "items"),
}

// Variants of some dangers.
var (
	textEndsMaintenance = message.New("danger.ends-maintenance")
	textNoDC            = message.New("danger.no-dc")
	textDemotes         = message.New("danger.demote", "items")
	textItemWhy         = message.New("danger.item-why", "item", "reason")
	textMoreItems       = message.New("danger.more", "count")
)

// manyItems is how many things a danger names; the plan names them all.
const manyItems = 20

// Message says what is dangerous, and why.
func (r Risk) Message() message.Message {
	switch {
	case r.Danger == NoQuorum:
		return dangerTexts[NoQuorum].With()
	case r.Danger == Busy && len(r.Items) == 0:
		return textNoDC.With()
	case r.Ends:
		return textEndsMaintenance.With()
	case r.Danger == InMaintenance:
		return dangerTexts[InMaintenance].With()
	case r.Demotes:
		return textDemotes.With(message.Names(r.items()))
	}
	return dangerTexts[r.Danger].With(message.Names(r.items()))
}

// items are what a danger is about, each with its reason.
func (r Risk) items() []message.Message {
	var items []message.Message
	for i, name := range r.Items {
		if i == manyItems && len(r.Items) > manyItems+1 {
			return append(items, textMoreItems.With(len(r.Items)-i))
		}
		item := textItem.With(name)
		if i < len(r.Reasons) && !r.Reasons[i].IsZero() {
			item = textItemWhy.With(name, r.Reasons[i])
		}
		items = append(items, item)
	}
	return items
}

// textItem is a name, so that it is not translated like a sentence of another
// program.
var textItem = message.New("danger.item", "item")

// ReasonWords are the reasons in English, "" where there is none.
func (r Risk) ReasonWords() []string {
	var words []string
	for _, reason := range r.Reasons {
		words = append(words, reason.String())
	}
	return words
}
