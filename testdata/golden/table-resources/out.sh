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
    single apps app1 app2 agents-clone agents pair-clone pair left right \
    store-clone store duo-clone duo duo1 duo2
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

# PRIMITIVE row 25: single
pcs -f "$cib" resource create single ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 25: single'

# PRIMITIVE row 28: app1
pcs -f "$cib" resource create app1 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 28: app1'

# PRIMITIVE row 31: app2
pcs -f "$cib" resource create app2 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 31: app2'

# RESOURCES row 8: apps
pcs -f "$cib" resource group add apps app1 app2 \
    || fail 'RESOURCES row 8: apps'

# PRIMITIVE row 34: agents
pcs -f "$cib" resource create agents ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 34: agents'

# RESOURCES row 11: agents-clone
pcs -f "$cib" resource clone agents agents-clone \
    || fail 'RESOURCES row 11: agents-clone'

# PRIMITIVE row 37: left
pcs -f "$cib" resource create left ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 37: left'

# PRIMITIVE row 40: right
pcs -f "$cib" resource create right ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 40: right'

# RESOURCES row 14: pair
pcs -f "$cib" resource group add pair left right \
    || fail 'RESOURCES row 14: pair'

# RESOURCES row 13: pair-clone
pcs -f "$cib" resource clone pair pair-clone \
    || fail 'RESOURCES row 13: pair-clone'

# PRIMITIVE row 43: store
pcs -f "$cib" resource create store ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 43: store'

# RESOURCES row 17: store-clone
pcs -f "$cib" resource promotable store store-clone \
    || fail 'RESOURCES row 17: store-clone'

# PRIMITIVE row 46: duo1
pcs -f "$cib" resource create duo1 ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 46: duo1'

# PRIMITIVE row 49: duo2
pcs -f "$cib" resource create duo2 ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 49: duo2'

# RESOURCES row 20: duo
pcs -f "$cib" resource group add duo duo1 duo2 \
    || fail 'RESOURCES row 20: duo'

# RESOURCES row 19: duo-clone
pcs -f "$cib" resource promotable duo duo-clone \
    || fail 'RESOURCES row 19: duo-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
