// Package cibs fetches the CIBs that Pacemaker tests its scheduler with, from Debian's
// source package of pacemaker, into a cache outside the repository. None of them is
// part of hagen.
package cibs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The environment variables that name another cache and another mirror of Debian.
const (
	CacheVariable  = "HAGEN_CIBS_CACHE"
	MirrorVariable = "HAGEN_LAB_MIRROR"
)

// suite is the release whose Pacemaker is that of the target debian12.
const suite = "bookworm"

// Dir returns the folder of the CIBs, and fills it when it is empty: it downloads the
// source with a list of sources of its own, and unpacks the one folder of it.
func Dir(ctx context.Context) (string, error) {
	cache := os.Getenv(CacheVariable)
	if cache == "" {
		cache = "/var/cache/hagen-cibs"
	}
	dir := filepath.Join(cache, suite)
	if found, err := filepath.Glob(filepath.Join(dir, "xml", "*.xml")); err == nil && len(found) > 0 {
		return filepath.Join(dir, "xml"), nil
	}
	work := dir + ".new"
	if err := os.RemoveAll(work); err != nil {
		return "", err
	}
	for _, sub := range []string{"lists/partial", "archives/partial", "source", "xml"} {
		if err := os.MkdirAll(filepath.Join(work, sub), 0o755); err != nil {
			return "", err
		}
	}
	if err := fetch(ctx, work); err != nil {
		return "", fmt.Errorf("fetch the source of pacemaker: %w", err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	if err := os.Rename(work, dir); err != nil { // all of it or nothing
		return "", err
	}
	return filepath.Join(dir, "xml"), nil
}

func fetch(ctx context.Context, work string) error {
	mirror := os.Getenv(MirrorVariable)
	if mirror == "" {
		mirror = "http://deb.debian.org/debian"
	}
	list := filepath.Join(work, "sources.list")
	line := "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] " + mirror + " " + suite + " main\n"
	if err := os.WriteFile(list, []byte(line), 0o644); err != nil {
		return err
	}
	apt := []string{"-q", "-o", "Dir::Etc::SourceList=" + list, "-o", "Dir::Etc::SourceParts=-",
		"-o", "Dir::State::Lists=" + filepath.Join(work, "lists"), "-o", "Dir::Cache=" + work, "-o", "APT::Sandbox::User="}
	source := filepath.Join(work, "source")
	if err := run(ctx, source, "apt-get", append(apt, "update")...); err != nil {
		return err
	}
	if err := run(ctx, source, "apt-get", append(apt, "source", "--download-only", "--only-source", "pacemaker")...); err != nil {
		return err
	}
	tars, err := filepath.Glob(filepath.Join(source, "pacemaker_*.orig.tar.*"))
	if err != nil || len(tars) != 1 {
		return fmt.Errorf("%d tars of the source: %w", len(tars), err)
	}
	return run(ctx, source, "tar", "-xf", tars[0], "-C", filepath.Join(work, "xml"), "--wildcards", "--strip-components=4", "*/cts/scheduler/xml/*.xml")
}

func run(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(said.String()))
	}
	return nil
}
