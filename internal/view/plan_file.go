package view

import (
	"cmp"
	"fmt"
	"time"

	"hagen/internal/message"
	"hagen/internal/terminal"
)

// PlanFile is where a plan is kept, or was read from.
type PlanFile struct {
	File        string    `json:"file"`
	Digest      string    `json:"digest"`
	MadeBy      string    `json:"made_by"`
	MadeAt      time.Time `json:"made_at"`
	Hagen       string    `json:"hagen"` // the version that made it
	Destination string    `json:"destination"`
	Sheet       string    `json:"sheet"` // its name and digest
	Target      string    `json:"target"`
	// Agent is the key that its secrets are encrypted for.
	Agent string `json:"agent,omitempty"`
	// Secrets is how many secrets the sheet has.
	Secrets int `json:"secrets,omitempty"`
	// OtherEffects says that the cluster would not do what it would have done then.
	OtherEffects bool `json:"other_effects,omitempty"`
}

var (
	textPlanFile   = message.New("planfile.title", "file")
	textDigest     = message.New("planfile.digest")
	textMade       = message.New("planfile.made")
	textMadeBy     = message.New("planfile.made-by", "who", "time", "hagen")
	textFor        = message.New("planfile.destination")
	textSheet      = message.New("planfile.sheet")
	textTarget     = message.New("planfile.target")
	textSecrets    = message.New("planfile.secrets-row")
	textSealedFor  = message.New("planfile.sealed", "key")
	textKept       = message.New("planfile.kept")
	textWrotePlan  = message.New("planfile.wrote", "file", "digest")
	textNoPlan     = message.New("planfile.nothing-to-keep", "file")
	textOtherNow   = message.New("planfile.other-effects", "file")
	textPlanDigest = message.New("planfile.count", "file", "digest")
)

// PlanFile shows what a plan file is.
func (s *Screen) PlanFile(f PlanFile) error {
	s.Doc.PlanFile = &f
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(v.paint(sgrBold, textPlanFile.With(f.File).In(v.lang)))
	rows := [][2]string{
		{textDigest.In(v.lang), f.Digest},
		{textMade.In(v.lang), textMadeBy.With(f.MadeBy, f.MadeAt.UTC().Format("2006-01-02 15:04:05Z"), f.Hagen).In(v.lang)},
		{textFor.In(v.lang), f.Destination},
		{textSheet.In(v.lang), f.Sheet},
		{textTarget.In(v.lang), f.Target},
	}
	if f.Secrets > 0 || f.Agent != "" {
		how := textKept.With()
		if f.Agent != "" {
			how = textSealedFor.With(f.Agent)
		}
		rows = append(rows, [2]string{textSecrets.In(v.lang), how.In(v.lang)})
	}
	width := 0
	for _, row := range rows {
		width = max(width, terminal.Width(row[0]))
	}
	for _, row := range rows {
		v.line("  ", padded(row[0], width), "  ", visible(row[1]))
	}
	v.line()
	return s.show(v)
}

// WrotePlan says that a plan is kept in a file; "" for the digest says that it is
// not, because there is nothing to do.
func (s *Screen) WrotePlan(file, digest string) {
	if digest == "" {
		s.Note(textNoPlan, file)
		return
	}
	s.Doc.Written = append(s.Doc.Written, FileRecord{Path: file, Kind: "plan", Secret: true})
	s.Say(textWrotePlan, file, digest)
}

// OtherEffects says that the cluster would not do what it would have done when the
// plan was made.
func (s *Screen) OtherEffects(file string) {
	if s.Doc.PlanFile != nil {
		s.Doc.PlanFile.OtherEffects = true
	}
	if !s.JSON {
		fmt.Fprintln(s.Err, textOtherNow.With(file).In(s.Lang))
	}
}

// CountFile repeats before the question which plan it is about.
func (s *Screen) CountFile() {
	if f := s.Doc.PlanFile; f != nil {
		fmt.Fprintln(s.Err, textPlanDigest.With(cmp.Or(f.File, "-"), f.Digest).In(s.Lang))
	}
}
