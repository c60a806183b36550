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
    iscsi-group block vip target lun1 lun2 unblock fence-s1 fence-s2
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

# PRIMITIVE row 21: block
pcs -f "$cib" resource create block ocf:heartbeat:portblock \
    protocol=tcp portno=3260 ip=10.0.0.50 action=block \
    op start timeout=20s \
    op stop timeout=20s \
    op monitor timeout=20s interval=20s \
    || fail 'PRIMITIVE row 21: block'

# PRIMITIVE row 34: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.0.0.50 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 34: vip'

# PRIMITIVE row 45: target
pcs -f "$cib" resource create target ocf:heartbeat:iSCSITarget \
    implementation=lio-t iqn=iqn.2024-01.com.example:disk1 portals=10.0.0.50:3260 allowed_initiators='iqn.1994-05.com.redhat:c1 iqn.1994-05.com.redhat:c2' \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 45: target'

# PRIMITIVE row 58: lun1
pcs -f "$cib" resource create lun1 ocf:heartbeat:iSCSILogicalUnit \
    implementation=lio-t target_iqn=iqn.2024-01.com.example:disk1 lun=0 path=/dev/vg/lv1 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 58: lun1'

# PRIMITIVE row 71: lun2
pcs -f "$cib" resource create lun2 ocf:heartbeat:iSCSILogicalUnit \
    implementation=lio-t target_iqn=iqn.2024-01.com.example:disk1 lun=1 path=/dev/vg/lv2 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 71: lun2'

# PRIMITIVE row 84: unblock
pcs -f "$cib" resource create unblock ocf:heartbeat:portblock \
    protocol=tcp portno=3260 ip=10.0.0.50 action=unblock tickle_dir=/var/tickle \
    op monitor timeout=20s interval=20s \
    || fail 'PRIMITIVE row 84: unblock'

# RESOURCES row 9: iscsi-group
pcs -f "$cib" resource group add iscsi-group block vip target lun1 lun2 unblock \
    || fail 'RESOURCES row 9: iscsi-group'

# STONITH row 96: fence-s1
pcs -f "$cib" stonith create fence-s1 fence_ipmilan \
    ip=10.99.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=s1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 96: fence-s1'

# STONITH row 110: fence-s2
pcs -f "$cib" stonith create fence-s2 fence_ipmilan \
    ip=10.99.0.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=s2 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 110: fence-s2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
