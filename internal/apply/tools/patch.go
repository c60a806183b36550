package tools

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"time"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// ErrRestless says that a patch was outdated each time it was sent, because the
// cluster's status kept changing.
var ErrRestless error = message.Fail(message.New("engine.restless"))

// patchTime is how long the versions of a patch are updated and retried. While
// another process set node attributes without pause, 54 attempts were needed, a
// tenth of a second each.
const patchTime = 45 * time.Second

// codeRestless is the exit code of patchScript at its timeout.
const codeRestless = 124

// patchScript patches the live CIB. The patch comes on standard input, $1 bytes
// long, and starts from the configuration of admin_epoch $2 and epoch $3.
//
// It first goes without num_updates, which moves with every change of status: the
// cluster then takes it as long as the epoch is right. Pacemaker 3.0.2 and later
// refuse it without num_updates (70, EINVAL); there it is sent with the current
// num_updates of the live CIB, inserted after byte $4 (of the source) and $5 (of
// the target), and again if the status changed in between, for $6 seconds. The
// changes in it stay right as long as the epoch does; when that changed, the code
// is 103.
const patchScript = `umask 077
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cat > "$dir/patch" || exit 1
[ "$(wc -c < "$dir/patch")" -eq "$1" ] || { echo "the patch did not arrive whole" >&2; exit 65; }
cibadmin --patch --xml-pipe < "$dir/patch" 2> "$dir/said"
code=$?
[ $code -eq 70 ] || { cat "$dir/said" >&2; exit $code; }
head -c "$4" "$dir/patch" > "$dir/source" && head -c "$5" "$dir/patch" | tail -c "+$(($4 + 1))" > "$dir/target" &&
	tail -c "+$(($5 + 1))" "$dir/patch" > "$dir/rest" || exit 1
end=$(($(date +%s) + $6))
while :; do
	tag=$(cibadmin --query --no-children) || exit $?
	admin=${tag#* admin_epoch=\"} epoch=${tag#* epoch=\"} updates=${tag#* num_updates=\"}
	admin=${admin%%\"*} epoch=${epoch%%\"*} updates=${updates%%\"*}
	case $admin.$epoch.$updates in
	*[!0-9.]* | .* | *..* | *.) echo "the answer of cibadmin --query has no versions" >&2; exit 65 ;;
	esac
	[ "$admin.$epoch" = "$2.$3" ] || exit 103
	{ cat "$dir/source"; printf ' num_updates="%s"' "$updates"; cat "$dir/target"; printf ' num_updates="0"'; cat "$dir/rest"; } |
		cibadmin --patch --xml-pipe 2> "$dir/said"
	code=$?
	[ $code -eq 103 ] || { cat "$dir/said" >&2; exit $code; }
	[ "$(date +%s)" -lt "$end" ] || exit 124
done
`

// patch sends a patch without num_updates to the live CIB.
func (c *Cluster) patch(ctx context.Context, p versionless, limit time.Duration) error {
	_, err := tool(ctx, c.runner, p.text, "sh", "-c", patchScript, "sh", strconv.Itoa(len(p.text)), p.adminEpoch, p.epoch,
		strconv.Itoa(p.source), strconv.Itoa(p.target), strconv.Itoa(int(limit.Seconds())))
	var failed *ToolError
	var missing *MissingError
	switch {
	case errors.As(err, &missing):
		return &MissingError{"cibadmin"}
	case !errors.As(err, &failed):
		return err
	case failed.Code == codeOld:
		return apply.ErrStale
	case failed.Code == codeRestless:
		return ErrRestless
	}
	return &ToolError{"cibadmin", failed.Code, failed.Said}
}

// versionless is a patch without num_updates, and where they belong.
type versionless struct {
	text              []byte
	adminEpoch, epoch string // of the configuration it starts from
	source, target    int    // the offsets after the attributes of both versions
}

// versionTags are the elements that hold the versions of a patch.
var versionTags = []string{"<source ", "<target "}

// ends finds where the attributes of the versions end. The text is one that etree
// wrote, and no value of a version holds more than a number.
func (v *versionless) ends() error {
	for i, tag := range versionTags {
		begin := bytes.Index(v.text, []byte(tag))
		if begin < 0 {
			return ErrPatch
		}
		end := bytes.Index(v.text[begin:], []byte("/>"))
		if end < 0 {
			return ErrPatch
		}
		if i == 0 {
			v.source = begin + end
		} else {
			v.target = begin + end
		}
	}
	if v.target < v.source {
		return ErrPatch
	}
	return nil
}
