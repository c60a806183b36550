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
    health-azure-clone health-azure nfs1-group nfs1-shared nfs1-active \
    nfs2-group nfs2-shared nfs2-active hana-topology-clone hana-topology \
    hana-db-clone hana-db hana-ip-group hana-lb hana-ip fence-azure
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

# PROPERTY row 17: node-health-strategy
pcs -f "$cib" property set node-health-strategy=custom \
    || fail 'PROPERTY row 17: node-health-strategy'

# PROPERTY row 18: stonith-timeout
pcs -f "$cib" property set stonith-timeout=900s \
    || fail 'PROPERTY row 18: stonith-timeout'

# PROPERTY row 19: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=15s \
    || fail 'PROPERTY row 19: priority-fencing-delay'

### Resource defaults

# RSC_DEFAULTS row 25: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1000 \
    || fail 'RSC_DEFAULTS row 25: resource-stickiness'

# RSC_DEFAULTS row 26: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=5000 \
    || fail 'RSC_DEFAULTS row 26: migration-threshold'

### Nodes

# NODE row 10: db1
pcs -f "$cib" node attribute db1 '#health-azure=0' \
    || fail 'NODE row 10: db1'

# NODE row 11: db2
pcs -f "$cib" node attribute db2 '#health-azure=0' \
    || fail 'NODE row 11: db2'

### Resources

# PRIMITIVE row 67: health-azure
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create health-azure ocf:heartbeat:azure-events \
    op start timeout=10s \
    op stop timeout=10s \
    op monitor interval=10s timeout=240s \
    || fail 'PRIMITIVE row 67: health-azure'

# RESOURCES row 32: health-azure-clone
pcs -f "$cib" resource clone health-azure health-azure-clone \
    || fail 'RESOURCES row 32: health-azure-clone'

# RSC_ATTRIBUTES row 53: health-azure-clone
pcs -f "$cib" resource meta health-azure-clone allow-unhealthy-nodes=true \
    || fail 'RSC_ATTRIBUTES row 53: health-azure-clone'

# PRIMITIVE row 78: nfs1-shared
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create nfs1-shared ocf:heartbeat:Filesystem \
    device=198.51.100.1:/hana-shared-db1 directory=/hana/shared fstype=nfs options=rw,hard,timeo=600,nfsvers=4.1,_netdev \
    op start timeout=120s \
    op stop timeout=120s on-fail=fence \
    op monitor interval=20s timeout=120s on-fail=fence OCF_CHECK_LEVEL=20 \
    || fail 'PRIMITIVE row 78: nfs1-shared'

# PRIMITIVE row 95: nfs1-active
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create nfs1-active ocf:pacemaker:attribute \
    name=hana_nfs1_active active_value=true inactive_value=false \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 95: nfs1-active'

# RESOURCES row 34: nfs1-group
pcs -f "$cib" resource group add nfs1-group nfs1-shared nfs1-active \
    || fail 'RESOURCES row 34: nfs1-group'

# PRIMITIVE row 109: nfs2-shared
# --force: a mistake in this row is in the table ACCEPT
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --force --no-default-ops resource create nfs2-shared ocf:heartbeat:Filesystem \
    device=198.51.100.2:/hana-shared-db2 directory=/hana/shared fstype=nfs options=rw,hard,timeo=600,nfsvers=4.1,_netdev \
    op start timeout=120s \
    op stop timeout=120s on-fail=fence \
    op monitor interval=20s timeout=120s on-fail=fence OCF_CHECK_LEVEL=20 \
    || fail 'PRIMITIVE row 109: nfs2-shared'

# PRIMITIVE row 126: nfs2-active
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create nfs2-active ocf:pacemaker:attribute \
    name=hana_nfs2_active active_value=true inactive_value=false \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 126: nfs2-active'

# RESOURCES row 37: nfs2-group
pcs -f "$cib" resource group add nfs2-group nfs2-shared nfs2-active \
    || fail 'RESOURCES row 37: nfs2-group'

# PRIMITIVE row 140: hana-topology
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-topology ocf:heartbeat:SAPHanaTopology \
    SID=HN1 InstanceNumber=03 \
    op start timeout=600s \
    op stop timeout=300s \
    op monitor interval=10s timeout=600s \
    || fail 'PRIMITIVE row 140: hana-topology'

