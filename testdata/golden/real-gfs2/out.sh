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
    locking-clone locking dlm lvmlockd shared_vg1-clone shared_vg1 sharedlv1 \
    sharedfs1 fence-gfs
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

# PROPERTY row 5: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=freeze \
    || fail 'PROPERTY row 5: no-quorum-policy'

# PROPERTY row 6: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 6: stonith-enabled'

### Resources

# PRIMITIVE row 27: dlm
pcs -f "$cib" resource create dlm ocf:pacemaker:controld \
    op monitor interval=30s on-fail=fence \
    || fail 'PRIMITIVE row 27: dlm'

# PRIMITIVE row 33: lvmlockd
pcs -f "$cib" resource create lvmlockd ocf:heartbeat:lvmlockd \
    op monitor interval=30s on-fail=fence \
    || fail 'PRIMITIVE row 33: lvmlockd'

# RESOURCES row 11: locking
pcs -f "$cib" resource group add locking dlm lvmlockd \
    || fail 'RESOURCES row 11: locking'

# RESOURCES row 10: locking-clone
pcs -f "$cib" resource clone locking locking-clone \
    || fail 'RESOURCES row 10: locking-clone'

# RSC_ATTRIBUTES row 22: locking-clone
pcs -f "$cib" resource meta locking-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 22: locking-clone'

# PRIMITIVE row 39: sharedlv1
pcs -f "$cib" resource create sharedlv1 ocf:heartbeat:LVM-activate \
    lvname=shared_lv1 vgname=shared_vg1 activation_mode=shared vg_access_mode=lvmlockd \
    || fail 'PRIMITIVE row 39: sharedlv1'

# PRIMITIVE row 48: sharedfs1
pcs -f "$cib" resource create sharedfs1 ocf:heartbeat:Filesystem \
    device=/dev/shared_vg1/shared_lv1 directory=/mnt/gfs1 fstype=gfs2 options=noatime \
    op monitor interval=10s on-fail=fence \
    || fail 'PRIMITIVE row 48: sharedfs1'

# RESOURCES row 15: shared_vg1
pcs -f "$cib" resource group add shared_vg1 sharedlv1 sharedfs1 \
    || fail 'RESOURCES row 15: shared_vg1'

# RESOURCES row 14: shared_vg1-clone
pcs -f "$cib" resource clone shared_vg1 shared_vg1-clone \
    || fail 'RESOURCES row 14: shared_vg1-clone'

# RSC_ATTRIBUTES row 23: shared_vg1-clone
pcs -f "$cib" resource meta shared_vg1-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 23: shared_vg1-clone'

# STONITH row 59: fence-gfs
pcs -f "$cib" stonith create fence-gfs fence_mpath \
    key=1 devices=/dev/mapper/mpatha pcmk_host_map='z1:1;z2:2' pcmk_monitor_action=metadata pcmk_host_argument=key \
    meta provides=unfencing \
    op monitor interval=60s \
    || fail 'STONITH row 59: fence-gfs'

### Constraints

# COLOCATION row 76: shared_vg1-clone with locking-clone
pcs -f "$cib" constraint colocation add shared_vg1-clone with locking-clone score=INFINITY \
    || fail 'COLOCATION row 76: shared_vg1-clone with locking-clone'

# ORDER row 72: locking-clone then shared_vg1-clone
pcs -f "$cib" constraint order start locking-clone then shared_vg1-clone \
    || fail 'ORDER row 72: locking-clone then shared_vg1-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
