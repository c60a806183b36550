package dest

import (
	"net/url"
	"strings"
)

// Short is how sentences call a destination: local, not local:.
func Short(address string) string { return strings.TrimSuffix(address, ":") }

// IsFile reports whether an address is that of a CIB file, where nothing runs.
func IsFile(address string) bool { return strings.HasPrefix(address, "file:") }

// Sibling is the address of another node of the cluster, reached in the same way.
func Sibling(address, host string) string {
	scheme, _, _ := strings.Cut(address, ":")
	u, err := url.Parse(address)
	if scheme != "ssh" && scheme != "https" || err != nil {
		return "ssh://root@" + host // from the node itself
	}
	if strings.Contains(host, ":") { // an IPv6 address
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	return (&url.URL{Scheme: u.Scheme, User: u.User, Host: host}).String()
}