# RESOURCES row 40: hana-topology-clone
pcs -f "$cib" resource clone hana-topology hana-topology-clone \
    || fail 'RESOURCES row 40: hana-topology-clone'

# RSC_ATTRIBUTES row 54: hana-topology-clone
pcs -f "$cib" resource meta hana-topology-clone clone-max=2 clone-node-max=1 interleave=true \
    || fail 'RSC_ATTRIBUTES row 54: hana-topology-clone'

# PRIMITIVE row 155: hana-db
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-db ocf:heartbeat:SAPHana \
    SID=HN1 InstanceNumber=03 PREFER_SITE_TAKEOVER=true DUPLICATE_PRIMARY_TIMEOUT=7200 AUTOMATED_REGISTER=true \
    op start timeout=3600s \
    op stop timeout=3600s \
    op promote timeout=3600s \
    op demote timeout=320s \
    op monitor interval=59s timeout=700s role=Promoted \
    op monitor interval=61s timeout=700s role=Unpromoted \
    || fail 'PRIMITIVE row 155: hana-db'

# RESOURCES row 42: hana-db-clone
pcs -f "$cib" resource promotable hana-db hana-db-clone \
    || fail 'RESOURCES row 42: hana-db-clone'

# RSC_ATTRIBUTES row 57: hana-db-clone
pcs -f "$cib" resource meta hana-db-clone clone-max=2 clone-node-max=1 interleave=true notify=true priority=100 \
    || fail 'RSC_ATTRIBUTES row 57: hana-db-clone'

# PRIMITIVE row 176: hana-lb
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-lb ocf:heartbeat:azure-lb \
    port=62503 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 176: hana-lb'

# PRIMITIVE row 188: hana-ip
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-ip ocf:heartbeat:IPaddr2 \
    ip=10.20.0.50 cidr_netmask=24 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 188: hana-ip'

# RESOURCES row 44: hana-ip-group
pcs -f "$cib" resource group add hana-ip-group hana-lb hana-ip \
    || fail 'RESOURCES row 44: hana-ip-group'

# STONITH row 201: fence-azure
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops stonith create fence-azure fence_azure_arm \
    msi=true pcmk_host_map='db1:vm-db1;db2:vm-db2' pcmk_delay_max=15 power_timeout=240 pcmk_reboot_timeout=900s resourceGroup=hana-cluster subscriptionId=00000000-0000-0000-0000-000000000001 \
    op monitor interval=3600s timeout=120s \
    || fail 'STONITH row 201: fence-azure'

### Constraints

# LOCATION_NODE row 219: nfs1-group
pcs -f "$cib" constraint location nfs1-group avoids db2=INFINITY \
    || fail 'LOCATION_NODE row 219: nfs1-group'

# LOCATION_NODE row 220: nfs2-group
pcs -f "$cib" constraint location nfs2-group avoids db1=INFINITY \
    || fail 'LOCATION_NODE row 220: nfs2-group'

# LOCATION_RULE row 226: regexp%!health-.*
pcs -f "$cib" constraint location 'regexp%!health-.*' rule constraint-id=leave-before-maintenance score-attribute='#health-azure' \
    defined '#uname' \
    || fail 'LOCATION_RULE row 226: regexp%!health-.*'

# LOCATION_RULE row 227: hana-topology-clone
pcs -f "$cib" constraint location hana-topology-clone rule constraint-id=hana-topology-needs-nfs resource-discovery=never score=-INFINITY \
    hana_nfs1_active ne true and hana_nfs2_active ne true \
    || fail 'LOCATION_RULE row 227: hana-topology-clone'

# LOCATION_RULE row 229: hana-db-clone
pcs -f "$cib" constraint location hana-db-clone rule constraint-id=hana-db-needs-nfs resource-discovery=never score=-INFINITY \
    hana_nfs1_active ne true and hana_nfs2_active ne true \
    || fail 'LOCATION_RULE row 229: hana-db-clone'

# COLOCATION row 236: hana-ip-group with hana-db-clone
pcs -f "$cib" constraint colocation add Started hana-ip-group with Promoted hana-db-clone score=4000 id=hana-ip-with-primary \
    || fail 'COLOCATION row 236: hana-ip-group with hana-db-clone'

# ORDER row 242: hana-topology-clone then hana-db-clone
pcs -f "$cib" constraint order hana-topology-clone then hana-db-clone symmetrical=false id=hana-topology-first \
    || fail 'ORDER row 242: hana-topology-clone then hana-db-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
