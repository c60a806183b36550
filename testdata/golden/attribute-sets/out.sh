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
    grp app addr dummies dummy fence1 alert_1
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

# PROPERTY row 11: stonith-enabled
pcs -f "$cib" property set stonith-enabled=true \
    || fail 'PROPERTY row 11: stonith-enabled'

# PROPERTY row 12: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=stop \
    || fail 'PROPERTY row 12: no-quorum-policy'

# PROPERTY row 13: redis_replication
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope crm_config \
    --xml-text '<cluster_property_set id="redis_replication" score="1">
      <nvpair id="redis_replication-redis_REPL_INFO" name="redis_REPL_INFO" value="node1"/>
      <nvpair id="redis_replication-redis_REPL_STATUS" name="redis_REPL_STATUS" value="ok"/>
    </cluster_property_set>' \
    || fail 'PROPERTY row 13: redis_replication'

### Resource defaults

# RSC_DEFAULTS row 17: resource-stickiness
pcs -f "$cib" resource defaults update resource-stickiness=200 \
    || fail 'RSC_DEFAULTS row 17: resource-stickiness'

# RSC_DEFAULTS row 18: office
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope rsc_defaults \
    --xml-text '<meta_attributes id="office" score="10">
      <rule id="office-rule" boolean-op="and" score="INFINITY">
        <date_expression id="office-rule-expr" operation="date_spec">
          <date_spec id="office-rule-expr-datespec" hours="9-17" weekdays="1-5"/>
        </date_expression>
      </rule>
      <nvpair id="office-resource-stickiness" name="resource-stickiness" value="INFINITY"/>
      <nvpair id="office-allow-unhealthy-nodes" name="allow-unhealthy-nodes" value="true"/>
    </meta_attributes>' \
    || fail 'RSC_DEFAULTS row 18: office'

# RSC_DEFAULTS row 20: night
pcs -f "$cib" resource defaults set create id=night \
    meta migration-threshold=5 \
    || fail 'RSC_DEFAULTS row 20: night'

# RSC_DEFAULTS row 21: addresses
pcs -f "$cib" resource defaults set create id=addresses score=20 \
    meta migration-threshold=1 \
    rule resource ocf:heartbeat:IPaddr2 or resource :pacemaker: \
    || fail 'RSC_DEFAULTS row 21: addresses'

### Operation defaults

# OP_DEFAULTS row 24: slow
pcs -f "$cib" resource op defaults set create id=slow score=5 \
    meta timeout=30s record-pending=true \
    || fail 'OP_DEFAULTS row 24: slow'

# OP_DEFAULTS row 26: monitors
pcs -f "$cib" resource op defaults set create id=monitors \
    meta timeout=90s \
    rule op monitor interval=10s and resource ocf:pacemaker:Dummy \
    || fail 'OP_DEFAULTS row 26: monitors'

### Nodes

# NODE row 4: node1
pcs -f "$cib" node attribute node1 rack=a \
    || fail 'NODE row 4: node1'

# NODE row 7: node1
pcs -f "$cib" node utilization node1 cpu=4 \
    || fail 'NODE row 7: node1'

# NODE row 5: rack-of-the-new-room
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
# the id of the node has to be the cluster's: hagen takes it from --nodes-from
CIB_file="$cib" cibadmin --modify --xpath "//node[@id='1'][@uname='node1']" \
    --xml-text '<node id="1">
      <instance_attributes id="rack-of-the-new-room" score="-5">
        <nvpair id="rack-of-the-new-room-rack" name="rack" value="b"/>
        <nvpair id="rack-of-the-new-room-floor" name="floor" value="2"/>
      </instance_attributes>
    </node>' \
    || fail 'NODE row 5: rack-of-the-new-room'

# NODE row 8: only-one
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
# the id of the node has to be the cluster's: hagen takes it from --nodes-from
CIB_file="$cib" cibadmin --modify --xpath "//node[@id='2'][@uname='node2']" \
    --xml-text '<node id="2">
      <instance_attributes id="only-one">
        <nvpair id="only-one-rack" name="rack" value="c"/>
      </instance_attributes>
    </node>' \
    || fail 'NODE row 8: only-one'

### Resources

# PRIMITIVE row 42: app
# --force: pcs does not see yet that a set of its own gives op_sleep
pcs -f "$cib" --force resource create app ocf:pacemaker:Dummy \
    fake=1 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 42: app'

# PRIMITIVE row 48: app
pcs -f "$cib" resource utilization app cpu=2 \
    || fail 'PRIMITIVE row 48: app'

# PRIMITIVE row 45: app-second
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="app">
      <instance_attributes id="app-second" score="2">
        <nvpair id="app-second-fake" name="fake" value="it'\''s &quot;2&quot; &amp; &lt;3>"/>
        <nvpair id="app-second-op_sleep" name="op_sleep" value="0"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 45: app-second'

# PRIMITIVE row 47: app-meta
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="app">
      <meta_attributes id="app-meta">
        <nvpair id="app-meta-priority" name="priority" value="1"/>
      </meta_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 47: app-meta'

