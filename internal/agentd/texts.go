package agentd

import "hagen/internal/message"

// What the agent answers.
var (
	textAtWork     = message.New("agentd.at-work", "who", "time")
	textStopping   = message.New("agentd.stopping")
	textBug        = message.New("agentd.bug", "said")
	textNoOrder    = message.New("agentd.no-order")
	textNoJournal  = message.New("agentd.no-journal", "cause")
	textNoPath     = message.New("agentd.no-path", "method")
	textForbidden  = message.New("agentd.forbidden")
	textTooLarge   = message.New("agentd.too-large")
	textOverloaded = message.New("agentd.overloaded")
	textNoBody     = message.New("agentd.no-body", "cause")
	textNotSaved   = message.New("agentd.not-saved")
	textOneOrder   = message.New("agentd.one-order")
	textOtherUser  = message.New("agentd.other-user", "uid")
	textAfter      = message.New("agentd.after")
	textNoSealed   = message.New("agentd.no-sealed")
)
