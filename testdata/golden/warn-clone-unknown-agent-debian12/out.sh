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
    t-clone t p-clone p g-clone g u
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

# PRIMITIVE row 24: t
# --no-default-ops: hagen does not know ocf:acme:topo, so the operations are those of the sheet
# --force: pcs refuses an agent it does not know either
# created as a clone: pcs 0.11.5 does not clone a resource of an agent it does not know, whatever the options
pcs -f "$cib" --no-default-ops --force resource create t ocf:acme:topo \
    op monitor interval=10s timeout=20s \
    clone t-clone \
    || fail 'PRIMITIVE row 24: t'

# PRIMITIVE row 26: t
pcs -f "$cib" resource utilization t cpu=1 \
    || fail 'PRIMITIVE row 26: t'

# RSC_ATTRIBUTES row 16: interleave
# cibadmin: pcs 0.11.5 has no command for meta attributes of a clone whose agent it does not know; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="t-clone">
      <meta_attributes id="t-clone-meta_attributes">
        <nvpair id="t-clone-meta_attributes-interleave" name="interleave" value="true"/>
        <nvpair id="t-clone-meta_attributes-clone-max" name="clone-max" value="2"/>
      </meta_attributes>
    </clone>' \
    || fail 'RSC_ATTRIBUTES row 16: interleave'

# PRIMITIVE row 31: p
# --no-default-ops: hagen does not know ocf:acme:db, so the operations are those of the sheet
# --force: pcs refuses an agent it does not know either
# created as a clone: pcs 0.11.5 does not clone a resource of an agent it does not know, whatever the options
pcs -f "$cib" --no-default-ops --force resource create p ocf:acme:db \
    op monitor interval=10s timeout=20s role=Promoted \
    op monitor interval=11s timeout=20s role=Unpromoted \
    promotable p-clone \
    || fail 'PRIMITIVE row 31: p'

# RSC_ATTRIBUTES row 18: promoted-max
# cibadmin: pcs 0.11.5 has no command for meta attributes of a clone whose agent it does not know; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --scope resources \
    --xml-text '<clone id="p-clone">
      <meta_attributes id="p-clone-meta_attributes">
        <nvpair id="p-clone-meta_attributes-promotable" name="promotable" value="true"/>
        <nvpair id="p-clone-meta_attributes-promoted-max" name="promoted-max" value="1"/>
        <nvpair id="p-clone-meta_attributes-interleave" name="interleave" value="true"/>
        <nvpair id="p-clone-meta_attributes-allow-unhealthy-nodes" name="allow-unhealthy-nodes" value="true"/>
      </meta_attributes>
    </clone>' \
    || fail 'RSC_ATTRIBUTES row 18: promoted-max'

# PRIMITIVE row 37: u
# --no-default-ops: hagen does not know ocf:acme:grp, so the operations are those of the sheet
# --force: pcs refuses an agent it does not know either
pcs -f "$cib" --no-default-ops --force resource create u ocf:acme:grp \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 37: u'

# RESOURCES row 12: g
pcs -f "$cib" resource group add g u \
    || fail 'RESOURCES row 12: g'

# RESOURCES row 11: g-clone
# --force: pcs asks the agents of a clone whether they can be cloned, and hagen does not know them all
pcs -f "$cib" --force resource clone g g-clone \
    || fail 'RESOURCES row 11: g-clone'

# RSC_ATTRIBUTES row 21: g-clone
# --force: pcs asks the agents of a clone whether they can be cloned, and hagen does not know them all
pcs -f "$cib" --force resource meta g-clone interleave=true \
    || fail 'RSC_ATTRIBUTES row 21: g-clone'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
