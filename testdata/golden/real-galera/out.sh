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
    galera-clone galera redis-clone redis haproxy-clone haproxy vip vip-redis f
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

### Nodes

# NODE row 99: ctl1
pcs -f "$cib" node attribute ctl1 osprole=controller \
    || fail 'NODE row 99: ctl1'

# NODE row 100: ctl2
pcs -f "$cib" node attribute ctl2 osprole=controller \
    || fail 'NODE row 100: ctl2'

# NODE row 101: ctl3
pcs -f "$cib" node attribute ctl3 osprole=controller \
    || fail 'NODE row 101: ctl3'

### Resources

# PRIMITIVE row 30: galera
pcs -f "$cib" resource create galera ocf:heartbeat:galera \
    enable_creation=true wsrep_cluster_address=gcomm://ctl1,ctl2,ctl3 additional_parameters=--open-files-limit=16384 log=/var/log/mysql/mysqld.log \
    meta failure-timeout=300s \
    op promote timeout=300s on-fail=block \
    op monitor timeout=30s interval=20s \
    op monitor timeout=30s interval=10s role=Promoted \
    op monitor timeout=30s interval=30s role=Unpromoted \
    || fail 'PRIMITIVE row 30: galera'

# RESOURCES row 9: galera-clone
pcs -f "$cib" resource promotable galera galera-clone \
    || fail 'RESOURCES row 9: galera-clone'

# RSC_ATTRIBUTES row 21: galera-clone
pcs -f "$cib" resource meta galera-clone promoted-max=3 ordered=true interleave=true \
    || fail 'RSC_ATTRIBUTES row 21: galera-clone'

# PRIMITIVE row 45: redis
pcs -f "$cib" resource create redis ocf:heartbeat:redis \
    wait_last_known_master=true \
    op start timeout=200s \
    op stop timeout=200s \
    || fail 'PRIMITIVE row 45: redis'

# RESOURCES row 11: redis-clone
pcs -f "$cib" resource promotable redis redis-clone \
    || fail 'RESOURCES row 11: redis-clone'

# RSC_ATTRIBUTES row 24: redis-clone
pcs -f "$cib" resource meta redis-clone notify=true interleave=true ordered=true \
    || fail 'RSC_ATTRIBUTES row 24: redis-clone'

# PRIMITIVE row 54: haproxy
pcs -f "$cib" resource create haproxy systemd:haproxy \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 54: haproxy'

# RESOURCES row 13: haproxy-clone
pcs -f "$cib" resource clone haproxy haproxy-clone \
    || fail 'RESOURCES row 13: haproxy-clone'

# PRIMITIVE row 62: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=172.17.1.10 cidr_netmask=32 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 62: vip'

# PRIMITIVE row 73: vip-redis
pcs -f "$cib" resource create vip-redis ocf:heartbeat:IPaddr2 \
    ip=172.17.1.11 cidr_netmask=32 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 73: vip-redis'

# STONITH row 84: f
pcs -f "$cib" stonith create f fence_redfish \
    ip=10.0.0.9 username=root password=calvin systems_uri=/redfish/v1/Systems/1 ssl_insecure=1 pcmk_host_list=ctl1,ctl2,ctl3 \
    || fail 'STONITH row 84: f'

### Constraints

# LOCATION_RULE row 95: vip
pcs -f "$cib" constraint location vip rule score=-INFINITY \
    osprole ne controller \
    || fail 'LOCATION_RULE row 95: vip'

# COLOCATION row 109: vip with haproxy-clone
pcs -f "$cib" constraint colocation add vip with haproxy-clone score=INFINITY \
    || fail 'COLOCATION row 109: vip with haproxy-clone'

# COLOCATION row 110: vip-redis with redis-clone
pcs -f "$cib" constraint colocation add vip-redis with Promoted redis-clone score=INFINITY \
    || fail 'COLOCATION row 110: vip-redis with redis-clone'

# ORDER row 105: vip then haproxy-clone
pcs -f "$cib" constraint order vip then haproxy-clone kind=Optional \
    || fail 'ORDER row 105: vip then haproxy-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
