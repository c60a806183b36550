package tools

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply"
)

// Dir is where a node keeps saved configurations and the log.
const Dir = "/var/lib/hagen"

// Exit codes of Pacemaker's tools.
const (
	codeDiffers  = 1 // of crm_diff
	codeDataErr  = 65
	codeConfig   = 78
	codeOld      = 103
	codeTimedOut = 124
)

// The closing lines of crm_verify: of Pacemaker 2, of 3.0.0, and since 3.0.2.
var (
	closingErrors   = []string{"Errors found during check", "Configuration invalid (with errors)", "Configuration invalid"}
	closingWarnings = []string{"Warnings found during check", "Configuration invalid (with warnings)", "Configuration may need attention"}
)

// Cluster is a destination reached through a runner.
type Cluster struct {
	name   string
	runner Runner
	file   string // the CIB file, "" for a running cluster
	store  store
	// judged is shared with others (see Apart).
	judged *judged
	memory memory
}

var (
	_ apply.Cluster  = (*Cluster)(nil)
	_ apply.Scripter = (*Cluster)(nil)
	_ apply.Foreseer = (*Cluster)(nil)
	_ apply.Member   = (*Cluster)(nil)
	_ apply.Apart    = (*Cluster)(nil)
)

// New is a running cluster, one node of which a runner reaches.
func New(name string, r Runner) *Cluster {
	return &Cluster{name: name, runner: r, store: store{r, Dir}, judged: &judged{}}
}

// NewFile is a CIB file on this machine. Saved configurations are kept beside it.
func NewFile(name, path string) *Cluster {
	r := Local{Env: []string{"CIB_file=" + path}}
	return &Cluster{name: name, runner: r, file: path, store: store{r, path + ".hagen"}, judged: &judged{}}
}

// Name is how the user called it.
func (c *Cluster) Name() string { return c.name }

// Close closes the runner.
func (c *Cluster) Close() error { return c.runner.Close() }

// Store keeps saved configurations.
func (c *Cluster) Store() apply.Store { return c.store }

// tool runs a program that has to succeed.
func tool(ctx context.Context, r Runner, stdin []byte, argv ...string) (Result, error) {
	res, err := r.Run(ctx, Command{Argv: argv, Stdin: stdin})
	return res, checked(argv[0], res, err)
}

// checked is an error when a program did not succeed.
func checked(name string, res Result, err error) error {
	switch {
	case err != nil:
		return err
	case res.Code == codeNotFound:
		return &MissingError{name}
	case res.Code != 0:
		return &ToolError{name, res.Code, said(res)}
	}
	return nil
}

// CIB reads the live CIB. A file is read as it is: that needs no tool.
func (c *Cluster) CIB(ctx context.Context) ([]byte, error) {
	if c.file != "" {
		return os.ReadFile(c.file)
	}
	if cib, known := c.memory.configuration(); known {
		return cib, nil
	}
	res, err := tool(ctx, c.runner, nil, "cibadmin", "--query")
	return res.Stdout, err
}

// Verify asks crm_verify.
func (c *Cluster) Verify(ctx context.Context, cib []byte) (apply.Verdict, error) {
	if v, known := look(c.judged, &c.judged.verdicts, cib); known {
		return v, nil
	}
	res, err := c.runner.Run(ctx, verifyCommand(cib))
	return c.verdict(cib, res, err)
}

func verifyCommand(cib []byte) Command {
	return Command{Argv: []string{"crm_verify", "--xml-pipe", "--verbose"}, Stdin: cib}
}

// verdict reads the answer of crm_verify.
func (c *Cluster) verdict(cib []byte, res Result, err error) (apply.Verdict, error) {
	err = checked("crm_verify", res, err)
	var failed *ToolError
	switch {
	case c.withoutTools(cib, err):
		return apply.Verdict{}, apply.ErrNoTools
	case errors.As(err, &failed) && (failed.Code == codeConfig || failed.Code == codeDataErr):
		return apply.Verdict{OK: onlyWarnings(res), Messages: verdictMessages(res)}, nil
	case err != nil:
		return apply.Verdict{}, err
	}
	return apply.Verdict{OK: true, Messages: verdictMessages(res)}, nil
}

// onlyWarnings reports whether crm_verify, whose exit code is the same for errors
// and warnings, ended with the line for warnings. Any other last line is an error,
// even an unknown one of a later release.
func onlyWarnings(res Result) bool {
	said := messages(res.Stderr)
	warned := false
	for _, line := range said {
		if closes(line, closingErrors) {
			return false
		}
		warned = warned || closes(line, closingWarnings)
	}
	return warned
}

// closes reports whether a line is one of the closing lines. Those of Pacemaker 2
// continue with an explanation, and since 2.1 start with the tool's name.
func closes(line string, closing []string) bool {
	line = strings.TrimPrefix(line, "crm_verify: ")
	return slices.ContainsFunc(closing, func(c string) bool { return line == c || strings.HasPrefix(line, c+":") })
}

