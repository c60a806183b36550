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

	textNoParameters = message.New("agents.no-parameters")
	headAgent        = message.New("agents.head-agent")
	headCount        = message.New("agents.head-count")
	headRequired     = message.New("agents.head-required")
	headParameter    = message.New("agents.head-parameter")
	headType         = message.New("agents.head-type")
	headDefault      = message.New("agents.head-default")
	headRemarks      = message.New("agents.head-remarks")
	headAction       = message.New("agents.head-action")
	remarkRequired   = message.New("agents.required")
	remarkUnique     = message.New("agents.unique")
	remarkDeprecated = message.New("agents.deprecated")
	remarkReplaced   = message.New("agents.replaced", "parameters")
	remarkCommon     = message.New("agents.common")

	textWrotePair   = message.New("compile.wrote-pair", "xml", "script", "contents")
	textWroteOne    = message.New("compile.wrote", "file", "contents")
	textNoMistakes  = message.New("compile.no-mistakes", "sheet", "contents")
	textContents    = message.New("compile.contents", "target", "resources", "constraints")
	textResources   = message.New("compile.resources", "count")
	textConstraints = message.New("compile.constraints", "count")
)
