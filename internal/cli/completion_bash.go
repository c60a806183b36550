package cli

import (
	"fmt"
	"strings"
)

func bashCompletion() string {
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
`, commandPatterns())
	for _, f := range valued() {
		fmt.Fprintf(&b, "\t%s) %s ;;\n", strings.Join(f.spellings(), "|"), f.bashReply())
	}
	b.WriteString("\tesac\n\tcase $command in\n")
	for _, c := range commands {
		c.bashCase(&b)
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

// bashReply offers the values of a flag. A list with commas is completed behind the
// last one; what is in it is not offered again. Addresses continue, so no blank
// follows them.
func (f flag) bashReply() string {
	list := strings.Join(f.offered(), "\n")
	switch {
	case f.name == FlagAllow:
		return fmt.Sprintf(`local before=; case $cur in *,*) before=${cur%%,*}, ;; esac
		for word in $(compgen -W '%s' -- "${cur##*,}"); do
			case ",$before" in *",$word,"*) ;; *) COMPREPLY+=("$before$word") ;; esac
		done; return`, list)
	case f.name == FlagTo:
		return fmt.Sprintf(`COMPREPLY=($(compgen -W '%s' -- "$cur")); compopt -o nospace +o filenames 2>/dev/null; return`, list)
	case list != "":
		return fmt.Sprintf(`COMPREPLY=($(compgen -W '%s' -- "$cur")); return`, list)
	case f.file:
		return `COMPREPLY=($(compgen -f -- "$cur")); return`
	}
	return "return" // any value
}

// bashCase is what a command offers.
func (c *Command) bashCase(b *strings.Builder) {
	var names []string
	for _, f := range c.flags {
		names = append(names, f.spellings()...)
	}
	words, option := c.operands(), ""
	if c.files {
		words, option = nil, " files=-f"
	}
	if c.Name == "" {
		words = c.below()
	}
	fmt.Fprintf(b, "\t'%s') flags='%s' words='%s'%s ;;\n", c.Name, strings.Join(names, "\n"), strings.Join(words, "\n"), option)
}
