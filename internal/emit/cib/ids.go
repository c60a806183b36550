package cib

import (
	"fmt"
	"strconv"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/emit"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// IDConflict says that an id of the sheet is already used by something an earlier
// command of the script made: pcs would refuse it. It is a mistake in the sheet
// that only shows once all ids are known.
type IDConflict struct {
	ID string
	// From and Field are where the sheet has the id, or what pcs forms it from.
	From  model.Origin
	Field schema.Key
	// Owner and OwnerField are what already has the id.
	Owner      model.Origin
	OwnerField schema.Key
}

// Error names the id.
func (c *IDConflict) Error() string {
	return fmt.Sprintf("the id %q is already taken by an element pcs makes earlier", c.ID)
}

// Conflicts lists the id conflicts in an error of Emit, in the order of the
// script's commands.
func Conflicts(err error) []*IDConflict { return emit.Errors[*IDConflict](err) }

// owner is the entity whose command an id comes from.
type owner struct {
	from  model.Origin
	field schema.Key
}

// allocator hands out ids as pcs does, command by command: a generated id that is
// taken gets -1, -2, ….
type allocator struct {
	used map[string]owner
	// owners is where each id came from, as exactly as known, for a Trace.
	owners map[string]owner
	// next is, by proposal, the first number that may be free.
	next map[string]int
	// now is the entity of the current command.
	now owner
}

func newAllocator() *allocator {
	return &allocator{used: map[string]owner{}, owners: map[string]owner{}, next: map[string]int{}}
}

// turnTo sets the entity of the next command.
func (a *allocator) turnTo(from model.Origin, field schema.Key) {
	if from == nil {
		from = model.Nowhere
	}
	a.now = owner{from, field}
}

// take claims an id as it is; the error is an *IDConflict.
func (a *allocator) take(id string) error {
	if by, taken := a.used[id]; taken {
		return &IDConflict{ID: id, From: a.now.from, Field: a.now.field, Owner: by.from, OwnerField: by.field}
	}
	a.used[id], a.owners[id] = a.now, a.now
	return nil
}

// unique claims a proposal or, when it is taken, the first free numbered form.
func (a *allocator) unique(proposal string) string {
	for n := a.next[proposal]; ; n++ {
		id := proposal
		if n > 0 {
			id = proposal + "-" + strconv.Itoa(n)
		}
		if _, taken := a.used[id]; !taken {
			a.used[id], a.owners[id] = a.now, a.now
			a.next[proposal] = n + 1
			return id
		}
	}
}

// belongs records more exactly where an id came from.
func (a *allocator) belongs(id string, from model.Origin, field schema.Key) {
	if from == nil {
		from = model.Nowhere
	}
	a.owners[id] = owner{from, field}
}

// release gives an id back when its element is removed.
func (a *allocator) release(id string) {
	delete(a.used, id)
	delete(a.next, id)
	if i := strings.LastIndexByte(id, '-'); i >= 0 {
		if n, err := strconv.Atoi(id[i+1:]); err == nil {
			a.next[id[:i]] = min(a.next[id[:i]], n)
		}
	}
}

// sanitizeDots replaces characters that an XML id may not have with dots, as
// crm_attribute does for the ids of node attributes.
func sanitizeDots(id string) string {
	return strings.Map(func(r rune) rune {
		if cib.IDRune(r) {
			return r
		}
		return '.'
	}, id)
}
