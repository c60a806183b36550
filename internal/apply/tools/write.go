package tools

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/beevik/etree"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// Write patches the live CIB. The patch carries the epoch of before: a cluster
// whose configuration moved on refuses it. Changes of status alone do not matter
// (see patchScript).
func (c *Cluster) Write(ctx context.Context, before, after []byte) error {
	if bytes.Equal(before, after) {
		return nil
	}
	defer c.memory.forget()
	before, next, err := versions(before, after)
	if err != nil {
		return err
	}
	patch, err := c.diff(ctx, before, next)
	if err != nil || patch == nil {
		return err
	}
	stripped, err := forgetUpdates(patch)
	if err != nil {
		return err
	}
	return c.patch(ctx, stripped, patchTime)
}

// versions makes of two CIBs what is compared: the configurations, the second
// with the version after the first, since Pacemaker takes no patch that leads to
// the same version. Status is not written by administrators and stays out.
func versions(before, after []byte) (old, next []byte, err error) {
	a, b := etree.NewDocument(), etree.NewDocument()
	a.WriteSettings.CanonicalAttrVal, b.WriteSettings.CanonicalAttrVal = true, true
	if err := errors.Join(a.ReadFromBytes(before), b.ReadFromBytes(after)); err != nil {
		return nil, nil, err
	}
	if a.Root() == nil || b.Root() == nil {
		return nil, nil, ErrNoEpoch
	}
	epoch, err := strconv.ParseUint(a.Root().SelectAttrValue("epoch", ""), 10, 63)
	if err != nil {
		return nil, nil, message.Because(ErrNoEpoch, err)
	}
	b.Root().Attr = nil
	for _, attr := range a.Root().Attr {
		b.Root().CreateAttr(attr.FullKey(), attr.Value)
	}
	b.Root().CreateAttr("epoch", strconv.FormatUint(epoch+1, 10))
	for _, doc := range []*etree.Document{a, b} {
		for _, status := range doc.Root().SelectElements("status") {
			doc.Root().RemoveChild(status)
		}
	}
	if old, err = a.WriteToBytes(); err != nil {
		return nil, nil, err
	}
	next, err = b.WriteToBytes()
	return old, next, err
}

// Why a patch cannot be made.
var (
	ErrNoEpoch error = message.Fail(message.New("engine.no-epoch"))
	ErrPatch   error = message.Fail(message.New("engine.no-patch"))
)

// diffScript lets crm_diff compare two documents that come one after the other
// on standard input, $1 and $2 bytes long. crm_diff reads files alone; they are
// for their owner's eyes and gone afterwards.
const diffScript = `umask 077
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
head -c "$1" > "$dir/old" && cat > "$dir/new" || exit 1
[ "$(wc -c < "$dir/new")" -eq "$2" ] || { echo "the documents did not arrive whole" >&2; exit 65; }
crm_diff --original="$dir/old" --new="$dir/new"
exit $?
`

// diff is the patch from one document to the other, nil when they are the same.
func (c *Cluster) diff(ctx context.Context, before, after []byte) ([]byte, error) {
	if patch, known := look(c.judged, &c.judged.patches, slices.Concat(before, after)); known {
		return patch, nil
	}
	res, err := c.runner.Run(ctx, diffCommand(before, after))
	if err != nil {
		return nil, err
	}
	return patchOf(res)
}

func diffCommand(before, after []byte) Command {
	return Command{
		Argv:  []string{"sh", "-c", diffScript, "sh", strconv.Itoa(len(before)), strconv.Itoa(len(after))},
		Stdin: slices.Concat(before, after),
	}
}

// patchOf reads the answer of crm_diff.
func patchOf(res Result) ([]byte, error) {
	switch {
	case res.Code == 0:
		return nil, nil
	case res.Code == codeDiffers && len(res.Stdout) > 0:
		return res.Stdout, nil
	case res.Code == codeNotFound:
		return nil, &MissingError{"crm_diff"}
	}
	return nil, &ToolError{"crm_diff", res.Code, said(res)}
}

// forgetUpdates takes num_updates out of the versions of a patch.
func forgetUpdates(patch []byte) (versionless, error) {
	var out versionless
	doc := etree.NewDocument()
	doc.WriteSettings.CanonicalAttrVal = true
	if err := doc.ReadFromBytes(patch); err != nil {
		return out, message.Because(ErrPatch, err)
	}
	versions := doc.FindElements("/diff/version/*")
	if len(versions) != 2 {
		return out, ErrPatch
	}
	for _, v := range versions {
		v.RemoveAttr("num_updates")
		for _, name := range []string{"admin_epoch", "epoch"} {
			if _, err := strconv.ParseUint(v.SelectAttrValue(name, ""), 10, 63); err != nil {
				return out, ErrPatch
			}
		}
	}
	out.adminEpoch, out.epoch = versions[0].SelectAttrValue("admin_epoch", ""), versions[0].SelectAttrValue("epoch", "")
	var err error
	if out.text, err = doc.WriteToBytes(); err != nil {
		return out, err
	}
	return out, out.ends()
}

// runScript runs a shell script that comes on standard input, $1 bytes long. It
// goes through a file, so that no command of it reads the rest of it. A client that has gone
// does not stop it half-way: it cleans up after itself.
const runScript = `umask 077
file=$(mktemp) || exit 1
trap 'rm -f "$file"' EXIT
trap 'exit 1' HUP INT TERM
trap '' PIPE
cat > "$file" || exit 1
[ "$(wc -c < "$file")" -eq "$1" ] || { echo "the script did not arrive whole" >&2; exit 65; }
sh "$file" < /dev/null 2>&1
exit $?
`

// RunScript runs the pcs script on the node.
func (c *Cluster) RunScript(ctx context.Context, script []byte, printed func(line string)) error {
	if c.file != "" {
		return apply.ErrNoScripts
	}
	defer c.memory.forget()
	last := ""
	res, err := c.runner.Run(ctx, Command{
		Argv:  []string{"sh", "-c", runScript, "sh", strconv.Itoa(len(script))},
		Stdin: script,
		Line: func(line string) {
			last = line
			printed(line)
		},
	})
	if err != nil || res.Code == 0 {
		return err
	}
	if s := said(res); s != "" {
		last = s
	}
	return &ToolError{Script, res.Code, last}
}
