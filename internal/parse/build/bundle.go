package build

import (
	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// bundle reads a P row of BUNDLE.
func (b *builder) bundle(to *model.Bundle, row *table.Row) {
	to.ID, to.Description, to.From = get(row, schema.KeyID), get(row, schema.KeyDescription), row
	c := to.Container
	c.From = row
	c.Kind = b.word(row, schema.KeyContainer)
	c.Image, c.Replicas = get(row, schema.KeyImage), get(row, schema.KeyReplicas)
	c.ReplicasPerHost, c.PromotedMax = get(row, schema.KeyReplicasPerHost), get(row, schema.KeyPromotedMax)
	c.RunCommand, c.Network, c.Options = get(row, schema.KeyRunCommand), get(row, schema.KeyNetwork), get(row, schema.KeyOptions)
	for _, key := range []schema.Key{schema.KeyRunCommand, schema.KeyOptions} {
		c.Secret = b.secretIn("", get(row, key), row.At(key)) || c.Secret
	}
}

// bundleDetail reads a row of another block of BUNDLE.
func (b *builder) bundleDetail(to *model.Bundle, block string, row *table.Row) {
	switch block {
	case "N": // pcs takes what both say as one network, and of two equal options the last
		if to.Network != nil {
			b.report.Add(diag.BundleNetworkTwice, row.At(schema.NoKey), diag.Args{"id": to.ID}, diag.See(to.Network.From.At(schema.NoKey), diag.NoteFirst))
			return
		}
		to.Network = &model.BundleNetwork{
			IPRangeStart: get(row, schema.KeyIPRangeStart), ControlPort: get(row, schema.KeyControlPort),
			HostInterface: get(row, schema.KeyHostInterface), HostNetmask: get(row, schema.KeyHostNetmask),
			AddHost: get(row, schema.KeyAddHost), From: row,
		}
	case "M":
		to.Ports = append(to.Ports, &model.PortMapping{
			ID: get(row, schema.KeyID), Port: get(row, schema.KeyPort),
			InternalPort: get(row, schema.KeyInternalPort), Range: get(row, schema.KeyRange), From: row,
		})
	case "S":
		to.Storage = append(to.Storage, &model.StorageMapping{
			ID: get(row, schema.KeyID), SourceDir: get(row, schema.KeySourceDir), SourceDirRoot: get(row, schema.KeySourceDirRoot),
			TargetDir: get(row, schema.KeyTargetDir), Options: get(row, schema.KeyOptions), From: row,
		})
	default:
		b.bundleMeta(to, row)
	}
}

// bundleMeta reads a row of the A block.
func (b *builder) bundleMeta(to *model.Bundle, row *table.Row) {
	if row.SetOf(b.word(row, schema.KeyType)) == cib.MetaAttributes {
		b.add(&to.Meta, row, b.attribute(row, agents.PrimitiveMeta))
	}
}
