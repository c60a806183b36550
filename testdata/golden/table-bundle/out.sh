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
    db-bundle db web-bundle cache-bundle cache vip data
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

# BUNDLE row 21: db-bundle
# --force: pcs does not know add-host
pcs -f "$cib" --force resource bundle create db-bundle \
    container podman image=localhost/db:1 replicas=3 replicas-per-host=1 promoted-max=1 run-command=/usr/sbin/pacemaker_remoted network=host options='--log-driver=journald -e LANG=C' \
    network ip-range-start=192.168.122.131 control-port=3121 host-interface=eth0 host-netmask=24 add-host=false \
    port-map port=5432 internal-port=15432 \
    port-map range=8000-8010 \
    port-map port=80 id=db-web \
    storage-map source-dir=/etc/db target-dir=/etc/db options=ro \
    storage-map source-dir-root=/var/local/db target-dir=/var/lib/db options=rw id=db-data \
    storage-map source-dir=/etc/hosts target-dir=/etc/hosts \
    meta target-role=Started priority=10 \
    || fail 'BUNDLE row 21: db-bundle'

# PRIMITIVE row 37: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    state=/run/db \
    meta migration-threshold=3 \
    op monitor interval=10s timeout=20s role=Promoted \
    op monitor interval=11s timeout=20s role=Unpromoted \
    bundle db-bundle \
    || fail 'PRIMITIVE row 37: db'

# PRIMITIVE row 41: db
pcs -f "$cib" resource utilization db cpu=2 \
    || fail 'PRIMITIVE row 41: db'

# RSC_ATTRIBUTES row 18: db
pcs -f "$cib" resource meta db failure-timeout=60s \
    || fail 'RSC_ATTRIBUTES row 18: db'

# RSC_ATTRIBUTES row 15: db-bundle
pcs -f "$cib" resource bundle update db-bundle meta resource-stickiness=100 allow-unhealthy-nodes=true \
    || fail 'RSC_ATTRIBUTES row 15: db-bundle'

# BUNDLE row 47: web-bundle
pcs -f "$cib" resource bundle create web-bundle \
    container docker image=localhost/httpd:2.4 replicas=2 replicas-per-host=2 promoted-max=0 run-command='/usr/sbin/httpd -DFOREGROUND' network=bridge options='-e TZ=UTC' \
    port-map port=80 \
    || fail 'BUNDLE row 47: web-bundle'

# RSC_ATTRIBUTES row 17: web-bundle
pcs -f "$cib" resource bundle update web-bundle meta priority=5 \
    || fail 'RSC_ATTRIBUTES row 17: web-bundle'

# BUNDLE row 52: cache-bundle
pcs -f "$cib" resource bundle create cache-bundle \
    container podman image=localhost/cache \
    network control-port=3131 \
    || fail 'BUNDLE row 52: cache-bundle'

# PRIMITIVE row 57: cache
pcs -f "$cib" resource create cache ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    bundle cache-bundle \
    || fail 'PRIMITIVE row 57: cache'

# PRIMITIVE row 62: vip
pcs -f "$cib" resource create vip ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 62: vip'

### Constraints

# LOCATION_NODE row 67: vip
pcs -f "$cib" constraint location vip prefers db-bundle-0=100 \
    || fail 'LOCATION_NODE row 67: vip'

# LOCATION_NODE row 68: web-bundle
pcs -f "$cib" constraint location web-bundle prefers node1=200 \
    || fail 'LOCATION_NODE row 68: web-bundle'

# COLOCATION row 71: vip with db-bundle
pcs -f "$cib" constraint colocation add vip with Promoted db-bundle score=INFINITY \
    || fail 'COLOCATION row 71: vip with db-bundle'

# ORDER row 74: db-bundle then vip
pcs -f "$cib" constraint order promote db-bundle then start vip kind=Mandatory \
    || fail 'ORDER row 74: db-bundle then vip'

### Tags

# TAG row 77: data
pcs -f "$cib" tag create data db-bundle cache \
    || fail 'TAG row 77: data'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