// schemas is where Pacemaker's tools have the schemas they know.
const schemas = "/usr/share/pacemaker"

// withoutTools reports whether a CIB file could not be checked here: there are no
// tools, or they do not know its schema.
func (c *Cluster) withoutTools(cib []byte, err error) bool {
	var missing *MissingError
	switch {
	case c.file == "" || err == nil:
		return false
	case errors.As(err, &missing):
		return true
	}
	doc := etree.NewDocument()
	if doc.ReadFromBytes(cib) != nil || doc.Root() == nil {
		return false
	}
	schema := filepath.Base(doc.Root().SelectAttrValue("validate-with", ""))
	_, err = os.Stat(filepath.Join(schemas, schema+".rng"))
	return errors.Is(err, fs.ErrNotExist)
}

// verdictMessages are the findings, without the closing line that there are some.
func verdictMessages(res Result) []string {
	var out []string
	for _, m := range messages(res.Stderr) {
		if !strings.HasPrefix(m, "crm_verify:") && !closes(m, closingErrors) && !closes(m, closingWarnings) {
			out = append(out, m)
		}
	}
	return out
}

// simulateScript runs crm_simulate, which makes a copy of the CIB beside the live
// one and leaves it when it is killed: here it is in a folder that is removed
// with the script, and no signal reaches crm_simulate itself.
//
// Simulating the actions takes a copy of the CIB for each: seconds for hundreds of
// reloads. The list of actions is known at once; if it is empty or has only
// reloads, monitors and probes (which find what is expected), the cluster's state
// does not change (see unchanged). Any other actions are simulated.
const simulateScript = `umask 077
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
export CIB_shadow_dir="$dir"
cat > "$dir/cib" || exit 1
crm_simulate --xml-file="$dir/cib" --run --save-graph="$dir/graph" --output-as=xml > "$dir/answer"
code=$?
if [ $code -ne 0 ] || grep -q '<crm_event' "$dir/graph" ||
    sed -n 's/.*<rsc_op .* operation="\([^"]*\)".*/\1/p' "$dir/graph" | grep -qvx 'reload\|reload-agent\|monitor\|cancel'; then
    crm_simulate --xml-file="$dir/cib" --simulate --output-as=xml > "$dir/answer"
    code=$?
fi
cat "$dir/answer"
exit $code
`

// Simulate asks crm_simulate.
func (c *Cluster) Simulate(ctx context.Context, cib []byte) ([]byte, error) {
	if out, known := look(c.judged, &c.judged.simulated, cib); known {
		return out, nil
	}
	res, err := c.runner.Run(ctx, simulateCommand(cib))
	if err == nil && tooOld(res) {
		return nil, c.tooOld(ctx, "crm_simulate")
	}
	out, err := c.simulation(cib, res, err)
	if err == nil {
		keep(c.judged, &c.judged.simulated, cib, out)
	}
	return out, err
}

func simulateCommand(cib []byte) Command {
	return Command{Argv: []string{"sh", "-c", simulateScript}, Stdin: cib}
}

// simulation reads the answer of crm_simulate.
func (c *Cluster) simulation(cib []byte, res Result, err error) ([]byte, error) {
	err = checked("crm_simulate", res, err)
	switch {
	case c.withoutTools(cib, err):
		return nil, apply.ErrNoTools
	case err == nil && tooOld(res):
		return nil, &TooOldError{Tool: "crm_simulate"}
	}
	return unchanged(res.Stdout), err
}

// unchanged adds the unchanged state to an answer of crm_simulate without a
// simulation.
func unchanged(answer []byte) []byte {
	const then, end = "revised_cluster_status>", "</pacemaker-result>"
	_, rest, begins := bytes.Cut(answer, []byte("<cluster_status>"))
	state, _, ends := bytes.Cut(rest, []byte("</cluster_status>"))
	head, found := bytes.CutSuffix(bytes.TrimSpace(answer), []byte(end))
	if bytes.Contains(answer, []byte(then)) || !begins || !ends || !found {
		return answer
	}
	return slices.Concat(head, []byte("<"+then), state, []byte("</"+then+end+"\n"))
}

// Status asks crm_mon.
func (c *Cluster) Status(ctx context.Context) ([]byte, error) {
	if c.file != "" {
		return nil, apply.ErrNoStatus
	}
	if status, known := c.memory.state(ctx); known {
		return status, nil
	}
	res, err := c.runner.Run(ctx, statusCommand())
	return res.Stdout, checked("crm_mon", res, err)
}

func statusCommand() Command {
	return Command{Argv: []string{"crm_mon", "--one-shot", "--output-as=xml"}}
}
