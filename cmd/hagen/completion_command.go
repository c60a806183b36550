package main

import (
	"fmt"
	"hagen/internal/message"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// shells have a completion script each, made from the declared command line, so
// that it needs no hagen at hand and cannot fall behind.
var shells = []string{"bash", "zsh", "fish"}

func (a *app) completion(ctx *cli.Context) error {
	if ctx.NArg() > 1 {
		return message.Fail(textArguments, ctx.Args().Get(1))
	}
	var script string
	switch shell := ctx.Args().First(); shell {
	case "bash":
		script = bashCompletion(ctx.App)
	case "zsh":
		script = zshCompletion(ctx.App)
	case "fish":
		script = fishCompletion(ctx.App)
	case "":
		return message.Fail(textNoShell).Advise(textOneOf, strings.Join(shells, ", "))
	default:
		return orClearly(message.Fail(textUnknownShell, shell).Advise(textOneOf, strings.Join(shells, ", ")), shell, shells)
	}
	_, err := io.WriteString(a.stdout, script)
	return err
}

// operands are the words a command takes, "" when it takes files.
func operands(app *cli.App, command string) (words []string, files bool) {
	switch command {
	case "completion":
		return shells, false
	case "help":
		return commandNames(app), false
	case "check", "plan", "apply", "status", "diff", "":
		return nil, true
	}
	for _, c := range subcommands(app) {
		if c.words == command {
			return namesOf(c.Subcommands), false
		}
	}
	return nil, false
}

func commandNames(app *cli.App) []string { return namesOf(app.Commands) }

func namesOf(list []*cli.Command) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.Name)
	}
	return out
}

// spellings are all forms of a flag: --output -o.
func spellings(f cli.Flag) []string {
	var out []string
	for _, name := range f.Names() {
		if len(name) == 1 {
			out = append(out, "-"+name)
		} else {
			out = append(out, "--"+name)
		}
	}
	return out
}

// shortUsage is the first part of what a flag does.
func shortUsage(f cli.Flag) string {
	_, usage := describeFlag(f)
	usage = strings.ReplaceAll(usage, "\n", " ")
	if i := strings.IndexAny(usage, ":;。"); i > 0 {
		usage = usage[:i]
	}
	if strings.Count(usage, "(") > strings.Count(usage, ")") {
		usage = strings.TrimSpace(usage[:strings.LastIndexByte(usage, '(')])
	}
	return usage
}

func bashCompletion(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# bash completion of hagen, made by "hagen completion bash"
_hagen() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word flags words files=
	local IFS=$'\n'
	# bash takes --flag=value for three words.
	if [ "$cur" = = ]; then
		cur=
	elif [ "$prev" = = ]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case "$command $word" in %s) command="${command:+$command }$word" ;; esac
	done
	COMPREPLY=()
	case $prev in
