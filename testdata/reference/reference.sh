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
    db-group fs-data fs-wal fs-archive vip-db orderdb web-group vip-web httpd \
    ping-clone ping storage-mon-clone storage-mon cache-clone cache \
    fence-orderdb1 fence-orderdb2 alert_1
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

# PROPERTY row 15: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=10s \
    || fail 'PROPERTY row 15: priority-fencing-delay'

# PROPERTY row 16: node-health-strategy
pcs -f "$cib" property set node-health-strategy=only-green \
    || fail 'PROPERTY row 16: node-health-strategy'

### Resource defaults

# RSC_DEFAULTS row 22: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 22: resource-stickiness'

# RSC_DEFAULTS row 23: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 23: migration-threshold'

### Nodes

# NODE row 8: orderdb1
pcs -f "$cib" node attribute orderdb1 site=tokyo \
    || fail 'NODE row 8: orderdb1'

# NODE row 9: orderdb2
pcs -f "$cib" node attribute orderdb2 site=osaka \
    || fail 'NODE row 9: orderdb2'

### Resources

# PRIMITIVE row 73: fs-data
pcs -f "$cib" resource create fs-data ocf:heartbeat:Filesystem \
    device=/dev/vg_order/lv_data directory=/srv/orderdb/data fstype=xfs options=noatime fast_stop=yes force_unmount=safe \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 73: fs-data'

# PRIMITIVE row 91: fs-wal
pcs -f "$cib" resource create fs-wal ocf:heartbeat:Filesystem \
    device=/dev/vg_order/lv_wal directory=/srv/orderdb/wal fstype=xfs options=noatime fast_stop=yes force_unmount=safe \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 91: fs-wal'

# PRIMITIVE row 109: fs-archive
pcs -f "$cib" resource create fs-archive ocf:heartbeat:Filesystem \
    device=/dev/vg_order/lv_archive directory=/srv/orderdb/archive fstype=xfs options=noatime fast_stop=yes force_unmount=safe \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 109: fs-archive'

# PRIMITIVE row 127: vip-db
pcs -f "$cib" resource create vip-db ocf:heartbeat:IPaddr2 \
    ip=198.51.100.40 nic=ens224 cidr_netmask=24 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 127: vip-db'

# PRIMITIVE row 142: orderdb
pcs -f "$cib" resource create orderdb ocf:heartbeat:pgsql \
    pgctl=/usr/pgsql-15/bin/pg_ctl psql=/usr/pgsql-15/bin/psql pgdata=/srv/orderdb/data/pg pgdba=postgres pgport=5433 pgdb=orders \
    op start timeout=300s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=300s on-fail=fence \
    || fail 'PRIMITIVE row 142: orderdb'

# RESOURCES row 34: db-group
pcs -f "$cib" resource group add db-group fs-data fs-wal fs-archive vip-db orderdb \
    || fail 'RESOURCES row 34: db-group'

# RSC_ATTRIBUTES row 56: db-group
pcs -f "$cib" resource meta db-group priority=10 \
    || fail 'RSC_ATTRIBUTES row 56: db-group'

# PRIMITIVE row 160: vip-web
pcs -f "$cib" resource create vip-web ocf:heartbeat:IPaddr2 \
    ip=198.51.100.41 nic=ens224 cidr_netmask=24 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 160: vip-web'

# PRIMITIVE row 175: httpd
pcs -f "$cib" resource create httpd ocf:heartbeat:apache \
    configfile=/etc/httpd/conf/httpd.conf statusurl=http://localhost/server-status \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 175: httpd'

# RESOURCES row 40: web-group
pcs -f "$cib" resource group add web-group vip-web httpd \
    || fail 'RESOURCES row 40: web-group'

# PRIMITIVE row 189: ping
pcs -f "$cib" resource create ping ocf:pacemaker:ping \
    name=gateway-status host_list='198.51.100.1 198.51.100.2' attempts=2 timeout=2 debug=true \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 189: ping'

# RESOURCES row 43: ping-clone
pcs -f "$cib" resource clone ping ping-clone \
    || fail 'RESOURCES row 43: ping-clone'

# RSC_ATTRIBUTES row 57: ping-clone
pcs -f "$cib" resource meta ping-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 57: ping-clone'

# PRIMITIVE row 206: storage-mon
pcs -f "$cib" resource create storage-mon ocf:heartbeat:storage-mon \
    drives='/dev/sda /dev/sdb' io_timeout=10 \
    op start timeout=120s on-fail=restart \
    op monitor timeout=120s interval=10s on-fail=restart \
    op stop timeout=120s on-fail=fence \
    || fail 'PRIMITIVE row 206: storage-mon'

# RESOURCES row 45: storage-mon-clone
pcs -f "$cib" resource clone storage-mon storage-mon-clone \
    || fail 'RESOURCES row 45: storage-mon-clone'

# RSC_ATTRIBUTES row 58: storage-mon-clone
pcs -f "$cib" resource meta storage-mon-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 58: storage-mon-clone'

# PRIMITIVE row 220: cache
pcs -f "$cib" resource create cache ocf:heartbeat:redis \
    config=/etc/redis/redis.conf port=6379 \
    op start timeout=120s on-fail=restart \
    op monitor timeout=60s interval=20s on-fail=restart role=Promoted \
    op monitor timeout=60s interval=60s on-fail=restart role=Unpromoted \
    op promote timeout=120s on-fail=restart \
    op demote timeout=120s on-fail=fence \
    op stop timeout=120s on-fail=fence \
    || fail 'PRIMITIVE row 220: cache'

# RESOURCES row 47: cache-clone
pcs -f "$cib" resource promotable cache cache-clone \
    || fail 'RESOURCES row 47: cache-clone'

