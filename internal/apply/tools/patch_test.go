package tools

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
)

// fakeCibadmin keeps the versions of a CIB in a file and takes patches as
// cibadmin of Pacemaker 3.0.2 and later does, or as those before when the file
// old is there. Each query is a line in the file queries; when churn holds a
// number, so many times the status changes between a query and a patch.
const fakeCibadmin = `#!/bin/sh
dir=$(dirname "$0")
read -r admin epoch updates < "$dir/versions"
case $1 in
--query)
	echo q >> "$dir/queries"
	echo "<cib crm_feature_set=\"3.20.5\" validate-with=\"pacemaker-4.0\" epoch=\"$epoch\" num_updates=\"$updates\" admin_epoch=\"$admin\" have-quorum=\"1\" dc-uuid=\"1\"/>"
	churn=$(cat "$dir/churn")
	[ "$churn" -eq 0 ] || { echo $((churn - 1)) > "$dir/churn"; echo "$admin $epoch $((updates + 1))" > "$dir/versions"; }
	[ ! -e "$dir/other" ] || echo "$admin $((epoch + 1)) 0" > "$dir/versions"
	exit 0 ;;
--patch) ;;
*) exit 64 ;;
esac
patch=$(cat)
source=${patch#*<source } source=${source%%/>*}
target=${patch#*<target } target=${target%%/>*}
get() { case $2 in *" $1="*) v=${2#* $1=\"}; echo "${v%%\"*}" ;; esac; }
s_updates=$(get num_updates " $source") s_epoch=$(get epoch " $source") s_admin=$(get admin_epoch " $source")
t_updates=$(get num_updates " $target")
if [ ! -e "$dir/old" ] && { [ -z "$s_updates" ] || [ -z "$t_updates" ]; }; then
	echo "cibadmin: CIB API call failed: Invalid argument" >&2
	exit 70
fi
if [ "$s_admin.$s_epoch" != "$admin.$epoch" ] || { [ -n "$s_updates" ] && [ "$s_updates" != "$updates" ]; }; then
	echo "cibadmin: CIB API call failed: Update was older than existing configuration" >&2
	exit 103
fi
[ ! -e "$dir/broken" ] || { echo "cibadmin: CIB API call failed: No such device or address" >&2; exit 105; }
echo "$admin $((epoch + 2)) 0" > "$dir/versions"
printf '%s' "$patch" > "$dir/written"
`

// node is a node with such a cibadmin and a configuration of epoch 7.
func node(t *testing.T, files map[string]string) (*Cluster, string) {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{"versions": "0 7 30\n", "churn": "0\n"}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "cibadmin"), []byte(fakeCibadmin), 0o700); err != nil {
		t.Fatal(err)
	}
	return New("node", Local{Env: []string{"PATH=" + dir + ":" + os.Getenv("PATH"), "TMPDIR=" + dir}}), dir
}

const rawPatch = `<diff format="2"><version><source admin_epoch="0" epoch="7" num_updates="30"/><target admin_epoch="0" epoch="8" num_updates="30"/></version>` +
	`<change operation="modify" path="/cib/configuration/resources/primitive[@id='a']"><change-list><change-attr name="x" operation="set" value="&lt;source num_updates=&quot;30&quot;/>"/></change-list></change></diff>`

