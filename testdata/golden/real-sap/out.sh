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
    S4H_ASCS20_group S4H_vip_ascs20 S4H_fs_ascs20 S4H_ascs20 S4H_ERS29_group \
    S4H_vip_ers29 S4H_fs_ers29 S4H_ers29 vmfence
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

# PROPERTY row 5: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 5: stonith-enabled'

# PROPERTY row 6: stonith-timeout
pcs -f "$cib" property set stonith-timeout=300s \
    || fail 'PROPERTY row 6: stonith-timeout'

### Resource defaults

# RSC_DEFAULTS row 10: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1 \
    || fail 'RSC_DEFAULTS row 10: resource-stickiness'

# RSC_DEFAULTS row 11: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=3 \
    || fail 'RSC_DEFAULTS row 11: migration-threshold'

### Resources

# PRIMITIVE row 31: S4H_vip_ascs20
pcs -f "$cib" resource create S4H_vip_ascs20 ocf:heartbeat:IPaddr2 \
    ip=192.168.200.201 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 31: S4H_vip_ascs20'

# PRIMITIVE row 41: S4H_fs_ascs20
pcs -f "$cib" resource create S4H_fs_ascs20 ocf:heartbeat:Filesystem \
    device=nfs.example.com:/export/S4H/ASCS20 directory=/usr/sap/S4H/ASCS20 fstype=nfs force_unmount=safe options=vers=4.1,_netdev \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=40s interval=20s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 41: S4H_fs_ascs20'

# PRIMITIVE row 55: S4H_ascs20
pcs -f "$cib" resource create S4H_ascs20 ocf:heartbeat:SAPInstance \
    InstanceName=S4H_ASCS20_s4ascs START_PROFILE=/sapmnt/S4H/profile/S4H_ASCS20_s4ascs AUTOMATIC_RECOVER=false \
    meta resource-stickiness=5000 \
    op monitor interval=20s on-fail=restart timeout=60s \
    op start interval=0s timeout=600s \
    op stop interval=0s timeout=600s \
    || fail 'PRIMITIVE row 55: S4H_ascs20'

# RESOURCES row 15: S4H_ASCS20_group
pcs -f "$cib" resource group add S4H_ASCS20_group S4H_vip_ascs20 S4H_fs_ascs20 S4H_ascs20 \
    || fail 'RESOURCES row 15: S4H_ASCS20_group'

# RSC_ATTRIBUTES row 27: S4H_ASCS20_group
pcs -f "$cib" resource meta S4H_ASCS20_group resource-stickiness=3000 \
    || fail 'RSC_ATTRIBUTES row 27: S4H_ASCS20_group'

# PRIMITIVE row 68: S4H_vip_ers29
pcs -f "$cib" resource create S4H_vip_ers29 ocf:heartbeat:IPaddr2 \
    ip=192.168.200.202 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 68: S4H_vip_ers29'

# PRIMITIVE row 78: S4H_fs_ers29
pcs -f "$cib" resource create S4H_fs_ers29 ocf:heartbeat:Filesystem \
    device=nfs.example.com:/export/S4H/ERS29 directory=/usr/sap/S4H/ERS29 fstype=nfs force_unmount=safe options=vers=4.1,_netdev \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=40s interval=20s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 78: S4H_fs_ers29'

# PRIMITIVE row 92: S4H_ers29
pcs -f "$cib" resource create S4H_ers29 ocf:heartbeat:SAPInstance \
    InstanceName=S4H_ERS29_s4ers START_PROFILE=/sapmnt/S4H/profile/S4H_ERS29_s4ers AUTOMATIC_RECOVER=false IS_ERS=true \
    op monitor interval=20s on-fail=restart timeout=60s \
    op start interval=0s timeout=600s \
    op stop interval=0s timeout=600s \
    || fail 'PRIMITIVE row 92: S4H_ers29'

# RESOURCES row 19: S4H_ERS29_group
pcs -f "$cib" resource group add S4H_ERS29_group S4H_vip_ers29 S4H_fs_ers29 S4H_ers29 \
    || fail 'RESOURCES row 19: S4H_ERS29_group'

# STONITH row 105: vmfence
pcs -f "$cib" stonith create vmfence fence_vmware_rest \
    pcmk_host_map='s4node1:s4vm1;s4node2:s4vm2' ip=vc ssl=1 ssl_insecure=1 username=u password=p \
    || fail 'STONITH row 105: vmfence'

### Constraints

# COLOCATION row 116: S4H_ERS29_group with S4H_ASCS20_group
pcs -f "$cib" constraint colocation add S4H_ERS29_group with S4H_ASCS20_group score=-5000 \
    || fail 'COLOCATION row 116: S4H_ERS29_group with S4H_ASCS20_group'

# ORDER row 120: S4H_ASCS20_group then S4H_ERS29_group
pcs -f "$cib" constraint order start S4H_ASCS20_group then stop S4H_ERS29_group kind=Optional symmetrical=false \
    || fail 'ORDER row 120: S4H_ASCS20_group then S4H_ERS29_group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
