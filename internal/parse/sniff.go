package parse

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/csv"
	"hagen/internal/parse/grid"
)

// The first bytes of kinds of files.
var (
	magicZip      = []byte("PK\x03\x04")
	magicEmptyZip = []byte("PK\x05\x06")
	magicOLE      = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	magicPDF      = []byte("%PDF-")
	magicXML      = []byte("<?xml")
)

var (
	workbookNames = []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"}
	textNames     = []string{".csv", ".tsv", ".txt"}
)

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, magicZip) || bytes.HasPrefix(data, magicEmptyZip)
}

// sniff tells from the content why a file cannot be read. It returns nil when it
// may be a workbook (a zip) or a CSV.
func sniff(file string, data []byte, limits grid.Limits) (*diag.Kind, diag.Args) {
	ext := extension(file)
	switch {
	case len(data) == 0:
		return diag.FileEmpty, nil
	case int64(len(data)) > limits.FileBytes:
		return diag.FileTooLarge, diag.Args{"limit": grid.Size(limits.FileBytes)}
	case !isZip(data) && isLock(file) != "":
		return diag.FileLock, diag.Args{"name": isLock(file)}
	case isZip(data) && file == Stdin:
		return diag.FileWorkbookOnStdin, nil
	case isZip(data) && slices.Contains(textNames, ext):
		return diag.FileWorkbookNamedText, diag.Args{"extension": ext}
	case isZip(data):
		return nil, nil
	case bytes.HasPrefix(data, magicOLE):
		return sniffOLE(data), nil
	}
	if kind := sniffMarkup(data); kind != nil {
		return kind, nil
	}
	switch {
	case csv.Binary(data):
		return diag.FileUnknown, nil
	case slices.Contains(workbookNames, ext):
		return diag.FileTextNamedWorkbook, diag.Args{"extension": ext}
	}
	return nil, nil
}

// isLock returns the name of the file that is open in another program if file is
// its lock file: ~$x.xlsx of Excel, .~lock.x.xlsx# of LibreOffice. For other files
// it returns "". Both lock files contain the user's name.
func isLock(file string) string {
	name := filepath.Base(file)
	if open, found := strings.CutPrefix(name, "~$"); found {
		return open
	}
	if open, found := strings.CutPrefix(name, ".~lock."); found {
		return strings.TrimSuffix(open, "#")
	}
	return ""
}

// sniffOLE distinguishes what Office puts into its old container: workbooks up to
// Excel 2003, and encrypted workbooks of later versions. The container's directory
// has an entry of 128 bytes for each stream, which starts with the stream's name.
func sniffOLE(data []byte) *diag.Kind {
	const header, entry = 512, 128
	for at := header; at+entry <= len(data); at += entry {
		for _, s := range streams {
			if bytes.HasPrefix(data[at:], utf16(s.name)) {
				return s.kind
			}
		}
	}
	return diag.FileUnknown
}

var streams = []struct {
	name string
	kind *diag.Kind
}{
	{"EncryptedPackage", diag.FileEncrypted},
	{"Workbook", diag.FileOldExcel},
	{"Book", diag.FileOldExcel}, // Excel 5 and 95
	{"WordDocument", diag.FileOtherOffice},
	{"PowerPoint Document", diag.FileOtherOffice},
}

// utf16 is a stream's name with the NUL that ends it.
func utf16(name string) []byte {
	out := make([]byte, 0, 2*len(name)+2)
	for i := range len(name) {
		out = append(out, name[i], 0)
	}
	return append(out, 0, 0)
}

// sniffMarkup recognises text files that are not tables of cells.
func sniffMarkup(data []byte) *diag.Kind {
	head := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	head = bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 1024)], " \t\r\n"))
	switch {
	case bytes.HasPrefix(head, bytes.ToLower(magicPDF)):
		return diag.FilePDF
	case bytes.HasPrefix(head, []byte("mime-version:")):
		return diag.FileWebPage // "single file web page", another way Excel saves
	case !bytes.HasPrefix(head, []byte("<")):
		return nil
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<table", "<script"} {
		if bytes.Contains(head, []byte(tag)) {
			return diag.FileWebPage
		}
	}
	if bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument:")) {
		return diag.FileFlatOpenDocument
	}
	if bytes.HasPrefix(head, magicXML) || bytes.Contains(head, []byte("urn:schemas-microsoft-com:office")) {
		return diag.FileXMLSpreadsheet
	}
	return nil
}
