#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Red Hat Enterprise Linux 8.10 (pcs 0.10.18).
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
    db-clone db vip copy
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

# PROPERTY row 5: stop-orphan-actions
pcs -f "$cib" property set stop-orphan-actions=true \
    || fail 'PROPERTY row 5: stop-orphan-actions'

### Nodes

# NODE row 8: n1
pcs -f "$cib" node attribute n1 site=a \
    || fail 'NODE row 8: n1'

# NODE row 9: n2
pcs -f "$cib" node attribute n2 site=b \
    || fail 'NODE row 9: n2'

### Resources

# PRIMITIVE row 21: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    op monitor timeout=20000ms interval=PT10S role=Master \
    op monitor timeout=20s interval=11s role=Slave start-delay=500ms \
    op start timeout=60000ms \
    || fail 'PRIMITIVE row 21: db'

# RESOURCES row 12: db-clone
pcs -f "$cib" resource promotable db db-clone \
    || fail 'RESOURCES row 12: db-clone'

# RSC_ATTRIBUTES row 18: db-clone
pcs -f "$cib" resource meta db-clone target-role=Promoted \
    || fail 'RSC_ATTRIBUTES row 18: db-clone'

# PRIMITIVE row 28: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.1 \
    meta failure-timeout=PT1H \
    op monitor timeout=20s interval=10000ms \
    || fail 'PRIMITIVE row 28: vip'

# PRIMITIVE row 36: copy
pcs -f "$cib" resource create copy ocf:pacemaker:Dummy \
    op monitor timeout=20s interval=10s \
    || fail 'PRIMITIVE row 36: copy'

### Constraints

# LOCATION_RULE row 41: db-clone
pcs -f "$cib" constraint location db-clone rule role=Master score=200 \
    '#uname' eq n2 \
    || fail 'LOCATION_RULE row 41: db-clone'

# COLOCATION row 44: vip with db-clone
pcs -f "$cib" constraint colocation add Started vip with Master db-clone score=INFINITY \
    || fail 'COLOCATION row 44: vip with db-clone'

# COLOCATION row 45: copy with db-clone
pcs -f "$cib" constraint colocation add copy with Slave db-clone score=INFINITY \
    || fail 'COLOCATION row 45: copy with db-clone'

# ORDER row 48: db-clone then vip
pcs -f "$cib" constraint order promote db-clone then start vip kind=Mandatory \
    || fail 'ORDER row 48: db-clone then vip'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
