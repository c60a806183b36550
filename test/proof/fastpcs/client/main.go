//go:build unix

// Command client is the "pcs" that scripts under test find in their PATH: it
// hands its arguments, folder, environment and standard streams to the server
// of package fastpcs and ends with what pcs ended with.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"syscall"
)

func main() {
	code, err := forward(os.Getenv("HAGEN_PCS_SOCKET"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "fast pcs:", err)
		code = 1
	}
	os.Exit(code)
}

func forward(path string) (int, error) {
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	dir, err := os.Getwd()
	if err != nil {
		return 0, err
	}
	request, err := json.Marshal(map[string]any{"args": os.Args[1:], "dir": dir, "env": os.Environ()})
	if err != nil {
		return 0, err
	}
	rights := syscall.UnixRights(0, 1, 2)
	sent, _, err := conn.WriteMsgUnix(append(request, '\n'), rights, nil)
	if err != nil {
		return 0, err
	}
	if rest := append(request, '\n')[sent:]; len(rest) > 0 {
		if _, err := conn.Write(rest); err != nil {
			return 0, err
		}
	}
	var answer [1]byte
	if _, err := conn.Read(answer[:]); err != nil {
		return 0, fmt.Errorf("no answer: %w", err)
	}
	return int(answer[0]), nil
}
