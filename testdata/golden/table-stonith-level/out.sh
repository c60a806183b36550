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
    fence-db1 fence-db2 pdu-a pdu-b
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

### Resources

# STONITH row 18: fence-db1
pcs -f "$cib" stonith create fence-db1 fence_ipmilan \
    pcmk_host_list=db1 ip=192.0.2.101 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 18: fence-db1'

# STONITH row 27: fence-db2
pcs -f "$cib" stonith create fence-db2 fence_ipmilan \
    pcmk_host_list=db2 ip=192.0.2.102 username=admin password=s3cret lanplus=1 \
    || fail 'STONITH row 27: fence-db2'

# STONITH row 36: pdu-a
pcs -f "$cib" stonith create pdu-a fence_apc_snmp \
    pcmk_host_map='db1:1;db2:2' ip=192.0.2.111 community=private \
    || fail 'STONITH row 36: pdu-a'

# STONITH row 43: pdu-b
pcs -f "$cib" stonith create pdu-b fence_apc_snmp \
    pcmk_host_map='db1:1;db2:2' ip=192.0.2.112 community=private \
    || fail 'STONITH row 43: pdu-b'

### Fencing levels

# STONITH_LEVEL row 10: db1
pcs -f "$cib" stonith level add 1 db1 fence-db1 \
    || fail 'STONITH_LEVEL row 10: db1'

# STONITH_LEVEL row 11: db1
pcs -f "$cib" stonith level add 2 db1 pdu-a pdu-b \
    || fail 'STONITH_LEVEL row 11: db1'

# STONITH_LEVEL row 13: db2
pcs -f "$cib" stonith level add 1 db2 fence-db2 \
    || fail 'STONITH_LEVEL row 13: db2'

# STONITH_LEVEL row 14: db2
pcs -f "$cib" stonith level add 2 db2 pdu-a pdu-b \
    || fail 'STONITH_LEVEL row 14: db2'

### Constraints

# LOCATION_NODE row 50: fence-db1
pcs -f "$cib" constraint location fence-db1 avoids db1=INFINITY \
    || fail 'LOCATION_NODE row 50: fence-db1'

# LOCATION_NODE row 51: fence-db2
pcs -f "$cib" constraint location fence-db2 avoids db2=INFINITY \
    || fail 'LOCATION_NODE row 51: fence-db2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
