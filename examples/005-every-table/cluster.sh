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
    web-group vip nginx fence-web1 fence-web2 mailer exporter-bundle \
    site-address address-tokyo address-osaka alert_1 website operator oncall
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

# PROPERTY row 19: placement-strategy
pcs -f "$cib" property set placement-strategy=balanced \
    || fail 'PROPERTY row 19: placement-strategy'

# PROPERTY row 20: priority-fencing-delay
pcs -f "$cib" property set priority-fencing-delay=10s \
    || fail 'PROPERTY row 20: priority-fencing-delay'

# PROPERTY row 21: enable-acl
pcs -f "$cib" property set enable-acl=true \
    || fail 'PROPERTY row 21: enable-acl'

### Resource defaults

# RSC_DEFAULTS row 27: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 27: resource-stickiness'

# RSC_DEFAULTS row 28: migration-threshold
pcs -f "$cib" resource defaults update migration-threshold=1 \
    || fail 'RSC_DEFAULTS row 28: migration-threshold'

### Operation defaults

# OP_DEFAULTS row 34: timeout
pcs -f "$cib" resource op defaults update timeout=60s \
    || fail 'OP_DEFAULTS row 34: timeout'

### Nodes

# NODE row 10: web1
pcs -f "$cib" node attribute web1 site=tokyo \
    || fail 'NODE row 10: web1'

# NODE row 11: web1
pcs -f "$cib" node utilization web1 memory=16384 \
    || fail 'NODE row 11: web1'

# NODE row 12: web2
pcs -f "$cib" node attribute web2 site=osaka \
    || fail 'NODE row 12: web2'

# NODE row 13: web2
pcs -f "$cib" node utilization web2 memory=16384 \
    || fail 'NODE row 13: web2'

### Resources

# PRIMITIVE row 68: vip
pcs -f "$cib" resource create vip ocf:heartbeat:IPaddr2 \
    ip=192.0.2.10 cidr_netmask=24 \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 68: vip'

# PRIMITIVE row 84: nginx
pcs -f "$cib" resource create nginx ocf:heartbeat:nginx \
    configfile=/etc/nginx/nginx.conf \
    op start timeout=60s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 84: nginx'

# PRIMITIVE row 88: nginx
pcs -f "$cib" resource utilization nginx memory=2048 \
    || fail 'PRIMITIVE row 88: nginx'

# RESOURCES row 40: web-group
pcs -f "$cib" resource group add web-group vip nginx \
    || fail 'RESOURCES row 40: web-group'

# RSC_ATTRIBUTES row 55: web-group
pcs -f "$cib" resource meta web-group priority=10 \
    || fail 'RSC_ATTRIBUTES row 55: web-group'

# STONITH row 114: fence-web1
pcs -f "$cib" stonith create fence-web1 fence_ipmilan \
    pcmk_host_list=web1 ip=192.0.2.101 username=admin password=ipmipass1 lanplus=true \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 114: fence-web1'

# STONITH row 133: fence-web2
pcs -f "$cib" stonith create fence-web2 fence_ipmilan \
    pcmk_host_list=web2 ip=192.0.2.102 username=admin password=ipmipass1 lanplus=true \
    op start timeout=60s on-fail=restart \
    op monitor timeout=60s interval=3600s on-fail=restart \
    op stop timeout=60s on-fail=ignore \
    || fail 'STONITH row 133: fence-web2'

# PRIMITIVE row 100: mailer
pcs -f "$cib" resource create mailer systemd:postfix \
    op start timeout=60s on-fail=restart \
    op monitor timeout=30s interval=10s on-fail=restart \
    op stop timeout=60s on-fail=fence \
    || fail 'PRIMITIVE row 100: mailer'

# BUNDLE row 250: exporter-bundle
pcs -f "$cib" resource bundle create exporter-bundle \
    container podman image=localhost/exporter:1 replicas=2 replicas-per-host=1 options=--log-driver=journald \
    network ip-range-start=192.0.2.21 host-netmask=24 \
    port-map port=9100 \
    storage-map source-dir=/etc/exporter target-dir=/etc/exporter options=ro \
    meta priority=1 \
    || fail 'BUNDLE row 250: exporter-bundle'

# TEMPLATE row 268: site-address
# cibadmin: pcs 0.11.10 has no command for resource templates; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<template id="site-address" class="ocf" type="IPaddr2" provider="heartbeat">
      <instance_attributes id="site-address-instance_attributes">
        <nvpair id="site-address-instance_attributes-cidr_netmask" name="cidr_netmask" value="24"/>
      </instance_attributes>
      <meta_attributes id="site-address-meta_attributes">
        <nvpair id="site-address-meta_attributes-migration-threshold" name="migration-threshold" value="5"/>
      </meta_attributes>
      <operations>
        <op name="monitor" timeout="20s" interval="10s" on-fail="restart" id="site-address-monitor-interval-10s"/>
      </operations>
    </template>' \
    || fail 'TEMPLATE row 268: site-address'

# PRIMITIVE row 282: address-tokyo
# cibadmin: pcs 0.11.10 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="address-tokyo" template="site-address">
      <instance_attributes id="address-tokyo-instance_attributes">
        <nvpair id="address-tokyo-instance_attributes-ip" name="ip" value="192.0.2.11"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 282: address-tokyo'

