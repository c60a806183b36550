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
    haproxy-clone haproxy vip fence-web1 fence-web2 fence-web3
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

### Resource defaults

# RSC_DEFAULTS row 12: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 12: resource-stickiness'

# RSC_DEFAULTS row 13: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=3 \
    || fail 'RSC_DEFAULTS row 13: migration-threshold'

### Resources

# PRIMITIVE row 30: haproxy
pcs -f "$cib" resource create haproxy systemd:haproxy \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 30: haproxy'

# RESOURCES row 17: haproxy-clone
pcs -f "$cib" resource clone haproxy haproxy-clone \
    || fail 'RESOURCES row 17: haproxy-clone'

# RSC_ATTRIBUTES row 26: haproxy-clone
pcs -f "$cib" resource meta haproxy-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 26: haproxy-clone'

# PRIMITIVE row 38: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.168.1.100 cidr_netmask=24 nic=eno2 \
    op start timeout=30s interval=0s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=30s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 38: vip'

# STONITH row 50: fence-web1
pcs -f "$cib" stonith create fence-web1 fence_ipmilan \
    pcmk_host_list=web1 ip=192.168.0.111 username=pacemaker password=ipmipass1 lanplus=1 \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 50: fence-web1'

# STONITH row 62: fence-web2
pcs -f "$cib" stonith create fence-web2 fence_ipmilan \
    pcmk_host_list=web2 ip=192.168.0.112 username=pacemaker password=ipmipass1 lanplus=1 \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 62: fence-web2'

# STONITH row 74: fence-web3
pcs -f "$cib" stonith create fence-web3 fence_ipmilan \
    pcmk_host_list=web3 ip=192.168.0.113 username=pacemaker password=ipmipass1 lanplus=1 \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 74: fence-web3'

### Constraints

# LOCATION_NODE row 86: vip
pcs -f "$cib" constraint location vip prefers web1=50 \
    || fail 'LOCATION_NODE row 86: vip'

# LOCATION_NODE row 87: fence-web1
pcs -f "$cib" constraint location fence-web1 avoids web1=INFINITY \
    || fail 'LOCATION_NODE row 87: fence-web1'

# LOCATION_NODE row 88: fence-web2
pcs -f "$cib" constraint location fence-web2 avoids web2=INFINITY \
    || fail 'LOCATION_NODE row 88: fence-web2'

# LOCATION_NODE row 89: fence-web3
pcs -f "$cib" constraint location fence-web3 avoids web3=INFINITY \
    || fail 'LOCATION_NODE row 89: fence-web3'

# COLOCATION row 93: vip with haproxy-clone
pcs -f "$cib" constraint colocation add vip with haproxy-clone score=INFINITY \
    || fail 'COLOCATION row 93: vip with haproxy-clone'

# ORDER row 97: haproxy-clone then vip
pcs -f "$cib" constraint order start haproxy-clone then start vip kind=Mandatory \
    || fail 'ORDER row 97: haproxy-clone then vip'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
