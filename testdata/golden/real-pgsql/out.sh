#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Red Hat Enterprise Linux 8.10 (pcs 0.10.18).
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
    fence1-ipmilan fence2-ipmilan pgsql-clone pgsql primary-group ipaddr-primary \
    ipaddr-replication ipaddr-standby ping-clone ping storage-mon-clone \
    storage-mon
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

# PROPERTY row 12: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=ignore \
    || fail 'PROPERTY row 12: no-quorum-policy'

# PROPERTY row 13: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 13: stonith-enabled'

# PROPERTY row 14: startup-fencing
pcs -f "$cib" property set startup-fencing=false \
    || fail 'PROPERTY row 14: startup-fencing'

# PROPERTY row 15: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=20s \
    || fail 'PROPERTY row 15: priority-fencing-delay'

# PROPERTY row 16: cluster-recheck-interval
pcs -f "$cib" property set cluster-recheck-interval=2min \
    || fail 'PROPERTY row 16: cluster-recheck-interval'

### Resource defaults

# RSC_DEFAULTS row 20: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 20: resource-stickiness'

# RSC_DEFAULTS row 21: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 21: migration-threshold'

# RSC_DEFAULTS row 22: failure-timeout
pcs -f "$cib" resource defaults update failure-timeout=0 \
    || fail 'RSC_DEFAULTS row 22: failure-timeout'

### Operation defaults

# OP_DEFAULTS row 26: timeout
pcs -f "$cib" resource op defaults update timeout=120s \
    || fail 'OP_DEFAULTS row 26: timeout'

### Nodes

# NODE row 5: pgsv01
pcs -f "$cib" node attribute pgsv01 site=tokyo rack=A1 \
    || fail 'NODE row 5: pgsv01'

# NODE row 7: pgsv02
pcs -f "$cib" node attribute pgsv02 site=tokyo rack=B1 \
    || fail 'NODE row 7: pgsv02'

### Resources

# STONITH row 60: fence1-ipmilan
pcs -f "$cib" stonith create fence1-ipmilan fence_ipmilan \
    ip=192.168.28.43 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=pgsv01 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 60: fence1-ipmilan'

# STONITH row 74: fence2-ipmilan
pcs -f "$cib" stonith create fence2-ipmilan fence_ipmilan \
    ip=192.168.28.44 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=pgsv02 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 74: fence2-ipmilan'

# PRIMITIVE row 88: pgsql
pcs -f "$cib" resource create pgsql ocf:linuxhajp:pgsql \
    pgctl=/usr/pgsql-15/bin/pg_ctl psql=/usr/pgsql-15/bin/psql pgdata=/dbfp/pgdata/data start_opt='-p 5432' rep_mode=sync node_list='pgsv01 pgsv02' restore_command='/bin/cp /dbfp/pgarch/arc1/%f %p' primary_conninfo_opt='keepalives_idle=60 keepalives_interval=5 keepalives_count=5' master_ip=192.168.2.3 restart_on_promote=false repuser=repuser \
    op start timeout=300s on-fail=restart \
    op monitor timeout=60s on-fail=restart interval=10s \
    op monitor timeout=60s on-fail=restart interval=9s role=Master \
    op promote timeout=300s on-fail=restart \
    op demote timeout=300s on-fail=fence \
    op stop timeout=300s on-fail=fence \
    op notify timeout=60s \
    || fail 'PRIMITIVE row 88: pgsql'

# RESOURCES row 32: pgsql-clone
pcs -f "$cib" resource promotable pgsql pgsql-clone \
    || fail 'RESOURCES row 32: pgsql-clone'

# RSC_ATTRIBUTES row 45: pgsql-clone
pcs -f "$cib" resource meta pgsql-clone promoted-max=1 promoted-node-max=1 clone-max=2 clone-node-max=1 notify=true priority=1 \
    || fail 'RSC_ATTRIBUTES row 45: pgsql-clone'

# PRIMITIVE row 112: ipaddr-primary
pcs -f "$cib" resource create ipaddr-primary ocf:heartbeat:IPaddr2 \
    ip=192.168.0.3 cidr_netmask=24 nic=eno1 iflabel=pg \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 112: ipaddr-primary'

# PRIMITIVE row 125: ipaddr-replication
pcs -f "$cib" resource create ipaddr-replication ocf:heartbeat:IPaddr2 \
    ip=192.168.2.3 cidr_netmask=24 nic=eno2 iflabel=pg \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 125: ipaddr-replication'

# RESOURCES row 34: primary-group
pcs -f "$cib" resource group add primary-group ipaddr-primary ipaddr-replication \
    || fail 'RESOURCES row 34: primary-group'

# PRIMITIVE row 138: ipaddr-standby
pcs -f "$cib" resource create ipaddr-standby ocf:heartbeat:IPaddr2 \
    ip=192.168.0.4 cidr_netmask=24 nic=eno1 iflabel=pg \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 138: ipaddr-standby'

