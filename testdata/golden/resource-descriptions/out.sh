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
    web-clone web vip app db-clone db plain last cache-bundle fence-node1
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

# PRIMITIVE row 24: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.10 \
    || fail 'PRIMITIVE row 24: vip'

# PRIMITIVE row 24: vip
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="vip" description="it'\''s the address of the service"/>' \
    || fail 'PRIMITIVE row 24: vip'

# PRIMITIVE row 29: app
# --no-default-ops: the sheet lists all operations (default-ops is false)
pcs -f "$cib" --no-default-ops resource create app ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 29: app'

# PRIMITIVE row 29: app
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CHARSET=UTF-8 CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="app" description="業務アプリケーション"/>' \
    || fail 'PRIMITIVE row 29: app'

# RESOURCES row 9: web
pcs -f "$cib" resource group add web vip app \
    || fail 'RESOURCES row 9: web'

# RESOURCES row 9: web
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<group id="web" description="two in a row"/>' \
    || fail 'RESOURCES row 9: web'

# RESOURCES row 8: web-clone
pcs -f "$cib" resource clone web web-clone \
    || fail 'RESOURCES row 8: web-clone'

# RESOURCES row 8: web-clone
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="web-clone" description="the &quot;web&quot; tier &amp; its &lt;address>"/>' \
    || fail 'RESOURCES row 8: web-clone'

# PRIMITIVE row 34: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 34: db'

# PRIMITIVE row 34: db
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="db" description="-not an option $(date) `date`"/>' \
    || fail 'PRIMITIVE row 34: db'

# RESOURCES row 12: db-clone
pcs -f "$cib" resource promotable db db-clone \
    || fail 'RESOURCES row 12: db-clone'

# RESOURCES row 12: db-clone
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CHARSET=UTF-8 CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="db-clone" description="データベース 現用と待機"/>' \
    || fail 'RESOURCES row 12: db-clone'

# PRIMITIVE row 37: last
pcs -f "$cib" resource create last ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 37: last'

# RESOURCES row 14: plain
pcs -f "$cib" resource group add plain last \
    || fail 'RESOURCES row 14: plain'

# RSC_ATTRIBUTES row 20: plain
pcs -f "$cib" resource meta plain priority=1 \
    || fail 'RSC_ATTRIBUTES row 20: plain'

# BUNDLE row 40: cache-bundle
pcs -f "$cib" resource bundle create cache-bundle \
    container podman image=localhost/cache:1 replicas=2 \
    network control-port=3131 \
    || fail 'BUNDLE row 40: cache-bundle'

# BUNDLE row 40: cache-bundle
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<bundle id="cache-bundle" description="no resource inside yet"/>' \
    || fail 'BUNDLE row 40: cache-bundle'

# STONITH row 45: fence-node1
pcs -f "$cib" stonith create fence-node1 fence_ipmilan \
    pcmk_host_list=node1 ip=192.0.2.21 username=admin password='pass 1' \
    || fail 'STONITH row 45: fence-node1'

# STONITH row 45: fence-node1
# cibadmin: pcs 0.11.10 has no command for the description of a resource; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="fence-node1" description="BMC of node1"/>' \
    || fail 'STONITH row 45: fence-node1'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
