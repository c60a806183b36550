#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Debian 12 (pcs 0.11.5).
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
    vm-web vm-db fence-kvm1 fence-kvm2
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

# PROPERTY row 13: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 13: stonith-enabled'

# PROPERTY row 14: placement-strategy
pcs -f "$cib" property set placement-strategy=balanced \
    || fail 'PROPERTY row 14: placement-strategy'

# PROPERTY row 15: migration-limit
pcs -f "$cib" property set migration-limit=2 \
    || fail 'PROPERTY row 15: migration-limit'

# PROPERTY row 16: batch-limit
pcs -f "$cib" property set batch-limit=30 \
    || fail 'PROPERTY row 16: batch-limit'

### Resource defaults

# RSC_DEFAULTS row 20: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=500 \
    || fail 'RSC_DEFAULTS row 20: resource-stickiness'

### Nodes

# NODE row 9: kvm1
pcs -f "$cib" node attribute kvm1 role=primary \
    || fail 'NODE row 9: kvm1'

# NODE row 5: kvm1
pcs -f "$cib" node utilization kvm1 cpu=16 hv_memory=65536 \
    || fail 'NODE row 5: kvm1'

# NODE row 7: kvm2
pcs -f "$cib" node utilization kvm2 cpu=16 hv_memory=65536 \
    || fail 'NODE row 7: kvm2'

### Resources

# PRIMITIVE row 31: vm-web
pcs -f "$cib" resource create vm-web ocf:heartbeat:VirtualDomain \
    config=/etc/libvirt/qemu/web.xml hypervisor=qemu:///system migration_transport=ssh migrate_options=--live migration_network_suffix=-mig \
    meta allow-migrate=true priority=10 is-managed=true \
    op start timeout=120s \
    op stop timeout=180s \
    op monitor timeout=30s interval=30s \
    op migrate_to timeout=240s \
    op migrate_from timeout=120s \
    || fail 'PRIMITIVE row 31: vm-web'

# PRIMITIVE row 41: vm-web
pcs -f "$cib" resource utilization vm-web cpu=4 hv_memory=8192 \
    || fail 'PRIMITIVE row 41: vm-web'

# PRIMITIVE row 52: vm-db
pcs -f "$cib" resource create vm-db ocf:heartbeat:VirtualDomain \
    config=/etc/libvirt/qemu/db.xml hypervisor=qemu:///system migration_transport=ssh migrate_options=--live migration_network_suffix=-mig \
    meta allow-migrate=true priority=20 is-managed=true \
    op start timeout=120s \
    op stop timeout=180s \
    op monitor timeout=30s interval=30s \
    op migrate_to timeout=240s \
    op migrate_from timeout=120s \
    || fail 'PRIMITIVE row 52: vm-db'

# PRIMITIVE row 62: vm-db
pcs -f "$cib" resource utilization vm-db cpu=4 hv_memory=8192 \
    || fail 'PRIMITIVE row 62: vm-db'

# STONITH row 73: fence-kvm1
pcs -f "$cib" stonith create fence-kvm1 fence_ipmilan \
    ip=10.1.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=kvm1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 73: fence-kvm1'

# STONITH row 87: fence-kvm2
pcs -f "$cib" stonith create fence-kvm2 fence_ipmilan \
    ip=10.1.0.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=kvm2 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 87: fence-kvm2'

### Constraints

# LOCATION_NODE row 101: vm-web
pcs -f "$cib" constraint location vm-web prefers kvm1=100 \
    || fail 'LOCATION_NODE row 101: vm-web'

# LOCATION_NODE row 102: vm-db
pcs -f "$cib" constraint location vm-db prefers kvm2=100 \
    || fail 'LOCATION_NODE row 102: vm-db'

# LOCATION_NODE row 103: fence-kvm1
pcs -f "$cib" constraint location fence-kvm1 avoids kvm1=INFINITY \
    || fail 'LOCATION_NODE row 103: fence-kvm1'

# LOCATION_NODE row 104: fence-kvm2
pcs -f "$cib" constraint location fence-kvm2 avoids kvm2=INFINITY \
    || fail 'LOCATION_NODE row 104: fence-kvm2'

# COLOCATION row 108: vm-web with vm-db
pcs -f "$cib" constraint colocation add vm-web with vm-db score=-100 \
    || fail 'COLOCATION row 108: vm-web with vm-db'

# ORDER row 112: vm-db then vm-web
pcs -f "$cib" constraint order vm-db then vm-web kind=Optional \
    || fail 'ORDER row 112: vm-db then vm-web'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