# PRIMITIVE row 151: ping
pcs -f "$cib" resource create ping ocf:pacemaker:ping \
    name=ping-status host_list=192.168.0.1 attempts=2 timeout=2 debug=true \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 151: ping'

# RESOURCES row 38: ping-clone
pcs -f "$cib" resource clone ping ping-clone \
    || fail 'RESOURCES row 38: ping-clone'

# RSC_ATTRIBUTES row 51: ping-clone
pcs -f "$cib" resource meta ping-clone clone-node-max=1 \
    || fail 'RSC_ATTRIBUTES row 51: ping-clone'

# PRIMITIVE row 165: storage-mon
pcs -f "$cib" resource create storage-mon ocf:heartbeat:storage-mon \
    drives=/dev/sda io_timeout=10 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=120s interval=30s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 165: storage-mon'

# RESOURCES row 40: storage-mon-clone
pcs -f "$cib" resource clone storage-mon storage-mon-clone \
    || fail 'RESOURCES row 40: storage-mon-clone'

### Fencing levels

# STONITH_LEVEL row 55: pgsv01
pcs -f "$cib" stonith level add 1 pgsv01 fence1-ipmilan \
    || fail 'STONITH_LEVEL row 55: pgsv01'

# STONITH_LEVEL row 56: pgsv02
pcs -f "$cib" stonith level add 1 pgsv02 fence2-ipmilan \
    || fail 'STONITH_LEVEL row 56: pgsv02'

### Constraints

# LOCATION_NODE row 176: fence1-ipmilan
pcs -f "$cib" constraint location fence1-ipmilan avoids pgsv01=INFINITY \
    || fail 'LOCATION_NODE row 176: fence1-ipmilan'

# LOCATION_NODE row 177: fence2-ipmilan
pcs -f "$cib" constraint location fence2-ipmilan avoids pgsv02=INFINITY \
    || fail 'LOCATION_NODE row 177: fence2-ipmilan'

# LOCATION_RULE row 181: pgsql-clone
pcs -f "$cib" constraint location pgsql-clone rule score=-INFINITY \
    ping-status lt 1 or not_defined ping-status \
    || fail 'LOCATION_RULE row 181: pgsql-clone'

# LOCATION_RULE row 183: ipaddr-standby
pcs -f "$cib" constraint location ipaddr-standby rule score=200 \
    pgsql-status eq HS:sync \
    || fail 'LOCATION_RULE row 183: ipaddr-standby'

# LOCATION_RULE row 184: ipaddr-standby
pcs -f "$cib" constraint location ipaddr-standby rule score=100 \
    pgsql-status eq PRI \
    || fail 'LOCATION_RULE row 184: ipaddr-standby'

# LOCATION_RULE row 185: ipaddr-standby
pcs -f "$cib" constraint location ipaddr-standby rule score=-INFINITY \
    not_defined pgsql-status \
    || fail 'LOCATION_RULE row 185: ipaddr-standby'

# LOCATION_RULE row 186: ipaddr-standby
pcs -f "$cib" constraint location ipaddr-standby rule score=-INFINITY \
    pgsql-status ne HS:sync and pgsql-status ne PRI \
    || fail 'LOCATION_RULE row 186: ipaddr-standby'

# COLOCATION row 191: pgsql-clone with ping-clone
pcs -f "$cib" constraint colocation add pgsql-clone with ping-clone score=INFINITY \
    || fail 'COLOCATION row 191: pgsql-clone with ping-clone'

# COLOCATION row 192: pgsql-clone with storage-mon-clone
pcs -f "$cib" constraint colocation add pgsql-clone with storage-mon-clone score=INFINITY \
    || fail 'COLOCATION row 192: pgsql-clone with storage-mon-clone'

# COLOCATION row 193: primary-group with pgsql-clone
pcs -f "$cib" constraint colocation add Started primary-group with Master pgsql-clone score=INFINITY \
    || fail 'COLOCATION row 193: primary-group with pgsql-clone'

# ORDER row 197: ping-clone then pgsql-clone
pcs -f "$cib" constraint order start ping-clone then start pgsql-clone kind=Mandatory symmetrical=false \
    || fail 'ORDER row 197: ping-clone then pgsql-clone'

# ORDER row 198: storage-mon-clone then pgsql-clone
pcs -f "$cib" constraint order start storage-mon-clone then start pgsql-clone kind=Mandatory symmetrical=false \
    || fail 'ORDER row 198: storage-mon-clone then pgsql-clone'

# ORDER row 199: pgsql-clone then primary-group
pcs -f "$cib" constraint order promote pgsql-clone then start primary-group kind=Mandatory symmetrical=false \
    || fail 'ORDER row 199: pgsql-clone then primary-group'

# ORDER row 200: pgsql-clone then primary-group
pcs -f "$cib" constraint order demote pgsql-clone then stop primary-group kind=Optional symmetrical=false \
    || fail 'ORDER row 200: pgsql-clone then primary-group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
