package compile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"

	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
)

var textInterrupted = message.New("compile.interrupted")

// Interrupted says that a compile was stopped before it wrote anything.
func Interrupted() error { return message.Fail(textInterrupted) }

// Read reads a whole input file, or standard input. An interrupt ends it, even when
// the other side of a pipe sends nothing.
func Read(ctx context.Context, file string, stdin io.Reader) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data, err := readAll(file, stdin)
		done <- result{data, err}
	}()
	select {
	case <-ctx.Done():
		return nil, Interrupted()
	case r := <-done:
		if r.err != nil {
			return nil, message.CannotRead(InputName(file), r.err)
		}
		return r.data, nil
	}
}

func readAll(file string, stdin io.Reader) ([]byte, error) {
	r := stdin
	if file != parse.Stdin {
		if output.IsDir(file) {
			return nil, output.ErrDirectory
		}
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	// One byte more than the limit is enough for parse to detect that it is
	// exceeded.
	return io.ReadAll(io.LimitReader(r, grid.DefaultLimits().FileBytes+1))
}

// InputName is how messages call an input.
func InputName(file string) any {
	if file == parse.Stdin {
		return message.Stdin
	}
	return file
}

// Digest names a file and its content, for the log on the node.
func Digest(file string, data []byte) string {
	sum := sha256.Sum256(data)
	return filepath.Base(file) + " sha256:" + hex.EncodeToString(sum[:])
}
