package report

import (
	"io"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/terminal"
)

// The characters that would end a message or a property of a workflow command.
// Both are safe for use by several goroutines.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// WriteGitHub writes the run as commands of a GitHub workflow, each on a line: GitHub
// shows them at the file and in the summary.
func (r *Run) WriteGitHub(w io.Writer) error {
	var b strings.Builder
	for _, d := range r.Findings {
		level := "error"
		switch d.Severity {
		case diag.Warning:
			level = "warning"
		case diag.Remark:
			level = "notice"
		}
		properties := []string{}
		if file := d.Place.File; file != "" && file != stdin {
			properties = append(properties, "file="+propertyEscapes.Replace(terminal.Visible(slashed(file))))
			if line := r.line(d.Place); line > 0 {
				properties = append(properties, "line="+strconv.Itoa(line))
			}
		}
		command(&b, level, append(properties, "title="+d.Kind.Code), r.advised(d))
	}
	for _, d := range r.Differences {
		command(&b, "error", []string{"file=" + propertyEscapes.Replace(terminal.Visible(slashed(d.At.File))), "title=" + differs}, d.Title)
	}
	for _, text := range r.leftOut() {
		command(&b, "notice", nil, text)
	}
	for _, f := range r.Failures {
		command(&b, "error", []string{"title=hagen"}, lines(f.Message, f.Help))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// command writes a workflow command.
func command(b *strings.Builder, name string, properties []string, text string) {
	b.WriteString("::" + name)
	if len(properties) > 0 {
		b.WriteString(" " + strings.Join(properties, ","))
	}
	b.WriteString("::" + messageEscapes.Replace(text) + "\n")
}
