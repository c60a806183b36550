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
    haproxy-group ipaddr haproxy ping-clone ping fence1-ipmilan fence2-ipmilan
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

# PROPERTY row 12: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=10s \
    || fail 'PROPERTY row 12: priority-fencing-delay'

### Resource defaults

# RSC_DEFAULTS row 18: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 18: resource-stickiness'

# RSC_DEFAULTS row 19: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 19: migration-threshold'

### Resources

# PRIMITIVE row 42: ipaddr
pcs -f "$cib" resource create ipaddr ocf:heartbeat:IPaddr2 \
    ip=192.168.1.10 nic=eno2 cidr_netmask=24 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 42: ipaddr'

# PRIMITIVE row 57: haproxy
pcs -f "$cib" resource create haproxy systemd:haproxy \
    op start timeout=100s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=100s on-fail=fence \
    || fail 'PRIMITIVE row 57: haproxy'

# RESOURCES row 30: haproxy-group
pcs -f "$cib" resource group add haproxy-group ipaddr haproxy \
    || fail 'RESOURCES row 30: haproxy-group'

# PRIMITIVE row 70: ping
pcs -f "$cib" resource create ping ocf:pacemaker:ping \
    name=ping-status host_list=192.168.1.1 attempts=2 timeout=2 debug=true \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 70: ping'

# RESOURCES row 33: ping-clone
pcs -f "$cib" resource clone ping ping-clone \
    || fail 'RESOURCES row 33: ping-clone'

# STONITH row 88: fence1-ipmilan
pcs -f "$cib" stonith create fence1-ipmilan fence_ipmilan \
    pcmk_host_list=node01 ip=192.168.0.111 username=pacemaker password=ipmipass1 lanplus=1 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 88: fence1-ipmilan'

# STONITH row 105: fence2-ipmilan
pcs -f "$cib" stonith create fence2-ipmilan fence_ipmilan \
    pcmk_host_list=node02 ip=192.168.0.112 username=pacemaker password=ipmipass1 lanplus=1 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 105: fence2-ipmilan'

### Constraints

# LOCATION_NODE row 123: haproxy-group
pcs -f "$cib" constraint location haproxy-group prefers node01=200 \
    || fail 'LOCATION_NODE row 123: haproxy-group'

# LOCATION_NODE row 124: haproxy-group
pcs -f "$cib" constraint location haproxy-group prefers node02=100 \
    || fail 'LOCATION_NODE row 124: haproxy-group'

# LOCATION_NODE row 125: fence1-ipmilan
pcs -f "$cib" constraint location fence1-ipmilan avoids node01=INFINITY \
    || fail 'LOCATION_NODE row 125: fence1-ipmilan'

# LOCATION_NODE row 126: fence2-ipmilan
pcs -f "$cib" constraint location fence2-ipmilan avoids node02=INFINITY \
    || fail 'LOCATION_NODE row 126: fence2-ipmilan'

# LOCATION_RULE row 132: haproxy-group
pcs -f "$cib" constraint location haproxy-group rule score=-INFINITY \
    ping-status lt 1 or not_defined ping-status \
    || fail 'LOCATION_RULE row 132: haproxy-group'

# COLOCATION row 139: haproxy-group with ping-clone
pcs -f "$cib" constraint colocation add haproxy-group with ping-clone score=INFINITY \
    || fail 'COLOCATION row 139: haproxy-group with ping-clone'

# ORDER row 145: ping-clone then haproxy-group
pcs -f "$cib" constraint order ping-clone then haproxy-group symmetrical=false \
    || fail 'ORDER row 145: ping-clone then haproxy-group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
