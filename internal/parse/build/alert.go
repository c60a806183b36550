package build

import (
	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// alerts reads ALERT: a P row starts an alert, an R row adds a recipient to it, S
// rows say which events it is about, A rows belong to the last P or R row above them.
func (b *builder) alerts() {
	for _, t := range b.named(schema.AlertTable) {
		b.alertTable(t)
	}
}

// alertTable reads one ALERT table.
func (b *builder) alertTable(t *table.Table) {
	var alert *model.Alert
	var recipient *model.Recipient
	for _, s := range t.Sections {
		for _, row := range s.Rows {
			switch {
			case s.Block.Letter == "P":
				alert, recipient = &model.Alert{Path: get(row, schema.KeyPath), ID: get(row, schema.KeyID), Description: get(row, schema.KeyDescription), From: row}, nil
				b.cfg.Alerts = append(b.cfg.Alerts, alert)
			case alert == nil:
				b.withoutAlert(t, s, row)
			case s.Block.Letter == "S":
				b.alertEvent(alert, row)
			case s.Block.Letter == "R":
				value := get(row, schema.KeyRecipient)
				recipient = &model.Recipient{Value: value, ID: get(row, schema.KeyID), Description: get(row, schema.KeyDescription), Secret: b.secretIn("", value, row.At(schema.KeyRecipient)), From: row}
				alert.Recipients = append(alert.Recipients, recipient)
			case recipient != nil:
				b.alertAttribute(row, &recipient.Options, &recipient.Meta)
			default:
				b.alertAttribute(row, &alert.Options, &alert.Meta)
			}
			if alert == nil {
				break // one report per block
			}
		}
	}
}

// alertEvent reads a row of block S.
func (b *builder) alertEvent(a *model.Alert, row *table.Row) {
	v := &model.AlertEvent{Kind: b.word(row, schema.KeySelect), Attribute: get(row, schema.KeyAttribute), From: row}
	if v.Kind == "" {
		return
	}
	if a.Select == nil {
		a.Select = &model.AlertSelect{}
	}
	a.Select.Events = append(a.Select.Events, v)
}

// withoutAlert reports a row with no alert above it, unless the P block could not
// be read.
func (b *builder) withoutAlert(t *table.Table, s *table.Section, row *table.Row) {
	if !t.Broken {
		b.report.Add(diag.BlockWithoutAlert, row.At(schema.NoKey), diag.Args{"letter": s.Block.Letter})
	}
}

func (b *builder) alertAttribute(row *table.Row, options, meta *[]*model.AttributeSet) {
	switch row.SetOf(b.word(row, schema.KeyType)) {
	case cib.InstanceAttributes:
		b.add(options, row, b.attribute(row))
	case cib.MetaAttributes:
		b.add(meta, row, b.attribute(row, agents.AlertMeta))
	}
}
