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
    a alert_1
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

### Nodes

# NODE row 7: db1
pcs -f "$cib" node attribute db1 note='it'\''s $HOME; `id` \\ "x"' \
    || fail 'NODE row 7: db1'

### Resources

# PRIMITIVE row 13: a
pcs -f "$cib" resource create a ocf:pacemaker:Dummy \
    fake='it'\''s "quoted" p$ss ${HOME} $(id) `id` a; b && c | d > e' \
    || fail 'PRIMITIVE row 13: a'

### Constraints

# LOCATION_RULE row 40: a
pcs -f "$cib" -- constraint location a rule score=10 \
    note eq '$x `y` "z" '\''q'\''' and '#kind' ne -1 \
    || fail 'LOCATION_RULE row 40: a'

### Alerts

# ALERT row 18: alert_1
pcs -f "$cib" alert create path='/opt/site alerts/notify'\''s.sh' id=alert_1 \
    options spaces='two words' quotes='it'\''s "quoted"' dollar='p$ss ${HOME} $(id)' tick='`id`' backslash='C:\dir\' hash='#not a comment' semicolon='a; b && c | d > e' dash=-n equals=a=b xml='<tag attr="1"> & &amp; ]]>' japanese='日本語、全角' glob='* ? [a-z] {1,2}' tilde='~root !!' percent='%H:%M 100%' \
    || fail 'ALERT row 18: alert_1'

# ALERT row 35: alert_1
pcs -f "$cib" alert recipient add alert_1 value=--all \
    || fail 'ALERT row 35: alert_1'

# ALERT row 37: alert_1
pcs -f "$cib" alert recipient add alert_1 value='#ops-team' \
    || fail 'ALERT row 37: alert_1'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
