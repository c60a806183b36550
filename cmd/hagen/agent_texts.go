package main

import "hagen/internal/message"

// What the commands of the agent say.
var (
	textNodeMade     = message.New("agent.node-made", "folder", "date", "fingerprint")
	textNodeRenewed  = message.New("agent.node-renewed", "folder", "date", "fingerprint")
	textNodeHasKey   = message.New("agent.node-has-key", "folder")
	textRenewNode    = message.New("agent.renew-node")
	textNoNodeKey    = message.New("agent.no-node-key", "folder")
	textInitNode     = message.New("agent.init-node")
	textKeyOpen      = message.New("agent.key-open", "file")
	textKeyMode      = message.New("agent.key-mode", "file")
	textListWritable = message.New("agent.list-writable", "file")
	textListMode     = message.New("agent.list-mode", "file")
	textNoKeyInside  = message.New("agent.no-key-inside", "file")
	textNoConfigDir  = message.New("agent.no-config-folder", "cause")

	textNoFingerprint       = message.New("usage.no-fingerprint")
	textNoFingerprintOrFile = message.New("usage.no-fingerprint-or-file", "word")
	textNoFingerprintInside = message.New("agent.no-fingerprint-inside", "file")
	textShowFingerprint     = message.New("agent.show-fingerprint")
	textBadDate             = message.New("usage.bad-date", "value")
	textDateForm            = message.New("usage.date-form")
	textListed              = message.New("agent.listed", "client")
	textListedAlready       = message.New("agent.listed-already", "client")
	textListedOtherwise     = message.New("agent.listed-otherwise", "client", "file", "line")
	textChangeLine          = message.New("agent.change-line")

	textCannotListen = message.New("agent.cannot-listen", "address", "cause")
	textAgentRunning = message.New("agent.running", "socket")

	textFirstContact     = message.New("agent.first-contact", "address", "key")
	textTrust            = message.New("agent.trust")
	textAccepted         = message.New("agent.accepted", "address", "key")
	textUnknownAgentKey  = message.New("agent.unknown-key", "address", "key")
	textCompareKeys      = message.New("agent.compare-keys")
	textChangedAgentKey  = message.New("agent.changed-key", "address", "shown", "known")
	textForgetAgent      = message.New("agent.forget-key", "file", "line")
	textAgentExpired     = message.New("agent.expired", "time")
	textRenewAgent       = message.New("agent.renew")
	textAgentTooEarly    = message.New("agent.too-early", "time")
	textSetClocks        = message.New("agent.set-clocks")
	textKeyRefused       = message.New("agent.key-refused", "address")
	textAuthorizeKey     = message.New("agent.authorize-key", "key")
	textOrderGoesOn      = message.New("agent.order-goes-on", "address")
	textOrderUnknown     = message.New("agent.order-unknown", "address")
	textOrderOverdue     = message.New("agent.order-overdue", "address", "time")
	textWatchAgain       = message.New("agent.watch-again", "address")
	textHistoryTells     = message.New("agent.history-tells", "address")
	textCannotReachAgent = message.New("agent.cannot-reach", "address", "cause")
	textIsAgentRunning   = message.New("agent.is-it-running")
	textNoAgentThere     = message.New("agent.no-agent-there", "cause")
	textAtWork           = message.New("agent.at-work", "who", "time")
	textWaitForIt        = message.New("agent.wait")
	textAgentSays        = message.New("agent.says", "said")
)

// The flags of the agent's commands.
const (
	flagDir       = "dir"
	flagListen    = "listen"
	flagState     = "state"
	flagHealth    = "health"
	flagRenew     = "renew"
	flagNode      = "node"
	flagName      = "name"
	flagUntil     = "until"
	flagAcceptNew = "accept-new"
)
