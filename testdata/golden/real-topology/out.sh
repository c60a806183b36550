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
    kdump ipmi-a ipmi-b apc1 apc2 vip
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

# PROPERTY row 6: stonith-timeout
pcs -f "$cib" property set stonith-timeout=90s \
    || fail 'PROPERTY row 6: stonith-timeout'

# PROPERTY row 7: concurrent-fencing
pcs -f "$cib" property set concurrent-fencing=true \
    || fail 'PROPERTY row 7: concurrent-fencing'

# PROPERTY row 8: stonith-max-attempts
pcs -f "$cib" property set stonith-max-attempts=5 \
    || fail 'PROPERTY row 8: stonith-max-attempts'

### Resources

# STONITH row 32: kdump
pcs -f "$cib" stonith create kdump fence_kdump \
    pcmk_reboot_action=off pcmk_host_list='node-a node-b' timeout=120 \
    op monitor interval=3600s timeout=60s \
    || fail 'STONITH row 32: kdump'

# STONITH row 42: ipmi-a
pcs -f "$cib" stonith create ipmi-a fence_ipmilan \
    ip=10.9.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=node-a power_wait=4 pcmk_delay_base=5s method=onoff privlvl=operator \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 42: ipmi-a'

# STONITH row 60: ipmi-b
pcs -f "$cib" stonith create ipmi-b fence_ipmilan \
    ip=10.9.0.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=node-b power_wait=4 method=onoff privlvl=operator \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 60: ipmi-b'

# STONITH row 77: apc1
pcs -f "$cib" stonith create apc1 fence_apc_snmp \
    ip=10.9.0.11 community=private username=apc password=apc-secret pcmk_host_map='node-a:3;node-b:4' snmp_version=1 \
    op monitor interval=600s \
    || fail 'STONITH row 77: apc1'

# STONITH row 90: apc2
pcs -f "$cib" stonith create apc2 fence_apc_snmp \
    ip=10.9.0.12 community=private username=apc password=apc-secret pcmk_host_map='node-a:3;node-b:4' snmp_version=1 \
    op monitor interval=600s \
    || fail 'STONITH row 90: apc2'

# PRIMITIVE row 103: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.9.1.1 cidr_netmask=16 nic=bond0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 103: vip'

### Fencing levels

# STONITH_LEVEL row 21: node-a
pcs -f "$cib" stonith level add 1 node-a kdump \
    || fail 'STONITH_LEVEL row 21: node-a'

# STONITH_LEVEL row 22: node-a
pcs -f "$cib" stonith level add 2 node-a ipmi-a \
    || fail 'STONITH_LEVEL row 22: node-a'

# STONITH_LEVEL row 23: node-a
pcs -f "$cib" stonith level add 3 node-a apc1 apc2 \
    || fail 'STONITH_LEVEL row 23: node-a'

# STONITH_LEVEL row 25: node-b
pcs -f "$cib" stonith level add 1 node-b kdump \
    || fail 'STONITH_LEVEL row 25: node-b'

# STONITH_LEVEL row 26: node-b
pcs -f "$cib" stonith level add 2 node-b ipmi-b \
    || fail 'STONITH_LEVEL row 26: node-b'

# STONITH_LEVEL row 27: node-b
pcs -f "$cib" stonith level add 3 node-b apc1 apc2 \
    || fail 'STONITH_LEVEL row 27: node-b'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
