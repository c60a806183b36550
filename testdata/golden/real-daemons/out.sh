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
    mail m_fs m_ip postfix dovecot dns d_ip named dhcpd proxy p_ip squid \
    docker-app legacy anyproc cron ntp-clone ntp fence-a fence-b
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

### Resource defaults

# RSC_DEFAULTS row 9: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=100 \
    || fail 'RSC_DEFAULTS row 9: resource-stickiness'

# RSC_DEFAULTS row 10: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=5 \
    || fail 'RSC_DEFAULTS row 10: migration-threshold'

# RSC_DEFAULTS row 11: failure-timeout
pcs -f "$cib" resource defaults update failure-timeout=10min \
    || fail 'RSC_DEFAULTS row 11: failure-timeout'

### Resources

# PRIMITIVE row 38: m_fs
pcs -f "$cib" resource create m_fs ocf:heartbeat:Filesystem \
    device='-U 6dd2c2ba-6a4c-4d6f-9bd1-1c2b3c4d5e6f' directory=/var/mail fstype=ext4 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=20s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 38: m_fs'

# PRIMITIVE row 50: m_ip
pcs -f "$cib" resource create m_ip ocf:heartbeat:IPaddr2 \
    ip=10.5.0.1 cidr_netmask=24 arp_interval=200 arp_count=5 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 50: m_ip'

# PRIMITIVE row 63: postfix
pcs -f "$cib" resource create postfix ocf:heartbeat:postfix \
    config_dir=/etc/postfix \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 63: postfix'

# PRIMITIVE row 73: dovecot
pcs -f "$cib" resource create dovecot systemd:dovecot \
    op start timeout=100s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=100s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 73: dovecot'

# RESOURCES row 15: mail
pcs -f "$cib" resource group add mail m_fs m_ip postfix dovecot \
    || fail 'RESOURCES row 15: mail'

# PRIMITIVE row 81: d_ip
pcs -f "$cib" resource create d_ip ocf:heartbeat:IPaddr2 \
    ip=10.5.0.2 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 81: d_ip'

# PRIMITIVE row 92: named
pcs -f "$cib" resource create named ocf:heartbeat:named \
    named_config=/etc/named.conf monitor_request=www.example.com monitor_response=10.5.0.2 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 92: named'

# PRIMITIVE row 104: dhcpd
pcs -f "$cib" resource create dhcpd ocf:heartbeat:dhcpd \
    config=/etc/dhcp/dhcpd.conf \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 104: dhcpd'

# RESOURCES row 20: dns
pcs -f "$cib" resource group add dns d_ip named dhcpd \
    || fail 'RESOURCES row 20: dns'

# PRIMITIVE row 114: p_ip
pcs -f "$cib" resource create p_ip ocf:heartbeat:IPaddr2 \
    ip=10.5.0.3 cidr_netmask=24 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 114: p_ip'

# PRIMITIVE row 125: squid
pcs -f "$cib" resource create squid ocf:heartbeat:Squid \
    squid_exe=/usr/sbin/squid squid_conf=/etc/squid/squid.conf squid_pidfile=/run/squid.pid squid_port=3128 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 125: squid'

# RESOURCES row 24: proxy
pcs -f "$cib" resource group add proxy p_ip squid \
    || fail 'RESOURCES row 24: proxy'

# PRIMITIVE row 138: docker-app
pcs -f "$cib" resource create docker-app ocf:heartbeat:podman \
    image=registry.example.com/app:1.2 name=app run_opts='-p 8080:80 -v /data:/data:z' allow_pull=yes reuse=no \
    op start timeout=90s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=90s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 138: docker-app'

# PRIMITIVE row 152: legacy
pcs -f "$cib" resource create legacy lsb:oldapp \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 152: legacy'

# PRIMITIVE row 160: anyproc
pcs -f "$cib" resource create anyproc ocf:heartbeat:anything \
    binfile=/usr/local/bin/worker cmdline_options='--conf=/etc/worker.conf --log "/var/log/w k.log"' user=worker pidfile=/run/worker.pid stop_timeout=20 \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 160: anyproc'

