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
    hana-topology-clone hana-topology hana-db-clone hana-db hana-ip fence-sbd
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

# PROPERTY row 10: stonith-timeout
pcs -f "$cib" property set stonith-timeout=150s \
    || fail 'PROPERTY row 10: stonith-timeout'

# PROPERTY row 11: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=30s \
    || fail 'PROPERTY row 11: priority-fencing-delay'

### Resource defaults

# RSC_DEFAULTS row 17: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1000 \
    || fail 'RSC_DEFAULTS row 17: resource-stickiness'

# RSC_DEFAULTS row 18: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=5000 \
    || fail 'RSC_DEFAULTS row 18: migration-threshold'

### Operation defaults

# OP_DEFAULTS row 24: timeout
pcs -f "$cib" resource op defaults update timeout=600s \
    || fail 'OP_DEFAULTS row 24: timeout'

### Resources

# PRIMITIVE row 53: hana-topology
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-topology ocf:suse:SAPHanaTopology \
    SID=HA1 InstanceNumber=10 \
    op start timeout=600s \
    op stop timeout=300s \
    op monitor interval=50s timeout=600s \
    || fail 'PRIMITIVE row 53: hana-topology'

# RESOURCES row 30: hana-topology-clone
pcs -f "$cib" resource clone hana-topology hana-topology-clone \
    || fail 'RESOURCES row 30: hana-topology-clone'

# RSC_ATTRIBUTES row 41: hana-topology-clone
pcs -f "$cib" resource meta hana-topology-clone clone-node-max=1 interleave=true \
    || fail 'RSC_ATTRIBUTES row 41: hana-topology-clone'

# PRIMITIVE row 68: hana-db
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-db ocf:suse:SAPHanaController \
    SID=HA1 InstanceNumber=10 PREFER_SITE_TAKEOVER=true DUPLICATE_PRIMARY_TIMEOUT=7200 AUTOMATED_REGISTER=false \
    op start timeout=3600s \
    op stop timeout=3600s \
    op promote timeout=3600s \
    op demote timeout=3600s \
    op monitor interval=60s timeout=700s role=Promoted \
    op monitor interval=61s timeout=700s role=Unpromoted \
    || fail 'PRIMITIVE row 68: hana-db'

# RESOURCES row 32: hana-db-clone
pcs -f "$cib" resource promotable hana-db hana-db-clone \
    || fail 'RESOURCES row 32: hana-db-clone'

# RSC_ATTRIBUTES row 43: hana-db-clone
pcs -f "$cib" resource meta hana-db-clone clone-max=2 clone-node-max=1 interleave=true promoted-max=1 priority=100 \
    || fail 'RSC_ATTRIBUTES row 43: hana-db-clone'

# PRIMITIVE row 89: hana-ip
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create hana-ip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.50 cidr_netmask=24 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 89: hana-ip'

# STONITH row 102: fence-sbd
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops stonith create fence-sbd fence_sbd \
    devices=/dev/disk/by-id/scsi-hana-sbd pcmk_delay_max=15 \
    op monitor interval=3600s timeout=60s \
    || fail 'STONITH row 102: fence-sbd'

### Constraints

# COLOCATION row 115: hana-ip with hana-db-clone
pcs -f "$cib" constraint colocation add Started hana-ip with Promoted hana-db-clone score=2000 id=hana-ip-with-primary \
    || fail 'COLOCATION row 115: hana-ip with hana-db-clone'

# ORDER row 121: hana-topology-clone then hana-db-clone
pcs -f "$cib" constraint order hana-topology-clone then hana-db-clone kind=Optional id=hana-topology-first \
    || fail 'ORDER row 121: hana-topology-clone then hana-db-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
