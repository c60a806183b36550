package main

import "hagen/internal/message"

// What hagen says that is not a diagnostic. Lower case, no full stop, the offending
// word named.
var (
	textInterrupted = message.New("compile.interrupted")

	textBug     = message.New("compile.bug", "what", "source", "cause")
	textBugHelp = message.New("compile.bug-help")

	textScriptOut = message.New("usage.script-needs-file", "file")
	textJSONOnOut = message.New("usage.two-on-stdout")

	textNoneRead = message.New("import.none-read")

	textImported     = message.New("import.wrote", "file", "agents")
	textImportedOut  = message.New("import.written", "agents")
	textAgents       = message.New("import.agents", "count")
	textImportedSome = message.New("import.some", "agents", "count", "target")

	textWrotePair  = message.New("compile.wrote-pair", "xml", "script", "contents")
	textWroteOne   = message.New("compile.wrote", "file", "contents")
	textNoMistakes = message.New("compile.no-mistakes", "sheet", "contents")
)
