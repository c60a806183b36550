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
    nfs-group nfs-vg nfs-fs nfs-daemon nfs-root nfs-home nfs-ip nfs-notify \
    fence-nfs1 fence-nfs2
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

# PROPERTY row 9: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=stop \
    || fail 'PROPERTY row 9: no-quorum-policy'

### Resource defaults

# RSC_DEFAULTS row 15: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 15: resource-stickiness'

# RSC_DEFAULTS row 16: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=3 \
    || fail 'RSC_DEFAULTS row 16: migration-threshold'

### Resources

# PRIMITIVE row 37: nfs-vg
pcs -f "$cib" resource create nfs-vg ocf:heartbeat:LVM-activate \
    vg_access_mode=system_id vgname=vg_nfs \
    op start timeout=90s \
    op monitor interval=30s timeout=90s \
    op stop timeout=90s on-fail=fence \
    || fail 'PRIMITIVE row 37: nfs-vg'

# PRIMITIVE row 52: nfs-fs
pcs -f "$cib" resource create nfs-fs ocf:heartbeat:Filesystem \
    device=/dev/vg_nfs/lv_nfs directory=/srv/nfs fstype=xfs \
    op start timeout=60s \
    op monitor interval=20s timeout=40s \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 52: nfs-fs'

# PRIMITIVE row 68: nfs-daemon
pcs -f "$cib" resource create nfs-daemon ocf:heartbeat:nfsserver \
    nfs_no_notify=true nfs_shared_infodir=/srv/nfs/info \
    op monitor interval=30s timeout=20s \
    || fail 'PRIMITIVE row 68: nfs-daemon'

# PRIMITIVE row 81: nfs-root
pcs -f "$cib" resource create nfs-root ocf:heartbeat:exportfs \
    clientspec=192.0.2.0/24 directory=/srv/nfs/exports fsid=0 options=rw,sync,no_root_squash \
    op monitor interval=30s timeout=20s \
    || fail 'PRIMITIVE row 81: nfs-root'

# PRIMITIVE row 96: nfs-home
pcs -f "$cib" resource create nfs-home ocf:heartbeat:exportfs \
    clientspec=192.0.2.0/24 directory=/srv/nfs/exports/home fsid=1 options=rw,sync \
    op monitor interval=30s timeout=20s \
    || fail 'PRIMITIVE row 96: nfs-home'

# PRIMITIVE row 111: nfs-ip
pcs -f "$cib" resource create nfs-ip ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 ip=192.0.2.100 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 111: nfs-ip'

# PRIMITIVE row 124: nfs-notify
pcs -f "$cib" resource create nfs-notify ocf:heartbeat:nfsnotify \
    source_host=192.0.2.100 \
    op monitor interval=30s timeout=90s \
    || fail 'PRIMITIVE row 124: nfs-notify'

# RESOURCES row 22: nfs-group
pcs -f "$cib" resource group add nfs-group nfs-vg nfs-fs nfs-daemon nfs-root nfs-home nfs-ip nfs-notify \
    || fail 'RESOURCES row 22: nfs-group'

# STONITH row 136: fence-nfs1
pcs -f "$cib" stonith create fence-nfs1 fence_ipmilan \
    ip=192.0.2.201 lanplus=true password=change-me-1 pcmk_host_list=nfs1 username=fencer \
    op monitor interval=60s timeout=60s \
    || fail 'STONITH row 136: fence-nfs1'

# STONITH row 152: fence-nfs2
pcs -f "$cib" stonith create fence-nfs2 fence_ipmilan \
    ip=192.0.2.202 lanplus=true password=change-me-2 pcmk_host_list=nfs2 username=fencer \
    op monitor interval=60s timeout=60s \
    || fail 'STONITH row 152: fence-nfs2'

### Constraints

# LOCATION_NODE row 168: fence-nfs1
pcs -f "$cib" constraint location fence-nfs1 avoids nfs1=INFINITY \
    || fail 'LOCATION_NODE row 168: fence-nfs1'

# LOCATION_NODE row 169: fence-nfs2
pcs -f "$cib" constraint location fence-nfs2 avoids nfs2=INFINITY \
    || fail 'LOCATION_NODE row 169: fence-nfs2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
