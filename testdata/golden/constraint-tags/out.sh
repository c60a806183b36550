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
    fs1 fs2 web mail app app1 app2 db-clone db disks front bases
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

# PRIMITIVE row 18: fs1
pcs -f "$cib" resource create fs1 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 18: fs1'

# PRIMITIVE row 21: fs2
pcs -f "$cib" resource create fs2 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 21: fs2'

# PRIMITIVE row 24: web
pcs -f "$cib" resource create web ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 24: web'

# PRIMITIVE row 27: mail
pcs -f "$cib" resource create mail ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 27: mail'

# PRIMITIVE row 30: app1
pcs -f "$cib" resource create app1 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 30: app1'

# PRIMITIVE row 33: app2
pcs -f "$cib" resource create app2 ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 33: app2'

# RESOURCES row 11: app
pcs -f "$cib" resource group add app app1 app2 \
    || fail 'RESOURCES row 11: app'

# PRIMITIVE row 36: db
pcs -f "$cib" resource create db ocf:pacemaker:Stateful \
    || fail 'PRIMITIVE row 36: db'

# RESOURCES row 14: db-clone
pcs -f "$cib" resource promotable db db-clone \
    || fail 'RESOURCES row 14: db-clone'

### Tags

# TAG row 39: disks
pcs -f "$cib" tag create disks fs1 fs2 \
    || fail 'TAG row 39: disks'

# TAG row 41: front
pcs -f "$cib" tag create front web \
    || fail 'TAG row 41: front'

# TAG row 42: bases
pcs -f "$cib" tag create bases db-clone \
    || fail 'TAG row 42: bases'

### Constraints

# LOCATION_NODE row 45: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-disks-db1-200" rsc="disks" node="db1" score="200"/>' \
    || fail 'LOCATION_NODE row 45: disks'

# LOCATION_NODE row 45: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-disks-db2-100" rsc="disks" node="db2" score="100"/>' \
    || fail 'LOCATION_NODE row 45: disks'

# LOCATION_NODE row 47: bases
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-bases-db1-50" rsc="bases" node="db1" score="50" role="Promoted"/>' \
    || fail 'LOCATION_NODE row 47: bases'

# LOCATION_NODE row 48: mail
pcs -f "$cib" -- constraint location add location-mail-db3--INFINITY mail db3 -INFINITY resource-discovery=never \
    || fail 'LOCATION_NODE row 48: mail'

# LOCATION_RULE row 51: front
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-front" rsc="front">
      <rule id="location-front-rule" score="100">
        <expression id="location-front-rule-expr" operation="eq" attribute="rack" value="1"/>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 51: front'

# LOCATION_RULE row 52: bases
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-bases" rsc="bases">
      <rule id="location-bases-rule" role="Promoted" score="10">
        <expression id="location-bases-rule-expr" operation="eq" attribute="rack" value="2"/>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 52: bases'

# LOCATION_SET row 55: third
# cibadmin: pcs 0.11.10 has no command for a location of sets of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location node="db3" score="10" id="third">
      <resource_set id="third_set">
        <resource_ref id="disks"/>
        <resource_ref id="front"/>
      </resource_set>
    </rsc_location>' \
    || fail 'LOCATION_SET row 55: third'

# COLOCATION row 58: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation rsc="mail" with-rsc="disks" score="-100" id="colocation-mail-disks-INFINITY"/>' \
    || fail 'COLOCATION row 58: disks'

# COLOCATION row 59: bases
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation rsc="web" with-rsc="bases" score="INFINITY" rsc-role="Started" with-rsc-role="Promoted" id="colocation-web-bases-INFINITY"/>' \
    || fail 'COLOCATION row 59: bases'

# COLOCATION row 60: app with mail
pcs -f "$cib" constraint colocation add app with mail score=10 \
    || fail 'COLOCATION row 60: app with mail'

# COLOCATION_SET row 63: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation score="50" id="group">
      <resource_set id="group_set" sequential="false">
        <resource_ref id="mail"/>
        <resource_ref id="disks"/>
      </resource_set>
      <resource_set id="group_set-1">
        <resource_ref id="web"/>
      </resource_set>
    </rsc_colocation>' \
    || fail 'COLOCATION_SET row 63: disks'

# ORDER row 67: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order first="disks" then="front" first-action="start" then-action="start" id="order-disks-front-mandatory"/>' \
    || fail 'ORDER row 67: disks'

# ORDER row 68: bases
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order first="bases" then="mail" kind="Optional" first-action="promote" then-action="start" id="order-bases-mail-Optional"/>' \
    || fail 'ORDER row 68: bases'

# ORDER row 69: app then web
pcs -f "$cib" constraint order app then web kind=Optional \
    || fail 'ORDER row 69: app then web'

# ORDER_SET row 72: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order id="start">
      <resource_set id="start_set">
        <resource_ref id="disks"/>
        <resource_ref id="app"/>
      </resource_set>
    </rsc_order>' \
    || fail 'ORDER_SET row 72: disks'

# TICKET row 75: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket ticket="site" rsc="disks" id="ticket-site-disks"/>' \
    || fail 'TICKET row 75: disks'

# TICKET row 76: bases
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket rsc-role="Promoted" ticket="site" rsc="bases" id="ticket-site-bases-Promoted"/>' \
    || fail 'TICKET row 76: bases'

# TICKET_SET row 79: disks
# cibadmin: pcs 0.11.10 has no command for a tag in a constraint; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket ticket="other" id="both">
      <resource_set id="both_set">
        <resource_ref id="disks"/>
        <resource_ref id="mail"/>
      </resource_set>
    </rsc_ticket>' \
    || fail 'TICKET_SET row 79: disks'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
