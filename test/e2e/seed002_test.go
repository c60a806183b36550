//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"strings"
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

// TestSeed002 moves both to the other node, as hagen what-if said before, and they stay
// there.
func TestSeed002(t *testing.T) {
	const first, second = "pcs-test-001", "pcs-test-002"
	w := start(t, config002(), "nginx")
	both := []string{"Virtual_IP", "webserver"}

	p := equip(w)
	p.bringExample("002-nginx")
	p.openAgent()
	p.apply(byAgent, "cluster.csv")
	w.reach("both run on the first", on(first, both...))
	p.asked(first, second)
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

// asked asks the running cluster through its agent what it would do: with a node on
// standby, and with another address.
func (p *pusher) asked(first, second string) {
	p.t.Helper()
	to, target := p.address(byAgent), p.target()
	says := p.hagen(0, "what-if", "cluster.csv", "--to", to, "--target", target, "--fail", first+":standby")
	for _, resource := range []string{"Virtual_IP", "webserver"} {
		moves := strings.Join([]string{resource, first, "->", second}, " ")
		if !strings.Contains(strings.Join(strings.Fields(says), " "), moves) {
			p.t.Errorf("no %s in the answer of %s", moves, to)
		}
	}

	sheet, err := os.ReadFile(filepath.Join(p.desk, "cluster.csv"))
	p.do(err)
	p.bring("moved.csv", []byte(strings.ReplaceAll(string(sheet), "172.16.1.100", "172.16.1.101")))
	p.hagen(2, "book", "change", to, "moved.csv", "-o", "changes.html", "--target", target)
	book, err := os.ReadFile(filepath.Join(p.desk, "changes.html"))
	p.do(err)
	for _, cells := range []string{
		`<td class="code">172.16.1.100</td><td class="code">172.16.1.101</td>`,
		`<td>restart</td><td class="code">Virtual_IP</td><td class="code">` + first,
		`<td>restart</td><td class="code">webserver</td><td class="code">` + first,
	} {
		if !strings.Contains(string(book), cells) {
			p.t.Errorf("the list of changes lacks %s:\n%s", cells, book)
		}
	}
}
