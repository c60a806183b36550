//go:build linux

// Package fresh holds the test of the README's two commands on a Debian 12 that
// has Go and nothing else.
package fresh

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/test/need"
)

// TestCommands makes a bare root filesystem, copies the files of this repository
// and Go into it, and runs the two commands there: as a user who may not install
// anything, and as root. The second is given the parts that show the set-up; those
// that follow in a full run have the same packages.
func TestCommands(t *testing.T) {
	need.Long(t)
	if os.Geteuid() != 0 {
		need.Skip(t, "a root filesystem can only be made by root")
	}
	need.Tool(t, "apt install mmdebstrap systemd-container", "mmdebstrap", "systemd-nspawn")
	b := newBare(t)

	b.run("dev", "go run ./cmd/hagen examples/003-haproxy-fencing/cluster.xlsx -o sample.xml")
	for _, name := range []string{"sample.xml", "sample.sh"} {
		if info, err := os.Stat(filepath.Join(b.root, checkout, name)); err != nil || info.Size() == 0 {
			t.Errorf("the first command wrote no %s: %v", name, err)
		}
	}

	said := b.run("dev", "go run ./test setup quick")
	for _, want := range []string{
		"=== left out here\n", "this is not root", "crm_simulate is not installed",
		"as root: apt-get install --no-install-recommends ", " pcs ", " gcc ",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("without root the second command does not say %q:\n%s", want, said)
		}
	}

	b.run("dev", "go clean -testcache") // root runs all tests as well
	said = b.run("root", "HAGEN_TEST_EVERYTHING=1 go run ./test setup lint quick && go test -race ./internal/value")
	if strings.Contains(said, "=== left out") {
		t.Errorf("as root the second command leaves something out:\n%s", said)
	}
}

// checkout is where the files of the repository are, as seen from the root.
const checkout = "/home/dev/hagen"

// caches is where both users keep what Go has built and downloaded: the second builds
// only what the first has not.
const caches = "/var/cache/go"

// bare is a root filesystem.
type bare struct {
	t    *testing.T
	root string
	env  []string
	bind []string
}

func newBare(t *testing.T) *bare {
	t.Helper()
	b := &bare{t: t, root: filepath.Join(t.TempDir(), "root")}
	args := []string{"--quiet", "--variant=apt"}
	for _, key := range []string{"Acquire::Check-Valid-Until", "Acquire::Check-Date", "Acquire::http::Proxy", "Acquire::https::Proxy"} {
		if value := aptSays(t, key); value != "" {
			args = append(args, "--aptopt="+key+` "`+value+`"`)
		}
	}
	args = append(args, "bookworm", b.root)
	for _, sources := range []string{"/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"} {
		if exists(sources) { // this machine's mirror; both may be Debian's own
			args = append(args, sources)
			break
		}
	}
	b.command("mmdebstrap", args...)
	b.command("chroot", b.root, "useradd", "--create-home", "dev")
	b.command("mkdir", filepath.Join(b.root, checkout))
	// As an archive of the repository is downloaded: no .git.
	b.command("sh", "-c", `tar -C ../.. --exclude=./.git --exclude=./hagen --exclude=./dist -c . | tar -C "$1" -x`, "copy", filepath.Join(b.root, checkout))
	b.command("mkdir", filepath.Join(b.root, caches))
	b.command("chroot", b.root, "chown", "-R", "dev:dev", checkout, caches)
	b.provideGo()
	return b
}

// provideGo puts this machine's Go where its documentation says. Modules come
// from the cache of this machine first, as from a proxy; a machine with Go
// also has the certificates to ask others.
func (b *bare) provideGo() {
	goroot := b.goEnv("GOROOT")
	b.bind = append(b.bind, goroot+":/usr/local/go")
	b.env = append(b.env, "PATH=/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin", "GOTOOLCHAIN=local", "GOFLAGS=-modcacherw",
		"GOCACHE="+caches+"/build", "GOMODCACHE="+caches+"/mod")
	proxy := b.goEnv("GOPROXY")
	if cache := filepath.Join(b.goEnv("GOMODCACHE"), "cache", "download"); exists(cache) {
		b.bind = append(b.bind, cache+":/opt/modules")
		proxy = "file:///opt/modules," + proxy
	}
	b.env = append(b.env, "GOPROXY="+proxy, "GOSUMDB="+b.goEnv("GOSUMDB"))
	if certificates := "/etc/ssl/certs/ca-certificates.crt"; exists(certificates) {
		b.bind = append(b.bind, certificates+":/opt/certificates.crt")
		b.env = append(b.env, "SSL_CERT_FILE=/opt/certificates.crt")
	}
	for _, name := range []string{"http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"} {
		if value, set := os.LookupEnv(name); set {
			b.env = append(b.env, name+"="+value)
		}
	}
}

// run runs a line in the checkout as a user and returns the output; it must
// succeed. Nothing that it starts outlives it.
func (b *bare) run(user, line string) string {
	b.t.Helper()
	begin := time.Now()
	defer func() { b.t.Logf("%s: %s: %s", user, line, time.Since(begin).Round(time.Second)) }()
	args := []string{
		"--quiet", "--register=no", "--keep-unit", "--as-pid2", "--directory=" + b.root,
		"--console=pipe", "--timezone=off", "--resolv-conf=copy-host", "--user=" + user, "--chdir=" + checkout,
	}
	for _, bind := range b.bind {
		args = append(args, "--bind-ro="+bind)
	}
	for _, e := range b.env {
		args = append(args, "--setenv="+e)
	}
	return b.command("systemd-nspawn", append(args, "sh", "-c", line)...)
}

// command runs a program of this machine, which must end well.
func (b *bare) command(name string, args ...string) string {
	b.t.Helper()
	out, err := exec.CommandContext(b.t.Context(), name, args...).CombinedOutput()
	if err != nil {
		b.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (b *bare) goEnv(name string) string {
	return strings.TrimSpace(b.command("go", "env", name))
}

// aptSays asks for a setting of this machine's apt.
func aptSays(t *testing.T, key string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "apt-config", "shell", "V", key).Output()
	if err != nil {
		t.Fatalf("apt-config: %v", err)
	}
	return strings.Trim(strings.TrimPrefix(strings.TrimSpace(string(out)), "V="), "'")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
