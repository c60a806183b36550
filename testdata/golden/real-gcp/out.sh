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
    g healthcheck vip route fence-n1 fence-n2
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

# PRIMITIVE row 18: healthcheck
# --no-default-ops: pcs would add the operations of an init script or of a systemd unit, whichever the node has
pcs -f "$cib" --no-default-ops resource create healthcheck service:haproxy \
    op monitor interval=10s timeout=20s \
    op start interval=0s timeout=100s \
    op stop interval=0s timeout=100s \
    || fail 'PRIMITIVE row 18: healthcheck'

# PRIMITIVE row 24: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.1.0.5 cidr_netmask=32 nic=eth0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 24: vip'

# PRIMITIVE row 36: route
pcs -f "$cib" resource create route ocf:heartbeat:gcp-vpc-move-vip \
    alias_ip=10.1.0.6/32 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 36: route'

# RESOURCES row 9: g
pcs -f "$cib" resource group add g healthcheck vip route \
    || fail 'RESOURCES row 9: g'

# STONITH row 46: fence-n1
pcs -f "$cib" stonith create fence-n1 fence_gce \
    plug=n1 zone=us-central1-a project=prj pcmk_host_list=n1 pcmk_reboot_timeout=300 pcmk_monitor_retries=4 pcmk_delay_max=30 \
    op monitor interval=300s timeout=120s \
    || fail 'STONITH row 46: fence-n1'

# STONITH row 60: fence-n2
pcs -f "$cib" stonith create fence-n2 fence_gce \
    plug=n2 zone=us-central1-a project=prj pcmk_host_list=n2 pcmk_reboot_timeout=300 pcmk_monitor_retries=4 pcmk_delay_max=30 \
    op monitor interval=300s timeout=120s \
    || fail 'STONITH row 60: fence-n2'

### Constraints

# LOCATION_NODE row 74: fence-n1
pcs -f "$cib" constraint location fence-n1 avoids n1=INFINITY \
    || fail 'LOCATION_NODE row 74: fence-n1'

# LOCATION_NODE row 75: fence-n2
pcs -f "$cib" constraint location fence-n2 avoids n2=INFINITY \
    || fail 'LOCATION_NODE row 75: fence-n2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
