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
    db-clone db ipaddr fence-db01 fence-db02
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

# RSC_DEFAULTS row 14: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 14: resource-stickiness'

# RSC_DEFAULTS row 15: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 15: migration-threshold'

### Resources

# PRIMITIVE row 39: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    op start timeout=60s on-fail=restart \
    op monitor timeout=20s interval=10s on-fail=restart role=Promoted \
    op monitor timeout=20s interval=11s on-fail=restart role=Unpromoted \
    op promote timeout=60s on-fail=restart \
    op demote timeout=60s on-fail=restart \
    op notify timeout=20s \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 39: db'

# RESOURCES row 21: db-clone
pcs -f "$cib" resource promotable db db-clone \
    || fail 'RESOURCES row 21: db-clone'

# RSC_ATTRIBUTES row 31: db-clone
pcs -f "$cib" resource meta db-clone promoted-max=1 clone-max=2 notify=true \
    || fail 'RSC_ATTRIBUTES row 31: db-clone'

# PRIMITIVE row 53: ipaddr
pcs -f "$cib" resource create ipaddr ocf:heartbeat:IPaddr2 \
    ip=192.168.1.10 nic=eno2 cidr_netmask=24 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 53: ipaddr'

# STONITH row 69: fence-db01
pcs -f "$cib" stonith create fence-db01 fence_ipmilan \
    pcmk_host_list=db01 ip=192.168.0.111 username=pacemaker password=ipmipass1 lanplus=1 pcmk_delay_base=5s \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 69: fence-db01'

# STONITH row 87: fence-db02
pcs -f "$cib" stonith create fence-db02 fence_ipmilan \
    pcmk_host_list=db02 ip=192.168.0.112 username=pacemaker password=ipmipass1 lanplus=1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 87: fence-db02'

### Constraints

# LOCATION_NODE row 105: db-clone
pcs -f "$cib" constraint location db-clone prefers db01=200 \
    || fail 'LOCATION_NODE row 105: db-clone'

# LOCATION_NODE row 106: db-clone
pcs -f "$cib" constraint location db-clone prefers db02=100 \
    || fail 'LOCATION_NODE row 106: db-clone'

# LOCATION_NODE row 107: fence-db01
pcs -f "$cib" constraint location fence-db01 avoids db01=INFINITY \
    || fail 'LOCATION_NODE row 107: fence-db01'

# LOCATION_NODE row 108: fence-db02
pcs -f "$cib" constraint location fence-db02 avoids db02=INFINITY \
    || fail 'LOCATION_NODE row 108: fence-db02'

# COLOCATION row 114: ipaddr with db-clone
pcs -f "$cib" constraint colocation add Started ipaddr with Promoted db-clone score=INFINITY \
    || fail 'COLOCATION row 114: ipaddr with db-clone'

# ORDER row 120: db-clone then ipaddr
pcs -f "$cib" constraint order promote db-clone then start ipaddr kind=Mandatory \
    || fail 'ORDER row 120: db-clone then ipaddr'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
