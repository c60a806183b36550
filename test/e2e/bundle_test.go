//go:build linux

package e2e

import (
	"strings"

	"hagen/test/lab"
)

// podmanPackages are podman and what it needs and the machine may not have. They are
// unpacked: installed on the machine, each host would start podman's units.
var podmanPackages = []string{"podman", "conmon", "crun", "golang-github-containers-common", "golang-github-containers-image",
	"libsubid4", "libgpgme11", "libassuan0", "libdevmapper1.02.1", "libyajl2", "libseccomp2"}

// forPodman are the files podman needs on hosts of the lab: their file system is an
// overlay already, and systemd-nspawn does not allow keyrings.
var forPodman = map[string]string{
	"/etc/containers/storage.conf":    "[storage]\ndriver = \"vfs\"\nrunroot = \"/run/containers/storage\"\ngraphroot = \"/var/lib/containers/storage\"\n",
	"/etc/containers/containers.conf": "[containers]\nkeyring = false\n",
}

// image makes an image whose programs are the host's: /usr is a storage-map of the
// sheet. The container is in the host's network, where Pacemaker's abstract sockets
// would clash with the host's: the file below /etc/libqb makes them files.
const image = `set -e
cd "$(mktemp -d)"
mkdir -p usr dev proc sys run root etc/pacemaker etc/libqb var/log var/lib/pacemaker/cores
mkdir -m 1777 tmp
ln -s usr/bin usr/sbin usr/lib usr/lib64 .
ln -s ../run var/run
cp -a /etc/passwd /etc/group /etc/nsswitch.conf /etc/alternatives etc
touch etc/libqb/force-filesystem-sockets
tar -c . | podman import --quiet - localhost/hagen:1
`

// replaceByBundle applies a sheet that has a bundle and nothing of the one before.
// Its agent may set the promotion score because each replica has an ACL_TARGET.
func (r *rare) replaceByBundle(sheet string) {
	r.t.Helper()
	r.unpack(r.Config.Nodes, append(podmanPackages, remotePackage)...)
	for _, node := range r.Config.Nodes {
		r.run(node, "ldconfig")
		r.run(node, "sh", "-c", image)
	}
	r.bring("bundle.csv", []byte(sheet))
	r.bring("both.csv", []byte(replaced(r.t, sheet, []string{"hagen:1,2,1", "hagen:1,2,2"})))

	r.write("bundle.csv")
	r.reach("one of two replicas is promoted", replicas(1))
	r.killContainer("node01")
	r.write("both.csv")
	r.reach("both replicas are promoted", replicas(2))
}

// replicas is the state in which two replicas have the resource inside, and a number
// of them are promoted.
func replicas(want int) func(*lab.State) bool {
	return func(s *lab.State) bool {
		promoted, containers := 0, 0
		for _, is := range s.Resources {
			switch {
			case is.ID == "inner" && is.Role == "Promoted":
				promoted++
			case is.Agent == "ocf:heartbeat:podman" && is.Active:
				containers++
			}
		}
		return promoted == want && containers == 2 && len(s.On("inner")) == 2
	}
}

// killContainer tests that the container of a node comes back.
func (r *rare) killContainer(node string) {
	r.t.Helper()
	before := r.containers(node)
	if len(before) != 1 || len(r.containers("node02")) != 1 {
		r.t.Fatalf("the containers on %s: %v", node, before)
	}
	r.run(node, "podman", "kill", before[0])
	r.reach("the container that was killed is back", func(s *lab.State) bool {
		now := r.containers(node)
		return replicas(1)(s) && len(now) == 1 && now[0] != before[0]
	})
}

// containers lists the ids of the containers that run on a node.
func (r *rare) containers(node string) []string {
	r.t.Helper()
	return strings.Fields(r.run(node, "podman", "ps", "--quiet"))
}
