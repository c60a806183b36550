package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hagen/test/need"
	"hagen/test/sheettest"
)

// TestCIPages runs every command of docs/ci.md and docs/ci.ja.md in order: those of
// shell blocks, the steps of the workflow for GitHub and of the job for GitLab, and
// the entries of .pre-commit-hooks.yaml.
func TestCIPages(t *testing.T) {
	need.Tool(t, "apt install git", "git")
	need.Tool(t, "apt install tar", "tar")
	hagen := filepath.Join(t.TempDir(), "hagen")
	if out, err := exec.Command("go", "build", "-o", hagen, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, page := range []string{"ci.md", "ci.ja.md"} {
		t.Run(page, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("../../docs", page))
			if err != nil {
				t.Fatal(err)
			}
			repo := newRepository(t, hagen)
			steps, hagens := stepsOf(string(text)), 0
			for _, step := range steps {
				hagens += strings.Count(step, "hagen ")
				out, code := repo.run(t, step)
				if code != 0 {
					t.Errorf("exit code %d of\n%s\n%s", code, step, out)
				}
				if strings.Contains(step, "git log -p") && !strings.Contains(out, "\n+    rsc: vip  prefers/avoids: prefers  node: node2  score: 100\n") {
					t.Errorf("git shows no change of a workbook:\n%s", out)
				}
			}
			if len(steps) < 13 || hagens < 11 {
				t.Errorf("%d steps with %d calls of hagen: not all were found", len(steps), hagens)
			}
			for _, file := range []string{"report.json", "report.schema.json", "hagen.sarif", "hagen.xml", "golden/web.xml", "golden/db.sh"} {
				if info, err := os.Stat(filepath.Join(repo.dir, file)); err != nil || info.Size() == 0 {
					t.Errorf("%s was not written", file)
				}
			}
			// The hooks get the files that changed as arguments.
			hooks, err := os.ReadFile("../../.pre-commit-hooks.yaml")
			if err != nil {
				t.Fatal(err)
			}
			entries := regexp.MustCompile(`(?m)^  entry: (.*)$`).FindAllStringSubmatch(string(hooks), -1)
			if len(entries) != 2 || !strings.Contains(string(text), "- id: hagen-check\n") || !strings.Contains(string(hooks), "- id: hagen-check\n") {
				t.Error("the hooks and the page do not agree")
			}
			for _, e := range entries {
				if out, code := repo.run(t, e[1]+" --strict sheets/web.xlsx sheets/db.xlsx"); code != 0 || out != "" {
					t.Errorf("the hook %q: exit code %d\n%s", e[1], code, out)
				}
				if out, code := repo.run(t, e[1]+" broken.csv"); code != 1 || !strings.Contains(out, "HG0513") {
					t.Errorf("the hook %q of a wrong sheet: exit code %d\n%s", e[1], code, out)
				}
			}
		})
	}
}

// stepsOf are the commands of a page's blocks.
func stepsOf(page string) []string {
	var out []string
	for _, block := range regexp.MustCompile("(?s)```(sh|yaml)\n(.*?)```").FindAllStringSubmatch(page, -1) {
		if block[1] == "sh" {
			out = append(out, block[2])
			continue
		}
		script := false // of GitLab
		lines := strings.Split(block[2], "\n")
		for i := 0; i < len(lines); i++ {
			line := strings.TrimSpace(lines[i])
			indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
			command, runs := strings.CutPrefix(line, "run: ")
			switch {
			case command == "|":
				var step string
				for i+1 < len(lines) && strings.HasPrefix(lines[i+1], strings.Repeat(" ", indent+1)) {
					i++
					step += strings.TrimSpace(lines[i]) + "\n"
				}
				out = append(out, step)
			case runs:
				out = append(out, command)
			case strings.HasSuffix(line, "script:"):
				script = true
			case script && strings.HasPrefix(line, "- "):
				out = append(out, line[2:])
			default:
				script = false
			}
		}
	}
	return out
}

// repository is a git repository of sheets as the pages have it.
type repository struct {
	dir string
	env []string
}

// newRepository makes one with a change of a sheet, and an archive of hagen.
func newRepository(t *testing.T, hagen string) *repository {
	t.Helper()
	r := &repository{dir: t.TempDir()}
	home := t.TempDir()
	r.env = append(os.Environ(), "HOME="+home, "GITHUB_PATH="+filepath.Join(home, "path"), "PATH="+filepath.Dir(hagen)+":"+os.Getenv("PATH"), "LC_ALL=C.UTF-8",
		"GIT_CONFIG_GLOBAL="+filepath.Join(home, "none"), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com", "GIT_PAGER=cat")
	if err := os.CopyFS(r.dir, os.DirFS("testdata/sheets")); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{
		"mkdir sheets hagen-1.2.3-linux-amd64 tools", "git init -q", "cp clean.csv sheets/web.csv", "cp " + hagen + " hagen-1.2.3-linux-amd64/hagen",
		"tar -czf tools/hagen-1.2.3-linux-amd64.tar.gz hagen-1.2.3-linux-amd64",
	} {
		if out, code := r.run(t, command); code != 0 {
			t.Fatalf("%s: %s", command, out)
		}
	}
	clean, err := os.ReadFile("testdata/sheets/clean.csv")
	if err != nil {
		t.Fatal(err)
	}
	before := bytes.ReplaceAll(clean, []byte("node2,100"), []byte("node2,50"))
	secret, err := os.ReadFile("testdata/sheets/secret.csv")
	if err != nil {
		t.Fatal(err)
	}
	r.book(t, "sheets/db.xlsx", secret)
	for _, data := range [][]byte{before, clean} {
		r.book(t, "sheets/web.xlsx", data)
		if out, code := r.run(t, "git add sheets && git commit -qm sheets"); code != 0 {
			t.Fatal(out)
		}
	}
	return r
}

// book writes a workbook with the cells of a CSV.
func (r *repository) book(t *testing.T, name string, data []byte) {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(data))
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheettest.XLSX(sheettest.Sheet{Name: "環境定義書", Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(r.dir, name), book, 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a step as CI does, and returns what it says and its exit code.
func (r *repository) run(t *testing.T, step string) (string, int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-euc", step)
	cmd.Dir, cmd.Env = r.dir, r.env
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}
