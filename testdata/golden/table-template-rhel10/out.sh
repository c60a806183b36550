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
    vm-base first web-base vm1 vm2 web www1 ip db-base db-clone db cache-base \
    cache-clone cache cache1 box boxed
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

# TEMPLATE row 32: vm-base
# cibadmin: pcs 0.12.1 has no command for resource templates; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<template id="vm-base" class="ocf" type="VirtualDomain" provider="heartbeat">
      <instance_attributes id="vm-base-instance_attributes">
        <nvpair id="vm-base-instance_attributes-hypervisor" name="hypervisor" value="qemu:///system"/>
        <nvpair id="vm-base-instance_attributes-migration_transport" name="migration_transport" value="ssh"/>
      </instance_attributes>
      <meta_attributes id="vm-base-meta_attributes">
        <nvpair id="vm-base-meta_attributes-allow-migrate" name="allow-migrate" value="true"/>
      </meta_attributes>
      <operations>
        <op name="migrate_to" interval="0s" timeout="120s" id="vm-base-migrate_to-interval-0s"/>
        <op name="monitor" interval="30s" timeout="30s" id="vm-base-monitor-interval-30s">
          <meta_attributes id="vm-base-monitor-interval-30s-meta_attributes">
            <nvpair id="vm-base-monitor-interval-30s-meta_attributes-record-pending" name="record-pending" value="true"/>
          </meta_attributes>
        </op>
        <op name="start" interval="0s" timeout="120s" id="vm-base-start-interval-0s"/>
        <op name="stop" timeout="120s" interval="0s" id="vm-base-stop-interval-0s"/>
      </operations>
      <utilization id="vm-base-utilization">
        <nvpair id="vm-base-utilization-cpu" name="cpu" value="2"/>
      </utilization>
      <instance_attributes id="vm-forced" score="5">
        <nvpair id="vm-forced-force_stop" name="force_stop" value="true"/>
      </instance_attributes>
    </template>' \
    || fail 'TEMPLATE row 32: vm-base'

# PRIMITIVE row 55: first
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="first" template="vm-base">
      <instance_attributes id="first-instance_attributes">
        <nvpair id="first-instance_attributes-config" name="config" value="/etc/first.xml"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 55: first'

# TEMPLATE row 46: web-base
# cibadmin: pcs 0.12.1 has no command for resource templates; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<template id="web-base" class="systemd" type="nginx" description="a web server"/>' \
    || fail 'TEMPLATE row 46: web-base'

# PRIMITIVE row 60: vm1
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="vm1" template="vm-base">
      <instance_attributes id="vm1-instance_attributes">
        <nvpair id="vm1-instance_attributes-config" name="config" value="/etc/vm1.xml"/>
      </instance_attributes>
      <operations>
        <op name="monitor" interval="10s" timeout="20s" id="vm1-monitor-interval-10s"/>
      </operations>
      <utilization id="vm1-utilization">
        <nvpair id="vm1-utilization-cpu" name="cpu" value="4"/>
      </utilization>
    </primitive>' \
    || fail 'PRIMITIVE row 60: vm1'

# PRIMITIVE row 68: vm2
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="vm2" template="vm-base">
      <instance_attributes id="vm2-instance_attributes">
        <nvpair id="vm2-instance_attributes-config" name="config" value="/etc/vm2.xml"/>
        <nvpair id="vm2-instance_attributes-force_stop" name="force_stop" value="false"/>
      </instance_attributes>
      <meta_attributes id="vm2-meta_attributes">
        <nvpair id="vm2-meta_attributes-allow-migrate" name="allow-migrate" value="false"/>
        <nvpair id="vm2-meta_attributes-priority" name="priority" value="20"/>
      </meta_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 68: vm2'

# PRIMITIVE row 75: www1
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="www1" template="web-base" description="the first"/>' \
    || fail 'PRIMITIVE row 75: www1'

# PRIMITIVE row 78: ip
pcs -f "$cib" resource create ip ocf:heartbeat:IPaddr2 \
    ip=192.168.122.10 \
    || fail 'PRIMITIVE row 78: ip'

# RESOURCES row 12: web
pcs -f "$cib" resource group add web www1 ip \
    || fail 'RESOURCES row 12: web'

# RSC_ATTRIBUTES row 29: web
pcs -f "$cib" resource meta web priority=1 \
    || fail 'RSC_ATTRIBUTES row 29: web'

# TEMPLATE row 49: db-base
# cibadmin: pcs 0.12.1 has no command for resource templates; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<template id="db-base" class="ocf" type="Stateful" provider="pacemaker">
      <operations>
        <op name="monitor" interval="10s" timeout="20s" role="Promoted" id="db-base-monitor-interval-10s"/>
        <op name="monitor" interval="11s" timeout="20s" role="Unpromoted" id="db-base-monitor-interval-11s"/>
      </operations>
    </template>' \
    || fail 'TEMPLATE row 49: db-base'

# PRIMITIVE row 83: db
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="db" template="db-base"/>' \
    || fail 'PRIMITIVE row 83: db'

# RESOURCES row 16: db-clone
pcs -f "$cib" resource clone db db-clone \
    || fail 'RESOURCES row 16: db-clone'

