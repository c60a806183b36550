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
    f1 f2
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

### Nodes

# NODE row 4: web1
pcs -f "$cib" node attribute web1 rack='a b=c' \
    || fail 'NODE row 4: web1'

# NODE row 5: web2
pcs -f "$cib" node attribute web2 rack='a b=c' \
    || fail 'NODE row 5: web2'

# NODE row 6: db1
pcs -f "$cib" node attribute db1 rack=b \
    || fail 'NODE row 6: db1'

### Resources

# STONITH row 13: f1
pcs -f "$cib" stonith create f1 fence_ipmilan \
    ip=192.0.2.51 pcmk_host_list='web1 web2 db1' \
    || fail 'STONITH row 13: f1'

# STONITH row 19: f2
pcs -f "$cib" stonith create f2 fence_ipmilan \
    ip=192.0.2.52 pcmk_host_list='web1 web2 db1' \
    || fail 'STONITH row 19: f2'

### Fencing levels

# STONITH_LEVEL row 25: regexp%^web[12]$
pcs -f "$cib" stonith level add 1 'regexp%^web[12]$' f1 \
    || fail 'STONITH_LEVEL row 25: regexp%^web[12]$'

# STONITH_LEVEL row 26: web-second
# cibadmin: pcs 0.11.10 has no command for a fencing level with an id of its own; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope fencing-topology \
    --xml-text '<fencing-level index="2" devices="f2" target-pattern="^web[12]$" id="web-second"/>' \
    || fail 'STONITH_LEVEL row 26: web-second'

# STONITH_LEVEL row 27: attrib%rack=a b=c
pcs -f "$cib" stonith level add 1 attrib%rack='a b=c' f1 f2 \
    || fail 'STONITH_LEVEL row 27: attrib%rack=a b=c'

# STONITH_LEVEL row 29: db-first
# cibadmin: pcs 0.11.10 has no command for a fencing level with an id of its own; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope fencing-topology \
    --xml-text '<fencing-level index="1" devices="f1,f2" target="db1" id="db-first"/>' \
    || fail 'STONITH_LEVEL row 29: db-first'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
