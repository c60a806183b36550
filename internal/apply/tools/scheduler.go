package tools

import (
	"bytes"
	"context"
	"fmt"
	"regexp"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/scheduler"
)

var _ scheduler.Asker = (*Cluster)(nil)

// askScript runs crm_simulate on a CIB in a folder that is removed with the script
// (see simulateScript). A CIB whose schema it does not know is read by the newest one
// it does: what that cannot say is an error then. A feature set newer than its own
// would stop it, although the scheduler does not use it. A transition that ends early,
// since something waits for what cannot be done, is an answer as well: so it is on a
// cluster. It prints what --version says, the sizes of three parts, and the parts.
const askScript = `umask 077
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
export CIB_shadow_dir="$dir"
cat > "$dir/in" || exit 1
schema=$1; shift
sed -i '1s/crm_feature_set="[^"]*"/crm_feature_set="3.1.0"/' "$dir/in"
if [ ! -e "/usr/share/pacemaker/$schema.rng" ]; then
    known=$(ls /usr/share/pacemaker/ | sed -n 's/^\(pacemaker-[0-9.]*\)\.rng$/\1/p' | sort -V | tail -n 1)
    sed -i "1s/validate-with=\"$schema\"/validate-with=\"$known\"/" "$dir/in"
fi
: > "$dir/graph"; : > "$dir/out"
crm_simulate --xml-file="$dir/in" --simulate --output-as=xml --save-output="$dir/out" --save-graph="$dir/graph" "$@" > "$dir/answer"
code=$?
[ $code != 1 ] || ! grep -q '<error>Transition failed: terminated</error>' "$dir/answer" || code=0
crm_simulate --version 2>&1 | head -n 1
for part in answer graph out; do wc -c < "$dir/$part"; done
cat "$dir/answer" "$dir/graph" "$dir/out"
exit $code
`

// AskScheduler asks crm_simulate.
func (c *Cluster) AskScheduler(ctx context.Context, q scheduler.Question) (*scheduler.Answer, error) {
	argv := append([]string{"sh", "-c", askScript, "hagen", schemaOf(q.CIB)}, q.Options()...)
	res, err := c.runner.Run(ctx, Command{Argv: argv, Stdin: q.CIB})
	if err == nil && tooOld(res) {
		return nil, c.tooOld(ctx, "crm_simulate")
	}
	err = checked("crm_simulate", res, err)
	if c.withoutTools(q.CIB, err) {
		return nil, apply.ErrNoTools
	}
	if err != nil {
		return nil, err
	}
	return readAnswer(res.Stdout)
}

// schemaName is the name of a schema: pacemaker-3.9.
var schemaName = regexp.MustCompile(`<cib\b[^>]*\bvalidate-with="(pacemaker-[0-9.]+)"`)

// schemaOf is the schema that a CIB names.
func schemaOf(cib []byte) string {
	if m := schemaName.FindSubmatch(cib); m != nil {
		return string(m[1])
	}
	return "none"
}

// readAnswer takes what askScript prints apart.
func readAnswer(out []byte) (*scheduler.Answer, error) {
	a := &scheduler.Answer{}
	said, rest, _ := bytes.Cut(out, []byte("\n"))
	if m := version.FindSubmatch(said); m != nil {
		a.Version = string(m[1])
	}
	parts := []*[]byte{&a.Report, &a.Graph, &a.CIB}
	sizes := make([]int, len(parts))
	for i := range sizes {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		if _, err := fmt.Sscan(string(line), &sizes[i]); err != nil {
			return nil, &pcmk.AnswerError{Tool: "crm_simulate", Err: err}
		}
	}
	for i, part := range parts {
		if len(rest) < sizes[i] {
			return nil, &pcmk.AnswerError{Tool: "crm_simulate"}
		}
		*part, rest = rest[:sizes[i]], rest[sizes[i]:]
	}
	return a, nil
}
