package schema

// Key names a column in code. The header is the same word as sheets write it.
// Keys are numbers so that a misspelt one does not compile. The columns that
// only an open block has are data of the sheet: they have a header and no key.
type Key uint8

// The keys of all tables.
const (
	NoKey Key = iota // no column: the row as a whole
	KeyAbout
	KeyAction
	KeyAttribute
	KeyBefore
	KeyBoolOp
	KeyClass
	KeyCode
	KeyConfig
	KeyDefaultOps
	KeyDescription
	KeyDiscovery
	KeyFirstAction
	KeyFirstRsc
	KeyID
	KeyImplied
	KeyInfluence
	KeyKind
	KeyLevel
	KeyLevelID
	KeyLossPolicy
	KeyName
	KeyNode
	KeyNodeAttribute
	KeyNodeID
	KeyOp
	KeyParent
	KeyPath
	KeyPermission
	KeyPrefers
	KeyProvider
	KeyReason
	KeyRecipient
	KeyRef
	KeyRequireAll
	KeyResourceItem
	KeyRole
	KeyRsc
	KeyRscRole
	KeyRule
	KeyRuleID
	KeyScore
	KeySelect
	KeySet
	KeySetID
	KeySetScore
	KeySequential
	KeySymmetrical
	KeyTarget
	KeyThenAction
	KeyThenRsc
	KeyTicket
	KeyType
	KeyUname
	KeyValue
	KeyValueType
	KeyWithRole
	KeyWithRsc
	KeyXML
	KeyAddHost
	KeyContainer
	KeyControlPort
	KeyHostInterface
	KeyHostNetmask
	KeyImage
	KeyInternalPort
	KeyIPRangeStart
	KeyNetwork
	KeyOptions
	KeyPort
	KeyPromotedMax
	KeyRange
	KeyReplicas
	KeyReplicasPerHost
	KeyRunCommand
	KeySourceDir
	KeySourceDirRoot
	KeyTargetDir

	// TEMPLATE, and primitives from one.
	KeyTemplate
)
