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
    a b c store-clone store
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

# PRIMITIVE row 14: a
pcs -f "$cib" resource create a ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 14: a'

# PRIMITIVE row 17: b
pcs -f "$cib" resource create b ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 17: b'

# PRIMITIVE row 20: c
pcs -f "$cib" resource create c ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 20: c'

# PRIMITIVE row 23: store
pcs -f "$cib" resource create store ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 23: store'

# RESOURCES row 10: store-clone
pcs -f "$cib" resource promotable store store-clone \
    || fail 'RESOURCES row 10: store-clone'

### Constraints

# ORDER row 26: a then b
pcs -f "$cib" constraint order a then b \
    || fail 'ORDER row 26: a then b'

# ORDER row 27: b then c
pcs -f "$cib" constraint order b then c kind=Optional \
    || fail 'ORDER row 27: b then c'

# ORDER row 28: a then c
pcs -f "$cib" constraint order a then c kind=Serialize \
    || fail 'ORDER row 28: a then c'

# ORDER row 29: store-clone then a
pcs -f "$cib" constraint order promote store-clone then start a kind=Mandatory symmetrical=false \
    || fail 'ORDER row 29: store-clone then a'

# ORDER row 30: store-clone then b
pcs -f "$cib" constraint order demote store-clone then stop b symmetrical=false \
    || fail 'ORDER row 30: store-clone then b'

# ORDER row 31: store-clone then c
pcs -f "$cib" constraint order start store-clone then c kind=Mandatory \
    || fail 'ORDER row 31: store-clone then c'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
