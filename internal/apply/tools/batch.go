package tools

import (
	"bytes"
	"context"
	"fmt"
	"hagen/internal/message"
	"strconv"
	"strings"
	"sync"
)

// batcher is a runner for which every program is a round trip, so that it runs
// several at once.
type batcher interface {
	RunAll(ctx context.Context, list []Command) ([]Result, error)
}

// runAll runs programs in parallel and waits for all.
func runAll(ctx context.Context, r Runner, list []Command) ([]Result, error) {
	if b, ok := r.(batcher); ok {
		return b.RunAll(ctx, list)
	}
	results, errs := make([]Result, len(list)), make([]error, len(list))
	var wg sync.WaitGroup
	for i, c := range list {
		wg.Go(func() { results[i], errs[i] = r.Run(ctx, c) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// RunAll runs programs on the node in one round trip: all inputs are sent in one
// piece, and so are the answers, each after a line with the exit code and the
// lengths of output and errors.
func (s *SSH) RunAll(ctx context.Context, list []Command) ([]Result, error) {
	var script strings.Builder
	var stdin []byte
	script.WriteString(batchHead)
	for i, c := range list {
		line, err := quoted(c.Argv)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&script, "take %d %d\n", i, len(c.Stdin))
		fmt.Fprintf(&script, "(exec %s) < \"$dir/in%d\" > \"$dir/out%d\" 2> \"$dir/err%d\" &\np%d=$!\n", line, i, i, i, i)
		stdin = append(stdin, c.Stdin...)
	}
	for i := range list {
		fmt.Fprintf(&script, "wait $p%d; give %d $?\n", i, i)
	}
	res, err := s.Run(ctx, Command{Argv: []string{"sh", "-c", script.String()}, Stdin: stdin})
	switch {
	case err != nil:
		return nil, err
	case res.Code != 0:
		return nil, &ToolError{"sh", res.Code, said(res)}
	}
	return answers(res.Stdout, len(list))
}

// batchHead is the shell script of a round trip: it makes a private temporary
// folder, reads the inputs of programs and returns their answers.
const batchHead = `umask 077
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM PIPE
take() {
    head -c "$2" > "$dir/in$1" || exit 1
    [ "$(wc -c < "$dir/in$1")" -eq "$2" ] || { echo "the documents did not arrive whole" >&2; exit 65; }
}
give() {
    echo "$2" $(wc -c < "$dir/out$1") $(wc -c < "$dir/err$1")
    cat "$dir/out$1" "$dir/err$1"
}
`

// ErrCutAnswer says that an answer of the node was cut off.
var ErrCutAnswer error = message.Fail(message.New("tool.cut-answer"))

// answers splits the answers of a round trip.
func answers(data []byte, n int) ([]Result, error) {
	out := make([]Result, 0, n)
	for range n {
		head, rest, ok := bytes.Cut(data, []byte("\n"))
		var numbers [3]int
		fields := strings.Fields(string(head))
		if !ok || len(fields) != len(numbers) {
			return nil, ErrCutAnswer
		}
		for i, f := range fields {
			var err error
			if numbers[i], err = strconv.Atoi(f); err != nil || numbers[i] < 0 {
				return nil, ErrCutAnswer
			}
		}
		if len(rest) < numbers[1]+numbers[2] {
			return nil, ErrCutAnswer
		}
		out = append(out, Result{Code: numbers[0], Stdout: rest[:numbers[1]], Stderr: rest[numbers[1] : numbers[1]+numbers[2]]})
		data = rest[numbers[1]+numbers[2]:]
	}
	return out, nil
}
