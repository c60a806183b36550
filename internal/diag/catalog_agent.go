package diag

// Agents: their class, provider and type, and the parameters they take.
var (
	ClassUnknown       = define("HG0401", Error)
	ClassDropped       = define("HG0402", Error)
	StonithInPrimitive = define("HG0403", Error)
	ProviderMissing    = define("HG0404", Error)
	ProviderGiven      = define("HG0405", Error)
	ProviderUnknown    = define("HG0406", Warning)
	AgentUnknown       = define("HG0407", Warning)
	AgentSpelling      = define("HG0408", Error)
	RemoteConnection   = define("HG0409", Warning)
	GuestNode          = define("HG0410", Warning)
	ParameterUnknown   = define("HG0411", Warning)
	ParametersMissing  = define("HG0412", Error)
	NameObsolete       = define("HG0413", Warning)
	ParametersAlike    = define("HG0414", Error)
	AgentForm          = define("HG0416", Error)
	FenceAction        = define("HG0415", Error)
)

// Nodes that resources create.
var (
	RemoteInside = define("HG0675", Warning)
	RemoteTaken  = define("HG0676", Error)
)

// Operations of a resource.
var (
	OperationUnknown       = define("HG0421", Error)
	OperationUnusual       = define("HG0422", Warning)
	OperationOptionUnknown = define("HG0423", Error)
	OperationTwice         = define("HG0424", Error)
	MonitorsAlike          = define("HG0425", Error)
	IntervalsAlike         = define("HG0426", Error)
	OptionsExclude         = define("HG0427", Error)
	OperationRecurs        = define("HG0428", Error)
	MonitorNever           = define("HG0429", Warning)
	RoleOutsideMonitor     = define("HG0430", Warning)
	OnFailImpossible       = define("HG0431", Error)
	OnFailDefault          = define("HG0432", Error)
)

// Cluster properties, meta attributes and defaults.
var (
	PropertyUnknown  = define("HG0441", Error)
	PropertyOwned    = define("HG0442", Error)
	PropertyObsolete = define("HG0443", Error)
	WatchdogTimeout  = define("HG0444", Warning)
	PowerOff         = define("HG0445", Warning)
	MetaUnknown      = define("HG0451", Warning)
	MetaOfClone      = define("HG0452", Warning)
	OpDefaultUnknown = define("HG0453", Warning)
	EscapingStops    = define("HG0433", Error)
	NodeColon        = define("HG0434", Error)
)

// Alerts.
var (
	RecipientTwice = define("HG0461", Error)
	SelectOfKind   = define("HG0679", Error)
)