# PRIMITIVE row 291: address-osaka
# cibadmin: pcs 0.11.10 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="address-osaka" template="site-address">
      <instance_attributes id="address-osaka-instance_attributes">
        <nvpair id="address-osaka-instance_attributes-ip" name="ip" value="192.0.2.12"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 291: address-osaka'

### Elements that no table describes

# CIB_XML row 306
# cibadmin: pcs 0.11.10 has no command for elements as such; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<group id="web-group">
      <instance_attributes id="web-group-params">
        <nvpair id="web-group-site" name="site" value="tokyo"/>
      </instance_attributes>
    </group>' \
    || fail 'CIB_XML row 306'

### Fencing levels

# STONITH_LEVEL row 61: web1
pcs -f "$cib" stonith level add 1 web1 fence-web1 \
    || fail 'STONITH_LEVEL row 61: web1'

# STONITH_LEVEL row 62: web2
pcs -f "$cib" stonith level add 1 web2 fence-web2 \
    || fail 'STONITH_LEVEL row 62: web2'

### Constraints

# LOCATION_NODE row 152: web-group
pcs -f "$cib" constraint location web-group prefers web1=200 \
    || fail 'LOCATION_NODE row 152: web-group'

# LOCATION_NODE row 153: web-group
pcs -f "$cib" constraint location web-group prefers web2=100 \
    || fail 'LOCATION_NODE row 153: web-group'

# LOCATION_NODE row 154: fence-web1
pcs -f "$cib" constraint location fence-web1 avoids web1=INFINITY \
    || fail 'LOCATION_NODE row 154: fence-web1'

# LOCATION_NODE row 155: fence-web2
pcs -f "$cib" constraint location fence-web2 avoids web2=INFINITY \
    || fail 'LOCATION_NODE row 155: fence-web2'

# LOCATION_RULE row 161: web-group
pcs -f "$cib" constraint location web-group rule score=100 \
    site eq tokyo \
    || fail 'LOCATION_RULE row 161: web-group'

# LOCATION_SET row 185: near-disk
# cibadmin: pcs 0.11.10 has no command for a location of sets of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location node="web2" score="50" id="near-disk">
      <resource_set id="near-disk_set">
        <resource_ref id="mailer"/>
        <resource_ref id="fence-web1"/>
      </resource_set>
    </rsc_location>' \
    || fail 'LOCATION_SET row 185: near-disk'

# COLOCATION row 167: mailer with web-group
pcs -f "$cib" constraint colocation add mailer with web-group score=-1000 \
    || fail 'COLOCATION row 167: mailer with web-group'

# COLOCATION_SET row 191: fences-apart
pcs -f "$cib" constraint colocation \
    set fence-web1 fence-web2 \
    setoptions id=fences-apart score=-100 \
    || fail 'COLOCATION_SET row 191: fences-apart'

# ORDER row 173: web-group then mailer
pcs -f "$cib" constraint order web-group then mailer kind=Optional \
    || fail 'ORDER row 173: web-group then mailer'

# ORDER_SET row 197: fences-first
pcs -f "$cib" constraint order \
    set fence-web1 fence-web2 sequential=false \
    set web-group \
    setoptions id=fences-first kind=Optional \
    || fail 'ORDER_SET row 197: fences-first'

# TICKET row 179: site for web-group
pcs -f "$cib" constraint ticket add site web-group loss-policy=stop \
    || fail 'TICKET row 179: site for web-group'

# TICKET_SET row 204: fences-site
pcs -f "$cib" constraint ticket \
    set fence-web1 fence-web2 \
    setoptions id=fences-site ticket=site loss-policy=freeze \
    || fail 'TICKET_SET row 204: fences-site'

### Alerts

# ALERT row 210: alert_1
pcs -f "$cib" alert create path=/usr/local/bin/alert_mail.sh id=alert_1 \
    options email_sender=cluster@example.com \
    || fail 'ALERT row 210: alert_1'

# ALERT row 221: alert_1
# cibadmin: pcs 0.11.10 has no command for the events that an alert is about; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope alerts \
    --xml-text '<alert id="alert_1">
      <select>
        <select_nodes/>
        <select_fencing/>
      </select>
    </alert>' \
    || fail 'ALERT row 221: alert_1'

# ALERT row 217: alert_1
pcs -f "$cib" alert recipient add alert_1 value=web@example.com \
    || fail 'ALERT row 217: alert_1'

### Tags

# TAG row 228: website
pcs -f "$cib" tag create website web-group mailer \
    || fail 'TAG row 228: website'

### Access control

# ACL_ROLE row 235: operator
pcs -f "$cib" acl role create operator description='may set maintenance' \
    write xpath '//crm_config//nvpair[@name='\''maintenance-mode'\'']' \
    read xpath /cib \
    deny id mailer \
    || fail 'ACL_ROLE row 235: operator'

# ACL_TARGET row 243: alice
pcs -f "$cib" acl user create alice operator \
    || fail 'ACL_TARGET row 243: alice'

# ACL_TARGET row 244: oncall
pcs -f "$cib" acl group create oncall operator \
    || fail 'ACL_TARGET row 244: oncall'

### Ids that no command gives

# CIB_ID row 318
# only in the XML: the ids of CIB_ID. They mean nothing to the cluster; this script makes those of pcs

### Additional configuration, as written in the sheet; the XML does not hold it

# ADDITIONAL_CONFIG row 300
pcs -f "$cib" acl role create guest description=nothing \
    || fail 'ADDITIONAL_CONFIG row 300'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
