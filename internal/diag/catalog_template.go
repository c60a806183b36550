package diag

// Resource templates: what is from them, and what refers to them.
var (
	TemplateUnknown    = define("HG0750", Error)
	NotTemplate        = define("HG0751", Error)
	TemplateAndAgent   = define("HG0752", Error)
	TemplateIdle       = define("HG0753", Warning)
	TemplateEmpty      = define("HG0754", Error)
	TemplateFencing    = define("HG0755", Error)
	TemplateAsResource = define("HG0756", Error)
	TemplateInside     = define("HG0757", Error)
	TemplatesTogether  = define("HG0758", Error)
)