# RSC_ATTRIBUTES row 59: cache-clone
pcs -f "$cib" resource meta cache-clone promoted-max=1 notify=true \
    || fail 'RSC_ATTRIBUTES row 59: cache-clone'

# STONITH row 238: fence-orderdb1
pcs -f "$cib" stonith create fence-orderdb1 fence_ipmilan \
    pcmk_host_list=orderdb1 ip=198.51.100.21 username=fencer password=kakuu-no-1 lanplus=1 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 238: fence-orderdb1'

# STONITH row 255: fence-orderdb2
pcs -f "$cib" stonith create fence-orderdb2 fence_ipmilan \
    pcmk_host_list=orderdb2 ip=198.51.100.22 username=fencer password=kakuu-no-2 lanplus=1 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 255: fence-orderdb2'

### Fencing levels

# STONITH_LEVEL row 66: orderdb1
pcs -f "$cib" stonith level add 1 orderdb1 fence-orderdb1 \
    || fail 'STONITH_LEVEL row 66: orderdb1'

# STONITH_LEVEL row 67: orderdb2
pcs -f "$cib" stonith level add 1 orderdb2 fence-orderdb2 \
    || fail 'STONITH_LEVEL row 67: orderdb2'

### Constraints

# LOCATION_NODE row 273: db-group
pcs -f "$cib" constraint location db-group prefers orderdb1=200 \
    || fail 'LOCATION_NODE row 273: db-group'

# LOCATION_NODE row 274: db-group
pcs -f "$cib" constraint location db-group prefers orderdb2=100 \
    || fail 'LOCATION_NODE row 274: db-group'

# LOCATION_NODE row 275: web-group
pcs -f "$cib" constraint location web-group prefers orderdb2=200 \
    || fail 'LOCATION_NODE row 275: web-group'

# LOCATION_NODE row 276: web-group
pcs -f "$cib" constraint location web-group prefers orderdb1=100 \
    || fail 'LOCATION_NODE row 276: web-group'

# LOCATION_NODE row 277: fence-orderdb1
pcs -f "$cib" constraint location fence-orderdb1 avoids orderdb1=INFINITY \
    || fail 'LOCATION_NODE row 277: fence-orderdb1'

# LOCATION_NODE row 278: fence-orderdb2
pcs -f "$cib" constraint location fence-orderdb2 avoids orderdb2=INFINITY \
    || fail 'LOCATION_NODE row 278: fence-orderdb2'

# LOCATION_RULE row 284: db-group
pcs -f "$cib" constraint location db-group rule score=-INFINITY \
    gateway-status lt 1 or not_defined gateway-status or not_defined '#health-storage-mon' \
    || fail 'LOCATION_RULE row 284: db-group'

# LOCATION_RULE row 287: web-group
pcs -f "$cib" constraint location web-group rule score=-INFINITY \
    gateway-status lt 1 or not_defined gateway-status \
    || fail 'LOCATION_RULE row 287: web-group'

# LOCATION_RULE row 289: cache-clone
pcs -f "$cib" constraint location cache-clone rule role=Promoted score=100 \
    site eq tokyo \
    || fail 'LOCATION_RULE row 289: cache-clone'

# COLOCATION row 295: db-group with ping-clone
pcs -f "$cib" constraint colocation add db-group with ping-clone score=INFINITY \
    || fail 'COLOCATION row 295: db-group with ping-clone'

# COLOCATION row 296: db-group with storage-mon-clone
pcs -f "$cib" constraint colocation add db-group with storage-mon-clone score=INFINITY \
    || fail 'COLOCATION row 296: db-group with storage-mon-clone'

# COLOCATION row 297: web-group with ping-clone
pcs -f "$cib" constraint colocation add web-group with ping-clone score=INFINITY \
    || fail 'COLOCATION row 297: web-group with ping-clone'

# COLOCATION row 298: web-group with cache-clone
pcs -f "$cib" constraint colocation add web-group with Promoted cache-clone score=INFINITY \
    || fail 'COLOCATION row 298: web-group with cache-clone'

# COLOCATION row 299: web-group with db-group
pcs -f "$cib" constraint colocation add web-group with db-group score=-100 \
    || fail 'COLOCATION row 299: web-group with db-group'

# ORDER row 305: ping-clone then db-group
pcs -f "$cib" constraint order ping-clone then db-group symmetrical=false \
    || fail 'ORDER row 305: ping-clone then db-group'

# ORDER row 306: storage-mon-clone then db-group
pcs -f "$cib" constraint order storage-mon-clone then db-group symmetrical=false \
    || fail 'ORDER row 306: storage-mon-clone then db-group'

# ORDER row 307: ping-clone then web-group
pcs -f "$cib" constraint order ping-clone then web-group symmetrical=false \
    || fail 'ORDER row 307: ping-clone then web-group'

# ORDER row 308: cache-clone then web-group
pcs -f "$cib" constraint order promote cache-clone then start web-group symmetrical=false \
    || fail 'ORDER row 308: cache-clone then web-group'

# ORDER row 309: db-group then web-group
pcs -f "$cib" constraint order db-group then web-group kind=Optional \
    || fail 'ORDER row 309: db-group then web-group'

### Alerts

# ALERT row 315: alert_1
pcs -f "$cib" alert create path=/usr/share/pacemaker/alerts/alert_smtp.sh id=alert_1 \
    options email_sender=cluster@example.com \
    meta timeout=15s \
    || fail 'ALERT row 315: alert_1'

# ALERT row 322: alert_1
pcs -f "$cib" alert recipient add alert_1 value=ops@example.com \
    || fail 'ALERT row 322: alert_1'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
