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
    web vip httpd site operator helper auditor alice ops
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

# PROPERTY row 5: enable-acl
pcs -f "$cib" property set enable-acl=true \
    || fail 'PROPERTY row 5: enable-acl'

### Resources

# PRIMITIVE row 13: vip
pcs -f "$cib" resource create vip ocf:pacemaker:Dummy \
    state=/run/vip \
    || fail 'PRIMITIVE row 13: vip'

# PRIMITIVE row 18: httpd
pcs -f "$cib" resource create httpd ocf:pacemaker:Dummy \
    || fail 'PRIMITIVE row 18: httpd'

# RESOURCES row 8: web
pcs -f "$cib" resource group add web vip httpd \
    || fail 'RESOURCES row 8: web'

### Constraints

# LOCATION_NODE row 21: web
pcs -f "$cib" constraint location web prefers n1=100 \
    || fail 'LOCATION_NODE row 21: web'

### Tags

# TAG row 24: site
pcs -f "$cib" tag create site web \
    || fail 'TAG row 24: site'

### Access control

# ACL_ROLE row 27: operator
pcs -f "$cib" acl role create operator description='may set maintenance' \
    write xpath '//crm_config//nvpair[@name='\''maintenance-mode'\'']' \
    read xpath /cib \
    deny id vip-instance_attributes \
    write id site \
    write id httpd \
    || fail 'ACL_ROLE row 27: operator'

# ACL_ROLE row 31: object-type
# cibadmin: pcs 0.11.10 has no command for permissions by object-type; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope acls \
    --xml-text '<acl_role id="helper" description="names of nvpairs">
      <acl_permission id="helper-read" kind="read" object-type="nvpair" attribute="name"/>
      <acl_permission id="helper-deny" kind="deny" object-type="status"/>
      <acl_permission id="helper-read-1" kind="read" reference="vip"/>
    </acl_role>' \
    || fail 'ACL_ROLE row 31: object-type'

# ACL_ROLE row 34: auditor
pcs -f "$cib" acl role create auditor \
    read xpath '//primitive[@type="Dummy"]' \
    read id location-web-n1-100 \
    deny id operator \
    || fail 'ACL_ROLE row 34: auditor'

# ACL_TARGET row 40: alice
pcs -f "$cib" acl user create alice operator auditor \
    || fail 'ACL_TARGET row 40: alice'

# ACL_TARGET row 42: DOM\bob smith
pcs -f "$cib" acl user create 'DOM\bob smith' auditor \
    || fail 'ACL_TARGET row 42: DOM\bob smith'

# ACL_TARGET row 43: alice
pcs -f "$cib" acl group create alice auditor \
    || fail 'ACL_TARGET row 43: alice'

# ACL_TARGET row 44: ops
pcs -f "$cib" acl group create ops operator auditor \
    || fail 'ACL_TARGET row 44: ops'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