# PRIMITIVE row 49: app-small
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="app">
      <utilization id="app-small">
        <nvpair id="app-small-cpu" name="cpu" value="1"/>
      </utilization>
    </primitive>' \
    || fail 'PRIMITIVE row 49: app-small'

# RESOURCES row 29: grp
pcs -f "$cib" resource group add grp app \
    || fail 'RESOURCES row 29: grp'

# RSC_ATTRIBUTES row 37: grp
pcs -f "$cib" resource meta grp priority=10 \
    || fail 'RSC_ATTRIBUTES row 37: grp'

# RSC_ATTRIBUTES row 38: grp-high
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<group id="grp">
      <meta_attributes id="grp-high" score="INFINITY">
        <nvpair id="grp-high-priority" name="priority" value="20"/>
      </meta_attributes>
    </group>' \
    || fail 'RSC_ATTRIBUTES row 38: grp-high'

# PRIMITIVE row 54: addr
# --force: pcs does not see yet that a set of its own gives ip
pcs -f "$cib" --force resource create addr ocf:heartbeat:IPaddr2 \
    cidr_netmask=24 \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 54: addr'

# PRIMITIVE row 57: addr-of-the-site
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="addr">
      <instance_attributes id="addr-of-the-site">
        <nvpair id="addr-of-the-site-ip" name="ip" value="192.0.2.10"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 57: addr-of-the-site'

# PRIMITIVE row 62: dummy
# --force: pcs does not see yet that a set of its own gives fake
pcs -f "$cib" --force resource create dummy ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 62: dummy'

# PRIMITIVE row 64: dummy
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CHARSET=UTF-8 CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="dummy">
      <instance_attributes id="dummy-instance_attributes" score="7">
        <rule id="dummy-instance_attributes-rule" boolean-op="and" score="INFINITY">
          <expression id="dummy-instance_attributes-rule-expr" operation="eq" attribute="#uname" value="node1"/>
          <rule id="dummy-instance_attributes-rule-rule" boolean-op="or" score="0">
            <expression id="dummy-instance_attributes-rule-rule-expr" operation="defined" attribute="rack"/>
            <date_expression id="dummy-instance_attributes-rule-rule-expr-1" operation="gt" start="2026-01-31"/>
          </rule>
        </rule>
        <nvpair id="dummy-instance_attributes-fake" name="fake" value="東京"/>
      </instance_attributes>
    </primitive>' \
    || fail 'PRIMITIVE row 64: dummy'

# RESOURCES row 32: dummies
pcs -f "$cib" resource clone dummy dummies \
    || fail 'RESOURCES row 32: dummies'

# RSC_ATTRIBUTES row 39: dummies-meta
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="dummies">
      <meta_attributes id="dummies-meta">
        <nvpair id="dummies-meta-interleave" name="interleave" value="true"/>
      </meta_attributes>
    </clone>' \
    || fail 'RSC_ATTRIBUTES row 39: dummies-meta'

# STONITH row 69: fence1
# --force: pcs does not see yet that a set of its own gives password
pcs -f "$cib" --force stonith create fence1 fence_ipmilan \
    ip=192.0.2.20 username=admin pcmk_host_list='node1 node2' \
    op monitor interval=60s timeout=20s \
    || fail 'STONITH row 69: fence1'

# STONITH row 74: fence1-secret
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<primitive id="fence1">
      <instance_attributes id="fence1-secret">
        <nvpair id="fence1-secret-password" name="password" value="hush"/>
      </instance_attributes>
    </primitive>' \
    || fail 'STONITH row 74: fence1-secret'

### Alerts

# ALERT row 79: alert_1
pcs -f "$cib" alert create path=/usr/local/bin/alert.sh id=alert_1 \
    options debug=1 \
    || fail 'ALERT row 79: alert_1'

# ALERT row 83: alert-meta
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope alerts \
    --xml-text '<alert id="alert_1">
      <meta_attributes id="alert-meta">
        <nvpair id="alert-meta-timeout" name="timeout" value="15s"/>
      </meta_attributes>
    </alert>' \
    || fail 'ALERT row 83: alert-meta'

# ALERT row 82: alert-second
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope alerts \
    --xml-text '<alert id="alert_1">
      <instance_attributes id="alert-second">
        <nvpair id="alert-second-debug" name="debug" value="2"/>
      </instance_attributes>
    </alert>' \
    || fail 'ALERT row 82: alert-second'

# ALERT row 85: alert_1
pcs -f "$cib" alert recipient add alert_1 value=admin@example.com \
    options debug=3 \
    || fail 'ALERT row 85: alert_1'

# ALERT row 88: recipient-second
# cibadmin: pcs 0.11.10 has no command for a set of attributes with its own id, score or rule here; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope alerts \
    --xml-text '<recipient id="alert_1-recipient">
      <instance_attributes id="recipient-second" score="1">
        <nvpair id="recipient-second-debug" name="debug" value="4"/>
      </instance_attributes>
    </recipient>' \
    || fail 'ALERT row 88: recipient-second'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
