// Package view holds what hagen shows: reports, plans, progress, states and
// tables, as text for people in their language or as JSON for machines.
package view

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/report"
	"hagen/internal/terminal"
)

// Screen is where one run of hagen writes its output and asks questions.
type Screen struct {
	In  io.Reader // where people answer
	Out io.Writer // results; it also carries data, so its texts are filtered one by one
	Err io.Writer // what people are told beside them

	Lang   message.Lang
	JSON   bool   // --format json
	Format string // --format: a value of package report
	Stream bool   // JSON comes as one object a line
	Color  string // --color: a value of package terminal
	Brief  bool   // --summary

	Doc Document // what --format json prints

	Version string     // hagen's
	run     report.Run // what the other formats print
	machine io.Writer  // where they print it, when people are told elsewhere

	getenv func(string) string
}

// NewScreen is a screen on the streams of a process.
func NewScreen(in io.Reader, out, err io.Writer, getenv func(string) string) *Screen {
	return &Screen{In: in, Out: out, Err: door{err}, Lang: message.English, getenv: getenv}
}

// SetFormat takes up --format. A format that is one document has standard output to
// itself: what people are told then goes where errors go.
func (s *Screen) SetFormat(format string) {
	s.Format, s.JSON = format, format == report.JSON
	s.machine = s.Out
	switch format {
	case report.SARIF, report.JUnit:
		s.Out = s.Err
	case report.GitHub:
		s.Out, s.Err = workflow{s.Out}, workflow{s.Err}
	}
}

// Say prints a message for people and ignores write errors; machines have the
// document.
func (s *Screen) Say(t message.Text, args ...any) {
	if !s.JSON {
		fmt.Fprintln(s.Out, t.With(args...).In(s.Lang))
	}
}

// Note prints a message for people beside the results.
func (s *Screen) Note(t message.Text, args ...any) {
	fmt.Fprintln(s.Err, t.With(args...).In(s.Lang))
}

// Fail says why hagen failed, or did not do all of it, and what to do instead.
func (s *Screen) Fail(err error) {
	for _, err := range message.Each(err) {
		why, help := message.Of(err).In(s.Lang), message.HelpFor(err).In(s.Lang)
		if s.JSON {
			s.Doc.Failures = append(s.Doc.Failures, failRecord{why, help})
			continue
		}
		if s.foreign() {
			s.run.Failures = append(s.run.Failures, report.Failure{Message: why, Help: help})
			continue
		}
		fmt.Fprintln(s.Err, "hagen: "+why)
		if help != "" {
			fmt.Fprintln(s.Err, "  "+help)
		}
	}
}

// Print writes a document of its own for machines, instead of the report's.
func (s *Screen) Print(v any) error {
	s.JSON = false
	return writeJSON(s.Out, v)
}

// foreign reports whether findings are printed in a format of other programs.
func (s *Screen) foreign() bool {
	return s.Format == report.SARIF || s.Format == report.GitHub || s.Format == report.JUnit
}

// End prints the document of a format that has one. code is the exit code.
func (s *Screen) End(code int) error {
	if s.foreign() {
		return s.endForeign(code)
	}
	if !s.JSON {
		return nil
	}
	if err := s.Doc.write(s.Out, s.Stream); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// endForeign prints what the run found in a format of other programs.
func (s *Screen) endForeign(code int) error {
	s.run.Version, s.run.Lang, s.run.ExitCode = s.Version, s.Lang, code
	for _, sheet := range s.Doc.Sheets {
		s.run.Sheets = append(s.run.Sheets, report.Sheet{File: sheet.File, Sheet: sheet.Sheet})
	}
	write := s.run.WriteGitHub
	switch s.Format {
	case report.SARIF:
		write = s.run.WriteSARIF
	case report.JUnit:
		write = s.run.WriteJUnit
	}
	if err := write(s.machine); err != nil {
		return message.CannotWrite(message.Stdout, err)
	}
	return nil
}

// colored decides whether a stream gets colours: by --color, else on a terminal
// that supports them, unless NO_COLOR (no-color.org) is set.
func (s *Screen) colored(stream any) bool {
	switch s.Color {
	case terminal.ColorOn:
		return true
	case terminal.ColorOff:
		return false
	}
	if s.getenv("NO_COLOR") != "" || s.dumb() {
		return false
	}
	return controls(stream)
}

// dumb reports whether the terminal has no control sequences.
func (s *Screen) dumb() bool { return s.getenv("TERM") == "dumb" }

// isTerminal reports whether a person is at the other end of a stream.
func isTerminal(stream any) bool {
	f, ok := behind(stream).(*os.File)
	return ok && terminal.Is(f)
}

// controls reports whether a stream is a terminal that understands control
// sequences.
func controls(stream any) bool {
	f, ok := behind(stream).(*os.File)
	return ok && terminal.Controls(f)
}

// columns is how wide the terminal behind a stream is; 0 when there is none, or it
// does not say.
func columns(stream any) int {
	if f, ok := behind(stream).(*os.File); ok {
		return terminal.Columns(f)
	}
	return 0
}

// Interactive reports whether hagen can ask questions and get answers.
func (s *Screen) Interactive() bool { return isTerminal(s.In) && isTerminal(s.Err) }

// Confirm asks a person a question that takes a yes.
func (s *Screen) Confirm(ctx context.Context, question message.Text, args ...any) (bool, error) {
	fmt.Fprint(s.Err, question.With(args...).In(s.Lang), " ")
	answer, err := s.answer(ctx)
	return err == nil && isYes(answer), err
}

// Typed asks a person to type something out.
func (s *Screen) Typed(ctx context.Context, question message.Text, args ...any) (string, error) {
	fmt.Fprint(s.Err, question.With(args...).In(s.Lang), " ")
	answer, err := s.answer(ctx)
	return strings.TrimSpace(answer), err
}

// textYes are the words that say yes, in lower case.
var textYes = message.New("answer.yes")

// isYes reports whether an answer says yes, in whatever language: a person may
// answer in another one than hagen asks in.
func isYes(answer string) bool {
	answer = strings.ToLower(strings.TrimSpace(answer))
	return slices.ContainsFunc(message.Languages(), func(lang message.Lang) bool {
		return slices.Contains(strings.Fields(textYes.With().In(lang)), answer)
	})
}

// answer reads a line from a person.
func (s *Screen) answer(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := bufio.NewReader(s.In).ReadString('\n')
		done <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(s.Err)
		return "", dest.Interrupted()
	case r := <-done:
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return "", message.CannotRead(message.Stdin, r.err)
		}
		return r.line, nil
	}
}