func TestPatch(t *testing.T) {
	for _, tt := range []struct {
		name    string
		files   map[string]string
		limit   time.Duration
		want    error
		queries int    // -1: some
		written string // the versions in the patch that was taken
	}{
		{"an old Pacemaker", map[string]string{"old": ""}, time.Minute, nil, 0, `<source admin_epoch="0" epoch="7"/><target admin_epoch="0" epoch="8"/>`},
		{"an old Pacemaker, status changed", map[string]string{"old": "", "versions": "0 7 99\n"}, time.Minute, nil, 0, `<source admin_epoch="0" epoch="7"/><target admin_epoch="0" epoch="8"/>`},
		{"an old Pacemaker, another administrator wrote", map[string]string{"old": "", "versions": "0 8 0\n"}, time.Minute, apply.ErrStale, 0, ""},
		{"a new one", nil, time.Minute, nil, 1, `<source admin_epoch="0" epoch="7" num_updates="30"/><target admin_epoch="0" epoch="8" num_updates="0"/>`},
		{"a new one, status changed", map[string]string{"versions": "0 7 99\n"}, time.Minute, nil, 1, `<source admin_epoch="0" epoch="7" num_updates="99"/><target admin_epoch="0" epoch="8" num_updates="0"/>`},
		{"a new one, status goes on changing", map[string]string{"churn": "6\n"}, time.Minute, nil, 7, `<source admin_epoch="0" epoch="7" num_updates="36"/><target admin_epoch="0" epoch="8" num_updates="0"/>`},
		{"a new one, status changes forever", map[string]string{"churn": "1000000\n"}, 2 * time.Second, ErrRestless, -1, ""},
		{"a new one, another administrator wrote", map[string]string{"versions": "0 8 0\n"}, time.Minute, apply.ErrStale, 1, ""},
		{"a new one, an older epoch", map[string]string{"versions": "0 6 0\n"}, time.Minute, apply.ErrStale, 1, ""},
		{"a new one, another admin_epoch", map[string]string{"versions": "1 7 30\n"}, time.Minute, apply.ErrStale, 1, ""},
		{"a new one, another administrator writes in between", map[string]string{"other": ""}, time.Minute, apply.ErrStale, 2, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, dir := node(t, tt.files)
			p, err := forgetUpdates([]byte(rawPatch))
			if err != nil {
				t.Fatal(err)
			}
			if err := c.patch(t.Context(), p, tt.limit); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			queries, _ := os.ReadFile(filepath.Join(dir, "queries"))
			if n := strings.Count(string(queries), "q"); tt.queries >= 0 && n != tt.queries || tt.queries < 0 && n < 2 {
				t.Errorf("%d queries, want %d", n, tt.queries)
			}
			written, _ := os.ReadFile(filepath.Join(dir, "written"))
			_, text, _ := strings.Cut(string(written), "<version>")
			versions, rest, _ := strings.Cut(text, "</version>")
			if versions != tt.written {
				t.Errorf("written: %s, want %s", versions, tt.written)
			}
			if tt.want == nil && !strings.HasSuffix(rest, `value="&lt;source num_updates=&quot;30&quot;/>"/></change-list></change></diff>`) {
				t.Errorf("the changes did not stay what they were: %s", rest)
			}
			left, err := filepath.Glob(filepath.Join(dir, "tmp.*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// TestPatchFails: what cibadmin says is told, and nothing is tried again.
func TestPatchFails(t *testing.T) {
	for _, files := range []map[string]string{{"broken": ""}, {"broken": "", "old": ""}} {
		c, _ := node(t, files)
		p, err := forgetUpdates([]byte(rawPatch))
		if err != nil {
			t.Fatal(err)
		}
		var failed *ToolError
		if err := c.patch(t.Context(), p, time.Minute); !errors.As(err, &failed) || failed.Tool != "cibadmin" || failed.Code != 105 || !strings.Contains(failed.Said, "No such device") {
			t.Errorf("%v", err)
		}
	}
	without := New("node", runnerFunc(func(context.Context, Command) (Result, error) { return Result{Code: codeNotFound}, nil }))
	var missing *MissingError
	if err := without.patch(t.Context(), versionless{}, time.Minute); !errors.As(err, &missing) || missing.Tool != "cibadmin" {
		t.Errorf("without tools: %v", err)
	}
	cut, err := forgetUpdates([]byte(rawPatch))
	if err != nil {
		t.Fatal(err)
	}
	cutRunner := runnerFunc(func(ctx context.Context, cmd Command) (Result, error) {
		cmd.Stdin = cmd.Stdin[:100]
		return Local{}.Run(ctx, cmd)
	})
	var failed *ToolError
	if err := New("node", cutRunner).patch(t.Context(), cut, time.Minute); !errors.As(err, &failed) || !failed.Cut() {
		t.Errorf("a patch that was cut off: %v", err)
	}
}

type runnerFunc func(context.Context, Command) (Result, error)

func (f runnerFunc) Run(ctx context.Context, c Command) (Result, error) { return f(ctx, c) }
func (f runnerFunc) Close() error                                       { return nil }

func TestForgetUpdatesRefuses(t *testing.T) {
	for i, patch := range []string{
		"", "<diff/>", `<diff><version><source epoch="1" admin_epoch="0"/></version></diff>`,
		`<diff><version><source epoch="1" admin_epoch="0"/><target epoch="" admin_epoch="0"/></version></diff>`,
		`<diff><version><source epoch="1"/><target epoch="2" admin_epoch="0"/></version></diff>`,
		`<diff><version><source epoch="1;id" admin_epoch="0"/><target epoch="2" admin_epoch="0"/></version></diff>`,
		`<diff><version><target epoch="1" admin_epoch="0"/><source epoch="2" admin_epoch="0"/></version></diff>`,
	} {
		if _, err := forgetUpdates([]byte(patch)); !errors.Is(err, ErrPatch) {
			t.Errorf("%s: %v", strconv.Itoa(i), err)
		}
	}
}