`, subcommandPatterns(app))
	for _, f := range valued(app) {
		fmt.Fprintf(&b, "\t%s) %s ;;\n", strings.Join(spellings(f), "|"), bashReply(f.Names()[0]))
	}
	b.WriteString("\tesac\n\tcase $command in\n")
	bashCase(&b, app, "''", "", app.Flags)
	for _, c := range subcommands(app) {
		bashCase(&b, app, "'"+c.words+"'", c.words, c.Flags)
	}
	b.WriteString(`	esac
	case $cur in
	-?*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
	*) COMPREPLY=($(compgen -W "$words" $files -- "$cur")) ;;
	esac
}
complete -o filenames -F _hagen hagen
`)
	return b.String()
}

// valued are the flags of all commands that take a value, each once: those of
// one name take the same values everywhere.
func valued(app *cli.App) []cli.Flag {
	var out []cli.Flag
	add := func(flags []cli.Flag) {
		for _, f := range flags {
			same := func(g cli.Flag) bool { return g.Names()[0] == f.Names()[0] }
			if !isSwitch(f) && !slices.ContainsFunc(out, same) {
				out = append(out, f)
			}
		}
	}
	add(app.Flags)
	for _, c := range subcommands(app) {
		add(c.Flags)
	}
	return out
}

// bashReply offers the values of a flag. A list with commas is completed behind
// the last one; what is in it is not offered again. Addresses go on: no blank
// follows them.
func bashReply(flag string) string {
	list := strings.Join(offers(flag), "\n")
	switch {
	case flag == flagAllow:
		return fmt.Sprintf(`local before=; case $cur in *,*) before=${cur%%,*}, ;; esac
		for word in $(compgen -W '%s' -- "${cur##*,}"); do
			case ",$before" in *",$word,"*) ;; *) COMPREPLY+=("$before$word") ;; esac
		done; return`, list)
	case flag == flagTo:
		return fmt.Sprintf(`COMPREPLY=($(compgen -W '%s' -- "$cur")); compopt -o nospace +o filenames 2>/dev/null; return`, list)
	case list != "":
		return fmt.Sprintf(`COMPREPLY=($(compgen -W '%s' -- "$cur")); return`, list)
	case takesFile(flag):
		return `COMPREPLY=($(compgen -f -- "$cur")); return`
	}
	return "return" // any value
}

// subcommandPatterns match, in a case of bash and zsh, a word that makes a
// command, or a longer one, of what stands before: " agents", "agents import".
func subcommandPatterns(app *cli.App) string {
	var out []string
	for _, c := range subcommands(app) {
		pattern := c.words
		if !strings.Contains(pattern, " ") {
			pattern = " " + pattern
		}
		out = append(out, "'"+pattern+"'")
	}
	return strings.Join(out, "|")
}

func bashCase(b *strings.Builder, app *cli.App, pattern, command string, flags []cli.Flag) {
	var names []string
	for _, f := range flags {
		names = append(names, spellings(f)...)
	}
	words, files := operands(app, command)
	if command == "" {
		words = commandNames(app)
	}
	option := ""
	if files {
		option = " files=-f"
	}
	fmt.Fprintf(b, "\t%s) flags='%s' words='%s'%s ;;\n", pattern, strings.Join(names, "\n"), strings.Join(words, "\n"), option)
}

func zshCompletion(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, `#compdef hagen
# zsh completion of hagen, made by "hagen completion zsh"
_hagen() {
	local command= word
	for word in "${(@)words[2,CURRENT-1]}"; do
		case "$command $word" in (%s) command="${command:+$command }$word" ;; esac
	done
	case $command in
`, subcommandPatterns(app))
	zshCase(&b, app, "''", "", app.Flags)
	for _, c := range subcommands(app) {
		zshCase(&b, app, "'"+c.words+"'", c.words, c.Flags)
	}
	b.WriteString("\tesac\n}\n")
	var described []string
	for _, c := range app.Commands {
		described = append(described, c.Name+`\:`+zshQuote.Replace(`"`+c.Usage+`"`))
	}
	fmt.Fprintf(&b, `_hagen_first() {
	_alternative 'commands:command:((%s))' 'files:sheet:_files'
}
if [ "$funcstack[1]" = _hagen ]; then _hagen "$@"; else compdef _hagen hagen; fi
`, strings.Join(described, " "))
	return b.String()
}

// zshQuote keeps a description from ending its part of a specification.
var zshQuote = strings.NewReplacer(`'`, `'\''`, `[`, `\[`, `]`, `\]`, `:`, `\:`)

func zshCase(b *strings.Builder, app *cli.App, pattern, command string, flags []cli.Flag) {
	fmt.Fprintf(b, "\t(%s) _arguments", pattern)
	for _, f := range flags {
		value := ""
		switch name := f.Names()[0]; {
		case isSwitch(f):
		case name == flagAllow:
			value = ":" + name + ":_values -s , " + name + " " + strings.Join(offers(name), " ")
		case name == flagTo:
			value = ":" + name + ":{compadd -S \"\" -- " + zshQuote.Replace(strings.Join(offers(name), " ")) + "}"
		case offers(name) != nil:
			value = ":" + name + ":(" + strings.Join(offers(name), " ") + ")"
		case takesFile(name):
			value = ":" + name + ":_files"
		default:
			value = ":" + name + ": "
		}
		for _, s := range spellings(f) {
			if value != "" && strings.HasPrefix(s, "--") {
				s += "=" // in the same word, or in the next one
			}
			fmt.Fprintf(b, " \\\n\t\t'%s[%s]%s'", s, zshQuote.Replace(shortUsage(f)), value)
		}
	}
	words, files := operands(app, command)
	switch {
	case command == "":
		b.WriteString(" \\\n\t\t'1:sheet or command:_hagen_first' '*:sheet:_files'")
	case files:
		b.WriteString(" \\\n\t\t'*:sheet:_files'")
	case words != nil:
		fmt.Fprintf(b, " \\\n\t\t'*:%s:(%s)'", command, strings.Join(words, " "))
	default: // the command itself is a word, and without a place for it no flag follows
		b.WriteString(" \\\n\t\t'*: : '")
	}
	b.WriteString(" ;;\n")
}

func fishCompletion(app *cli.App) string {
	var b strings.Builder
	all := strings.Join(commandNames(app), " ")
	b.WriteString("# fish completion of hagen, made by \"hagen completion fish\"\n")
	for _, c := range app.Commands {
		fmt.Fprintf(&b, "complete -c hagen -n 'not __fish_seen_subcommand_from %s' -a %s -d '%s'\n", all, c.Name, fishQuote.Replace(c.Usage))
	}
	fishFlags(&b, "not __fish_seen_subcommand_from "+all, app.Flags)
	for _, c := range subcommands(app) {
		seen := fishSeen(c)
		fishFlags(&b, seen, c.Flags)
		switch words, files := operands(app, c.words); {
		case files:
		case words != nil:
			fmt.Fprintf(&b, "complete -c hagen -n '%s' -f -a '%s'\n", seen, strings.Join(words, " "))
		default:
			fmt.Fprintf(&b, "complete -c hagen -n '%s' -f\n", seen)
		}
	}
	return b.String()
}

// fishSeen is the condition that a command is being written, and none of its own.
func fishSeen(c subcommand) string {
	var parts []string
	for _, word := range strings.Fields(c.words) {
		parts = append(parts, "__fish_seen_subcommand_from "+word)
	}
	if names := namesOf(c.Subcommands); names != nil {
		parts = append(parts, "not __fish_seen_subcommand_from "+strings.Join(names, " "))
	}
	return strings.Join(parts, "; and ")
}

var fishQuote = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

func fishFlags(b *strings.Builder, condition string, flags []cli.Flag) {
	for _, f := range flags {
		fmt.Fprintf(b, "complete -c hagen -n '%s'", condition)
		for _, s := range spellings(f) {
			if long, ok := strings.CutPrefix(s, "--"); ok {
				b.WriteString(" -l " + long)
			} else {
				b.WriteString(" -s " + s[1:])
			}
		}
		switch name := f.Names()[0]; {
		case isSwitch(f):
		case name == flagAllow:
			b.WriteString(" -x -a '(__fish_append , " + strings.Join(offers(name), " ") + ")'")
		case offers(name) != nil:
			b.WriteString(" -x -a '" + strings.Join(offers(name), " ") + "'")
		case takesFile(name):
			b.WriteString(" -r -F")
		default:
			b.WriteString(" -x")
		}
		fmt.Fprintf(b, " -d '%s'\n", fishQuote.Replace(shortUsage(f)))
	}
}
