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
    apachegroup my_lvm my_fs VirtualIP Website myapc
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

### Resource defaults

# RSC_DEFAULTS row 5: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=INFINITY \
    || fail 'RSC_DEFAULTS row 5: resource-stickiness'

### Resources

# PRIMITIVE row 18: my_lvm
pcs -f "$cib" resource create my_lvm ocf:heartbeat:LVM-activate \
    vgname=my_vg vg_access_mode=system_id \
    || fail 'PRIMITIVE row 18: my_lvm'

# PRIMITIVE row 25: my_fs
pcs -f "$cib" resource create my_fs ocf:heartbeat:Filesystem \
    device=/dev/my_vg/my_lv directory=/var/www fstype=xfs \
    || fail 'PRIMITIVE row 25: my_fs'

# PRIMITIVE row 33: VirtualIP
pcs -f "$cib" resource create VirtualIP ocf:heartbeat:IPaddr2 \
    ip=198.51.100.3 cidr_netmask=24 \
    || fail 'PRIMITIVE row 33: VirtualIP'

# PRIMITIVE row 40: Website
pcs -f "$cib" resource create Website ocf:heartbeat:apache \
    configfile=/etc/httpd/conf/httpd.conf statusurl=http://127.0.0.1/server-status \
    || fail 'PRIMITIVE row 40: Website'

# RESOURCES row 9: apachegroup
pcs -f "$cib" resource group add apachegroup my_lvm my_fs VirtualIP Website \
    || fail 'RESOURCES row 9: apachegroup'

# STONITH row 47: myapc
pcs -f "$cib" stonith create myapc fence_apc_snmp \
    ip=zapc.example.com pcmk_host_map='z1.example.com:1;z2.example.com:2' username=apc password=apc \
    || fail 'STONITH row 47: myapc'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
