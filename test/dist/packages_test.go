//go:build linux

package dist

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hagen/internal/cli"
	"hagen/internal/message"
	"hagen/test/need"
)

// unit is where both packages have the agent's.
const unit = "/usr/lib/systemd/system/hagen-agent.service"

// packages compares what is in the packages with what has to be.
func packages(t *testing.T, dir string) {
	need.Tool(t, "apt install dpkg rpm", "dpkg-deb", "rpm")
	want := []string{"/usr/bin/hagen", unit, "/usr/share/bash-completion/completions/hagen", "/usr/share/fish/vendor_completions.d/hagen.fish",
		"/usr/share/doc/hagen/README.md", "/usr/share/doc/hagen/README.ja.md", "/usr/share/doc/hagen/CHANGELOG.md", "/usr/share/doc/hagen/docs/agent.md", "/usr/share/doc/hagen/docs/format/ORDER.svg"}
	for _, lang := range message.Languages() {
		place := "/usr/share/man/" + string(lang) + "/man1/"
		if lang == message.English {
			place = "/usr/share/man/man1/"
		}
		for _, p := range cli.Manual(lang, version, day) {
			want = append(want, place+p.Name+".gz")
		}
	}
	for _, arch := range [][2]string{{"amd64", "x86_64"}, {"arm64", "aarch64"}} {
		var deb []string
		for line := range strings.Lines(command(t, "dpkg-deb", "--contents", filepath.Join(dir, "hagen_1.2.3_"+arch[0]+".deb"))) {
			f := strings.Fields(line) // mode, owner, size, day, time, name
			if name := strings.TrimPrefix(f[5], "."); !strings.HasSuffix(name, "/") {
				deb = append(deb, name)
				if executable := strings.Contains(f[0], "x"); f[1] != "root/root" || executable != (name == "/usr/bin/hagen") {
					t.Errorf("the deb has %s", line)
				}
			}
		}
		rpm := strings.Fields(command(t, "rpm", "-qlp", filepath.Join(dir, "hagen-1.2.3-1."+arch[1]+".rpm")))
		rpm = slices.DeleteFunc(rpm, func(name string) bool {
			return strings.HasPrefix(name, "/usr/share/doc/hagen") && filepath.Ext(name) == ""
		})
		for _, name := range append(slices.Clone(want), "/usr/share/zsh/vendor-completions/_hagen") {
			if !slices.Contains(deb, name) {
				t.Errorf("the deb lacks %s", name)
			}
		}
		for _, name := range append(slices.Clone(want), "/usr/share/zsh/site-functions/_hagen") {
			if !slices.Contains(rpm, name) {
				t.Errorf("the rpm lacks %s", name)
			}
		}
		if len(deb) != len(rpm) {
			t.Errorf("the deb has %d files, the rpm %d", len(deb), len(rpm))
		}
		if says := command(t, "rpm", "-qp", "--qf", "%{NAME} %{VERSION} %{ARCH} %{BUILDHOST}", filepath.Join(dir, "hagen-1.2.3-1."+arch[1]+".rpm")); says != "hagen 1.2.3 "+arch[1]+" localhost" {
			t.Errorf("the rpm is %s", says)
		}
	}
}

// manual lets man show each page of the deb in each language, without a warning.
func manual(t *testing.T, dir string) {
	need.Tool(t, "apt install man-db groff-base", "man", "groff")
	root := filepath.Join(t.TempDir(), "root")
	command(t, "dpkg-deb", "--extract", filepath.Join(dir, "hagen_1.2.3_amd64.deb"), root)
	for _, lang := range message.Languages() {
		place := filepath.Join(root, "usr/share/man", string(lang), "man1")
		heading := map[message.Lang]string{"en": "SEE ALSO", "ja": "関連項目", "ko": "같이 보기"}[lang]
		if lang == message.English {
			place = filepath.Join(root, "usr/share/man/man1")
		}
		for _, name := range list(t, place) {
			cmd := exec.CommandContext(t.Context(), "man", "--warnings", "--local-file", filepath.Join(place, name))
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "MANWIDTH=80", "MAN_KEEP_FORMATTING=")
			var said strings.Builder
			cmd.Stderr = &said
			out, err := cmd.Output()
			if err != nil || said.Len() > 0 || !strings.Contains(string(out), heading) || !strings.Contains(string(out), "hagen 1.2.3") {
				t.Errorf("man %s of %s: %v\n%s%s", name, lang, err, &said, out)
			}
		}
	}
}
