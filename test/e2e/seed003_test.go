//go:build linux

package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hagen/test/lab"
)

// haproxyHello is an haproxy.cfg that answers without a back end, with the name
// of the host.
func haproxyHello(bind string) string {
	return `defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend hello
  bind ` + bind + `
  http-request return status 200 content-type text/plain lf-string "hello from %[hostname]\n"
`
}

// haproxyWeb is the document's haproxy.cfg, with a header that tells which load
// balancer answers, and health checks that do not take a test's time.
const haproxyWeb = `global
  maxconn 2010
defaults
  mode http
  timeout connect 10s
  timeout client 1m
  timeout server 1m
  timeout check 2s
frontend main
  bind 192.168.1.10:80
  maxconn 2000
  http-response set-header X-Balancer %[hostname]
  default_backend web
backend web
  balance roundrobin
  server web01 192.168.1.21:80 check inter 500 fall 2 maxconn 1000
  server web02 192.168.1.22:80 check inter 500 fall 2 maxconn 1000
`

// config003 is the Japanese reference's cluster: a load balancer in front of two web
// servers, with IPMI fencing, on hosts with four networks.
func config003(haproxy string) lab.Config {
	return lab.Config{
		Name:  "lbcluster",
		Nodes: []string{"node01", "node02"},
		Networks: []lab.Network{
			{Card: "eno1", Switch: "192.168.0.1/24"},
			{Card: "eno2", Switch: "192.168.1.1/24", Others: []string{"192.168.1.21", "192.168.1.22"}},
			{Card: "eno3", Switch: "192.168.10.1/24", Ring: true},
			{Card: "eno4", Switch: "192.168.20.1/24", Ring: true},
		},
		Fencing: &lab.Fencing{Addresses: []string{"192.168.0.111", "192.168.0.112"}, User: "pacemaker", Password: "ipmipass1"},
		Files:   map[string]string{"/etc/haproxy/haproxy.cfg": haproxy},
	}
}

// TestSeed003 is the Japanese reference, which also has a ping monitor and a rule.
func TestSeed003(t *testing.T) {
	w := start(t, config003(haproxyWeb), "haproxy")
	web01 := w.webServer("web01", "192.168.1.21:80")
	w.webServer("web02", "192.168.1.22:80")
	group := []string{"ipaddr", "haproxy"}

	w.pushEveryWay("003-haproxy-fencing", "the documented state", documented003)
	w.stays("the documented state", documented003)
	w.serves("http://192.168.1.10/", "web01")
	w.serves("http://192.168.1.10/", "web02")

	// ① A web server fails: the balancer continues with the other.
	w.do(web01.Close())
	w.steadily("http://192.168.1.10/", "web02", 6)

	// ② The balancer fails.
	w.do(w.Kill(t.Context(), "node01", "haproxy"))
	w.reach("the group runs on node02, with a failure counted on node01", func(s *lab.State) bool {
		return s.AllOn("node02", group...) && s.Node("node01").FailCounts["haproxy"] == "1" && slices.Equal(s.On("ping"), []string{"node01", "node02"})
	})
	w.serves("http://192.168.1.10/", "web02")
	w.run("node01", "pcs", "resource", "cleanup", "haproxy")
	w.stays("the group runs on node02: no fail-back", on("node02", group...))

	// ③ The node of the balancer fails: it is fenced, and the other takes over.
	w.do(w.Crash("node02"))
	w.reach("node02 was fenced and the group runs on node01", func(s *lab.State) bool {
		return s.AllOn("node01", group...) && !s.Node("node02").Unclean && slices.ContainsFunc(s.Fencing, func(f lab.FencingEvent) bool {
			return f.Target == "node02" && f.Action == "reboot" && f.Status == "success"
		})
	})
	if got := w.Switched("node02"); !slices.Equal(got, []string{"on", "off", "on"}) {
		t.Errorf("the power of node02 was switched %v", got)
	}
	w.serves("http://192.168.1.10/", "web02")

	// The document starts the cluster by hand, so the node that was fenced waits.
	w.do(w.Settled(t.Context(), "node02"))
	w.do(w.Start(t.Context(), "node02"))
	w.reach("node02 is back, the group stays", func(s *lab.State) bool {
		return s.AllOn("node01", group...) && s.Node("node02").Attributes["ping-status"] == "1"
	})
	w.stays("the group stays", on("node01", group...))
}

// documented003 is the state "pcs status --full" shows in the document.
func documented003(s *lab.State) bool {
	return slices.Equal(s.Online(), []string{"node01", "node02"}) &&
		s.AllOn("node01", "ipaddr", "haproxy", "fence2-ipmilan") &&
		s.AllOn("node02", "fence1-ipmilan") &&
		slices.Equal(s.On("ping"), []string{"node01", "node02"}) &&
		s.Node("node01").Attributes["ping-status"] == "1" &&
		s.Node("node02").Attributes["ping-status"] == "1" &&
		len(s.Failures) == 0
}

// webServer is a web server behind the load balancer, which tells its name.
func (w *world) webServer(name, address string) *http.Server {
	w.t.Helper()
	l, err := w.Switch.Listen(w.t.Context(), address)
	if err != nil {
		w.t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprintln(rw, name) })}
	w.t.Cleanup(func() { _ = server.Close() })
	go func() { _ = server.Serve(l) }() // ends when the server is closed
	return server
}

// steadily waits until a page shows a text several times in a row.
func (w *world) steadily(url, text string, times int) {
	w.t.Helper()
	w.do(w.WaitFor(w.t.Context(), settling, fmt.Sprintf("%s shows %s %d times in a row", url, text, times), func() bool {
		for range times {
			page, err := w.Switch.Fetch(w.t.Context(), url)
			if err != nil || !strings.Contains(page, text) {
				return false
			}
		}
		return true
	}))
}
