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
    msPostgresql pgsql master-group vip-master vip-rep vip-slave
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
pcs -f "$cib" property set stonith-enabled=false \
    || fail 'PROPERTY row 5: stonith-enabled'

# PROPERTY row 6: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=ignore \
    || fail 'PROPERTY row 6: no-quorum-policy'

### Resource defaults

# RSC_DEFAULTS row 10: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=INFINITY \
    || fail 'RSC_DEFAULTS row 10: resource-stickiness'

# RSC_DEFAULTS row 11: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 11: migration-threshold'

### Resources

# PRIMITIVE row 32: pgsql
pcs -f "$cib" resource create pgsql ocf:heartbeat:pgsql \
    pgctl=/usr/bin/pg_ctl psql=/usr/bin/psql pgdata=/var/lib/pgsql/data/ rep_mode=async node_list='node1 node2' restore_command='cp /var/lib/pgsql/pg_archive/%f %p' primary_conninfo_opt='keepalives_idle=60 keepalives_interval=5 keepalives_count=5' master_ip=192.168.2.3 restart_on_promote=true monitor_password='m0n$(x)' \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=4s on-fail=restart \
    op monitor timeout=60s interval=3s on-fail=restart role=Promoted \
    op promote timeout=60s interval=0s on-fail=restart \
    op demote timeout=60s interval=0s on-fail=stop \
    op stop timeout=60s interval=0s on-fail=block \
    op notify timeout=60s interval=0s \
    || fail 'PRIMITIVE row 32: pgsql'

# RESOURCES row 15: msPostgresql
pcs -f "$cib" resource promotable pgsql msPostgresql \
    || fail 'RESOURCES row 15: msPostgresql'

# RSC_ATTRIBUTES row 24: msPostgresql
pcs -f "$cib" resource meta msPostgresql promoted-max=1 promoted-node-max=1 clone-max=2 clone-node-max=1 notify=true \
    || fail 'RSC_ATTRIBUTES row 24: msPostgresql'

# PRIMITIVE row 55: vip-master
pcs -f "$cib" resource create vip-master ocf:heartbeat:IPaddr2 \
    ip=192.168.0.3 nic=eth0 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=stop \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=ignore \
    || fail 'PRIMITIVE row 55: vip-master'

# PRIMITIVE row 67: vip-rep
pcs -f "$cib" resource create vip-rep ocf:heartbeat:IPaddr2 \
    ip=192.168.2.3 nic=eth0 cidr_netmask=24 \
    meta migration-threshold=0 \
    op start timeout=60s interval=0s on-fail=stop \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=ignore \
    || fail 'PRIMITIVE row 67: vip-rep'

# RESOURCES row 17: master-group
pcs -f "$cib" resource group add master-group vip-master vip-rep \
    || fail 'RESOURCES row 17: master-group'

# PRIMITIVE row 80: vip-slave
pcs -f "$cib" resource create vip-slave ocf:heartbeat:IPaddr2 \
    ip=192.168.0.4 nic=eth0 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=stop \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=ignore \
    || fail 'PRIMITIVE row 80: vip-slave'

### Constraints

# LOCATION_RULE row 102: vip-slave
pcs -f "$cib" constraint location vip-slave rule score=200 \
    pgsql-status eq HS:async \
    || fail 'LOCATION_RULE row 102: vip-slave'

# LOCATION_RULE row 103: vip-slave
pcs -f "$cib" constraint location vip-slave rule score=100 \
    pgsql-status eq PRI \
    || fail 'LOCATION_RULE row 103: vip-slave'

# LOCATION_RULE row 104: vip-slave
pcs -f "$cib" constraint location vip-slave rule score=-INFINITY \
    not_defined pgsql-status \
    || fail 'LOCATION_RULE row 104: vip-slave'

# LOCATION_RULE row 105: vip-slave
pcs -f "$cib" constraint location vip-slave rule score=-INFINITY \
    pgsql-status ne HS:async and pgsql-status ne PRI \
    || fail 'LOCATION_RULE row 105: vip-slave'

# COLOCATION row 92: master-group with msPostgresql
pcs -f "$cib" constraint colocation add master-group with Promoted msPostgresql score=INFINITY \
    || fail 'COLOCATION row 92: master-group with msPostgresql'

# COLOCATION row 93: vip-slave with msPostgresql
pcs -f "$cib" constraint colocation add vip-slave with Unpromoted msPostgresql score=100 \
    || fail 'COLOCATION row 93: vip-slave with msPostgresql'

# ORDER row 97: msPostgresql then master-group
pcs -f "$cib" constraint order promote msPostgresql then start master-group kind=Mandatory symmetrical=false \
    || fail 'ORDER row 97: msPostgresql then master-group'

# ORDER row 98: msPostgresql then master-group
pcs -f "$cib" constraint order demote msPostgresql then stop master-group kind=Optional symmetrical=false \
    || fail 'ORDER row 98: msPostgresql then master-group'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
