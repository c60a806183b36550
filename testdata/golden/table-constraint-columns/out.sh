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
    vip db-clone db web batch
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

# PROPERTY row 4: stonith-enabled
pcs -f "$cib" property set stonith-enabled=false \
    || fail 'PROPERTY row 4: stonith-enabled'

### Resources

# PRIMITIVE row 14: vip
pcs -f "$cib" resource create vip ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 14: vip'

# PRIMITIVE row 17: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 17: db'

# RESOURCES row 8: db-clone
pcs -f "$cib" resource promotable db db-clone \
    || fail 'RESOURCES row 8: db-clone'

# PRIMITIVE row 20: web
pcs -f "$cib" resource create web ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 20: web'

# PRIMITIVE row 23: batch
pcs -f "$cib" resource create batch ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 23: batch'

### Constraints

# LOCATION_NODE row 26: db-clone
# --force: pcs has no option for the role of a location by node
pcs -f "$cib" --force constraint location add loc_db_master db-clone node1 100 role=Promoted \
    || fail 'LOCATION_NODE row 26: db-clone'

# LOCATION_NODE row 27: db-clone
# --force: pcs has no option for the role of a location by node
pcs -f "$cib" --force constraint location add location-db-clone-node2-50 db-clone node2 50 role=Promoted \
    || fail 'LOCATION_NODE row 27: db-clone'

# LOCATION_NODE row 28: batch
pcs -f "$cib" -- constraint location add location-batch-node1--INFINITY batch node1 -INFINITY resource-discovery=never \
    || fail 'LOCATION_NODE row 28: batch'

# LOCATION_NODE row 29: vip
pcs -f "$cib" constraint location add loc_vip vip node1 200 \
    || fail 'LOCATION_NODE row 29: vip'

# LOCATION_RULE row 32: web
pcs -f "$cib" constraint location web rule constraint-id=loc_web_nfs resource-discovery=never score=-INFINITY \
    site_a ne true and site_b ne true \
    || fail 'LOCATION_RULE row 32: web'

# LOCATION_RULE row 34: batch
pcs -f "$cib" constraint location batch rule resource-discovery=exclusive score=100 \
    batch eq 1 \
    || fail 'LOCATION_RULE row 34: batch'

# COLOCATION row 37: vip with db-clone
pcs -f "$cib" constraint colocation add vip with Promoted db-clone score=INFINITY id=col_vip_db \
    || fail 'COLOCATION row 37: vip with db-clone'

# COLOCATION row 38: web with vip
pcs -f "$cib" constraint colocation add web with vip score=100 node-attribute=rack \
    || fail 'COLOCATION row 38: web with vip'

# COLOCATION row 39: batch with vip
pcs -f "$cib" constraint colocation add batch with vip score=200 influence=false \
    || fail 'COLOCATION row 39: batch with vip'

# ORDER row 42: db-clone then vip
pcs -f "$cib" constraint order promote db-clone then start vip kind=Mandatory id=ord_db_vip \
    || fail 'ORDER row 42: db-clone then vip'

# ORDER row 43: vip then web
pcs -f "$cib" constraint order start vip then start web kind=Optional require-all=false \
    || fail 'ORDER row 43: vip then web'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
