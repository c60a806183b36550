package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"hagen/test/need"
)

// needed are the packages of Debian 12 that the tests use, by what for.
var needed = []struct {
	use   string
	names string
}{
	{"the race detector", "gcc libc6-dev"},
	{"pcs, Pacemaker and their agents as judges", "pacemaker pacemaker-cli-utils pcs crmsh resource-agents fence-agents drbd-utils booth-pacemaker"},
	{"schemas, shells, certificates, workbooks, git", "libxml2-utils dash openssl libreoffice-calc git"},
	{"books on paper", "chromium poppler-utils fonts-noto-cjk"},
	{"hosts of real clusters", "corosync systemd-container systemd-sysv dbus iproute2 iputils-ping procps psmisc ipmitool openipmi"},
	{"a bare Debian", "mmdebstrap"},
	{"the manual, packages, hagen.exe", "man-db groff-base rpm wine wine64"},
	{"what real clusters run, and ways to them", "haproxy nginx-light apache2 memcached curl openssh-server openssh-client"},
}

// packages lists the names of all.
func packages() []string {
	var list []string
	for _, n := range needed {
		list = append(list, strings.Fields(n.names)...)
	}
	return list
}

// listed shows the packages by their use.
func listed() string {
	var b strings.Builder
	for _, n := range needed {
		fmt.Fprintf(&b, "  for %s:\n    %s\n", n.use, n.names)
	}
	return b.String()
}

// prepare finds the root of the module, the programs of administrators, which
// users of Debian do not have in their path, and the packages that are missing.
func (s *suite) prepare(ctx context.Context) error {
	mod, err := output(ctx, "go", "env", "GOMOD")
	if err != nil {
		return err
	}
	if err := os.Chdir(filepath.Dir(strings.TrimSpace(string(mod)))); err != nil {
		return err
	}
	path := os.Getenv("PATH")
	for _, dir := range []string{"/usr/local/sbin", "/usr/sbin", "/sbin"} {
		if !slices.Contains(filepath.SplitList(path), dir) {
			path += string(filepath.ListSeparator) + dir
		}
	}
	if err := os.Setenv("PATH", path); err != nil {
		return err
	}
	return s.look(ctx)
}

// look finds the missing packages and passes them to the tests.
func (s *suite) look(ctx context.Context) error {
	s.missing = nil
	if haveDpkg() {
		s.missing = missing(ctx, packages())
	}
	return os.Setenv(need.Missing, strings.Join(s.missing, " "))
}

func haveDpkg() bool {
	_, err := exec.LookPath("dpkg-query")
	return err == nil
}

// missing lists the packages that are not installed.
func missing(ctx context.Context, names []string) []string {
	// The exit code says that some are unknown: those are missing as well.
	out, _ := command(ctx, "dpkg-query", append([]string{"-W", "-f", "${Package} ${Status}\n"}, names...)...).Output()
	installed := strings.Split(string(out), "\n")
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return slices.Contains(installed, name+" install ok installed")
	})
}

// installLine is what a person types.
func installLine(names []string) string {
	return "apt-get install --no-install-recommends " + strings.Join(names, " ")
}

// setup installs what is missing, or says that it cannot.
func setup(ctx context.Context, s *suite) error {
	if haveDpkg() && len(s.missing) == 0 {
		return nil
	}
	if why := s.cannotInstall(); why != "" {
		fmt.Fprintf(s.out, "nothing is installed: %s; what can run runs\n", why)
		s.left = append(s.left, leftOut{"the installation of packages", why})
		return nil
	}
	fmt.Fprintln(s.out, installLine(s.missing))
	env := []string{"DEBIAN_FRONTEND=noninteractive"}
	err := errors.Join(
		s.aptGet(ctx, env, "update", "-qq"),
		s.aptGet(ctx, env, append([]string{"install", "-y", "-qq", "--no-install-recommends"}, s.missing...)...),
		s.look(ctx),
	)
	if err != nil && !s.everything {
		s.left = append(s.left, leftOut{"the installation of packages", err.Error()})
		return nil
	}
	return err
}

// cannotInstall says why this run cannot install packages; "" when it can.
func (s *suite) cannotInstall() string {
	if _, err := exec.LookPath("apt-get"); err != nil || !haveDpkg() {
		return "this machine has no apt-get"
	}
	if os.Geteuid() != 0 {
		return "this is not root"
	}
	return ""
}

// aptGet shows what apt-get says only when it fails.
func (s *suite) aptGet(ctx context.Context, env []string, args ...string) error {
	cmd := command(ctx, "apt-get", args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(s.out, "%s", out)
		return fmt.Errorf("apt-get %s: %w", args[0], err)
	}
	return nil
}
