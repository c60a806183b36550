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
    ctdb-clone ctdb samba-group-clone samba-group smb winbind fence-x1 fence-x2
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

### Resources

# PRIMITIVE row 26: ctdb
pcs -f "$cib" resource create ctdb ocf:heartbeat:CTDB \
    ctdb_recovery_lock=/mnt/gfs2/ctdb.lock ctdb_manages_samba=no \
    op monitor interval=10s timeout=20s on-fail=fence \
    || fail 'PRIMITIVE row 26: ctdb'

# RESOURCES row 9: ctdb-clone
pcs -f "$cib" resource clone ctdb ctdb-clone \
    || fail 'RESOURCES row 9: ctdb-clone'

# RSC_ATTRIBUTES row 20: ctdb-clone
pcs -f "$cib" resource meta ctdb-clone interleave=true globally-unique=false \
    || fail 'RSC_ATTRIBUTES row 20: ctdb-clone'

# PRIMITIVE row 35: smb
pcs -f "$cib" resource create smb systemd:smb \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 35: smb'

# PRIMITIVE row 43: winbind
pcs -f "$cib" resource create winbind systemd:winbind \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 43: winbind'

# RESOURCES row 12: samba-group
pcs -f "$cib" resource group add samba-group smb winbind \
    || fail 'RESOURCES row 12: samba-group'

# RESOURCES row 11: samba-group-clone
pcs -f "$cib" resource clone samba-group samba-group-clone \
    || fail 'RESOURCES row 11: samba-group-clone'

# RSC_ATTRIBUTES row 22: samba-group-clone
pcs -f "$cib" resource meta samba-group-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 22: samba-group-clone'

# STONITH row 51: fence-x1
pcs -f "$cib" stonith create fence-x1 fence_ipmilan \
    ip=10.99.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=x1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 51: fence-x1'

# STONITH row 65: fence-x2
pcs -f "$cib" stonith create fence-x2 fence_ipmilan \
    ip=10.99.0.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=x2 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 65: fence-x2'

### Constraints

# COLOCATION row 83: samba-group-clone with ctdb-clone
pcs -f "$cib" constraint colocation add samba-group-clone with ctdb-clone score=INFINITY \
    || fail 'COLOCATION row 83: samba-group-clone with ctdb-clone'

# ORDER row 79: ctdb-clone then samba-group-clone
pcs -f "$cib" constraint order ctdb-clone then samba-group-clone \
    || fail 'ORDER row 79: ctdb-clone then samba-group-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
