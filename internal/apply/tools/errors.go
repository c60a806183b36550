package tools

import (
	"strings"

	"hagen/internal/message"
)

// What goes wrong with programs on a node, and what often helps.
var (
	textSaid           = message.New("tool.said", "tool", "said")
	textSilent         = message.New("tool.silent", "tool", "code")
	textCut            = message.New("tool.cut")
	textScript         = message.New("tool.script")
	textMissing        = message.New("tool.missing", "tool")
	textInstall        = message.New("tool.install")
	textDown           = message.New("tool.down")
	textDenied         = message.New("tool.denied")
	textNewer          = message.New("tool.newer")
	textNotOurs        = message.New("tool.not-ours", "path", "owner")
	textNotAFile       = message.New("tool.not-a-file", "path")
	textWhose          = message.New("tool.whose")
	textCannotReach    = message.New("tool.cannot-reach", "host", "said")
	textConnectionLost = message.New("tool.connection-lost", "host")
	textTrySSH         = message.New("tool.try-ssh", "host")
	textNothingKept    = message.New("tool.nothing-kept", "saved")
)

// Message quotes the program.
func (e *ToolError) Message() message.Message {
	var name any = e.Tool
	if e.Tool == Script {
		name = textScript
	}
	switch {
	case e.Cut():
		return textCut.With()
	case e.Said == "":
		return textSilent.With(name, e.Code)
	}
	return textSaid.With(name, message.Verbatim(e.Said))
}

// Help is what often helps.
func (e *ToolError) Help() message.Message {
	switch said := strings.ToLower(e.Said); {
	case e.Cut():
	case strings.Contains(said, "permission denied"):
		return textDenied.With()
	case strings.Contains(said, "connection refused"), strings.Contains(said, "not connected"), strings.Contains(said, "could not connect"):
		return textDown.With()
	case strings.Contains(said, "protocol not supported"): // of crm_feature_set
		return textNewer.With()
	}
	return message.Message{}
}

// Error quotes the program in English.
func (e *ToolError) Error() string { return e.Message().String() }

// Message says what is missing.
func (e *MissingError) Message() message.Message { return textMissing.With(e.Tool) }

// Help asks for Pacemaker.
func (e *MissingError) Help() message.Message { return textInstall.With() }

// Error says what is missing in English.
func (e *MissingError) Error() string { return e.Message().String() }

// Message names the file, and whose it is.
func (e *NotOursError) Message() message.Message {
	if e.Owner == "" {
		return textNotAFile.With(e.Path)
	}
	return textNotOurs.With(e.Path, e.Owner)
}

// Help says what to find out first.
func (e *NotOursError) Help() message.Message { return textWhose.With() }

// Error names both in English.
func (e *NotOursError) Error() string { return e.Message().String() }

// Message quotes ssh.
func (e *ConnectError) Message() message.Message {
	if e.Said == "" {
		return textConnectionLost.With(e.Host)
	}
	return textCannotReach.With(e.Host, message.Verbatim(e.Said))
}

// Help is the command that shows more.
func (e *ConnectError) Help() message.Message { return textTrySSH.With(e.Host) }

// Error quotes ssh in English.
func (e *ConnectError) Error() string { return e.Message().String() }
