package diag

// Ids that pcs refuses, and resources nested where they cannot be.
var (
	IDStart                 = define("HG0350", Error)
	IDCharacter             = define("HG0351", Error)
	IDCase                  = define("HG0352", Warning)
	EmptyGroup              = define("HG0355", Error)
	EmptyClone              = define("HG0356", Error)
	NoMember                = define("HG0357", Error)
	CloneOfTwo              = define("HG0358", Error)
	CloneInClone            = define("HG0359", Error)
	StonithInside           = define("HG0360", Error)
	StonithInsideDeprecated = define("HG0361", Warning)
	NotPromotable           = define("HG0362", Error)
	DescriptionPlace        = define("HG0770", Error)
)
