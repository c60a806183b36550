package agentd

import (
	"hagen/internal/agentd/api"
	"hagen/internal/apply"
)

// recorder keeps the record of an order in the journal.
type recorder struct {
	journal *journal
	order   *order
	rec     record
}

// hear records the phase that the engine announces.
func (r *recorder) hear(p apply.Phase, savedAs string) error {
	if r.rec.Phase == p && r.rec.SavedAs == savedAs {
		return nil // it is on the disk
	}
	rec := r.rec
	rec.Phase, rec.SavedAs = p, savedAs
	if err := r.put(rec); err != nil {
		return err
	}
	r.order.update(func(state *api.State) { state.SavedAs = savedAs })
	return nil
}

func (r *recorder) put(rec record) error {
	if err := r.journal.put(rec); err != nil {
		return api.Fail(api.CodeNoJournal, textNoJournal, err)
	}
	r.rec = rec
	return nil
}
