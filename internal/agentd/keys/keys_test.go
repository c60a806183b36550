package keys

import (
	"bytes"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/test/need"
)

var now = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)

func put(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	alice Fingerprint = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	bob   Fingerprint = "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA"
	carol Fingerprint = "SHA256:CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCA"
)

func TestNode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "etc", "agent")
	made, err := InitNode(dir, "node01", now)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := LoadNode(dir)
	if err != nil {
		t.Fatal(err)
	}
	if made.Fingerprint() != loaded.Fingerprint() || loaded.Valid(now) != nil {
		t.Errorf("made %s, loaded %s (%v)", made.Fingerprint(), loaded.Fingerprint(), loaded.Valid(now))
	}
	if runtime.GOOS != "windows" {
		for name, want := range map[string]fs.FileMode{"": 0o700, NodeKeyFile: 0o600, NodeCertFile: 0o644} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil || info.Mode().Perm() != want {
				t.Errorf("mode of %q: %v (%v), want %v", name, info.Mode(), err, want)
			}
		}
	}
	if _, err := InitNode(dir, "node01", now); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second init: %v, want %v", err, fs.ErrExist)
	}
	if again, _ := LoadNode(dir); again.Fingerprint() != made.Fingerprint() {
		t.Error("a second init replaced the key")
	}
}

func TestRenewNodeKeepsTheKey(t *testing.T) {
	dir := t.TempDir()
	made, err := InitNode(dir, "node01", now)
	if err != nil {
		t.Fatal(err)
	}
	later := now.Add(nodeValidity + time.Hour)
	var expired *ExpiredError
	if err := made.Valid(later); !errors.As(err, &expired) || expired.Early() {
		t.Errorf("after its end: %v", err)
	}
	if err := made.Valid(now.Add(-clockSkew - time.Hour)); !errors.As(err, &expired) || !expired.Early() {
		t.Errorf("before its begin: %v", err)
	}
	if _, err := RenewNode(dir, "node01", later); err != nil {
		t.Fatal(err)
	}
	renewed, err := LoadNode(dir)
	if err != nil {
		t.Fatal(err)
	}
	if renewed.Valid(later) != nil || renewed.Fingerprint() != made.Fingerprint() {
		t.Errorf("renewed: %v, key %s, was %s", renewed.Valid(later), renewed.Fingerprint(), made.Fingerprint())
	}
	if _, err := RenewNode(t.TempDir(), "node01", now); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("renewing nothing: %v", err)
	}
}

func TestLoadNodeRefuses(t *testing.T) {
	other := t.TempDir()
	if _, err := InitNode(other, "other", now); err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(filepath.Join(other, NodeCertFile))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"a key others can read": {func(t *testing.T, dir string) {
			if runtime.GOOS == "windows" {
				t.Skip("needs the modes of Unix")
			}
			if err := os.Chmod(filepath.Join(dir, NodeKeyFile), 0o640); err != nil {
				t.Fatal(err)
			}
		}, "others can read"},
		"no key inside":  {func(t *testing.T, dir string) { put(t, filepath.Join(dir, NodeKeyFile), "secret words") }, "no private key"},
		"a broken key":   {func(t *testing.T, dir string) { put(t, filepath.Join(dir, NodeKeyFile), pemOf("PRIVATE KEY", "x")) }, "no private key"},
		"another's cert": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, NodeCertFile), string(foreign)) }, "of another key"},
		"a broken cert":  {func(t *testing.T, dir string) { put(t, filepath.Join(dir, NodeCertFile), pemOf("CERTIFICATE", "x")) }, "x509"},
		"no cert inside": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, NodeCertFile), "") }, "no certificate"},
		"a file without end": {func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, NodeCertFile), strings.Repeat("x", maxPublicFile+1))
		}, "too long"},
		"the cert is gone": {func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, NodeCertFile)) }, NodeCertFile},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := InitNode(dir, "node01", now); err != nil {
				t.Fatal(err)
			}
			tt.spoil(t, dir)
			if _, err := LoadNode(dir); err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret words") {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func pemOf(kind, content string) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: []byte(content)}))
}

