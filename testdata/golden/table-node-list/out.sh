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
    a
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

# PROPERTY row 15: stonith-enabled
pcs -f "$cib" property set stonith-enabled=false \
    || fail 'PROPERTY row 15: stonith-enabled'

### Nodes

# NODE row 4: node1
pcs -f "$cib" node attribute node1 rack=a \
    || fail 'NODE row 4: node1'

# NODE row 5: node1
pcs -f "$cib" node utilization node1 cpu=8 \
    || fail 'NODE row 5: node1'

# NODE row 8: rack-of-node2
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
# the id of the node has to be the cluster's: hagen takes it from the column id of NODE
CIB_file="$cib" cibadmin --modify --xpath "//node[@id='7'][@uname='node2']" \
    --xml-text '<node id="7">
      <instance_attributes id="rack-of-node2" score="5">
        <nvpair id="rack-of-node2-rack" name="rack" value="b"/>
      </instance_attributes>
    </node>' \
    || fail 'NODE row 8: rack-of-node2'

### Resources

# PRIMITIVE row 21: a
pcs -f "$cib" resource create a ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 21: a'

### Constraints

# LOCATION_NODE row 26: a
pcs -f "$cib" constraint location a prefers node2=10 \
    || fail 'LOCATION_NODE row 26: a'

# LOCATION_NODE row 27: a
pcs -f "$cib" constraint location a prefers node5=20 \
    || fail 'LOCATION_NODE row 27: a'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