# PRIMITIVE row 174: cron
pcs -f "$cib" resource create cron ocf:heartbeat:symlink \
    link=/etc/cron.d/app target=/etc/cron.d/app.ha backup_suffix=.standby \
    op start timeout=60s interval=0s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s interval=0s on-fail=fence \
    || fail 'PRIMITIVE row 174: cron'

# PRIMITIVE row 186: ntp
pcs -f "$cib" resource create ntp systemd:chronyd \
    op monitor interval=60s timeout=100s \
    || fail 'PRIMITIVE row 186: ntp'

# RESOURCES row 31: ntp-clone
pcs -f "$cib" resource clone ntp ntp-clone \
    || fail 'RESOURCES row 31: ntp-clone'

# STONITH row 192: fence-a
pcs -f "$cib" stonith create fence-a fence_ipmilan \
    ip=10.99.0.1 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=a \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 192: fence-a'

# STONITH row 206: fence-b
pcs -f "$cib" stonith create fence-b fence_ipmilan \
    ip=10.99.0.2 username=pcmk password=ipmi-Passw0rd lanplus=1 pcmk_host_list=b \
    op start timeout=60s \
    op monitor timeout=60s interval=3600s \
    op stop timeout=60s \
    || fail 'STONITH row 206: fence-b'

### Constraints

# LOCATION_NODE row 220: mail
pcs -f "$cib" constraint location mail prefers a=100 \
    || fail 'LOCATION_NODE row 220: mail'

# LOCATION_NODE row 221: mail
pcs -f "$cib" constraint location mail avoids b=50 \
    || fail 'LOCATION_NODE row 221: mail'

# LOCATION_NODE row 222: dns
pcs -f "$cib" constraint location dns prefers b=100 \
    || fail 'LOCATION_NODE row 222: dns'

# LOCATION_NODE row 223: docker-app
pcs -f "$cib" constraint location docker-app avoids a=10 \
    || fail 'LOCATION_NODE row 223: docker-app'

# LOCATION_NODE row 224: proxy
pcs -f "$cib" constraint location proxy avoids a=INFINITY \
    || fail 'LOCATION_NODE row 224: proxy'

# LOCATION_RULE row 228: anyproc
pcs -f "$cib" constraint location anyproc rule score=200 \
    '#uname' eq a \
    || fail 'LOCATION_RULE row 228: anyproc'

# LOCATION_RULE row 229: legacy
pcs -f "$cib" constraint location legacy rule score=-INFINITY \
    cpu_load gte 8 or maintenance-window eq yes \
    || fail 'LOCATION_RULE row 229: legacy'

# LOCATION_RULE row 231: cron
pcs -f "$cib" constraint location cron rule score=INFINITY \
    site eq tokyo and rack ne B2 \
    || fail 'LOCATION_RULE row 231: cron'

# COLOCATION row 236: legacy with anyproc
pcs -f "$cib" constraint colocation add legacy with anyproc score=-INFINITY \
    || fail 'COLOCATION row 236: legacy with anyproc'

# COLOCATION row 237: cron with mail
pcs -f "$cib" constraint colocation add cron with mail score=INFINITY \
    || fail 'COLOCATION row 237: cron with mail'

# COLOCATION row 238: docker-app with mail
pcs -f "$cib" constraint colocation add docker-app with mail score=-500 \
    || fail 'COLOCATION row 238: docker-app with mail'

# ORDER row 242: ntp-clone then mail
pcs -f "$cib" constraint order ntp-clone then mail kind=Optional \
    || fail 'ORDER row 242: ntp-clone then mail'

# ORDER row 243: mail then cron
pcs -f "$cib" constraint order mail then cron kind=Mandatory \
    || fail 'ORDER row 243: mail then cron'

# ORDER row 244: dns then proxy
pcs -f "$cib" constraint order dns then proxy kind=Serialize \
    || fail 'ORDER row 244: dns then proxy'

# ORDER row 245: dns then mail
pcs -f "$cib" constraint order start dns then start mail kind=Mandatory symmetrical=true \
    || fail 'ORDER row 245: dns then mail'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
