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
    a b c
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

# PRIMITIVE row 12: a
pcs -f "$cib" resource create a ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 12: a'

# PRIMITIVE row 17: b
pcs -f "$cib" resource create b ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 17: b'

# PRIMITIVE row 22: c
pcs -f "$cib" resource create c ocf:pacemaker:Dummy \
    op monitor interval=10s timeout=20s \
    || fail 'PRIMITIVE row 22: c'

### Constraints

# LOCATION_RULE row 27: a
pcs -f "$cib" constraint location a rule score=-INFINITY \
    '#uname' eq n1 and '(' date-spec hours=9-17 weekdays=1-5 or rack eq integer 3 ')' \
    || fail 'LOCATION_RULE row 27: a'

# LOCATION_RULE row 28: a
pcs -f "$cib" constraint location a rule score=100 \
    '(' a eq 1 or defined b or defined c ')' and '(' '(' d eq 1 and e eq 2 ')' or f ne version 1.2 ')' \
    || fail 'LOCATION_RULE row 28: a'

# LOCATION_RULE row 29: b
pcs -f "$cib" constraint location b rule score=50 \
    date in_range 2026-01-01 to 2026-12-31 \
    || fail 'LOCATION_RULE row 29: b'

# LOCATION_RULE row 30: b
pcs -f "$cib" constraint location b rule score=60 \
    date in_range 2026-01-01 to duration months=3 weeks=2 \
    || fail 'LOCATION_RULE row 30: b'

# LOCATION_RULE row 31: b
pcs -f "$cib" constraint location b rule score=70 \
    date gt 2026-01-01T09:00:00Z and date lt 20270101 \
    || fail 'LOCATION_RULE row 31: b'

# LOCATION_RULE row 34: c
pcs -f "$cib" constraint location c rule score=200 \
    ping gt 100 or '(' date-spec hours=9-17 and rack eq north ')' or defined up or up2 eq 1 \
    || fail 'LOCATION_RULE row 34: c'

# LOCATION_RULE row 37: c
pcs -f "$cib" constraint location c rule score=300 \
    mode eq on \
    || fail 'LOCATION_RULE row 37: c'

# LOCATION_RULE row 40: c
# cibadmin: pcs 0.11.10 has no command for a date in this rule; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-c-2" rsc="c">
      <rule id="location-c-2-rule" score="402">
        <date_expression id="location-c-2-rule-expr" operation="date_spec">
          <date_spec id="location-c-2-rule-expr-datespec" hours="9" minutes="0-29" seconds="30"/>
        </date_expression>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 40: c'

# LOCATION_RULE row 41: c
# cibadmin: pcs 0.11.10 has no command for a date in this rule; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-c-3" rsc="c">
      <rule id="location-c-3-rule" score="404">
        <date_expression id="location-c-3-rule-expr" operation="in_range" start="2026-01-01">
          <duration id="location-c-3-rule-expr-duration" years="1" months="2" weeks="3" days="4" hours="5" minutes="6" seconds="7"/>
        </date_expression>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 41: c'

# LOCATION_RULE row 42: c
# cibadmin: pcs 0.11.10 has no command for a date in this rule; Red Hat supports what pcs made
CIB_file="$cib" cibadmin --modify --allow-create --scope constraints \
    --xml-text '<rsc_location id="location-c-4" rsc="c">
      <rule id="location-c-4-rule" score="405">
        <date_expression id="location-c-4-rule-expr" operation="in_range" end="2026-12-31"/>
      </rule>
    </rsc_location>' \
    || fail 'LOCATION_RULE row 42: c'

# LOCATION_RULE row 43: c
pcs -f "$cib" constraint location c rule score=406 \
    date gt epoch \
    || fail 'LOCATION_RULE row 43: c'

# The one push: only what this script changed, so that other changes survive.
if [ -n "$work" ]; then
    pcs cluster cib-push "$cib" diff-against="$work/before.xml" || fail 'pushing to the cluster'
fi
