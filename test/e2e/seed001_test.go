//go:build linux

package e2e

import (
	"testing"

	"hagen/test/lab"
)

// httpdConf is where the document's Apache has its configuration, which is not
// where Debian's has.
const httpdConf = `ServerRoot /etc/httpd
ServerName localhost
PidFile /run/httpd.pid
Listen 80
User www-data
Group www-data
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule authz_host_module /usr/lib/apache2/modules/mod_authz_host.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule status_module /usr/lib/apache2/modules/mod_status.so
ErrorLog /var/log/httpd.log
DocumentRoot /var/www/html
Include conf.d/status.conf
`

// config001 is the Korean document's cluster of an address and Apache.
func config001() lab.Config {
	return lab.Config{
		Name:  "song_cluster",
		Nodes: []string{"node1", "node2"},
		Networks: []lab.Network{
			{Card: "ens32", Switch: "211.183.3.1/24", Hosts: []string{"211.183.3.104", "211.183.3.105"}},
		},
		Files: map[string]string{
			"/etc/httpd/conf/httpd.conf":    httpdConf,
			"/etc/httpd/conf.d/status.conf": "<Location /server-status>\nSetHandler server-status\nRequire local\n</Location>\n",
		},
	}
}

// TestSeed001 is about an address and Apache that do not fail back.
func TestSeed001(t *testing.T) {
	w := start(t, config001(), "apache2", "curl")
	for _, h := range w.Hosts {
		w.do(h.WriteFile("/var/www/html/index.html", "hello from "+h.Name+"\n", 0o644))
	}
	both := []string{"VirtualIP", "WebService"}

	w.push(overSSH, "001-apache")
	w.reach("both run on node1", on("node1", both...))
	w.serves("http://211.183.3.106/", "hello from node1")

	w.do(w.Stop(t.Context(), "node1"))
	w.reach("both run on node2", on("node2", both...))
	w.serves("http://211.183.3.106/", "hello from node2")

	w.do(w.Start(t.Context(), "node1"))
	w.stays("both run on node2: no fail-back", on("node2", both...))

	// Moving by hand, as the document does.
	w.run("node2", "pcs", "constraint", "location", "WebService", "prefers", "node1=INFINITY")
	w.reach("both were moved to node1", on("node1", both...))
	w.serves("http://211.183.3.106/", "hello from node1")
}
