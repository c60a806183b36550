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
    db-group db-disk db-ip db fence-db1 fence-db2
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

# PROPERTY row 4: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=10s \
    || fail 'PROPERTY row 4: priority-fencing-delay'

### Resources

# PRIMITIVE row 15: db-disk
pcs -f "$cib" resource create db-disk ocf:heartbeat:Filesystem \
    device=/dev/vg_shop/lv_db directory=/srv/shop fstype=xfs fast_stop=yes force_unmount=safe \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 15: db-disk'

# PRIMITIVE row 28: db-ip
pcs -f "$cib" resource create db-ip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.40 nic=eno2 cidr_netmask=24 \
    || fail 'PRIMITIVE row 28: db-ip'

# PRIMITIVE row 35: db
pcs -f "$cib" resource create db ocf:linuxhajp:pgsql \
    pgctl=/usr/bin/pg_ctl psql=/usr/bin/psql pgdata=/srv/shop/pg pgdba=postgres pgport=5432 pgdb=shop \
    op start timeout=300s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=300s on-fail=fence \
    || fail 'PRIMITIVE row 35: db'

# RESOURCES row 7: db-group
pcs -f "$cib" resource group add db-group db-disk db-ip db \
    || fail 'RESOURCES row 7: db-group'

# STONITH row 49: fence-db1
pcs -f "$cib" stonith create fence-db1 fence_ipmilan \
    pcmk_host_list=db1 ip=192.0.2.101 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 49: fence-db1'

# STONITH row 58: fence-db2
pcs -f "$cib" stonith create fence-db2 fence_ipmilan \
    pcmk_host_list=db2 ip=192.0.2.102 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 58: fence-db2'

### Constraints

# LOCATION_NODE row 67: db-group
pcs -f "$cib" constraint location db-group prefers db1=200 \
    || fail 'LOCATION_NODE row 67: db-group'

# LOCATION_NODE row 68: db-group
pcs -f "$cib" constraint location db-group prefers db2=100 \
    || fail 'LOCATION_NODE row 68: db-group'

# LOCATION_NODE row 69: fence-db1
pcs -f "$cib" constraint location fence-db1 avoids db1=INFINITY \
    || fail 'LOCATION_NODE row 69: fence-db1'

# LOCATION_NODE row 70: fence-db2
pcs -f "$cib" constraint location fence-db2 avoids db2=INFINITY \
    || fail 'LOCATION_NODE row 70: fence-db2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
