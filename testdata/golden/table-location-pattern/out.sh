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
    a p s
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

# PRIMITIVE row 12: a
pcs -f "$cib" resource create a ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 12: a'

# PRIMITIVE row 17: s
pcs -f "$cib" resource create s ocf:pacemaker:Stateful \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 17: s'

# RESOURCES row 8: p
pcs -f "$cib" resource promotable s p \
    || fail 'RESOURCES row 8: p'

### Constraints

# LOCATION_NODE row 22: regexp%a.*|p
pcs -f "$cib" constraint location 'regexp%a.*|p' prefers n1=10 \
    || fail 'LOCATION_NODE row 22: regexp%a.*|p'

# LOCATION_NODE row 23: regexp%a.*|p
pcs -f "$cib" constraint location 'regexp%a.*|p' avoids n2=20 \
    || fail 'LOCATION_NODE row 23: regexp%a.*|p'

# LOCATION_NODE row 24: regexp%!^s
pcs -f "$cib" -- constraint location add not-s 'regexp%!^s' n1 -INFINITY resource-discovery=never \
    || fail 'LOCATION_NODE row 24: regexp%!^s'

# LOCATION_NODE row 25: regexp%p
# --force: pcs has no option for the role of a location by node
pcs -f "$cib" --force constraint location add location-p-n3-5 regexp%p n3 5 role=Promoted \
    || fail 'LOCATION_NODE row 25: regexp%p'

# LOCATION_RULE row 28: regexp%!health-.*
pcs -f "$cib" constraint location 'regexp%!health-.*' rule score-attribute='#health-azure' \
    defined '#uname' \
    || fail 'LOCATION_RULE row 28: regexp%!health-.*'

# LOCATION_RULE row 29: a
pcs -f "$cib" constraint location a rule score-attribute=load \
    load gt 3 and '(' date-spec hours=9-17 or rack eq north ')' \
    || fail 'LOCATION_RULE row 29: a'

# LOCATION_RULE row 31: regexp%a
pcs -f "$cib" constraint location regexp%a rule score=100 \
    rack eq south \
    || fail 'LOCATION_RULE row 31: regexp%a'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
