//go:build linux

package oracle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// schedule lets a cluster start and then fails a node of it. crm_simulate ends with 1
// where a circle of orders leaves actions undone, as one golden has it.
const schedule = `crm_simulate --xml-file="$1/cib.xml" --simulate --save-output="$1/started.xml" || test $? = 1 || exit
crm_simulate --xml-file="$1/started.xml" --simulate --node-fail="$2" || test $? = 1
`

// Actions is what the release's scheduler orders in a cluster, one action a line:
// when its nodes have come up, and then when one of them fails. A CIB of an older
// schema it brings to its own by itself.
func (p *Pcs) Actions(ctx context.Context, cib []byte, failing string) (lines []string, err error) {
	readable, err := p.readable(cib)
	if err != nil {
		return nil, err
	}
	outside, err := os.MkdirTemp(p.root.Path("/tmp"), "actions")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(outside)) }()
	if err := os.WriteFile(filepath.Join(outside, "cib.xml"), readable, 0o600); err != nil {
		return nil, err
	}
	out, err := p.root.Command(ctx, "sh", "-c", schedule, "sh", filepath.Join("/tmp", filepath.Base(outside)), failing).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			out = append(out, exit.Stderr...)
		}
		return nil, fmt.Errorf("crm_simulate of release %s: %w\n%s", p.oracle.Release, err, out)
	}
	lines = ordered(out)
	if ends := slices.Index(lines, "Revised Cluster Status:"); ends < 0 || !slices.Contains(lines[ends+1:], "Revised Cluster Status:") {
		return nil, fmt.Errorf("crm_simulate of release %s did not come to an end:\n%s", p.oracle.Release, out)
	}
	return lines, nil
}

// ordered leaves of what crm_simulate prints what it orders and what comes of it,
// without the columns' blanks.
func ordered(out []byte) []string {
	var lines []string
	keep := false
	for line := range bytes.Lines(out) {
		text := strings.Join(strings.Fields(string(line)), " ")
		switch text {
		case "":
			continue
		case "Transition Summary:":
			keep = true
		case "Current cluster status:":
			keep = false
		}
		if keep {
			lines = append(lines, text)
		}
	}
	return lines
}

// readable makes a CIB one that the release reads: none reads a newer schema or
// feature set than its own.
func (p *Pcs) readable(cib []byte) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(cib); err != nil {
		return nil, err
	}
	root := doc.Root()
	root.CreateAttr("crm_feature_set", oldFeatureSet)
	if newer(root.SelectAttrValue("validate-with", ""), p.oracle.Schema) {
		root.CreateAttr("validate-with", p.oracle.Schema)
	}
	return doc.WriteToBytes()
}

// newer compares two schemas: pacemaker-3.10 is newer than pacemaker-3.9.
func newer(a, b string) bool {
	majorA, minorA := version(a)
	majorB, minorB := version(b)
	return majorA > majorB || majorA == majorB && minorA > minorB
}

func version(schema string) (major, minor int) {
	first, second, _ := strings.Cut(strings.TrimPrefix(schema, "pacemaker-"), ".")
	major, _ = strconv.Atoi(first)
	minor, _ = strconv.Atoi(second)
	return major, minor
}