# RESOURCES row 16: db-clone
# cibadmin: pcs 0.12.1 has no command for meta attributes of clones of primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="db-clone">
      <meta_attributes id="db-clone-meta_attributes">
        <nvpair id="db-clone-meta_attributes-promotable" name="promotable" value="true"/>
        <nvpair id="db-clone-meta_attributes-notify" name="notify" value="true"/>
      </meta_attributes>
    </clone>' \
    || fail 'RESOURCES row 16: db-clone'

# TEMPLATE row 126: cache-base
# cibadmin: pcs 0.12.1 has no command for resource templates; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<template id="cache-base" class="ocf" type="Dummy" provider="pacemaker"/>' \
    || fail 'TEMPLATE row 126: cache-base'

# PRIMITIVE row 86: cache1
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope resources \
    --xml-text '<primitive id="cache1" template="cache-base"/>' \
    || fail 'PRIMITIVE row 86: cache1'

# RESOURCES row 19: cache
pcs -f "$cib" resource group add cache cache1 \
    || fail 'RESOURCES row 19: cache'

# RESOURCES row 18: cache-clone
pcs -f "$cib" resource clone cache cache-clone \
    || fail 'RESOURCES row 18: cache-clone'

# RESOURCES row 18: cache-clone
# cibadmin: pcs 0.12.1 has no command for meta attributes of clones of primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="cache-clone">
      <meta_attributes id="cache-clone-meta_attributes">
        <nvpair id="cache-clone-meta_attributes-interleave" name="interleave" value="true"/>
      </meta_attributes>
    </clone>' \
    || fail 'RESOURCES row 18: cache-clone'

# BUNDLE row 92: box
pcs -f "$cib" resource bundle create box \
    container podman image=localhost/box \
    network control-port=3121 \
    || fail 'BUNDLE row 92: box'

# PRIMITIVE row 89: boxed
# cibadmin: pcs 0.12.1 has no command for primitives from a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<bundle id="box">
      <primitive id="boxed" template="cache-base"/>
    </bundle>' \
    || fail 'PRIMITIVE row 89: boxed'

### Constraints

# LOCATION_NODE row 97: vm-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-vm-base-node01-100" rsc="vm-base" node="node01" score="100"/>' \
    || fail 'LOCATION_NODE row 97: vm-base'

# LOCATION_NODE row 98: vm-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="vm-not-node02" rsc="vm-base" node="node02" score="-INFINITY" resource-discovery="never"/>' \
    || fail 'LOCATION_NODE row 98: vm-base'

# LOCATION_NODE row 99: web
pcs -f "$cib" constraint location web prefers node01=5 \
    || fail 'LOCATION_NODE row 99: web'

# LOCATION_RULE row 102: vm-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-vm-base" rsc="vm-base">
      <rule id="location-vm-base-rule" boolean-op="and" score="10">
        <expression id="location-vm-base-rule-expr" operation="eq" attribute="rack" value="a"/>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 102: vm-base'

# COLOCATION row 105: vm-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation rsc="vm-base" with-rsc="ip" score="-INFINITY" id="colocation-vm-base-ip--INFINITY"/>' \
    || fail 'COLOCATION row 105: vm-base'

# COLOCATION row 106: db-clone with web
pcs -f "$cib" constraint colocation add db-clone with web score=10 \
    || fail 'COLOCATION row 106: db-clone with web'

# COLOCATION_SET row 120: apart
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation score="-100" id="apart">
      <resource_set id="apart_set">
        <resource_ref id="web-base"/>
        <resource_ref id="vm-base"/>
      </resource_set>
    </rsc_colocation>' \
    || fail 'COLOCATION_SET row 120: apart'

# ORDER row 109: ip
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order first="ip" then="vm-base" kind="Optional" first-action="start" then-action="start" id="order-ip-vm-base-Optional"/>' \
    || fail 'ORDER row 109: ip'

# ORDER row 110: web-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order first="web-base" then="vm-base" first-action="start" then-action="start" id="order-web-base-vm-base-mandatory"/>' \
    || fail 'ORDER row 110: web-base'

# ORDER_SET row 116: vms-last
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order id="vms-last">
      <resource_set id="vms-last_set">
        <resource_ref id="web-base"/>
      </resource_set>
      <resource_set id="vms-last_set-1" sequential="false">
        <resource_ref id="vm-base"/>
      </resource_set>
    </rsc_order>' \
    || fail 'ORDER_SET row 116: vms-last'

# TICKET row 113: vm-base
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket loss-policy="stop" ticket="site-a" rsc="vm-base" id="ticket-site-a-vm-base"/>' \
    || fail 'TICKET row 113: vm-base'

# TICKET_SET row 123: site-b
# cibadmin: pcs 0.12.1 has no command for constraints on a template; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket ticket="site-b" id="site-b">
      <resource_set id="site-b_set">
        <resource_ref id="vm-base"/>
        <resource_ref id="ip"/>
      </resource_set>
    </rsc_ticket>' \
    || fail 'TICKET_SET row 123: site-b'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
