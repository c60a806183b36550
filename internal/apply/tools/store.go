package tools

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// store keeps files in a directory where a runner runs. Each is written beside,
// flushed, and renamed into place: a full disk leaves nothing half.
type store struct {
	runner Runner
	dir    string
}

// What the scripts answer for a file that is not there, and for a folder or file
// of another user.
const (
	codeNoInput = 66
	codeNotOurs = 77
)

// ourScript begins every script of the store. What it keeps holds secrets, and
// what it reads a rollback writes to the cluster: a folder that is open to others
// is closed, one that belongs to another user is neither used nor changed. The
// folder may be behind a symbolic link, which root alone can have made in
// /var/lib; a file in it may not.
const ourScript = `umask 077
ours() {
    [ -e "$1" ] || [ -L "$1" ] || return 0
    set -f
    set -- "$1" "$2" $(ls -dln "$1")
    set +f
    case $3 in "$2"*) ;; *) set -- "$1" "$2" "$3" "$4" - ;; esac
    [ "$5" = "$(id -u)" ] || { printf '%s %s\n' "$5" "$1" >&2; exit 77; }
    case $3 in ????------*) ;; *) chmod go-rwx "$1" || exit 1 ;; esac
}
ours "$1/." d
ours "$1/log.jsonl" -
`

// addScript adds a line to the log. One that an earlier full disk cut short is
// ended first, so that it cannot take the new one with it.
const addScript = `add() {
    log=$1/log.jsonl
    if [ -s "$log" ] && [ -n "$(tail -c 1 "$log")" ]; then echo | cat >> "$log" || return; fi
    printf '%s\n' "$2" | cat >> "$log"
}
whole() {
    [ "$1" -eq "$2" ] || { echo "$3 did not arrive whole" >&2; exit 65; }
}
`

// saveScript keeps a CIB, $3 bytes long, and adds the entry that comes after it,
// of $4 bytes. Then the oldest go: what is beyond a number, or older than some
// days, but for the latest few. The file keep of the folder has other numbers, 0
// being no limit.
const saveScript = ourScript + addScript + `mkdir -p "$1" || exit 1
file=$(mktemp "$1/.new.XXXXXX") || exit 1
trap 'rm -f "$file"' EXIT
trap 'exit 1' HUP INT TERM PIPE
head -c "$3" > "$file" || exit 1
line=$(cat) || exit 1
whole "$(wc -c < "$file")" "$3" "the file"
whole "${#line}" "$4" "the entry"
sync "$file" 2>/dev/null || sync
mv "$file" "$1/cib-$2.xml" || exit 1
add "$1" "$line" || { rm -f "$1/cib-$2.xml"; exit 1; }
number=$5 days=$6 least=$7
if [ -f "$1/keep" ]; then read -r number days rest < "$1/keep"; fi
case $number in '' | *[!0-9]*) number=$5 ;; esac
case $days in '' | *[!0-9]*) days=$6 ;; esac
old=
[ "$days" -eq 0 ] || old=$(find "$1/" -name 'cib-*.xml' -mtime "+$days")
n=0
for kept in $(ls -r "$1"); do
    case $kept in cib-*.xml) n=$((n + 1)) ;; *) continue ;; esac
    if [ "$number" -gt 0 ] && [ "$n" -gt "$number" ]; then
        rm -f "$1/$kept"
    elif [ "$n" -gt "$least" ]; then
        case $old in *"$kept"*) rm -f "$1/$kept" ;; esac
    fi
done
exit 0
`

const loadScript = ourScript + `ours "$1/cib-$2.xml" -
[ -e "$1/cib-$2.xml" ] || exit 66
exec cat "$1/cib-$2.xml"
`

const appendScript = ourScript + addScript + `mkdir -p "$1" || exit 1
line=$(cat) || exit 1
whole "${#line}" "$2" "the entry"
add "$1" "$line"
`

