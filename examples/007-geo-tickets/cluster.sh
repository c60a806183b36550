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
    booth-group booth-ip booth drbd-db-clone drbd-db db-group db-fs db-ip db \
    fence-tokyo1 fence-tokyo2
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

# PROPERTY row 10: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=stop \
    || fail 'PROPERTY row 10: no-quorum-policy'

### Resource defaults

# RSC_DEFAULTS row 16: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 16: resource-stickiness'

### Resources

# PRIMITIVE row 46: booth-ip
pcs -f "$cib" resource create booth-ip ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 ip=192.0.2.15 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 46: booth-ip'

# PRIMITIVE row 59: booth
pcs -f "$cib" resource create booth ocf:pacemaker:booth-site \
    config=booth \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 59: booth'

# RESOURCES row 22: booth-group
pcs -f "$cib" resource group add booth-group booth-ip booth \
    || fail 'RESOURCES row 22: booth-group'

# RSC_ATTRIBUTES row 38: booth-group
pcs -f "$cib" resource meta booth-group priority=10 \
    || fail 'RSC_ATTRIBUTES row 38: booth-group'

# PRIMITIVE row 71: drbd-db
pcs -f "$cib" resource create drbd-db ocf:linbit:drbd \
    drbd_resource=db \
    op monitor interval=29s timeout=20s role=Promoted \
    op monitor interval=31s timeout=20s role=Unpromoted \
    || fail 'PRIMITIVE row 71: drbd-db'

# RESOURCES row 25: drbd-db-clone
pcs -f "$cib" resource promotable drbd-db drbd-db-clone \
    || fail 'RESOURCES row 25: drbd-db-clone'

# RSC_ATTRIBUTES row 39: drbd-db-clone
pcs -f "$cib" resource meta drbd-db-clone clone-max=2 notify=true \
    || fail 'RSC_ATTRIBUTES row 39: drbd-db-clone'

# PRIMITIVE row 84: db-fs
pcs -f "$cib" resource create db-fs ocf:heartbeat:Filesystem \
    device=/dev/drbd/by-res/db/0 directory=/var/lib/pgsql fstype=xfs \
    op monitor interval=20s timeout=40s \
    || fail 'PRIMITIVE row 84: db-fs'

# PRIMITIVE row 98: db-ip
pcs -f "$cib" resource create db-ip ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 ip=192.0.2.20 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 98: db-ip'

# PRIMITIVE row 111: db
pcs -f "$cib" resource create db systemd:postgresql \
    op start timeout=100s \
    op monitor interval=15s timeout=30s \
    op stop timeout=100s \
    || fail 'PRIMITIVE row 111: db'

# RESOURCES row 27: db-group
pcs -f "$cib" resource group add db-group db-fs db-ip db \
    || fail 'RESOURCES row 27: db-group'

# STONITH row 122: fence-tokyo1
pcs -f "$cib" stonith create fence-tokyo1 fence_ipmilan \
    ip=192.0.2.211 lanplus=true password=change-me-1 pcmk_host_list=tokyo1 username=fencer \
    op monitor interval=60s timeout=60s \
    || fail 'STONITH row 122: fence-tokyo1'

# STONITH row 138: fence-tokyo2
pcs -f "$cib" stonith create fence-tokyo2 fence_ipmilan \
    ip=192.0.2.212 lanplus=true password=change-me-2 pcmk_host_list=tokyo2 username=fencer \
    op monitor interval=60s timeout=60s \
    || fail 'STONITH row 138: fence-tokyo2'

### Constraints

# LOCATION_NODE row 154: fence-tokyo1
pcs -f "$cib" constraint location fence-tokyo1 avoids tokyo1=INFINITY \
    || fail 'LOCATION_NODE row 154: fence-tokyo1'

# LOCATION_NODE row 155: fence-tokyo2
pcs -f "$cib" constraint location fence-tokyo2 avoids tokyo2=INFINITY \
    || fail 'LOCATION_NODE row 155: fence-tokyo2'

# COLOCATION row 161: db-group with drbd-db-clone
pcs -f "$cib" constraint colocation add Started db-group with Promoted drbd-db-clone score=INFINITY \
    || fail 'COLOCATION row 161: db-group with drbd-db-clone'

# ORDER row 167: drbd-db-clone then db-group
pcs -f "$cib" constraint order promote drbd-db-clone then start db-group \
    || fail 'ORDER row 167: drbd-db-clone then db-group'

# TICKET row 173: ticket-db for drbd-db-clone
pcs -f "$cib" constraint ticket add ticket-db Promoted drbd-db-clone loss-policy=demote \
    || fail 'TICKET row 173: ticket-db for drbd-db-clone'

# TICKET row 174: ticket-db for db-group
pcs -f "$cib" constraint ticket add ticket-db db-group loss-policy=stop \
    || fail 'TICKET row 174: ticket-db for db-group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
