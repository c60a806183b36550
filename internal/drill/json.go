package drill

import (
	"encoding/json"
	"time"

	"hagen/docs/schema"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

// Record is a result for machines. Its schema is docs/schema/drill.json.
type Record struct {
	Version     int          `json:"version"` // see package docs/schema
	Sheet       string       `json:"sheet"`
	Cluster     string       `json:"cluster"`
	Destination string       `json:"destination"`
	Scheduler   string       `json:"scheduler"`
	Began       time.Time    `json:"began"`
	Ended       time.Time    `json:"ended"`
	Interrupted bool         `json:"interrupted"`
	Left        []string     `json:"left"`
	Cases       []caseRecord `json:"cases"`
}

type caseRecord struct {
	Number      string       `json:"number"`
	Text        string       `json:"text"`
	Verdict     Verdict      `json:"verdict"`
	Why         string       `json:"why,omitempty"`
	Return      []deedRecord `json:"return"`
	BackSeconds float64      `json:"back_seconds"`
	Left        []string     `json:"left"`
	Steps       []stepRecord `json:"steps"`
}

type stepRecord struct {
	Events      []scheduler.Event `json:"events"`
	Text        string            `json:"text"`
	Began       time.Time         `json:"began"`
	TookSeconds float64           `json:"took_seconds"`
	AtMost      float64           `json:"at_most_seconds"`
	Else        bool              `json:"else"`
	Differences []string          `json:"differences"`
	Commands    []deedRecord      `json:"commands"`
	Timeline    []momentRecord    `json:"timeline"`
	FailCounts  []pcmk.Count      `json:"fail_counts"`
	Before      string            `json:"before"`
	After       string            `json:"after"`
	Logs        []logRecord       `json:"logs"`
}

type deedRecord struct {
	Node    string `json:"node"`
	Command string `json:"command"`
	Code    int    `json:"code"`
	Said    string `json:"said,omitempty"`
}

type momentRecord struct {
	Seconds float64 `json:"seconds"`
	Text    string  `json:"text"`
}

type logRecord struct {
	Node  string   `json:"node"`
	Lines []string `json:"lines"`
}

// About names what a result is of.
type About struct{ Sheet, Cluster, Destination string }

// Record is the result for machines, its texts in a language.
func (r *Result) Record(about About, lang message.Lang) *Record {
	out := &Record{Version: schema.Version, Sheet: about.Sheet, Cluster: about.Cluster, Destination: about.Destination, Scheduler: r.Scheduler,
		Began: r.Began.Round(time.Second), Ended: r.Ended.Round(time.Second), Interrupted: r.Interrupted, Left: words(r.Left, lang), Cases: []caseRecord{}}
	for _, c := range r.Cases {
		rec := caseRecord{Number: c.Number, Text: called(c.Case.Steps[0].Events, lang), Verdict: c.Verdict, Why: c.Why.In(lang),
			Return: deedRecords(c.Return), BackSeconds: rounded(c.Back), Left: words(c.Left, lang), Steps: []stepRecord{}}
		for i, s := range c.Steps {
			rec.Steps = append(rec.Steps, c.step(i, s, lang))
		}
		out.Cases = append(out.Cases, rec)
	}
	return out
}

func (c *Case) step(i int, s *Step, lang message.Lang) stepRecord {
	of := c.Case.Steps[i]
	out := stepRecord{Events: of.Events, Text: called(of.Events, lang), Began: s.Began.Round(time.Second), TookSeconds: rounded(s.Took),
		AtMost: (of.Course.Notice + of.Course.Takes).Seconds(), Else: s.Else, Differences: words(s.Differences, lang), Commands: deedRecords(s.Did),
		Timeline: []momentRecord{}, FailCounts: append([]pcmk.Count{}, s.Counts...), Before: s.Before, After: s.After, Logs: []logRecord{}}
	for _, m := range s.Timeline {
		out.Timeline = append(out.Timeline, momentRecord{rounded(m.After), m.What.In(lang)})
	}
	for _, l := range s.Logs {
		out.Logs = append(out.Logs, logRecord(l))
	}
	return out
}

func deedRecords(list []Deed) []deedRecord {
	out := []deedRecord{}
	for _, d := range list {
		out = append(out, deedRecord(d))
	}
	return out
}

// called is how a step is called: what happens in it.
func called(events []scheduler.Event, lang message.Lang) string {
	var list message.List
	for _, e := range events {
		list = append(list, e.Message())
	}
	return list.In(lang)
}

func words(list []message.Message, lang message.Lang) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, m.In(lang))
	}
	return out
}

// rounded is a duration in seconds, to the tenth.
func rounded(d time.Duration) float64 { return d.Round(100 * time.Millisecond).Seconds() }

// JSON is the record as a file.
func (r *Record) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	return append(data, '\n'), err
}
