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
    g-ip nc vip health-azure-events-cln health-azure-events rsc_st_azure
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
pcs -f "$cib" property set stonith-timeout=900 \
    || fail 'PROPERTY row 6: stonith-timeout'

# PROPERTY row 7: concurrent-fencing
pcs -f "$cib" property set concurrent-fencing=true \
    || fail 'PROPERTY row 7: concurrent-fencing'

### Resources

# PRIMITIVE row 20: nc
pcs -f "$cib" resource create nc ocf:heartbeat:azure-lb \
    port=62503 \
    meta resource-stickiness=0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 20: nc'

# PRIMITIVE row 31: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.90.90.10 cidr_netmask=24 nic=eth0 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 31: vip'

# RESOURCES row 11: g-ip
pcs -f "$cib" resource group add g-ip nc vip \
    || fail 'RESOURCES row 11: g-ip'

# PRIMITIVE row 43: health-azure-events
pcs -f "$cib" resource create health-azure-events ocf:heartbeat:azure-events-az \
    meta allow-unhealthy-nodes=true failure-timeout=120s \
    op monitor interval=10s timeout=240s \
    op start interval=0s timeout=10s \
    op stop interval=0s timeout=10s \
    || fail 'PRIMITIVE row 43: health-azure-events'

# RESOURCES row 14: health-azure-events-cln
pcs -f "$cib" resource clone health-azure-events health-azure-events-cln \
    || fail 'RESOURCES row 14: health-azure-events-cln'

# STONITH row 54: rsc_st_azure
pcs -f "$cib" stonith create rsc_st_azure fence_azure_arm \
    msi=true resourceGroup=rg subscriptionId=1234-5678 pcmk_host_map='prod-cl1-0:prod-cl1-0-vm-name;prod-cl1-1:prod-cl1-1-vm-name' power_timeout=240 pcmk_reboot_timeout=900 pcmk_monitor_timeout=120 pcmk_monitor_retries=4 pcmk_action_limit=3 pcmk_delay_max=15 \
    op monitor interval=3600 timeout=120 \
    || fail 'STONITH row 54: rsc_st_azure'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
