//go:build linux

package dist

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/test/need"
)

// onWindows drops a workbook onto hagen.exe under wine, on a console of its own: a
// name with blanks and in Japanese, in a folder that is not the current one.
func onWindows(t *testing.T, dir string) {
	w := newWine(t)
	folder := filepath.Join(w.home, "山田 太郎")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(folder, "環境 定義書 (案).xlsx")
	if err := os.WriteFile(book, read(t, "../../examples/003-haproxy-fencing/cluster.xlsx"), 0o644); err != nil {
		t.Fatal(err)
	}
	exe := filepath.Join(dir, "hagen-windows-amd64.exe")
	if said := w.run("", "wine", exe, "version", "--lang", "en"); !strings.Contains(said, "windows/amd64") || !strings.Contains(said, commit) {
		t.Errorf("hagen version: %s", said)
	}
	windows := "Z:" + strings.ReplaceAll(book, "/", `\`)
	said := w.run("Enter", "script", "-qefc", "wine '"+exe+"' '"+windows+"'", "/dev/null")
	said = strings.Join(strings.Fields(said), "")
	for _, want := range []string{"HG0446", "環境定義書(案).xmlと", "を書き込みました", "Enterキーを押すとこのウィンドウを閉じます。"} {
		if !strings.Contains(said, want) {
			t.Errorf("the window does not show %q:\n%s", want, said)
		}
	}
	if files := list(t, folder); !slices.Equal(files, []string{"環境 定義書 (案).sh", "環境 定義書 (案).xlsx", "環境 定義書 (案).xml"}) {
		t.Errorf("beside the workbook there are %q", files)
	}
}

// wine is a Windows of a test's own, in Japanese.
type wine struct {
	t    *testing.T
	home string
	env  []string
}

func newWine(t *testing.T) *wine {
	t.Helper()
	need.Tool(t, "apt install wine wine64", "wine", "wineserver", "script")
	w := &wine{t: t, home: t.TempDir()}
	w.env = append(os.Environ(), "WINEPREFIX="+filepath.Join(w.home, "wine"), "WINEDEBUG=-all", "DISPLAY=", "HOME="+w.home,
		"LC_ALL=", "LC_CTYPE=C.UTF-8", "LC_MESSAGES=ja_JP.UTF-8", "LANG=C.UTF-8")
	t.Cleanup(func() {
		cmd := exec.CommandContext(context.Background(), "wineserver", "-k", "-w") // the test's own context has ended
		cmd.Env = w.env
		_ = cmd.Run() // none may be left already
	})
	w.run("", "wineboot", "-i")
	// Go asks this library for random bytes, and wine 8 lacks it.
	library := filepath.Join(w.home, "wine", "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); err != nil {
		if err := os.WriteFile(library, forwarding("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// run runs a program to its end and returns what it shows. When it is to ask for
// something, it is answered with Enter, and must not have ended before.
func (w *wine) run(asks, name string, args ...string) string {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env, cmd.Dir, cmd.WaitDelay = w.env, w.home, 10*time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	var out console
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for asks != "" && ctx.Err() == nil && !strings.Contains(out.text(), asks) {
		select {
		case <-ended:
			w.t.Fatalf("the window has closed by itself:\n%s", out.text())
		case <-time.After(200 * time.Millisecond):
		}
	}
	if asks != "" {
		if _, err := in.Write([]byte("\r\n")); err != nil {
			w.t.Fatal(err)
		}
	}
	in.Close()
	if err := <-ended; err != nil {
		w.t.Fatalf("%s %q: %v\n%s", name, args, err, out.text())
	}
	return out.text()
}

// console is what a program has shown so far.
type console struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (c *console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.Write(p)
}

var sequences = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)

// text is it without what moves the cursor.
func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return sequences.ReplaceAllString(c.out.String(), "")
}

// forwarding is a DLL that has one function, which is another one of another DLL: a
// header, and a section with nothing but a table of exports.
func forwarding(name, function, to string) []byte {
	const page, block, header = 0x1000, 0x200, 40
	addresses := uint32(page + header)
	names := addresses + 4
	ordinals := names + 4
	dll := ordinals + 2
	exported := dll + uint32(len(name)) + 1
	forward := exported + uint32(len(function)) + 1
	var section, b bytes.Buffer
	little := func(w *bytes.Buffer, values ...any) {
		for _, v := range values {
			_ = binary.Write(w, binary.LittleEndian, v) // a buffer takes everything
		}
	}
	little(&section, uint32(0), uint32(0), uint32(0), dll, uint32(1), uint32(1), uint32(1), addresses, names, ordinals, forward, exported, uint16(0))
	section.WriteString(name + "\x00" + function + "\x00" + to + "\x00")
	size := uint32(section.Len())

	b.WriteString("MZ" + strings.Repeat("\x00", 58))
	little(&b, uint32(64))
	b.WriteString("PE\x00\x00")
	little(&b, uint16(0x8664), uint16(1), uint32(0), uint32(0), uint32(0), uint16(240), uint16(0x2022)) // a DLL of one section for amd64
	little(&b, uint16(0x20b), uint16(0), uint32(0), uint32(block), uint32(0), uint32(0), uint32(0))
	little(&b, uint64(0x180000000), uint32(page), uint32(block), uint32(6), uint32(0), uint32(6), uint32(0), uint32(2*page), uint32(block), uint32(0),
		uint16(3), uint16(0x100), uint64(0x100000), uint64(0x1000), uint64(0x100000), uint64(0x1000), uint32(0), uint32(16))
	little(&b, uint32(page), size)
	b.Write(make([]byte, 8*15))
	b.WriteString(".rdata\x00\x00")
	little(&b, size, uint32(page), uint32(block), uint32(block), uint32(0), uint32(0), uint32(0), uint32(0x40000040))
	b.Write(make([]byte, block-b.Len()))
	b.Write(section.Bytes())
	b.Write(make([]byte, 2*block-b.Len()))
	return b.Bytes()
}
