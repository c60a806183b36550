package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/message"
)

// member is a file of an archive.
type member struct {
	name string // with slashes
	data []byte
	mode fs.FileMode
}

// extras are what goes with the binary: documents, completions, the manual.
func (r *release) extras() ([]member, error) {
	var out []member
	for _, pattern := range []string{"README*.md", "CHANGELOG.md", "LICENSE*", "docs/*.md", "docs/*/*.svg", "docs/*/*.json"} {
		files, err := filepath.Glob(filepath.Join(r.root, pattern)) // sorted
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			name, err := filepath.Rel(r.root, file)
			if err != nil {
				return nil, err
			}
			out = append(out, member{filepath.ToSlash(name), data, 0o644})
		}
	}
	for _, c := range []struct{ shell, file string }{{"bash", "hagen.bash"}, {"fish", "hagen.fish"}, {"zsh", "_hagen"}} {
		script, err := cli.Completion(c.shell, message.English)
		if err != nil {
			return nil, err
		}
		out = append(out, member{"completions/" + c.file, []byte(script), 0o644})
	}
	for _, lang := range message.Languages() {
		dir := "man/" + string(lang) + "/man1/"
		if lang == message.English {
			dir = "man/man1/"
		}
		for _, p := range cli.Manual(lang, r.version, r.day()) {
			out = append(out, member{dir + p.Name, []byte(p.Text), 0o644})
		}
	}
	return out, nil
}

// archive packs the binary of a system with what goes with it.
func (r *release) archive(s system, extras []member) error {
	data, err := os.ReadFile(filepath.Join(r.out, s.binary()))
	if err != nil {
		return err
	}
	members := append([]member{{s.program(), data, 0o755}}, extras...)
	if s.os == "linux" {
		unit, err := os.ReadFile(filepath.Join(r.root, "packaging", "hagen-agent.service"))
		if err != nil {
			return err
		}
		members = append(members, member{"packaging/hagen-agent.service", unit, 0o644})
	}
	top := "hagen-" + r.version + "-" + s.os + "-" + s.arch
	pack, ending := r.tarball, ".tar.gz"
	if s.os == "windows" {
		pack, ending = r.zipped, ".zip"
	}
	for i := range members {
		members[i].name = top + "/" + members[i].name
	}
	packed, err := pack(members)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, top+ending), packed, 0o644)
}

// tarball is a .tar.gz of files that root owns.
func (r *release) tarball(members []member) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Mode: int64(m.mode), Size: int64(len(m.data)), ModTime: r.when, Typeflag: tar.TypeReg, Uname: "root", Gname: "root"}
		if err := t.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := t.Write(m.data); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// zipped is a .zip.
func (r *release) zipped(members []member) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: r.when}
		h.SetMode(m.mode)
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(m.data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// sums writes the checksums of all files, for sha256sum -c.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.out) // sorted
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(b.String()), 0o644)
}