const entriesScript = ourScript + `[ -e "$1/log.jsonl" ] || exit 0
exec cat "$1/log.jsonl"
`

// UnknownIDError says that no CIB was kept under an id.
type UnknownIDError struct{ ID string }

// Message names the id.
func (e *UnknownIDError) Message() message.Message { return textNothingKept.With(e.ID) }

// Error names the id in English.
func (e *UnknownIDError) Error() string { return e.Message().String() }

// Is makes it a file that does not exist.
func (e *UnknownIDError) Is(target error) bool { return target == fs.ErrNotExist }

// NotOursError says that the folder of what is kept, or a file in it, belongs to
// another user.
type NotOursError struct {
	Path  string
	Owner string // a number; "" when it is of another kind: a link, a pipe
}

// notOurs reads what a script said before it ended with codeNotOurs.
func notOurs(said string) error {
	owner, path, _ := strings.Cut(strings.TrimSpace(said), " ")
	return &NotOursError{Path: strings.TrimSuffix(path, "/."), Owner: strings.TrimPrefix(owner, "-")}
}

// validID keeps an id from naming another file.
var validID = regexp.MustCompile(`^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$`)

// sh runs a script of the store. The C locale makes lengths count bytes.
func (s store) sh(ctx context.Context, script string, stdin []byte, args ...string) (Result, error) {
	argv := append([]string{"env", "LC_ALL=C", "sh", "-c", script, "sh", s.dir}, args...)
	res, err := s.runner.Run(ctx, Command{Argv: argv, Stdin: stdin})
	switch {
	case err != nil || res.Code == 0 || res.Code == codeNoInput:
	case res.Code == codeNotOurs:
		err = notOurs(string(res.Stderr))
	default:
		err = &ToolError{s.dir, res.Code, said(res)}
	}
	return res, err
}

// How many kept CIBs there may be, how many days old, and how many stay however
// old they are, unless the file named keep of the folder has other numbers.
const (
	KeepNumber = 200
	KeepDays   = 365
	keepLeast  = 10
)

// Save keeps a CIB.
func (s store) Save(ctx context.Context, cib []byte, e apply.Entry) (string, error) {
	var random [3]byte
	_, _ = rand.Read(random[:]) // never fails
	e.ID = time.Now().UTC().Format("20060102-150405") + "-" + hex.EncodeToString(random[:])
	line, err := entryLine(e)
	if err != nil {
		return "", err
	}
	_, err = s.sh(ctx, saveScript, slices.Concat(cib, line), e.ID, strconv.Itoa(len(cib)), strconv.Itoa(len(line)),
		strconv.Itoa(KeepNumber), strconv.Itoa(KeepDays), strconv.Itoa(keepLeast))
	return e.ID, err
}

func entryLine(e apply.Entry) ([]byte, error) {
	line, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("write a log entry: %w", err)
	}
	return line, nil
}

// Load reads a kept CIB.
func (s store) Load(ctx context.Context, id string) ([]byte, error) {
	if !validID.MatchString(id) {
		return nil, &UnknownIDError{id}
	}
	res, err := s.sh(ctx, loadScript, nil, id)
	if err == nil && res.Code == codeNoInput {
		return nil, &UnknownIDError{id}
	}
	return res.Stdout, err
}

// Append adds to the log.
func (s store) Append(ctx context.Context, e apply.Entry) error {
	line, err := entryLine(e)
	if err != nil {
		return err
	}
	_, err = s.sh(ctx, appendScript, line, strconv.Itoa(len(line)))
	return err
}

// Entries reads the log. A line that was cut short is passed over.
func (s store) Entries(ctx context.Context) ([]apply.Entry, error) {
	res, err := s.sh(ctx, entriesScript, nil)
	if err != nil {
		return nil, err
	}
	var out []apply.Entry
	for line := range bytes.Lines(res.Stdout) {
		var e apply.Entry
		if json.Unmarshal(line, &e) == nil {
			out = append(out, e)
		}
	}
	return out, nil
}
