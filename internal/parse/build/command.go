package build

import (
	"hagen/internal/model"
	"hagen/internal/schema"
)

// commands reads ADDITIONAL_CONFIG as written. Nothing here runs or parses the
// commands.
func (b *builder) commands() {
	for _, row := range b.rows(schema.AdditionalConfigTable) {
		if text := row.Get(schema.KeyConfig); text != "" {
			b.cfg.Commands = append(b.cfg.Commands, &model.Command{Text: text, Secret: b.secretIn("", text, row.At(schema.KeyConfig)), From: row})
		}
	}
}
