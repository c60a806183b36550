package annotate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// pack is a workbook's package. Parts that are not changed are copied as they are,
// compressed bytes and all.
type pack struct {
	zip     *zip.Reader
	changed map[string][]byte // by the name in the archive; nil: removed
	added   []string          // new parts, in order
	// namespace is that of the elements of a workbook.
	namespace string
}

func open(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open the workbook: %w", err)
	}
	return &pack{zip: z, changed: map[string][]byte{}}, nil
}

// find is the name a part has in the archive: names of parts ignore case.
func (p *pack) find(name string) (string, bool) {
	name = strings.TrimPrefix(name, "/")
	for _, f := range p.zip.File {
		if strings.EqualFold(f.Name, name) {
			data, changed := p.changed[f.Name]
			return f.Name, !changed || data != nil
		}
	}
	for _, added := range p.added {
		if strings.EqualFold(added, name) {
			return added, p.changed[added] != nil
		}
	}
	return name, false
}

// has reports whether there is a part.
func (p *pack) has(name string) bool {
	_, found := p.find(name)
	return found
}

// read is the content of a part.
func (p *pack) read(name string) ([]byte, error) {
	stored, found := p.find(name)
	if !found {
		return nil, fmt.Errorf("the workbook lacks %s", name)
	}
	if data := p.changed[stored]; data != nil {
		return data, nil
	}
	f, err := p.zip.Open(stored)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// write changes a part or adds one.
func (p *pack) write(name string, data []byte) {
	stored, _ := p.find(name)
	_, known := p.changed[stored]
	if !known && !slices.ContainsFunc(p.zip.File, func(f *zip.File) bool { return f.Name == stored }) {
		p.added = append(p.added, stored)
	}
	p.changed[stored] = data
}

// remove takes a part out.
func (p *pack) remove(name string) {
	if stored, found := p.find(name); found {
		p.changed[stored] = nil
	}
}

// bytes is the package as a file.
func (p *pack) bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range p.zip.File {
		data, changed := p.changed[f.Name]
		switch {
		case !changed:
			if err := w.Copy(f); err != nil {
				return nil, fmt.Errorf("copy %s: %w", f.Name, err)
			}
		case data != nil:
			if err := store(w, f.Name, data); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range p.added {
		if data := p.changed[name]; data != nil {
			if err := store(w, name, data); err != nil {
				return nil, err
			}
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

func store(w *zip.Writer, name string, data []byte) error {
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// unused is a name for a new part: that name, or with a number where it is taken.
func (p *pack) unused(dir, base, ext string) string {
	for n := 1; ; n++ {
		if name := path.Join(dir, fmt.Sprintf("%s%d%s", base, n, ext)); !p.has(name) {
			return name
		}
	}
}
