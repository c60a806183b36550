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
    health-cpu-clone health-cpu health-smart-clone health-smart sysinfo-clone \
    sysinfo app vip tomcat f
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

# PROPERTY row 10: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 10: stonith-enabled'

# PROPERTY row 11: node-health-strategy
pcs -f "$cib" property set node-health-strategy=migrate-on-red \
    || fail 'PROPERTY row 11: node-health-strategy'

# PROPERTY row 12: node-health-red
pcs -f "$cib" property set node-health-red=-INFINITY \
    || fail 'PROPERTY row 12: node-health-red'

# PROPERTY row 13: node-health-yellow
pcs -f "$cib" property set node-health-yellow=0 \
    || fail 'PROPERTY row 13: node-health-yellow'

### Nodes

# NODE row 5: n1
pcs -f "$cib" node attribute n1 '#health-manual=green' \
    || fail 'NODE row 5: n1'

# NODE row 6: n2
pcs -f "$cib" node attribute n2 '#health-manual=green' \
    || fail 'NODE row 6: n2'

### Resources

# PRIMITIVE row 30: health-cpu
pcs -f "$cib" resource create health-cpu ocf:pacemaker:HealthCPU \
    yellow_limit=50 red_limit=10 \
    meta allow-unhealthy-nodes=true \
    op monitor interval=10s timeout=10s \
    || fail 'PRIMITIVE row 30: health-cpu'

# RESOURCES row 17: health-cpu-clone
pcs -f "$cib" resource clone health-cpu health-cpu-clone \
    || fail 'RESOURCES row 17: health-cpu-clone'

# PRIMITIVE row 40: health-smart
pcs -f "$cib" resource create health-smart ocf:pacemaker:HealthSMART \
    drives='/dev/sda /dev/sdb' temp_warning=5 \
    op monitor interval=60s timeout=10s \
    || fail 'PRIMITIVE row 40: health-smart'

# RESOURCES row 19: health-smart-clone
pcs -f "$cib" resource clone health-smart health-smart-clone \
    || fail 'RESOURCES row 19: health-smart-clone'

# PRIMITIVE row 49: sysinfo
pcs -f "$cib" resource create sysinfo ocf:pacemaker:SysInfo \
    disks='/ /var' min_disk_free=512M disk_unit=M \
    op monitor interval=60s timeout=20s \
    || fail 'PRIMITIVE row 49: sysinfo'

# RESOURCES row 21: sysinfo-clone
pcs -f "$cib" resource clone sysinfo sysinfo-clone \
    || fail 'RESOURCES row 21: sysinfo-clone'

# PRIMITIVE row 59: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.0.0.5 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 59: vip'

# PRIMITIVE row 69: tomcat
pcs -f "$cib" resource create tomcat ocf:heartbeat:tomcat \
    java_home=/usr/lib/jvm/jre catalina_home=/opt/tomcat tomcat_user=tomcat statusurl=http://127.0.0.1:8080/ \
    op start timeout=120s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=120s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 69: tomcat'

# RESOURCES row 23: app
pcs -f "$cib" resource group add app vip tomcat \
    || fail 'RESOURCES row 23: app'

# STONITH row 82: f
pcs -f "$cib" stonith create f fence_virsh \
    pcmk_host_map='n1:guest1;n2:guest2' ip=192.0.2.9 username=fence identity_file=/etc/cluster/fence.key \
    op monitor interval=60s \
    || fail 'STONITH row 82: f'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
