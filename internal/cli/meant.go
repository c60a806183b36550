package cli

import (
	"os"
	"slices"
	"strings"

	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/output"
	"hagen/internal/suggest"
)

// Answers to invalid command lines whose intention is clear.
var (
	textArguments        = message.New("usage.too-many-arguments", "argument")
	textUnknownCommand   = message.New("usage.unknown-command", "command")
	textSeeHelp          = message.New("usage.see-help")
	textOneAtATime       = message.New("usage.one-at-a-time")
	textCompiles         = message.New("usage.compiles")
	textWriteIt          = message.New("usage.write-it", "line")
	textNoFileNorCommand = message.New("usage.no-file-nor-command", "word")
)

// Check refuses arguments that the command does not take, or lacks.
func (c *Call) Check() error {
	n := len(c.Args)
	switch cmd := c.Command; {
	case cmd.Name == "":
		return c.checkSheet()
	case n < cmd.min, n > cmd.max && cmd.min == 2:
		return message.Fail(cmd.lacks).Advise(textSeeHelp)
	case cmd.max < 0 || n <= cmd.max:
		return nil
	case cmd.below() != nil && cmd.max == 0:
		return unknownCommand(cmd.Name+" ", c.Args[0], cmd.below())
	}
	return c.tooMany()
}

// checkSheet refuses an argument that is not a sheet, or not the only one.
func (c *Call) checkSheet() error {
	if c.Arg(0) == "" {
		return message.Fail(textNoSheet).Advise(textSeeHelp)
	}
	if err := misplaced(c.Args); err != nil {
		return err
	}
	if len(c.Args) == 1 || output.NamesDir(c.Value(FlagOutput)) {
		return nil
	}
	f := message.Fail(textArguments, c.Args[1])
	switch {
	case slices.Contains(commands[0].below(), c.Args[1]):
		return f.DidYouMean("hagen " + c.Args[1] + " " + c.Args[0])
	case len(outputFlag(c.Args[1])) > 1:
		return f.DidYouMean(line(c.Args))
	}
	return f.Advise(textOneAtATime)
}

// tooMany reports an extra argument, which may be a destination.
func (c *Call) tooMany() error {
	word := c.Args[c.Command.max]
	f := message.Fail(textArguments, word)
	takes := func(g flag) bool { return g.name == FlagTo }
	if slices.ContainsFunc(c.Command.flags, takes) && dest.Is(word) {
		return f.DidYouMean("--" + FlagTo + " " + word)
	}
	return f
}

func unknownCommand(before, word string, known []string) error {
	f := message.Fail(textUnknownCommand, before+word).Advise(textSeeHelp)
	if near := suggest.Nearest(word, known); near != "" {
		f.DidYouMean(before + near)
	}
	return f
}

// otherWords are other names that people use for the commands.
var otherWords = map[string]string{
	"compile": "", "build": "", "convert": "", "generate": "", "make": "",
	"validate": "check", "verify": "check", "lint": "check", "test": "check",
	"deploy": "apply", "push": "apply", "install": "apply", "preview": "plan", "simulate": "plan",
	"compare": "diff", "log": "history", "undo": "rollback", "restore": "rollback", "revert": "rollback",
}

// misplaced reports a first word that is not a sheet: another name of a command, a
// misspelt one, or an unknown word. It returns nil when the word may be a sheet.
func misplaced(args []string) error {
	word := args[0]
	if strings.ContainsAny(word, "./\\") || word == Stdio {
		return nil
	}
	if _, err := os.Stat(word); err == nil {
		return nil
	}
	command, known := otherWords[word]
	rest := args[1:]
	if len(rest) == 0 && command != "history" && command != "rollback" {
		rest = []string{"SHEET"}
	}
	switch {
	case word == "init" || word == "create" || word == "template":
		return message.Fail(textUnknownCommand, word).DidYouMean("hagen new cluster.xlsx")
	case known && command == "":
		return message.Fail(textCompiles).Advise(textWriteIt, line(rest))
	case known:
		return message.Fail(textUnknownCommand, word).DidYouMean(line(append([]string{command}, rest...)))
	}
	if meant := mistypedCommand(word); meant != "" {
		return message.Fail(textUnknownCommand, word).DidYouMean(meant)
	}
	return message.Fail(textNoFileNorCommand, word).Advise(textSeeHelp)
}

// mistypedCommand returns the command that a word probably means, or "".
func mistypedCommand(word string) string {
	var names []string
	for _, c := range commands[1:] {
		if c.Name[strings.LastIndexByte(c.Name, ' ')+1:] == word { // without the words before it
			return c.Name
		}
		names = append(names, c.Name)
	}
	return suggest.Nearest(word, names)
}

// line returns a command line of hagen. Sheets and output files are told apart by
// their names.
func line(args []string) string {
	words := []string{"hagen"}
	for i, a := range args {
		if i > 0 && len(words) == i+1 {
			words = append(words, outputFlag(a)...)
			continue
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

// outputFlag puts the flag before the name of a file that hagen would write.
func outputFlag(name string) []string {
	switch lower := strings.ToLower(name); {
	case strings.HasSuffix(lower, ".xml"), strings.HasSuffix(lower, ".cib"):
		return []string{"-o", name}
	case strings.HasSuffix(lower, ".sh"):
		return []string{"--sh", name}
	}
	return []string{name}
}
