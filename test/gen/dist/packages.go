package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// packages makes the deb and the rpm of a system from packaging/nfpm.yaml.
func (r *release) packages(ctx context.Context, s system, extras []member) error {
	for _, m := range extras {
		name := m.name
		if strings.HasPrefix(name, "man/") { // as packages have them
			var b bytes.Buffer
			z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
			if err != nil {
				return err
			}
			if _, err := z.Write(m.data); err != nil {
				return err
			}
			if err := z.Close(); err != nil {
				return err
			}
			name, m.data = name+".gz", b.Bytes()
		}
		if err := r.put(name, m.data); err != nil {
			return err
		}
	}
	tool, err := r.packager(ctx)
	if err != nil {
		return err
	}
	for _, format := range []string{"deb", "rpm"} {
		cmd := exec.CommandContext(ctx, tool, "package", "--config", "packaging/nfpm.yaml", "--packager", format, "--target", r.out)
		cmd.Dir = r.root
		cmd.Env = append(os.Environ(), "ARCH="+s.arch, "VERSION="+r.packageVersion(), "STAGE="+r.stage,
			"BINARY="+filepath.Join(r.out, s.binary()), "SOURCE_DATE_EPOCH="+strconv.FormatInt(r.when.Unix(), 10))
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("make the %s for %s: %w\n%s", format, s, err, out)
		}
	}
	return nil
}

// packager builds nfpm once. packaging/nfpm.mod pins it, so that hagen's own go.mod
// does not have it and all that it needs.
func (r *release) packager(ctx context.Context) (string, error) {
	tool := filepath.Join(r.stage, "nfpm")
	if _, err := os.Stat(tool); err == nil {
		return tool, nil
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-modfile=packaging/nfpm.mod", "-o", tool, "github.com/goreleaser/nfpm/v2/cmd/nfpm")
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build nfpm: %w\n%s", err, out)
	}
	return tool, nil
}

// put writes a file for the packages.
func (r *release) put(name string, data []byte) error {
	path := filepath.Join(r.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

var (
	numbered = regexp.MustCompile(`^[0-9]+(\.[0-9]+)+`)
	foreign  = regexp.MustCompile(`[^0-9A-Za-z.+~]`)
)

// packageVersion is the version as dpkg and rpm compare it. What no tag names comes
// before every version: 0~20270131.46c2b3e.
func (r *release) packageVersion() string {
	if numbered.MatchString(r.version) {
		return foreign.ReplaceAllString(r.version, "+")
	}
	return "0~" + r.when.Format("20060102") + "." + foreign.ReplaceAllString(r.version, "+")
}
