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
    health-azure-clone health-azure app-group app-ip app-lb app fence-azure
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

# PROPERTY row 16: node-health-strategy
pcs -f "$cib" property set node-health-strategy=custom \
    || fail 'PROPERTY row 16: node-health-strategy'

# PROPERTY row 17: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=15s \
    || fail 'PROPERTY row 17: priority-fencing-delay'

### Resource defaults

# RSC_DEFAULTS row 23: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=1000 \
    || fail 'RSC_DEFAULTS row 23: resource-stickiness'

# RSC_DEFAULTS row 24: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=3 \
    || fail 'RSC_DEFAULTS row 24: migration-threshold'

### Nodes

# NODE row 9: app1
pcs -f "$cib" node attribute app1 '#health-azure=0' \
    || fail 'NODE row 9: app1'

# NODE row 10: app2
pcs -f "$cib" node attribute app2 '#health-azure=0' \
    || fail 'NODE row 10: app2'

### Resources

# PRIMITIVE row 49: health-azure
pcs -f "$cib" resource create health-azure ocf:heartbeat:azure-events \
    op monitor interval=10s timeout=240s \
    || fail 'PRIMITIVE row 49: health-azure'

# RESOURCES row 30: health-azure-clone
pcs -f "$cib" resource clone health-azure health-azure-clone \
    || fail 'RESOURCES row 30: health-azure-clone'

# RSC_ATTRIBUTES row 42: health-azure-clone
pcs -f "$cib" resource meta health-azure-clone allow-unhealthy-nodes=true \
    || fail 'RSC_ATTRIBUTES row 42: health-azure-clone'

# PRIMITIVE row 58: app-ip
pcs -f "$cib" resource create app-ip ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 ip=10.20.0.10 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 58: app-ip'

# PRIMITIVE row 71: app-lb
pcs -f "$cib" resource create app-lb ocf:heartbeat:azure-lb \
    port=62500 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 71: app-lb'

# PRIMITIVE row 83: app
pcs -f "$cib" resource create app systemd:nginx \
    op start timeout=100s \
    op monitor interval=15s timeout=30s \
    op stop timeout=100s \
    || fail 'PRIMITIVE row 83: app'

# RESOURCES row 32: app-group
pcs -f "$cib" resource group add app-group app-ip app-lb app \
    || fail 'RESOURCES row 32: app-group'

# RSC_ATTRIBUTES row 43: app-group
pcs -f "$cib" resource meta app-group priority=10 \
    || fail 'RSC_ATTRIBUTES row 43: app-group'

# STONITH row 94: fence-azure
pcs -f "$cib" stonith create fence-azure fence_azure_arm \
    msi=true pcmk_host_map='app1:vm-app1;app2:vm-app2' resourceGroup=app-cluster subscriptionId=00000000-0000-0000-0000-000000000001 \
    op monitor interval=3600s timeout=120s \
    || fail 'STONITH row 94: fence-azure'

### Constraints

# LOCATION_RULE row 109: regexp%!health-.*
pcs -f "$cib" constraint location 'regexp%!health-.*' rule score-attribute='#health-azure' \
    defined '#uname' \
    || fail 'LOCATION_RULE row 109: regexp%!health-.*'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
