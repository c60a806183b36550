package apply

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// Digest returns a digest of a configuration's meaning, or "" for an invalid CIB.
// It leaves out what the cluster sets itself, and nodes, where agents keep state.
func Digest(data []byte) string {
	config, err := meaning.Of(data)
	if err != nil {
		return ""
	}
	var lines []string
	for i := range config.Objects {
		o := &config.Objects[i]
		if o.Kind != meaning.Node && !(o.Kind == meaning.Property && cib.Owned(o.Key)) {
			lines = append(lines, o.Print())
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:8])
}

// Overruled reports whether an order was written without quorum and did not last:
// next, the configuration from before the next order or the live one, is not what
// it wrote.
func Overruled(e Entry, next []byte) bool {
	return e.NoQuorum && e.Wrote != "" && Digest(next) != e.Wrote
}
