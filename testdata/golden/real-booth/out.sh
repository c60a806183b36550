#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Debian 12 (pcs 0.11.5).
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
    booth booth-ip booth-site fence-a1
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

# PROPERTY row 5: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 5: stonith-enabled'

### Resources

# PRIMITIVE row 16: booth-ip
pcs -f "$cib" resource create booth-ip ocf:heartbeat:IPaddr2 \
    ip=10.0.7.1 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 16: booth-ip'

# PRIMITIVE row 26: booth-site
pcs -f "$cib" resource create booth-site ocf:pacemaker:booth-site \
    config=booth \
    meta resource-stickiness=INFINITY \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 26: booth-site'

# RESOURCES row 9: booth
pcs -f "$cib" resource group add booth booth-ip booth-site \
    || fail 'RESOURCES row 9: booth'

# STONITH row 37: fence-a1
pcs -f "$cib" stonith create fence-a1 fence_ipmilan \
    ip=10.99.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=a1 \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 37: fence-a1'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
