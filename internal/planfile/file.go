// Package planfile keeps a plan in a file: what one person planned and another
// approved is what is written, or it is refused when the cluster moved on.
//
// The file holds the compiled sheet, the changes with their cells, and digests of the
// configuration that the plan was made on and of the one it leads to. An apply
// merges the sheet into the live configuration again, and refuses unless both
// digests and every change are those of the file. Secrets are not in it: those the
// cluster has are taken from the cluster, others are encrypted for its agent.
package planfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"hagen/internal/apply/merge"
	"hagen/internal/message"
)

// Format is the version of the format that is written, and the only one read.
const Format = 1

// Extension is how the names of plan files end.
const Extension = ".hagen"

// mark begins every plan file, of any version.
const mark = `{
  "hagen_plan": `

// howTo tells people who open the file what it is.
const howTo = "This is a plan of hagen. hagen plan FILE shows it, hagen apply FILE carries it out. It must not be edited."

// File is a plan file. Its fields are in the order in which they are written.
type File struct {
	Format int    `json:"hagen_plan"`
	HowTo  string `json:"how_to"`
	// Digest is of the whole file, with this field empty.
	Digest string `json:"digest"`

	Made        Made       `json:"made"`
	Destination string     `json:"destination"`
	Cluster     Cluster    `json:"cluster"`
	Sheet       Sheet      `json:"sheet"`
	Target      string     `json:"target"`
	Mode        merge.Mode `json:"mode"`
	Before      State      `json:"before"` // what the plan was made on
	After       State      `json:"after"`  // what it leads to
	Shown       Shown      `json:"plan"`
	Secrets     *Secrets   `json:"secrets,omitempty"`
	CIB         []string   `json:"cib"` // the compiled sheet, in lines, its secrets masked
}

// Made says who made a plan, when, and with what.
type Made struct {
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Hagen string    `json:"hagen"`
}

// Cluster tells a cluster from others: an address may lead to another one by now.
type Cluster struct {
	Name  string   `json:"name,omitempty"`
	Nodes []string `json:"nodes"`
}

// Sheet is what was planned: the file, the sheet in it, the digest of the file.
type Sheet struct {
	File   string `json:"file"`
	Name   string `json:"name,omitempty"`
	Digest string `json:"digest"`
}

// String names the sheet as the log does.
func (s Sheet) String() string {
	if s.Name == "" {
		return s.File + " " + s.Digest
	}
	return s.File + "!" + s.Name + " " + s.Digest
}

// Source is what an order is made of, for the log: the sheet, and the plan.
func (f *File) Source() string {
	return f.Sheet.String() + ", plan " + f.Digest + " of " + f.Made.By
}

// State is a configuration: its digest with the secrets masked, and for people its
// version.
type State struct {
	Epoch  string `json:"epoch,omitempty"`
	Digest string `json:"digest"`
}

var (
	textNotPlan   = message.New("planfile.not-a-plan", "file")
	textOther     = message.New("planfile.other-format", "file", "found", "known")
	textSameHagen = message.New("planfile.same-hagen")
	textAltered   = message.New("planfile.altered", "file")
	textPlanAgain = message.New("planfile.plan-again")
)

// Is reports whether a file is a plan, or meant to be one by its name.
func Is(name string, data []byte) bool {
	return strings.EqualFold(filepath.Ext(name), Extension) || bytes.HasPrefix(data, []byte(mark))
}

// Read reads a plan file. One that differs from what hagen wrote in a single byte is
// refused.
func Read(name string, data []byte) (*File, error) {
	var head struct {
		Format *int `json:"hagen_plan"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.Format == nil {
		if bytes.HasPrefix(data, []byte(mark)) {
			return nil, message.Fail(textAltered, name).Advise(textPlanAgain)
		}
		return nil, message.Fail(textNotPlan, name)
	}
	if *head.Format != Format {
		return nil, message.Fail(textOther, name, *head.Format, Format).Advise(textSameHagen)
	}
	f := &File{}
	err := json.Unmarshal(data, f)
	if err == nil {
		err = f.check(data)
	}
	if err != nil {
		return nil, message.Fail(textAltered, name).Advise(textPlanAgain)
	}
	return f, nil
}

// errAltered says that a file is not what hagen wrote.
var errAltered = errors.New("the file does not have the digest it names, or not the form")

// check makes sure that the file is, byte for byte, what Encode makes of it.
func (f *File) check(data []byte) error {
	again := *f
	written, err := again.Encode()
	if err != nil {
		return err
	}
	if !bytes.Equal(written, data) || f.HowTo != howTo || f.Mode != merge.Replace && f.Mode != merge.Merge {
		return errAltered
	}
	return nil
}

// Encode writes the file and sets its digest. The same plan has the same bytes.
func (f *File) Encode() ([]byte, error) {
	f.Format, f.HowTo, f.Digest = Format, howTo, ""
	blank, err := encode(f)
	if err != nil {
		return nil, err
	}
	f.Digest = digest(blank)
	return encode(f)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func encode(f *File) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the CIB is to be read by people
	enc.SetIndent("", "  ")
	err := enc.Encode(f)
	return b.Bytes(), err
}
