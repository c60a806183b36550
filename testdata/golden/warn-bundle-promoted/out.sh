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
    plain-bundle plain none-bundle none state-bundle state
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

# BUNDLE row 15: plain-bundle
pcs -f "$cib" resource bundle create plain-bundle \
    container podman image=localhost/plain:1 replicas=2 promoted-max=1 \
    network control-port=3121 \
    || fail 'BUNDLE row 15: plain-bundle'

# PRIMITIVE row 30: plain
pcs -f "$cib" resource create plain ocf:pacemaker:Dummy \
    op monitor interval=10s \
    bundle plain-bundle \
    || fail 'PRIMITIVE row 30: plain'

# BUNDLE row 20: none-bundle
pcs -f "$cib" resource bundle create none-bundle \
    container podman image=localhost/none:1 replicas=2 promoted-max=0 \
    network control-port=3122 \
    || fail 'BUNDLE row 20: none-bundle'

# PRIMITIVE row 35: none
pcs -f "$cib" resource create none ocf:pacemaker:Dummy \
    op monitor interval=10s \
    bundle none-bundle \
    || fail 'PRIMITIVE row 35: none'

# BUNDLE row 25: state-bundle
pcs -f "$cib" resource bundle create state-bundle \
    container podman image=localhost/state:1 replicas=2 promoted-max=1 \
    network control-port=3123 \
    || fail 'BUNDLE row 25: state-bundle'

# PRIMITIVE row 40: state
pcs -f "$cib" resource create state ocf:pacemaker:Stateful \
    op monitor interval=10s role=Promoted \
    op monitor interval=11s role=Unpromoted \
    bundle state-bundle \
    || fail 'PRIMITIVE row 40: state'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
