package dest

import (
	"cmp"
	"os"
	"os/user"
)

// Who is the user and the machine, for the log on the node.
func Who() string {
	name := cmp.Or(os.Getenv("SUDO_USER"), os.Getenv("USER"), os.Getenv("USERNAME"))
	if u, err := user.Current(); name == "" && err == nil {
		name = u.Username
	}
	host, _ := os.Hostname()
	return name + "@" + host
}
