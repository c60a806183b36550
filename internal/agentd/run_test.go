package agentd

import (
	"context"
	"net"
	"runtime"
	"testing"
	"time"
)

// systemd is told that the agent stops, however fast it is gone.
func TestTellStopping(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("systemd is not there")
	}
	t.Chdir(t.TempDir()) // the path of a socket may not be long
	const socket = "n.sock"
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := &Server{}
	said := make([]byte, 100)
	for range 500 {
		ctx, stop := context.WithCancel(t.Context())
		wait := s.tellStopping(ctx, socket)
		go stop()
		<-ctx.Done()
		wait()
		l.SetReadDeadline(time.Now().Add(time.Millisecond)) // it is there already
		if n, err := l.Read(said); err != nil || string(said[:n]) != "STOPPING=1" {
			t.Fatalf("told %q, %v", said[:n], err)
		}
	}
	s.tellStopping(t.Context(), socket)() // it ended by itself
	l.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if n, err := l.Read(said); err == nil {
		t.Errorf("told %q", said[:n])
	}
}
