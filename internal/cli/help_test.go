package cli

import (
	"slices"
	"strings"
	"testing"

	"hagen/internal/message"
)

// TestHelpIsWhole tests that --help says what a command does, how it is called, its
// flags, its exit codes, and where to read more, in every language.
func TestHelpIsWhole(t *testing.T) {
	for _, lang := range message.Languages() {
		for _, name := range []string{"plan", "apply", "status", "diff", "history", "rollback", "agent", "agent init", "agent authorize", "agent fingerprint"} {
			var out strings.Builder
			if err := HelpOn(&out, strings.Fields(name), lang); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			command, _ := findCommand(strings.Fields(name))
			help, says := out.String(), command.help
			wanted := []string{"hagen " + name + " - " + says.usage.In(lang) + "\n", titleUsage.In(lang) + "\n  hagen " + name,
				"\n" + says.about.With(textDestinations).In(lang), titleExamples.In(lang) + "\n" + says.examples.In(lang), titleFlags.In(lang),
				titleExit.In(lang) + "\n" + says.exit.In(lang), titleSee.In(lang) + "\n  hagen "}
			if !slices.Contains([]string{"plan", "status", "diff"}, name) { // which change nothing
				wanted = append(wanted, titleFiles.In(lang)+"\n"+says.files.In(lang))
			}
			if says.about.IsZero() || says.examples.IsZero() || len(says.see) < 2 || says.exit.IsZero() {
				t.Errorf("hagen %s --help is not whole", name)
			}
			for _, part := range wanted {
				if !strings.Contains(help, part) {
					t.Errorf("hagen %s --help --lang %s lacks\n%s", name, lang, part)
				}
			}
		}
	}
}
