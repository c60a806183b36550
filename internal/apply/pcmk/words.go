package pcmk

import "hagen/internal/message"

// actionTexts are what the actions of effects are called.
var actionTexts = map[string]message.Text{
	"start":   message.New("effect.start"),
	"stop":    message.New("effect.stop"),
	"restart": message.New("effect.restart"),
	"recover": message.New("effect.recover"),
	"move":    message.New("effect.move"),
	"migrate": message.New("effect.migrate"),
	"reload":  message.New("effect.reload"),
	"promote": message.New("effect.promote"),
	"demote":  message.New("effect.demote"),
	"fence":   message.New("effect.fence"),
}

// ActionName is what an action of the scheduler is called.
func ActionName(action string) message.Message {
	if t, known := actionTexts[action]; known {
		return t.With()
	}
	return message.Verbatim(action)
}
