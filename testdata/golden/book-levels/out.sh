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
    cache-group vip memcached ping-check ipmi-cache1 ipmi-cache2
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

# PROPERTY row 11: stonith-timeout
pcs -f "$cib" property set stonith-timeout=120s \
    || fail 'PROPERTY row 11: stonith-timeout'

### Resource defaults

# RSC_DEFAULTS row 15: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 15: resource-stickiness'

# RSC_DEFAULTS row 16: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 16: migration-threshold'

### Resources

# PRIMITIVE row 72: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.168.1.50 cidr_netmask=24 nic=eno2 \
    op start timeout=30s interval=0s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=30s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 72: vip'

# PRIMITIVE row 84: memcached
pcs -f "$cib" resource create memcached systemd:memcached \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 84: memcached'

# RESOURCES row 20: cache-group
pcs -f "$cib" resource group add cache-group vip memcached \
    || fail 'RESOURCES row 20: cache-group'

# STONITH row 36: ping-check
pcs -f "$cib" stonith create ping-check fence_heuristics_ping \
    pcmk_host_list='cache1 cache2' ping_targets=192.168.1.1 ping_count=3 ping_good_count=2 \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 36: ping-check'

# STONITH row 47: ipmi-cache1
pcs -f "$cib" stonith create ipmi-cache1 fence_ipmilan \
    pcmk_host_list=cache1 ip=192.168.0.111 username=pacemaker password=ipmipass1 lanplus=1 pcmk_delay_base=5s \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 47: ipmi-cache1'

# STONITH row 60: ipmi-cache2
pcs -f "$cib" stonith create ipmi-cache2 fence_ipmilan \
    pcmk_host_list=cache2 ip=192.168.0.112 username=pacemaker password=ipmipass1 lanplus=1 \
    op monitor timeout=60s interval=3600s \
    || fail 'STONITH row 60: ipmi-cache2'

### Fencing levels

# STONITH_LEVEL row 29: cache1
pcs -f "$cib" stonith level add 1 cache1 ping-check ipmi-cache1 \
    || fail 'STONITH_LEVEL row 29: cache1'

# STONITH_LEVEL row 31: cache2
pcs -f "$cib" stonith level add 1 cache2 ping-check ipmi-cache2 \
    || fail 'STONITH_LEVEL row 31: cache2'

### Constraints

# LOCATION_NODE row 92: cache-group
pcs -f "$cib" constraint location cache-group prefers cache1=100 \
    || fail 'LOCATION_NODE row 92: cache-group'

# LOCATION_NODE row 93: ipmi-cache1
pcs -f "$cib" constraint location ipmi-cache1 avoids cache1=INFINITY \
    || fail 'LOCATION_NODE row 93: ipmi-cache1'

# LOCATION_NODE row 94: ipmi-cache2
pcs -f "$cib" constraint location ipmi-cache2 avoids cache2=INFINITY \
    || fail 'LOCATION_NODE row 94: ipmi-cache2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
