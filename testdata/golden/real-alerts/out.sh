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
    d1 alert_1 alert_2 alert_3
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
pcs -f "$cib" property set stonith-enabled=false \
    || fail 'PROPERTY row 5: stonith-enabled'

### Resources

# PRIMITIVE row 13: d1
pcs -f "$cib" resource create d1 ocf:pacemaker:Dummy \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=block \
    || fail 'PRIMITIVE row 13: d1'

### Alerts

# ALERT row 21: alert_1
pcs -f "$cib" alert create path=/usr/local/sbin/alert_snmp.sh id=alert_1 \
    options trap_version=2c trap_node_states=all \
    meta timeout=15s timestamp-format=%Y-%m-%d,%H:%M:%S.%01N \
    || fail 'ALERT row 21: alert_1'

# ALERT row 28: alert_1
pcs -f "$cib" alert recipient add alert_1 value=192.168.28.188 \
    || fail 'ALERT row 28: alert_1'

# ALERT row 30: alert_1
pcs -f "$cib" alert recipient add alert_1 value=192.168.28.189 \
    options trap_community=secretcomm \
    || fail 'ALERT row 30: alert_1'

# ALERT row 34: alert_2
pcs -f "$cib" alert create path=/usr/local/sbin/alert_smtp.sh id=alert_2 \
    options email_sender=donotreply@example.com \
    meta timestamp-format=%H:%M:%S.%06N \
    || fail 'ALERT row 34: alert_2'

# ALERT row 39: alert_2
pcs -f "$cib" alert recipient add alert_2 value=admin@example.com \
    || fail 'ALERT row 39: alert_2'

# ALERT row 41: alert_2
pcs -f "$cib" alert recipient add alert_2 value=noc@example.com \
    options email_sender=noc-cluster@example.com \
    meta timeout=20s \
    || fail 'ALERT row 41: alert_2'

# ALERT row 46: alert_3
pcs -f "$cib" alert create path=/var/lib/pacemaker/alert_file.sh id=alert_3 \
    options debug_exec_order=false \
    || fail 'ALERT row 46: alert_3'

# ALERT row 50: alert_3
pcs -f "$cib" alert recipient add alert_3 value=/var/log/pcmk_alert_file.log \
    || fail 'ALERT row 50: alert_3'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
