package terminal

// When colours are wanted: the values of --color.
const (
	ColorAuto = "auto"
	ColorOn   = "always"
	ColorOff  = "never"
)