// TestLoadClientOnce starts many first runs at once: they agree on one key.
func TestLoadClientOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hagen")
	got := make([]Fingerprint, 8)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			id, err := LoadClient(dir, now)
			if err != nil {
				t.Error(err)
				return
			}
			got[i] = id.Fingerprint()
		})
	}
	wg.Wait()
	for _, fp := range got {
		if fp == "" || fp != got[0] {
			t.Errorf("the clients have the keys %v", got)
			break
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".hagen-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// TestFingerprintIsOpenSSLs has OpenSSL hash the same key.
func TestFingerprintIsOpenSSLs(t *testing.T) {
	need.Tool(t, "apt install openssl", "openssl")
	dir := t.TempDir()
	id, err := InitNode(dir, "node01", now)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", "openssl x509 -in "+NodeCertFile+" -noout -pubkey | tee public.pem | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := Fingerprint("SHA256:" + strings.TrimRight(string(bytes.TrimSpace(out)), "="))
	if id.Fingerprint() != want {
		t.Errorf("fingerprint %s, openssl says %s", id.Fingerprint(), want)
	}
	for _, file := range []string{NodeCertFile, "public.pem"} {
		if got, err := FromFile(filepath.Join(dir, file)); err != nil || got != want {
			t.Errorf("FromFile(%s) = %s, %v", file, got, err)
		}
	}
}

func TestParse(t *testing.T) {
	tests := []struct {
		in   string
		want Fingerprint
	}{
		{string(alice), alice},
		{"  " + string(alice) + "=\n", alice},
		{"sha256:" + strings.Repeat("A", 43), ""},
		{"SHA256:" + strings.Repeat("A", 42), ""},
		{"SHA256:" + strings.Repeat("A", 44), ""},
		{"SHA256:" + strings.Repeat("A", 42) + "B", ""}, // bits that mean nothing: a second spelling
		{"SHA256:" + strings.Repeat("é", 20), ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, err := Parse(tt.in)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("Parse(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestFromFile(t *testing.T) {
	dir := t.TempDir()
	if got, err := FromFile(put(t, filepath.Join(dir, "text"), "my key is\n"+string(bob)+" (desk)\n")); err != nil || got != bob {
		t.Errorf("a text gave %q, %v", got, err)
	}
	for _, content := range []string{"", "nothing here", pemOf("CERTIFICATE", "x"), pemOf("PUBLIC KEY", "x"), pemOf("PRIVATE KEY", "x")} {
		if got, err := FromFile(put(t, filepath.Join(dir, "bad"), content)); err == nil {
			t.Errorf("%q gave %q", content, got)
		}
	}
}

func TestAuthorized(t *testing.T) {
	dir := t.TempDir()
	if list, bad, err := Authorized(dir); list != nil || bad != nil || err != nil {
		t.Errorf("no file: %v, %v, %v", list, bad, err)
	}
	path := put(t, filepath.Join(dir, AuthorizedFile), strings.Join([]string{
		"# the team",
		"",
		string(alice) + " alice",
		"until=2026-10-01 " + string(bob) + "   bob  of  ops # leaves",
		"until=2026-09-30 " + string(carol),
		"until=soon " + string(alice),
		"until=2026-09-30",
		"alice " + string(alice),
	}, "\n"))
	list, bad, err := Authorized(dir)
	if err != nil {
		t.Fatal(err)
	}
	day := func(d int) time.Time { return time.Date(2026, 9, d, 0, 0, 0, 0, time.UTC) }
	want := []Client{{alice, "alice", time.Time{}, 3}, {bob, "bob of ops", day(31), 4}, {carol, "", day(30), 5}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("clients (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]*BadLineError{{path, 6}, {path, 7}, {path, 8}}, bad); diff != "" {
		t.Errorf("bad lines (-want +got):\n%s", diff)
	}
	for fp, want := range map[Fingerprint]error{alice: nil, bob: nil, carol: ErrClientExpired, "SHA256:x": ErrUnknownClient} {
		if _, err := Find(list, fp, now); err != want {
			t.Errorf("Find(%s) = %v, want %v", fp, err, want)
		}
	}
	if _, err := Find(list, bob, now.AddDate(0, 0, 1)); err != ErrClientExpired {
		t.Errorf("bob the day after: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(path, 0o622); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Authorized(dir); !errors.Is(err, ErrWritable) {
		t.Errorf("a list others can write: %v", err)
	}
}

func TestAuthorize(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, AuthorizedFile)
	put(t, path, "# by hand, without a line's end")
	until := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []Client{{Fingerprint: alice, Name: "alice\n#desk"}, {Fingerprint: bob, Until: until}} {
		for _, want := range []bool{true, false} {
			if added, err := Authorize(dir, c); added != want || err != nil {
				t.Errorf("Authorize(%v) = %t, %v; want %t", c, added, err, want)
			}
		}
	}
	var listed *ListedError
	if _, err := Authorize(dir, Client{Fingerprint: alice, Until: until}); !errors.As(err, &listed) || listed.Client.Line != 2 {
		t.Errorf("another end for alice: %v", err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# by hand, without a line's end\n" + string(alice) + " alice desk\nuntil=2027-01-31 " + string(bob) + "\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestKnownAgents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hagen")
	const at = "node01:2234"
	var unknown *UnknownAgentError
	if err := CheckAgent(dir, at, alice); !errors.As(err, &unknown) || unknown.Shown != alice {
		t.Errorf("first contact: %v", err)
	}
	for _, err := range []error{RememberAgent(dir, "node02:2234", bob), RememberAgent(dir, "NODE01:2234", alice)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := CheckAgent(dir, at, alice); err != nil {
		t.Errorf("a known agent: %v", err)
	}
	var changed *ChangedKeyError
	if err := CheckAgent(dir, at, bob); !errors.As(err, &changed) || changed.Known != alice || changed.Shown != bob || changed.Line != 2 {
		t.Errorf("another key: %v", err)
	}
	if err := RememberAgent(dir, at, bob); err != nil {
		t.Fatal(err)
	}
	for _, fp := range []Fingerprint{alice, bob} {
		if err := CheckAgent(dir, at, fp); err != nil {
			t.Errorf("one of two known keys: %v", err)
		}
	}
	put(t, filepath.Join(dir, KnownFile), at+" SHA256:broken\n")
	if err := CheckAgent(dir, at, alice); !errors.As(err, &unknown) {
		t.Errorf("a broken line: %v", err)
	}
}
