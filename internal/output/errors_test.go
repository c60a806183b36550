package output

import (
	"errors"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/message"
)

// TestInWords tests that a file that could not be written or restored is named in
// each language.
func TestInWords(t *testing.T) {
	lost := errors.Join(
		&fs.PathError{Op: "write", Path: "a.sh", Err: fs.ErrPermission},
		&RestoreError{Path: "a.xml", Backup: ".hagen-1.tmp.old", Err: errors.New("disk on fire")},
		&RestoreError{Path: "b.xml", Err: errors.New("disk on fire")})
	for lang, want := range map[message.Lang][]string{
		message.English:  {"cannot write a.sh: permission denied", "cannot restore a.xml: disk on fire; its previous content is in .hagen-1.tmp.old", "cannot remove b.xml: disk on fire"},
		message.Japanese: {"a.sh に書き込めません: 権限がありません", "a.xml を元に戻せません: disk on fire。元の内容は .hagen-1.tmp.old にあります", "書き出した b.xml を取り消せません: disk on fire"},
	} {
		var got []string
		for _, err := range message.Each(InWords(lost)) {
			got = append(got, message.Of(err).In(lang))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}
