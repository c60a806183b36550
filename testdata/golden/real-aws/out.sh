#!/bin/sh
# The pcs commands of a cluster configuration, made by hagen
# for Red Hat Enterprise Linux 10.1 (pcs 0.12.1).
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
    grp privip vip elastic vpcip clusterfence
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

# PROPERTY row 6: stonith-timeout
pcs -f "$cib" property set stonith-timeout=600 \
    || fail 'PROPERTY row 6: stonith-timeout'

### Resources

# PRIMITIVE row 19: privip
pcs -f "$cib" resource create privip ocf:heartbeat:awsvip \
    secondary_private_ip=10.0.0.48 region=ap-northeast-1 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 19: privip'

# PRIMITIVE row 30: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=10.0.0.48 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 30: vip'

# PRIMITIVE row 40: elastic
pcs -f "$cib" resource create elastic ocf:heartbeat:awseip \
    elastic_ip=35.169.153.122 allocation_id=eipalloc-4c4a2c45 region=ap-northeast-1 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 40: elastic'

# PRIMITIVE row 52: vpcip
pcs -f "$cib" resource create vpcip ocf:heartbeat:aws-vpc-move-ip \
    ip=192.168.0.15 interface=eth0 routing_table=rtb-033d1e3 region=ap-northeast-1 \
    op start timeout=180s interval=0s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=180s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 52: vpcip'

# RESOURCES row 10: grp
pcs -f "$cib" resource group add grp privip vip elastic vpcip \
    || fail 'RESOURCES row 10: grp'

# STONITH row 65: clusterfence
pcs -f "$cib" stonith create clusterfence fence_aws \
    access_key=AKIAXXX secret_key=zzzSecretKey region=ap-northeast-1 pcmk_host_map='ip-10-0-0-48:i-07f1ac63af0ec0ac6;ip-10-0-0-46:i-063fc5fe93b4167b2' power_timeout=240 pcmk_reboot_timeout=480 pcmk_reboot_retries=4 pcmk_delay_max=45 \
    || fail 'STONITH row 65: clusterfence'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
