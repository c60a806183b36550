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

	textNoFingerprintOrFile = message.New("usage.no-fingerprint-or-file", "word")
	textNoFingerprintInside = message.New("agent.no-fingerprint-inside", "file")
	textShowFingerprint     = message.New("agent.show-fingerprint")
	textBadDate             = message.New("usage.bad-date", "value")
	textDateForm            = message.New("usage.date-form")
	textListed              = message.New("agent.listed", "client")
	textListedAlready       = message.New("agent.listed-already", "client")

	textCannotListen = message.New("agent.cannot-listen", "address", "cause")
	textAgentRunning = message.New("agent.running", "socket")

	textFirstContact = message.New("agent.first-contact", "address", "key")
	textTrust        = message.New("agent.trust")
	textAccepted     = message.New("agent.accepted", "address", "key")
)
