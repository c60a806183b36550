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
    oracle-group vg fs vip oracle listener f1 f2
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

# PRIMITIVE row 20: vg
pcs -f "$cib" resource create vg ocf:heartbeat:LVM-activate \
    vgname=vg_ora vg_access_mode=tagging \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 20: vg'

# PRIMITIVE row 31: fs
pcs -f "$cib" resource create fs ocf:heartbeat:Filesystem \
    device=/dev/vg_ora/lv_ora directory=/u02 fstype=ext4 run_fsck=auto \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 31: fs'

# PRIMITIVE row 44: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.20.0.9 cidr_netmask=24 nic=bond0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 44: vip'

# PRIMITIVE row 56: oracle
pcs -f "$cib" resource create oracle ocf:heartbeat:oracle \
    sid=ORCL home=/u01/app/oracle/product/19c/dbhome_1 user=oracle monuser='c##ocfmon' monpassword='ocfmon#1' monprofile='c##ocfmonprofile' shutdown_method=immediate \
    op start timeout=300s interval=0s on-fail=restart \
    op monitor timeout=120s interval=30s on-fail=restart \
    op stop timeout=300s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 56: oracle'

# PRIMITIVE row 72: listener
pcs -f "$cib" resource create listener ocf:heartbeat:oralsnr \
    sid=ORCL home=/u01/app/oracle/product/19c/dbhome_1 user=oracle listener=LISTENER \
    op start timeout=120s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=120s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 72: listener'

# RESOURCES row 9: oracle-group
pcs -f "$cib" resource group add oracle-group vg fs vip oracle listener \
    || fail 'RESOURCES row 9: oracle-group'

# STONITH row 85: f1
pcs -f "$cib" stonith create f1 fence_ipmilan \
    ip=10.20.9.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=ora1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 85: f1'

# STONITH row 99: f2
pcs -f "$cib" stonith create f2 fence_ipmilan \
    ip=10.20.9.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=ora2 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 99: f2'

### Constraints

# LOCATION_NODE row 113: oracle-group
pcs -f "$cib" constraint location oracle-group prefers ora1=100 \
    || fail 'LOCATION_NODE row 113: oracle-group'

# LOCATION_NODE row 114: oracle-group
pcs -f "$cib" constraint location oracle-group prefers ora2=50 \
    || fail 'LOCATION_NODE row 114: oracle-group'

# LOCATION_NODE row 115: f1
pcs -f "$cib" constraint location f1 avoids ora1=INFINITY \
    || fail 'LOCATION_NODE row 115: f1'

# LOCATION_NODE row 116: f2
pcs -f "$cib" constraint location f2 avoids ora2=INFINITY \
    || fail 'LOCATION_NODE row 116: f2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
