#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Red Hat Enterprise Linux 10.1 (pcs 0.12.1).
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
    app-group disk vip app ping-clone ping store-clone store fence-db1 fence-db2 \
    alert_1
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

# PROPERTY row 10: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=10s \
    || fail 'PROPERTY row 10: priority-fencing-delay'

# PROPERTY row 11: placement-strategy
pcs -f "$cib" property set placement-strategy=balanced \
    || fail 'PROPERTY row 11: placement-strategy'

### Resource defaults

# RSC_DEFAULTS row 14: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 14: resource-stickiness'

# RSC_DEFAULTS row 15: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 15: migration-threshold'

### Operation defaults

# OP_DEFAULTS row 18: timeout
pcs -f "$cib" resource op defaults update timeout=60s \
    || fail 'OP_DEFAULTS row 18: timeout'

### Nodes

# NODE row 4: db1
pcs -f "$cib" node attribute db1 rack=a \
    || fail 'NODE row 4: db1'

# NODE row 5: db1
pcs -f "$cib" node utilization db1 cpu=8 \
    || fail 'NODE row 5: db1'

# NODE row 6: db2
pcs -f "$cib" node attribute db2 rack=b \
    || fail 'NODE row 6: db2'

# NODE row 7: db2
pcs -f "$cib" node utilization db2 cpu=8 \
    || fail 'NODE row 7: db2'

### Resources

# PRIMITIVE row 42: disk
pcs -f "$cib" resource create disk ocf:heartbeat:Filesystem \
    device=/dev/vg0/app directory=/srv/app fstype=xfs force_unmount=safe \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=20s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 42: disk'

# PRIMITIVE row 54: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.10 cidr_netmask=24 nic=eth0 \
    || fail 'PRIMITIVE row 54: vip'

# PRIMITIVE row 59: vip
pcs -f "$cib" resource utilization vip cpu=1 \
    || fail 'PRIMITIVE row 59: vip'

# PRIMITIVE row 62: app
pcs -f "$cib" resource create app ocf:heartbeat:nginx \
    configfile=/etc/nginx/nginx.conf \
    op monitor timeout=30s interval=15s \
    || fail 'PRIMITIVE row 62: app'

# RESOURCES row 21: app-group
pcs -f "$cib" resource group add app-group disk vip app \
    || fail 'RESOURCES row 21: app-group'

# RSC_ATTRIBUTES row 33: app-group
pcs -f "$cib" resource meta app-group priority=1 \
    || fail 'RSC_ATTRIBUTES row 33: app-group'

# PRIMITIVE row 69: ping
pcs -f "$cib" resource create ping ocf:pacemaker:ping \
    name=ping-status host_list='192.0.2.1 192.0.2.2' \
    || fail 'PRIMITIVE row 69: ping'

# RESOURCES row 25: ping-clone
pcs -f "$cib" resource clone ping ping-clone \
    || fail 'RESOURCES row 25: ping-clone'

# PRIMITIVE row 75: store
pcs -f "$cib" resource create store ocf:pacemaker:Stateful \
    op monitor timeout=20s interval=10s role=Promoted \
    op monitor timeout=20s interval=11s role=Unpromoted \
    || fail 'PRIMITIVE row 75: store'

# RESOURCES row 27: store-clone
pcs -f "$cib" resource promotable store store-clone \
    || fail 'RESOURCES row 27: store-clone'

# RSC_ATTRIBUTES row 34: store-clone
pcs -f "$cib" resource meta store-clone promoted-max=1 notify=true \
    || fail 'RSC_ATTRIBUTES row 34: store-clone'

# STONITH row 81: fence-db1
pcs -f "$cib" stonith create fence-db1 fence_ipmilan \
    pcmk_host_list=db1 ip=192.0.2.101 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 81: fence-db1'

# STONITH row 90: fence-db2
pcs -f "$cib" stonith create fence-db2 fence_ipmilan \
    pcmk_host_list=db2 ip=192.0.2.102 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 90: fence-db2'

### Fencing levels

# STONITH_LEVEL row 38: db1
pcs -f "$cib" stonith level add 1 db1 fence-db1 \
    || fail 'STONITH_LEVEL row 38: db1'

# STONITH_LEVEL row 39: db2
pcs -f "$cib" stonith level add 1 db2 fence-db2 \
    || fail 'STONITH_LEVEL row 39: db2'

### Constraints

# LOCATION_NODE row 99: app-group
pcs -f "$cib" constraint location app-group prefers db1=200 \
    || fail 'LOCATION_NODE row 99: app-group'

# LOCATION_NODE row 100: app-group
pcs -f "$cib" constraint location app-group prefers db2=100 \
    || fail 'LOCATION_NODE row 100: app-group'

# LOCATION_NODE row 101: fence-db1
pcs -f "$cib" constraint location fence-db1 avoids db1=INFINITY \
    || fail 'LOCATION_NODE row 101: fence-db1'

# LOCATION_NODE row 102: fence-db2
pcs -f "$cib" constraint location fence-db2 avoids db2=INFINITY \
    || fail 'LOCATION_NODE row 102: fence-db2'

# LOCATION_RULE row 105: app-group
pcs -f "$cib" constraint location app-group rule score=-INFINITY \
    'ping-status lt 1 or not_defined ping-status' \
    || fail 'LOCATION_RULE row 105: app-group'

# LOCATION_RULE row 107: store-clone
pcs -f "$cib" constraint location store-clone rule role=Promoted score=100 \
    '#uname eq db2' \
    || fail 'LOCATION_RULE row 107: store-clone'

# COLOCATION row 110: app-group with ping-clone
pcs -f "$cib" constraint colocation add app-group with ping-clone score=INFINITY \
    || fail 'COLOCATION row 110: app-group with ping-clone'

# COLOCATION row 111: app-group with store-clone
pcs -f "$cib" constraint colocation add app-group with Promoted store-clone score=100 \
    || fail 'COLOCATION row 111: app-group with store-clone'

# ORDER row 114: ping-clone then app-group
pcs -f "$cib" constraint order ping-clone then app-group symmetrical=false \
    || fail 'ORDER row 114: ping-clone then app-group'

# ORDER row 115: store-clone then app-group
pcs -f "$cib" constraint order promote store-clone then start app-group kind=Optional \
    || fail 'ORDER row 115: store-clone then app-group'

### Alerts

# ALERT row 118: alert_1
pcs -f "$cib" alert create path=/usr/share/pacemaker/alerts/alert_smtp.sh id=alert_1 \
    options email_sender=cluster@example.com \
    meta timeout=15s \
    || fail 'ALERT row 118: alert_1'

# ALERT row 123: alert_1
pcs -f "$cib" alert recipient add alert_1 value=ops@example.com \
    || fail 'ALERT row 123: alert_1'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
