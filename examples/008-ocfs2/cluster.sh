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
    base-clone base-group dlm lvmlockd shared-vg shared-fs web-ip fence-sbd
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
pcs -f "$cib" property set no-quorum-policy=freeze \
    || fail 'PROPERTY row 9: no-quorum-policy'

### Resource defaults

# RSC_DEFAULTS row 15: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1 \
    || fail 'RSC_DEFAULTS row 15: resource-stickiness'

### Resources

# PRIMITIVE row 40: dlm
pcs -f "$cib" resource create dlm ocf:pacemaker:controld \
    op start timeout=90s \
    op monitor interval=60s timeout=60s \
    op stop timeout=100s on-fail=fence \
    || fail 'PRIMITIVE row 40: dlm'

# PRIMITIVE row 51: lvmlockd
pcs -f "$cib" resource create lvmlockd ocf:heartbeat:lvmlockd \
    op start timeout=90s \
    op monitor interval=60s timeout=90s \
    op stop timeout=90s on-fail=fence \
    || fail 'PRIMITIVE row 51: lvmlockd'

# PRIMITIVE row 62: shared-vg
pcs -f "$cib" resource create shared-vg ocf:heartbeat:LVM-activate \
    activation_mode=shared vg_access_mode=lvmlockd vgname=vg_shared \
    op start timeout=90s \
    op monitor interval=60s timeout=90s \
    op stop timeout=90s on-fail=fence \
    || fail 'PRIMITIVE row 62: shared-vg'

# PRIMITIVE row 78: shared-fs
pcs -f "$cib" resource create shared-fs ocf:heartbeat:Filesystem \
    device=/dev/vg_shared/lv_web directory=/srv/web fstype=ocfs2 options=acl \
    op start timeout=60s \
    op monitor interval=20s timeout=40s \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 78: shared-fs'

# RESOURCES row 22: base-group
pcs -f "$cib" resource group add base-group dlm lvmlockd shared-vg shared-fs \
    || fail 'RESOURCES row 22: base-group'

# RESOURCES row 21: base-clone
pcs -f "$cib" resource clone base-group base-clone \
    || fail 'RESOURCES row 21: base-clone'

# RSC_ATTRIBUTES row 34: base-clone
pcs -f "$cib" resource meta base-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 34: base-clone'

# PRIMITIVE row 95: web-ip
pcs -f "$cib" resource create web-ip ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 ip=192.0.2.40 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 95: web-ip'

# STONITH row 108: fence-sbd
pcs -f "$cib" stonith create fence-sbd fence_sbd \
    devices=/dev/disk/by-id/scsi-360000000000000000e00000000000002 pcmk_delay_max=15s \
    op monitor interval=3600s timeout=60s \
    || fail 'STONITH row 108: fence-sbd'

### Constraints

# COLOCATION row 121: web-ip with base-clone
pcs -f "$cib" constraint colocation add web-ip with base-clone score=INFINITY \
    || fail 'COLOCATION row 121: web-ip with base-clone'

# ORDER row 127: base-clone then web-ip
pcs -f "$cib" constraint order base-clone then web-ip \
    || fail 'ORDER row 127: base-clone then web-ip'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
