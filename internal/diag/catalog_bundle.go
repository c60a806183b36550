package diag

// Bundles: what they hold, how their containers are reached.
var (
	ResourceInBundle   = define("HG0680", Error)
	BundleUnreachable  = define("HG0681", Error)
	BundleMember       = define("HG0682", Error)
	BundleMapping      = define("HG0683", Error)
	BundleNetworkTwice = define("HG0684", Error)
	BundlePromotes     = define("HG0795", Warning)
)
