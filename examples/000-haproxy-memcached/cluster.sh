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
    PU-VIP PR-VIP HAPROXY MEMCACHED
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

# PROPERTY row 7: stonith-enabled
pcs -f "$cib" property set stonith-enabled=false \
    || fail 'PROPERTY row 7: stonith-enabled'

# PROPERTY row 8: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=ignore \
    || fail 'PROPERTY row 8: no-quorum-policy'

### Resources

# PRIMITIVE row 23: PU-VIP
pcs -f "$cib" resource create PU-VIP ocf:heartbeat:IPaddr2 \
    ip=61.100.0.10 cidr_netmask=32 nic=eth0 \
    op monitor timeout=30s interval=10s on-fail=standby \
    || fail 'PRIMITIVE row 23: PU-VIP'

# PRIMITIVE row 36: PR-VIP
pcs -f "$cib" resource create PR-VIP ocf:heartbeat:IPaddr2 \
    ip=172.24.0.10 cidr_netmask=32 nic=eth1 \
    op monitor timeout=30s interval=10s on-fail=standby \
    || fail 'PRIMITIVE row 36: PR-VIP'

# PRIMITIVE row 49: HAPROXY
pcs -f "$cib" resource create HAPROXY systemd:haproxy \
    || fail 'PRIMITIVE row 49: HAPROXY'

# PRIMITIVE row 54: MEMCACHED
pcs -f "$cib" resource create MEMCACHED systemd:memcached \
    || fail 'PRIMITIVE row 54: MEMCACHED'

### Constraints

# COLOCATION row 60: PU-VIP with PR-VIP
pcs -f "$cib" constraint colocation add PU-VIP with PR-VIP score=INFINITY \
    || fail 'COLOCATION row 60: PU-VIP with PR-VIP'

# COLOCATION row 61: PR-VIP with HAPROXY
pcs -f "$cib" constraint colocation add PR-VIP with HAPROXY score=INFINITY \
    || fail 'COLOCATION row 61: PR-VIP with HAPROXY'

# COLOCATION row 62: HAPROXY with MEMCACHED
pcs -f "$cib" constraint colocation add HAPROXY with MEMCACHED score=INFINITY \
    || fail 'COLOCATION row 62: HAPROXY with MEMCACHED'

# ORDER row 68: PU-VIP then PR-VIP
pcs -f "$cib" constraint order start PU-VIP then start PR-VIP \
    || fail 'ORDER row 68: PU-VIP then PR-VIP'

# ORDER row 69: PR-VIP then HAPROXY
pcs -f "$cib" constraint order start PR-VIP then start HAPROXY \
    || fail 'ORDER row 69: PR-VIP then HAPROXY'

# ORDER row 70: HAPROXY then MEMCACHED
pcs -f "$cib" constraint order start HAPROXY then start MEMCACHED \
    || fail 'ORDER row 70: HAPROXY then MEMCACHED'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
