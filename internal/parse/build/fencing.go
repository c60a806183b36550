package build

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// fencingLevels reads STONITH_LEVEL. Rows with the same node and level form one
// level whose devices are used together; levels are in the order of their first
// rows.
func (b *builder) fencingLevels() {
	type key struct{ node, level string }
	levels := map[key]*model.FencingLevel{}
	for _, row := range b.rows(schema.StonithLevelTable) {
		k := key{get(row, schema.KeyNode), get(row, schema.KeyLevel)}
		id := get(row, schema.KeyID)
		if k.node == "" || k.level == "" || id == "" {
			continue
		}
		l := levels[k]
		if l == nil {
			made := model.TargetOf(k.node)
			made.Index, made.From = k.level, row
			l = &made
			levels[k] = l
			b.cfg.FencingLevels = append(b.cfg.FencingLevels, l)
		}
		if own := get(row, schema.KeyLevelID); l.ID == "" {
			l.ID = own
		} else if own != "" && own != l.ID {
			b.report.Add(diag.LevelIDs, row.At(schema.KeyLevelID), diag.Args{"node": k.node, "level": k.level, "first": l.ID})
		}
		l.Devices = append(l.Devices, &model.Device{ID: id, From: row})
	}
}
