package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// parts are the XML parts of a workbook, unpacked and verified, by their lower-case
// names: part names are compared ignoring case.
type parts map[string]part

type part struct {
	name string // as written in the zip
	data []byte
}

// contentTypes is the part every Office package has.
const contentTypes = "[Content_Types].xml"

// get finds a part by its name.
func (p parts) get(name string) (part, bool) {
	found, ok := p[fold(name)]
	return found, ok
}

// fold normalizes the name of a part: some writers use backslashes.
func fold(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// openZip reads a zip's directory and checks by the names whether it can be a
// workbook at all.
func openZip(data []byte) (*zip.Reader, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &flaw{kind: diag.BookDamaged}
	}
	names := map[string]*zip.File{}
	for _, f := range z.File {
		names[fold(f.Name)] = f
	}
	switch {
	case names[fold(contentTypes)] != nil:
		return z, nil
	case names["mimetype"] != nil && isOpenDocument(names["mimetype"]):
		return nil, &flaw{kind: diag.FileOpenDocument}
	case names["xl/workbook.xml"] != nil:
		return nil, aboutPart(diag.PartMissing, contentTypes)
	}
	return nil, &flaw{kind: diag.FileOtherZip}
}

func isOpenDocument(mimetype *zip.File) bool {
	r, err := mimetype.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	text, _ := io.ReadAll(io.LimitReader(r, 100))
	return strings.HasPrefix(string(text), "application/vnd.oasis.opendocument.")
}

// unpack reads every entry of the zip to its end, so that each length and checksum
// is verified: with a wrong one, only part of the data might be read. XML parts are
// kept, the rest (pictures, printer settings) is only verified.
func unpack(z *zip.Reader, limits grid.Limits) (parts, error) {
	if len(z.File) > limits.Parts {
		return nil, &flaw{kind: diag.BookTooManyParts, args: diag.Args{"limit": strconv.Itoa(limits.Parts)}}
	}
	// The sizes in the directory are checked first, so that a zip bomb is never
	// unpacked.
	var total uint64
	for _, f := range z.File {
		if total += f.UncompressedSize64; f.UncompressedSize64 > uint64(limits.UnzipBytes) || total > uint64(limits.UnzipBytes) {
			return nil, &flaw{kind: diag.BookTooLarge, args: diag.Args{"limit": grid.Size(limits.UnzipBytes)}}
		}
	}
	kept := make(parts, len(z.File))
	seen := make(map[string]bool, len(z.File))
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue // a folder
		}
		key := fold(f.Name)
		if seen[key] {
			return nil, aboutPart(diag.PartTwice, f.Name)
		}
		seen[key] = true
		if !strings.HasSuffix(key, ".xml") && !strings.HasSuffix(key, ".rels") {
			if err := readTo(io.Discard, f); err != nil {
				return nil, err
			}
			continue
		}
		if f.UncompressedSize64 > uint64(limits.PartBytes) {
			return nil, &flaw{kind: diag.PartTooLarge, args: diag.Args{"part": f.Name, "limit": grid.Size(limits.PartBytes)}}
		}
		buf := bytes.NewBuffer(make([]byte, 0, f.UncompressedSize64+bytes.MinRead))
		if err := readTo(buf, f); err != nil {
			return nil, err
		}
		kept[key] = part{f.Name, buf.Bytes()}
	}
	return kept, nil
}

// readTo unpacks an entry whole. archive/zip stops at the length in the directory
// and fails when the data are longer, shorter or have a different checksum, so the
// limits checked on the directory apply here.
func readTo(w io.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return aboutPart(diag.PartDamaged, f.Name)
	}
	defer r.Close()
	sum := crc32.NewIEEE()
	if f.CRC32 == 0 { // archive/zip takes this for "no checksum"
		w = io.MultiWriter(w, sum)
	}
	if _, err := io.Copy(w, r); err != nil || sum.Sum32() != 0 {
		return aboutPart(diag.PartDamaged, f.Name)
	}
	return nil
}
