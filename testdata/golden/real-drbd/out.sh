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
    drbd-clone drbd mysql-group fs_mysql vip mysqld fence-n1 fence-n2
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

# PROPERTY row 5: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=stop \
    || fail 'PROPERTY row 5: no-quorum-policy'

# PROPERTY row 6: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 6: stonith-enabled'

# PROPERTY row 7: stonith-action
pcs -f "$cib" property set stonith-action=reboot \
    || fail 'PROPERTY row 7: stonith-action'

### Resource defaults

# RSC_DEFAULTS row 11: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 11: resource-stickiness'

# RSC_DEFAULTS row 12: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=3 \
    || fail 'RSC_DEFAULTS row 12: migration-threshold'

# RSC_DEFAULTS row 13: failure-timeout
pcs -f "$cib" resource defaults update failure-timeout=300s \
    || fail 'RSC_DEFAULTS row 13: failure-timeout'

### Resources

# PRIMITIVE row 36: drbd
pcs -f "$cib" resource create drbd ocf:linbit:drbd \
    drbd_resource=mysql \
    op start timeout=240s \
    op promote timeout=90s \
    op demote timeout=90s \
    op stop timeout=100s \
    op monitor timeout=20s interval=20s role=Unpromoted \
    op monitor timeout=20s interval=10s role=Promoted \
    op notify timeout=90s \
    || fail 'PRIMITIVE row 36: drbd'

# RESOURCES row 17: drbd-clone
pcs -f "$cib" resource promotable drbd drbd-clone \
    || fail 'RESOURCES row 17: drbd-clone'

# RSC_ATTRIBUTES row 28: drbd-clone
pcs -f "$cib" resource meta drbd-clone promoted-max=1 promoted-node-max=1 clone-max=2 clone-node-max=1 notify=true \
    || fail 'RSC_ATTRIBUTES row 28: drbd-clone'

# PRIMITIVE row 50: fs_mysql
pcs -f "$cib" resource create fs_mysql ocf:heartbeat:Filesystem \
    device=/dev/drbd0 directory=/var/lib/mysql fstype=xfs options=noatime \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=40s interval=20s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 50: fs_mysql'

# PRIMITIVE row 63: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.0.0.100 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 63: vip'

# PRIMITIVE row 74: mysqld
pcs -f "$cib" resource create mysqld systemd:mariadb \
    op start timeout=100s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=100s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 74: mysqld'

# RESOURCES row 19: mysql-group
pcs -f "$cib" resource group add mysql-group fs_mysql vip mysqld \
    || fail 'RESOURCES row 19: mysql-group'

# STONITH row 82: fence-n1
pcs -f "$cib" stonith create fence-n1 fence_ipmilan \
    ip=10.0.9.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=db1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 82: fence-n1'

# STONITH row 96: fence-n2
pcs -f "$cib" stonith create fence-n2 fence_ipmilan \
    ip=10.0.9.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=db2 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 96: fence-n2'

### Constraints

# LOCATION_NODE row 110: mysql-group
pcs -f "$cib" constraint location mysql-group prefers db1=50 \
    || fail 'LOCATION_NODE row 110: mysql-group'

# LOCATION_NODE row 111: fence-n1
pcs -f "$cib" constraint location fence-n1 avoids db1=INFINITY \
    || fail 'LOCATION_NODE row 111: fence-n1'

# LOCATION_NODE row 112: fence-n2
pcs -f "$cib" constraint location fence-n2 avoids db2=INFINITY \
    || fail 'LOCATION_NODE row 112: fence-n2'

# COLOCATION row 116: mysql-group with drbd-clone
pcs -f "$cib" constraint colocation add mysql-group with Promoted drbd-clone score=INFINITY \
    || fail 'COLOCATION row 116: mysql-group with drbd-clone'

# ORDER row 120: drbd-clone then mysql-group
pcs -f "$cib" constraint order promote drbd-clone then start mysql-group kind=Mandatory \
    || fail 'ORDER row 120: drbd-clone then mysql-group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
