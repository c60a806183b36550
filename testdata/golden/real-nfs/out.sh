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
    nfsgroup my_lvm nfsshare nfs-daemon nfs-root nfs-export1 nfs-export2 nfs_ip \
    nfs-notify scsi-fence
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

# PROPERTY row 6: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=stop \
    || fail 'PROPERTY row 6: no-quorum-policy'

### Resource defaults

# RSC_DEFAULTS row 10: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1000 \
    || fail 'RSC_DEFAULTS row 10: resource-stickiness'

# RSC_DEFAULTS row 11: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=5 \
    || fail 'RSC_DEFAULTS row 11: migration-threshold'

### Resources

# PRIMITIVE row 28: my_lvm
pcs -f "$cib" resource create my_lvm ocf:heartbeat:LVM-activate \
    vgname=my_vg vg_access_mode=system_id \
    op start timeout=90s interval=0s on-fail=restart \
    op monitor timeout=90s interval=30s on-fail=restart \
    op stop timeout=90s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 28: my_lvm'

# PRIMITIVE row 39: nfsshare
pcs -f "$cib" resource create nfsshare ocf:heartbeat:Filesystem \
    device=/dev/my_vg/my_lv directory=/nfsshare fstype=xfs \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=20s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 39: nfsshare'

# PRIMITIVE row 51: nfs-daemon
pcs -f "$cib" resource create nfs-daemon ocf:heartbeat:nfsserver \
    nfs_shared_infodir=/nfsshare/nfsinfo nfs_no_notify=true \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 51: nfs-daemon'

# PRIMITIVE row 62: nfs-root
pcs -f "$cib" resource create nfs-root ocf:heartbeat:exportfs \
    clientspec=192.168.122.0/255.255.255.0 options=rw,sync,no_root_squash directory=/nfsshare/exports fsid=0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 62: nfs-root'

# PRIMITIVE row 75: nfs-export1
pcs -f "$cib" resource create nfs-export1 ocf:heartbeat:exportfs \
    clientspec=192.168.122.0/255.255.255.0 options=rw,sync,no_root_squash directory=/nfsshare/exports/export1 fsid=1 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 75: nfs-export1'

# PRIMITIVE row 88: nfs-export2
pcs -f "$cib" resource create nfs-export2 ocf:heartbeat:exportfs \
    clientspec=192.168.122.0/255.255.255.0 options=rw,sync,no_root_squash directory=/nfsshare/exports/export2 fsid=2 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 88: nfs-export2'

# PRIMITIVE row 101: nfs_ip
pcs -f "$cib" resource create nfs_ip ocf:heartbeat:IPaddr2 \
    ip=192.168.122.200 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 101: nfs_ip'

# PRIMITIVE row 112: nfs-notify
pcs -f "$cib" resource create nfs-notify ocf:heartbeat:nfsnotify \
    source_host=192.168.122.200 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 112: nfs-notify'

# RESOURCES row 15: nfsgroup
pcs -f "$cib" resource group add nfsgroup my_lvm nfsshare nfs-daemon nfs-root nfs-export1 nfs-export2 nfs_ip nfs-notify \
    || fail 'RESOURCES row 15: nfsgroup'

# STONITH row 122: scsi-fence
pcs -f "$cib" stonith create scsi-fence fence_scsi \
    pcmk_host_list='z1.example.com z2.example.com' pcmk_monitor_action=metadata pcmk_reboot_action=off devices=/dev/disk/by-id/wwn-0x600508b4000156d700012000000b0000 \
    meta provides=unfencing \
    op monitor interval=60s \
    || fail 'STONITH row 122: scsi-fence'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
