package diag

import "slices"

// acceptable are the mistakes that a sheet can have and still be compiled: Pacemaker
// takes the CIB, whatever pcs or hagen think of it. Not among them is what the schemas
// refuse, or what leaves open what the sheet means.
var acceptable = []*Kind{
	NodeUnknown, StonithInside, NotPromotable,
	RemoteConnection, GuestNode, ParametersMissing, ParametersAlike, FenceAction,
	OperationUnknown, OperationTwice, MonitorsAlike, IntervalsAlike, OperationRecurs, OnFailImpossible, OnFailDefault,
	PropertyUnknown, PropertyObsolete, RecipientTwice,
	ResourceInClone, LocationTwice, RuleTwice, ColocationTwice, OrderTwice, TicketTwice,
	ColocationSelf, ColocationContradiction, OrderSelf, OrderInGroup, OrderCircle,
	RoleNeedsPromotable, ActionNeedsPromotable, TargetRoleNeedsPromotable, CloneWithRoles,
	OnFailFence, HostMapForm, RuleValueType,
}

// acceptableValues are those that can be accepted where a value is that of a parameter,
// a property or an option: in other cells the schemas want something certain.
var acceptableValues = []*Kind{
	NotInteger, NotBoolean, NotDuration, NotScore, NotListed, NotPercentage, NotPort, NotAddress, NotPrefix, NotID,
	NotHealth, NotDateTime, NotThreshold,
}

// Acceptable reports whether a mistake of the kind can be accepted: in any row, or only
// in rows of names and values. Every warning can.
func (k *Kind) Acceptable() (anywhere, values bool) {
	anywhere = k.Severity == Warning || slices.Contains(acceptable, k)
	return anywhere, anywhere || slices.Contains(acceptableValues, k)
}

// KindOf finds a kind by its code.
func KindOf(code string) (*Kind, bool) {
	for _, k := range catalog {
		if k.Code == code {
			return k, true
		}
	}
	return nil, false
}
