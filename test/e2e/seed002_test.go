//go:build linux

package e2e

import (
	"testing"

	"hagen/test/lab"
)

// nginxHello answers with the name of the host. Without an error_log Debian's
// nginx keeps its standard error, and the agent waits for that to be closed.
const nginxHello = `pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events {}
http {
  access_log off;
  server {
    listen 80;
    location / { return 200 "hello from $hostname\n"; }
  }
}
`

// config002 is the Korean document's cluster of an address and nginx in a cloud, whose
// load balancer is the lab's switch here.
func config002() lab.Config {
	return lab.Config{
		Name:        "web-cluster",
		Nodes:       []string{"pcs-test-001", "pcs-test-002"},
		Networks:    []lab.Network{{Card: "eth0", Switch: "172.16.1.1/24", Hosts: []string{"172.16.1.13", "172.16.1.14"}}},
		StartAtBoot: true,
		Files: map[string]string{
			"/etc/nginx/nginx.conf": nginxHello,
		},
	}
}

// TestSeed002 moves both to the other node, where they stay.
func TestSeed002(t *testing.T) {
	const first, second = "pcs-test-001", "pcs-test-002"
	w := start(t, config002(), "nginx")
	both := []string{"Virtual_IP", "webserver"}

	w.push(byAgent, "002-nginx")
	w.reach("both run on the first", on(first, both...))
	w.serves("http://172.16.1.100/", "hello from "+first)
	w.serves("http://172.16.1.13/", "hello from "+first) // what the cloud's health check asks

	w.run(first, "pcs", "node", "standby", first)
	w.reach("both run on the second", on(second, both...))
	w.serves("http://172.16.1.100/", "hello from "+second)

	// The document expects both back on the first for its score of 50. Its own
	// stickiness of 100, for each of the two, is more.
	w.run(first, "pcs", "node", "unstandby", first)
	w.stays("both run on the second", on(second, both...))
}
