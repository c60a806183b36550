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
    vip bare named store-clone store web fence1 fence2
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
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 4: stonith-enabled'

### Resources

# PRIMITIVE row 17: vip
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.10 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 17: vip'

# PRIMITIVE row 24: bare
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create bare ocf:pacemaker:Dummy \
    meta priority=10 \
    || fail 'PRIMITIVE row 24: bare'

# PRIMITIVE row 24: bare
# pcs adds a monitor even with --no-default-ops, and the sheet lists none
pcs -f "$cib" resource op delete bare monitor \
    || fail 'PRIMITIVE row 24: bare'

# PRIMITIVE row 27: bare
pcs -f "$cib" resource utilization bare cpu=1 \
    || fail 'PRIMITIVE row 27: bare'

# PRIMITIVE row 30: named
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create named ocf:pacemaker:Dummy \
    op start interval=0s timeout=20s \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 30: named'

# PRIMITIVE row 36: store
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create store ocf:pacemaker:Stateful \
    op start interval=0s timeout=60s \
    op promote interval=0s timeout=90s \
    || fail 'PRIMITIVE row 36: store'

# PRIMITIVE row 36: store
# pcs adds a monitor even with --no-default-ops, and the sheet lists none
pcs -f "$cib" resource op delete store monitor \
    || fail 'PRIMITIVE row 36: store'

# RESOURCES row 10: store-clone
pcs -f "$cib" resource promotable store store-clone \
    || fail 'RESOURCES row 10: store-clone'

# PRIMITIVE row 42: web
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create web systemd:haproxy \
    op monitor interval=30s timeout=60s \
    || fail 'PRIMITIVE row 42: web'

# STONITH row 47: fence1
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops stonith create fence1 fence_ipmilan \
    ip=192.0.2.21 username=fencer pcmk_host_list=node1 \
    || fail 'STONITH row 47: fence1'

# STONITH row 47: fence1
# pcs adds a monitor even with --no-default-ops, and the sheet lists none
pcs -f "$cib" stonith op delete fence1 monitor \
    || fail 'STONITH row 47: fence1'

# STONITH row 54: fence2
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops stonith create fence2 fence_ipmilan \
    ip=192.0.2.22 username=fencer pcmk_host_list=node2 \
    op monitor interval=3600s timeout=60s \
    || fail 'STONITH row 54: fence2'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
