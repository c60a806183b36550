package agentd

import (
	"net"
	"strings"
)

// Notify tells systemd the state of the agent (sd_notify): "READY=1", "STOPPING=1".
// socket is $NOTIFY_SOCKET; without one nothing is sent.
func Notify(socket, state string) error {
	if socket == "" {
		return nil
	}
	if name, abstract := strings.CutPrefix(socket, "@"); abstract {
		socket = "\x00" + name
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Write([]byte(state))
	return err
}
