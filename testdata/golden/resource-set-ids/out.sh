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
    fs1 fs2 web mail app app1 app2 db-clone db
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

### Constraints

# LOCATION_SET row 39: near-disk
# cibadmin: pcs 0.11.10 has no command for a location of sets of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location node="db1" score="200" id="near-disk">
      <resource_set id="near-disk-0">
        <resource_ref id="fs1"/>
        <resource_ref id="web"/>
      </resource_set>
      <resource_set id="near-disk_set" role="Promoted">
        <resource_ref id="db-clone"/>
      </resource_set>
    </rsc_location>' \
    || fail 'LOCATION_SET row 39: near-disk'

# COLOCATION_SET row 44: together-1
# cibadmin: pcs 0.11.10 has no command for the id of a set of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_colocation score="100" id="together">
      <resource_set id="together_set">
        <resource_ref id="fs1"/>
        <resource_ref id="web"/>
      </resource_set>
      <resource_set id="together-1">
        <resource_ref id="mail"/>
      </resource_set>
    </rsc_colocation>' \
    || fail 'COLOCATION_SET row 44: together-1'

# ORDER_SET row 47: pcs_rsc_set_fs1_fs2
# cibadmin: pcs 0.11.10 has no command for the id of a set of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_order kind="Mandatory" id="first">
      <resource_set id="pcs_rsc_set_fs1_fs2">
        <resource_ref id="fs1"/>
        <resource_ref id="fs2"/>
      </resource_set>
    </rsc_order>' \
    || fail 'ORDER_SET row 47: pcs_rsc_set_fs1_fs2'

# ORDER_SET row 48: plain
pcs -f "$cib" constraint order \
    set web mail \
    setoptions id=plain kind=Optional \
    || fail 'ORDER_SET row 48: plain'

# TICKET_SET row 51: site-a-0
# cibadmin: pcs 0.11.10 has no command for the id of a set of resources; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_ticket ticket="ticketA" id="site-a">
      <resource_set id="site-a-0">
        <resource_ref id="fs1"/>
        <resource_ref id="web"/>
      </resource_set>
    </rsc_ticket>' \
    || fail 'TICKET_SET row 51: site-a-0'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
