#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Red Hat Enterprise Linux 9.7 (pcs 0.11.10).
# Change the environment-definition sheet and compile it again rather than this file.
#
# Usage: sh THIS-SCRIPT [CIB-FILE]
#   without CIB-FILE  fetches the CIB of the running cluster, applies every command
#                     to a copy and, when all succeeded, pushes the changes once
#   with CIB-FILE     applies every command to that file; needs no cluster

set -eu
umask 077
LC_ALL=C.UTF-8 # what this file is written in, whatever the terminal speaks
export LC_ALL

fail() {
    printf '%s: stopped at %s\n' "$0" "$1" >&2
    exit 1
}

work=
case $# in
0)
    work=$(mktemp -d "${TMPDIR:-/tmp}/hagen.XXXXXX") || fail 'making a temporary directory'
    trap 'rm -rf "$work"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    cib=$work/cib.xml
    pcs cluster cib "$work/before.xml" || fail 'reading the CIB of the cluster'
    cp "$work/before.xml" "$cib" || fail 'copying the CIB of the cluster'
    ;;
1)
    cib=$1
    [ -f "$cib" ] || fail "the argument: no such file: $cib"
    ;;
*)
    printf 'usage: %s [CIB-FILE]\n' "$0" >&2
    exit 64
    ;;
esac

# pcs creates only what is not there. An id in the way is said here, before anything is touched.
there=$(grep -Eo '<(primitive|group|clone|master|bundle|template|alert|tag) ([^>]* )?id="[^"]*"' "$cib" |
    sed 's/.* id="\(.*\)"$/\1/' | tr '\n' ' ')
taken=
for id in \
    remote1 vm1 machines vm2 web fence-all
do
    case " $there" in
    *" $id "*) taken="$taken $id" ;;
    esac
done
if [ -n "$taken" ]; then
    printf '%s: this script is for a fresh configuration; these ids exist already:%s\n' "$0" "$taken" >&2
    printf '%s: nothing was changed; to bring the sheet to this cluster, use hagen apply\n' "$0" >&2
    exit 1
fi

### Cluster properties

# PROPERTY row 11: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 11: stonith-enabled'

### Nodes

# NODE row 5: n1
pcs -f "$cib" node attribute n1 rack=a \
    || fail 'NODE row 5: n1'

# NODE row 6: n1
pcs -f "$cib" node utilization n1 cpu=8 \
    || fail 'NODE row 6: n1'

### Resources

# PRIMITIVE row 26: remote1
# --force: pcs wants 'pcs cluster node add-remote' or 'add-guest' for this, which needs the live nodes
pcs -f "$cib" --force resource create remote1 ocf:pacemaker:remote \
    server=192.0.2.30 reconnect_interval=60 \
    || fail 'PRIMITIVE row 26: remote1'

# PRIMITIVE row 32: vm1
# --force: pcs wants 'pcs cluster node add-remote' or 'add-guest' for this, which needs the live nodes
pcs -f "$cib" --force resource create vm1 ocf:heartbeat:VirtualDomain \
    config=/etc/libvirt/qemu/vm1.xml \
    meta remote-node=guest1 remote-addr=192.0.2.41 \
    || fail 'PRIMITIVE row 32: vm1'

# PRIMITIVE row 39: vm2
pcs -f "$cib" resource create vm2 ocf:heartbeat:VirtualDomain \
    config=/etc/libvirt/qemu/vm2.xml \
    || fail 'PRIMITIVE row 39: vm2'

# RSC_ATTRIBUTES row 22: vm2
# --force: pcs wants 'pcs cluster node add-remote' or 'add-guest' for this, which needs the live nodes
pcs -f "$cib" --force resource meta vm2 remote-node=guest2 remote-port=3122 \
    || fail 'RSC_ATTRIBUTES row 22: vm2'

# RESOURCES row 16: machines
pcs -f "$cib" resource group add machines vm2 \
    || fail 'RESOURCES row 16: machines'

# PRIMITIVE row 44: web
pcs -f "$cib" resource create web ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 44: web'

# STONITH row 47: fence-all
pcs -f "$cib" stonith create fence-all fence_ipmilan \
    ip=192.0.2.90 pcmk_host_map='n1:1;remote1:9' \
    || fail 'STONITH row 47: fence-all'

### Remote nodes

# NODE row 4: remote1
pcs -f "$cib" node attribute remote1 rack=a \
    || fail 'NODE row 4: remote1'

# NODE row 8: remote1
pcs -f "$cib" node utilization remote1 cpu=4 \
    || fail 'NODE row 8: remote1'

# NODE row 7: guest1
# cibadmin: pcs 0.11.10 has no command for a remote node that has not come up; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope nodes \
    --xml-text '<node type="remote" id="guest1" uname="guest1"/>' \
    || fail 'NODE row 7: guest1'

# NODE row 7: guest1
pcs -f "$cib" node utilization guest1 cpu=2 \
    || fail 'NODE row 7: guest1'

### Fencing levels

# STONITH_LEVEL row 53: remote1
pcs -f "$cib" stonith level add 1 remote1 fence-all \
    || fail 'STONITH_LEVEL row 53: remote1'

### Constraints

# LOCATION_NODE row 56: web
pcs -f "$cib" constraint location web prefers remote1=200 \
    || fail 'LOCATION_NODE row 56: web'

# LOCATION_NODE row 57: web
pcs -f "$cib" constraint location web prefers guest1=100 \
    || fail 'LOCATION_NODE row 57: web'

# LOCATION_NODE row 58: web
pcs -f "$cib" constraint location web avoids n1=INFINITY \
    || fail 'LOCATION_NODE row 58: web'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
