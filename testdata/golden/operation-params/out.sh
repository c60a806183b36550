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
    vip ping-clone ping fence
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

# PRIMITIVE row 13: vip
pcs -f "$cib" resource create vip ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s OCF_CHECK_LEVEL=10 \
    op monitor interval=30s timeout=20s OCF_CHECK_LEVEL=20 \
    op start timeout=20s \
    op stop interval=0s \
    || fail 'PRIMITIVE row 13: vip'

# PRIMITIVE row 15: depth
# cibadmin: pcs 0.11.10 has no command for parameters of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="vip-monitor-interval-10s">
      <instance_attributes id="vip-monitor-interval-10s-instance_attributes">
        <nvpair id="vip-monitor-interval-10s-instance_attributes-OCF_CHECK_LEVEL" name="OCF_CHECK_LEVEL" value="10"/>
        <nvpair id="vip-monitor-interval-10s-instance_attributes-depth" name="depth" value="2"/>
        <nvpair id="vip-monitor-interval-10s-instance_attributes-note" name="note" value="it'\''s $x &amp; &lt;y>"/>
      </instance_attributes>
    </op>' \
    || fail 'PRIMITIVE row 15: depth'

# PRIMITIVE row 15: record-pending
# cibadmin: pcs 0.11.10 has no command for meta attributes of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="vip-monitor-interval-10s">
      <meta_attributes id="vip-monitor-interval-10s-meta_attributes">
        <nvpair id="vip-monitor-interval-10s-meta_attributes-record-pending" name="record-pending" value="true"/>
      </meta_attributes>
    </op>' \
    || fail 'PRIMITIVE row 15: record-pending'

# PRIMITIVE row 17: record-pending
# cibadmin: pcs 0.11.10 has no command for meta attributes of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="vip-start-interval-0s">
      <meta_attributes id="vip-start-interval-0s-meta_attributes">
        <nvpair id="vip-start-interval-0s-meta_attributes-record-pending" name="record-pending" value="true"/>
      </meta_attributes>
    </op>' \
    || fail 'PRIMITIVE row 17: record-pending'

# PRIMITIVE row 18: depth
# cibadmin: pcs 0.11.10 has no command for parameters of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="vip-stop-interval-0s">
      <instance_attributes id="vip-stop-interval-0s-instance_attributes">
        <nvpair id="vip-stop-interval-0s-instance_attributes-depth" name="depth" value="deep"/>
      </instance_attributes>
    </op>' \
    || fail 'PRIMITIVE row 18: depth'

# PRIMITIVE row 21: ping
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create ping ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s on-fail=block \
    || fail 'PRIMITIVE row 21: ping'

# PRIMITIVE row 23: timeout
# cibadmin: pcs 0.11.10 has no command for meta attributes of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="ping-monitor-interval-10s">
      <meta_attributes id="ping-monitor-interval-10s-meta_attributes">
        <nvpair id="ping-monitor-interval-10s-meta_attributes-timeout" name="timeout" value="5s"/>
      </meta_attributes>
    </op>' \
    || fail 'PRIMITIVE row 23: timeout'

# RESOURCES row 8: ping-clone
pcs -f "$cib" resource clone ping ping-clone \
    || fail 'RESOURCES row 8: ping-clone'

# STONITH row 26: fence
pcs -f "$cib" stonith create fence fence_ipmilan \
    ip=192.0.2.9 username=admin password=secret \
    op monitor interval=60s timeout=20s \
    || fail 'STONITH row 26: fence'

# STONITH row 32: action
# cibadmin: pcs 0.11.10 has no command for parameters of an operation; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<op id="fence-monitor-interval-60s">
      <instance_attributes id="fence-monitor-interval-60s-instance_attributes">
        <nvpair id="fence-monitor-interval-60s-instance_attributes-action" name="action" value="status"/>
      </instance_attributes>
    </op>' \
    || fail 'STONITH row 32: action'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
