package main

import (
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hagen/internal/apply/dest"
	"hagen/internal/message"
	"hagen/internal/suggest"
)

// What hagen answers to command lines that are not its own but clear enough.
var (
	textCompiles         = message.New("usage.compiles")
	textWriteIt          = message.New("usage.write-it", "line")
	textNoFileNorCommand = message.New("usage.no-file-nor-command", "word")
	textNoNew            = message.New("usage.makes-no-sheets")
	textStartBy          = message.New("usage.start-by")
)

// otherWords are what people call the commands.
var otherWords = map[string]string{
	"compile": "", "build": "", "convert": "", "generate": "", "make": "",
	"validate": "check", "verify": "check", "lint": "check", "test": "check",
	"deploy": "apply", "push": "apply", "install": "apply", "preview": "plan", "simulate": "plan",
	"compare": "diff", "log": "history", "undo": "rollback", "restore": "rollback", "revert": "rollback",
}

// misplaced answers a first word that is no sheet: a command of another name, a
// slip of the pen, nothing at all. It is nil when the word may be a sheet.
func misplaced(app *cli.App, args []string) error {
	word := args[0]
	if strings.ContainsAny(word, "./\\") || word == stdio {
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
	case word == "new" || word == "init" || word == "create":
		return message.Fail(textNoNew).Advise(textStartBy)
	case known && command == "":
		return message.Fail(textCompiles).Advise(textWriteIt, called(rest))
	case known:
		return message.Fail(textUnknownCommand, word).Advise(textDidYouMean, called(append([]string{command}, rest...)))
	}
	if meant := mistypedCommand(app, word); meant != "" {
		return message.Fail(textUnknownCommand, word).Advise(textDidYouMean, meant)
	}
	return message.Fail(textNoFileNorCommand, word).Advise(textSeeHelp)
}

// mistypedCommand is the command that was probably meant by a word, "" when none
// is like it.
func mistypedCommand(app *cli.App, word string) string {
	var names []string
	for _, c := range subcommands(app) {
		if c.Name == word { // without the words before it
			return c.words
		}
		names = append(names, c.words)
	}
	return suggest.Nearest(word, names)
}

// called is a command line of hagen. A sheet and the file it goes to are told
// apart by their names.
func called(args []string) string {
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

// tooMany answers a second argument of the compile.
func tooMany(app *cli.App, args []string) error {
	f := message.Fail(textArguments, args[1])
	command := slices.ContainsFunc(app.Commands, func(c *cli.Command) bool { return c.Name == args[1] })
	switch {
	case command:
		return f.Advise(textDidYouMean, "hagen "+args[1]+" "+args[0])
	case len(outputFlag(args[1])) > 1:
		return f.Advise(textDidYouMean, called(args))
	}
	return f.Advise(textOneAtATime)
}

// extra answers an argument too many of a command that takes a destination.
func extra(word string) error {
	f := message.Fail(textArguments, word)
	if dest.Is(word) {
		return f.Advise(textDidYouMean, "--"+flagTo+" "+word)
	}
	return f
}

// orClearly advises the word that was meant, when one of them is nearer than all
// others.
func orClearly(f *message.Failure, word string, words []string) *message.Failure {
	near := suggest.Nearest(word, words)
	if near == "" {
		return f
	}
	n := 0
	for !suggest.Slips(n, word, near) {
		n++
	}
	as := 0
	for _, w := range words {
		if suggest.Slips(n, word, w) {
			as++
		}
	}
	if as > 1 {
		return f
	}
	return f.Advise(textDidYouMean, near)
}
