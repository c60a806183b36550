package shell_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/emit/shell"
	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/pcstest"
)

var row = pcstest.Row{Name: "T", N: 7}

func emit(t *testing.T, name string, cfg *model.Config) string {
	t.Helper()
	return pcstest.Emit(t, name, cfg, shell.Emit)
}

// body is what is between the frame's ends: the sections.
func body(t *testing.T, script string) string {
	t.Helper()
	_, rest, ok := strings.Cut(script, "\nesac\n")
	rest, _, ok2 := strings.Cut(rest, "\n# The one push")
	if !ok || !ok2 {
		t.Fatalf("the frame of the script is not as expected:\n%s", script)
	}
	return strings.TrimPrefix(rest, "\n")
}

// commands are the commands of a script, one per line, without the common start and
// without what they do on failure.
func commands(t *testing.T, script string) []string {
	t.Helper()
	text := strings.ReplaceAll(body(t, script), " \\\n    ", " ")
	var out []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), " || fail ")
		if c, ok := strings.CutPrefix(line, `pcs -f "$cib" `); ok {
			out = append(out, c)
		}
	}
	return out
}

// TestLayout shows the look of the commands and their comments.
func TestLayout(t *testing.T) {
	t.Parallel()
	ip := pcstest.Primitive(73, "ipaddr", "ocf:heartbeat:IPaddr2", "ip", "10.0.0.1", "nic", "my nic")
	ip.Meta = pcstest.Set(pcstest.Row{Name: "PRIMITIVE", N: 78}, "priority", "1")
	ip.Operations = []*model.Operation{
		pcstest.Op("start", "timeout", "60s", "on-fail", "restart"), pcstest.Op("monitor", "interval", "10s"),
		{Name: "stop", Default: true},
	}
	g := pcstest.Group(20, "g", ip)
	g.Meta = pcstest.Set(pcstest.Row{Name: "RSC_ATTRIBUTES", N: 30}, ">priority", "1", ">target-role", "Started")
	fence := pcstest.Primitive(90, "f1", "stonith:fence_kdump")
	got := body(t, emit(t, "rhel9", &model.Config{
		Properties: pcstest.Set(pcstest.Row{Name: "PROPERTY", N: 5}, "no-quorum-policy", "ignore"),
		Resources:  []model.Resource{g, fence},
		Locations:  []*model.Location{pcstest.Rule(101, "g", "-INFINITY", "or", "", "ping", "lt", "1", "ping", "not_defined", "")},
		Commands:   []*model.Command{{Text: "pcs resource move g \\\n  node1", From: pcstest.Row{Name: "ADDITIONAL_CONFIG", N: 200}}},
	}))
	want := `# pcs creates only what is not there. An id in the way is said here, before anything is touched.
there=$(grep -Eo '<(primitive|group|clone|master|bundle|template|alert|tag) ([^>]* )?id="[^"]*"' "$cib" |
    sed 's/.* id="\(.*\)"$/\1/' | tr '\n' ' ')
taken=
for id in \
    g ipaddr f1
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

# PROPERTY row 5: no-quorum-policy
pcs -f "$cib" property set no-quorum-policy=ignore \
    || fail 'PROPERTY row 5: no-quorum-policy'

### Resources

# PRIMITIVE row 73: ipaddr
pcs -f "$cib" resource create ipaddr ocf:heartbeat:IPaddr2 \
    ip=10.0.0.1 nic='my nic' \
    meta priority=1 \
    op start timeout=60s on-fail=restart \
    op monitor interval=10s \
    || fail 'PRIMITIVE row 73: ipaddr'

# RESOURCES row 20: g
pcs -f "$cib" resource group add g ipaddr \
    || fail 'RESOURCES row 20: g'

# RSC_ATTRIBUTES row 30: g
pcs -f "$cib" resource meta g priority=1 target-role=Started \
    || fail 'RSC_ATTRIBUTES row 30: g'

# STONITH row 90: f1
pcs -f "$cib" stonith create f1 fence_kdump \
    || fail 'STONITH row 90: f1'

### Constraints

# LOCATION_RULE row 101: g
pcs -f "$cib" constraint location g rule score=-INFINITY \
    ping lt 1 or not_defined ping \
    || fail 'LOCATION_RULE row 101: g'

### Additional configuration, as written in the sheet; the XML does not hold it

# ADDITIONAL_CONFIG row 200
pcs -f "$cib" resource move g \
  node1 \
    || fail 'ADDITIONAL_CONFIG row 200'
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// dialect is a configuration and the commands it becomes, by target; a target
// that is not listed gets what "" lists.
type dialect struct {
	name string
	cfg  *model.Config
	want map[string][]string
}

func TestDialects(t *testing.T) {
	t.Parallel()
	for _, d := range append(resourceDialects(), constraintDialects()...) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			for _, tg := range target.All() {
				want := wanted(d.want, tg)
				if diff := cmp.Diff(want, commands(t, emit(t, tg.Name, d.cfg))); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tg.Name, diff)
				}
			}
		})
	}
}

func always(lines ...string) map[string][]string { return map[string][]string{"": lines} }

func resourceDialects() []dialect {
	fence := pcstest.Primitive(1, "f", "stonith:fence_ipmilan", "ip", "1", "username", "-u")
	fence.Meta = pcstest.Set(row, "provides", "unfencing", ">priority", "1")
	fence.Meta[0].Attributes[0].Default = true
	fence.Utilization = pcstest.Set(row, "cpu", "1")
	state := pcstest.Primitive(1, "s", "ocf:pacemaker:Stateful")
	state.Operations = []*model.Operation{pcstest.Op("monitor", "interval", "9s", "role", "Promoted", "OCF_CHECK_LEVEL", "10"), pcstest.Op("start", "timeout", "5s", "interval", "0s")}
	state.Operations[1].Options[1].Default = true
	clone := pcstest.Clone(1, "S", true, state)
	clone.Meta = pcstest.Set(row, ">promoted-max", "1")
	unknown := pcstest.Primitive(1, "u", "ocf:a:b", "-x", "1")
	unknown.UnknownAgent = true
	unknown.Operations = []*model.Operation{{Name: "monitor", Default: true, Options: pcstest.Set(nil, "interval", "60s")[0].Attributes}}
	unknownClone := pcstest.Clone(1, "Q", true, pcstest.Primitive(1, "q", "ocf:a:b"))
	unknownClone.Meta = pcstest.Set(row, ">promoted-max", "1")
	unknownGroup := pcstest.Clone(1, "RR", false, pcstest.Group(1, "R", pcstest.Primitive(1, "r", "ocf:a:b")))
	unknownGroup.Meta = pcstest.Set(row, ">interleave", "true")
	unknownClone.Children[0].(*model.Primitive).UnknownAgent = true
	unknownGroup.Children[0].Members()[0].(*model.Primitive).UnknownAgent = true
	partly := pcstest.Primitive(1, "p", "ocf:heartbeat:IPaddr2", "bogus", "1", "ip", "2")
	partly.Params[0].Attributes[0].Unknown = true
	acting := pcstest.Primitive(1, "a", "stonith:fence_ipmilan", "action", "off")
	guest := pcstest.Primitive(1, "v", "ocf:heartbeat:VirtualDomain", "config", "/x")
	guest.Meta = pcstest.Set(row, "remote-node", "guest1")
	late := pcstest.Primitive(1, "w", "ocf:heartbeat:VirtualDomain", "config", "/x")
	late.Meta = pcstest.Set(row, ">remote-node", "guest2")
	bare := pcstest.Primitive(1, "b", "ocf:pacemaker:Dummy")
	bare.Operations = []*model.Operation{pcstest.Op("monitor", "interval", "60s"), pcstest.Op("start", "timeout", "5s", "interval", "0s")}
	bare.Operations[0].Options[0].Default, bare.Operations[1].Options[1].Default = true, true
	return []dialect{
		{"fence devices have their own meta command", &model.Config{Resources: []model.Resource{fence}}, map[string][]string{
			"":       {"stonith create f fence_ipmilan ip=1 username=-u", "resource utilization f cpu=1", "stonith meta f priority=1"},
			"rhel8":  {"stonith create f fence_ipmilan ip=1 username=-u", "resource utilization f cpu=1", "resource meta f priority=1"},
			"rhel10": {"stonith create f fence_ipmilan ip=1 username=-u", "stonith meta f priority=1"},
		}},
		{"role names", &model.Config{Resources: []model.Resource{clone}}, map[string][]string{
			"":      {"resource create s ocf:pacemaker:Stateful op monitor interval=9s role=Promoted OCF_CHECK_LEVEL=10 op start timeout=5s", "resource promotable s S", "resource meta S promoted-max=1"},
			"rhel8": {"resource create s ocf:pacemaker:Stateful op monitor interval=9s role=Master OCF_CHECK_LEVEL=10 op start timeout=5s", "resource promotable s S", "resource meta S promoted-max=1"},
		}},
		{"what has to be forced", &model.Config{Resources: []model.Resource{unknown, partly, acting, guest, late}}, always(
			"--no-default-ops --force -- resource create u ocf:a:b -x=1 op monitor interval=60s",
			"--force resource create p ocf:heartbeat:IPaddr2 bogus=1 ip=2",
			"--force stonith create a fence_ipmilan action=off",
			"--force resource create v ocf:heartbeat:VirtualDomain config=/x meta remote-node=guest1",
			"resource create w ocf:heartbeat:VirtualDomain config=/x", "--force resource meta w remote-node=guest2")},
		{"clones of agents that pcs may not know", &model.Config{Resources: []model.Resource{unknownClone, unknownGroup}}, map[string][]string{
			"": {"--no-default-ops --force resource create q ocf:a:b", "--force resource promotable q Q", "--force resource meta Q promoted-max=1",
				"--no-default-ops --force resource create r ocf:a:b", "resource group add R r", "--force resource clone R RR", "--force resource meta RR interleave=true"},
			"rhel8": {"--no-default-ops --force resource create q ocf:a:b promotable Q",
				"--no-default-ops --force resource create r ocf:a:b", "resource group add R r", "resource clone R RR", "--force resource meta RR interleave=true"},
			"debian12": {"--no-default-ops --force resource create q ocf:a:b promotable Q",
				"--no-default-ops --force resource create r ocf:a:b", "resource group add R r", "--force resource clone R RR", "--force resource meta RR interleave=true"},
		}},
		{"operations of which nothing is said", &model.Config{Resources: []model.Resource{bare}}, always(
			"resource create b ocf:pacemaker:Dummy op monitor interval=60s op start timeout=5s")},
		{"defaults and nodes", &model.Config{
			RscDefaults: pcstest.Set(row, "resource-stickiness", "-5"), OpDefaults: pcstest.Set(row, "timeout", "60s"),
			Nodes: []*model.Node{
				{Uname: "n1", Attributes: pcstest.Set(row, "a", "b c", "-z", "1"), Utilization: pcstest.Set(row, "cpu", "4", "memory", "1")}, {Uname: "n2"}},
		}, always(
			"resource defaults update resource-stickiness=-5", "resource op defaults update timeout=60s",
			"-- node attribute n1 a='b c' -z=1", "node utilization n1 cpu=4 memory=1")},
		{"alerts say their id", &model.Config{Alerts: []*model.Alert{{Path: "/a b", Options: pcstest.Set(row, "o", "1"), Meta: pcstest.Set(row, "timeout", "5s"),
			Recipients: []*model.Recipient{{Value: "-x", Meta: pcstest.Set(row, "timeout", "6s")}, {Value: "y", ID: "r2"}}}, {ID: "mine", Path: "/c"}}}, always(
			"alert create path='/a b' id=alert_1 options o=1 meta timeout=5s",
			"alert recipient add alert_1 value=-x meta timeout=6s", "alert recipient add alert_1 value=y id=r2",
			"alert create path=/c id=mine")},
	}
}

func constraintDialects() []dialect {
	typed := pcstest.Rule(1, "A", "1", "", "", "#uname", "eq", "and")
	typed.Rule.Parts[0].(*model.Expression).Type = "string"
	named := pcstest.Rule(1, "A", "5", "", "Promoted", "x", "defined", "")
	named.ID, named.Rule.ID = "mycons", "myrule"
	return []dialect{
		{"levels", &model.Config{FencingLevels: []*model.FencingLevel{pcstest.Level(1, "n1", "2", "f1", "f2")}}, always(
			"stonith level add 2 n1 f1 f2")},
		{"locations", &model.Config{Locations: []*model.Location{
			pcstest.Location(1, "A", "n1", "-INFINITY"), {ID: "loc", Rsc: "A", Node: "n1", Score: "-5"}}}, map[string][]string{
			"":       {"constraint location A avoids n1=INFINITY", "-- constraint location add loc A n1 -5"},
			"rhel10": {"constraint location A avoids n1=INFINITY", "constraint location add loc A n1 score=-5"},
		}},
		{"rules", &model.Config{Locations: []*model.Location{
			pcstest.Rule(1, "A", "-INFINITY", "or", "", "ping-status", "lt", "1", "#health", "not_defined", ""),
			pcstest.Rule(1, "A", "5", "and", "Promoted", "x", "eq", "-y", "z", "gte", "a$b"), typed, named}}, map[string][]string{
			"": {"constraint location A rule score=-INFINITY ping-status lt 1 or not_defined '#health'",
				"-- constraint location A rule role=Promoted score=5 x eq -y and z gte 'a$b'",
				"constraint location A rule score=1 '#uname' eq string and",
				"constraint location A rule id=myrule constraint-id=mycons role=Promoted score=5 defined x"},
			"rhel8": {"constraint location A rule score=-INFINITY ping-status lt 1 or not_defined '#health'",
				"-- constraint location A rule role=Master score=5 x eq -y and z gte 'a$b'",
				"constraint location A rule score=1 '#uname' eq string and",
				"constraint location A rule id=myrule constraint-id=mycons role=Master score=5 defined x"},
			"rhel10": {"constraint location A rule score=-INFINITY 'ping-status lt 1 or not_defined #health'",
				"constraint location A rule role=Promoted score=5 'x eq -y and z gte a$b'",
				"constraint location A rule score=1 '#uname eq string and'",
				"constraint location A rule id=myrule constraint-id=mycons role=Promoted score=5 'defined x'"},
		}},
		{"colocations", &model.Config{Colocations: []*model.Colocation{
			{Rsc: "A", WithRsc: "B", Score: "-INFINITY"}, {Rsc: "A", WithRsc: "S", Score: "5", RscRole: "Started", WithRole: "Promoted", ID: "c"}}}, map[string][]string{
			"":      {"constraint colocation add A with B score=-INFINITY", "constraint colocation add Started A with Promoted S score=5 id=c"},
			"rhel8": {"constraint colocation add A with B score=-INFINITY", "constraint colocation add Started A with Master S score=5 id=c"},
		}},
		{"orders", &model.Config{Orders: []*model.Order{
			{First: "A", Then: "B", Kind: "Optional", Symmetrical: "false"}, {First: "S", Then: "start", FirstAction: "promote", ID: "o"}}}, always(
			"constraint order A then B kind=Optional symmetrical=false", "constraint order promote S then start start id=o")},
		{"resources named like commands", &model.Config{
			Locations: []*model.Location{pcstest.Location(1, "show", "n1", "-5"), pcstest.Location(1, "config", "n1", "5")},
			Orders:    []*model.Order{{First: "set", Then: "add"}, {First: "remove", FirstAction: "stop", Then: "A"}}}, always(
			"constraint location %show avoids n1=5", "constraint location %config prefers n1=5",
			"constraint order start set then start add", "constraint order stop remove then A")},
	}
}

// wanted is what a target has of its own, or has from pcs 0.12, or what all have.
func wanted(want map[string][]string, tg *target.Target) []string {
	if own, ok := want[tg.Name]; ok {
		return own
	}
	if newest, ok := want["rhel10"]; ok && strings.HasPrefix(tg.PCS, "0.12.") {
		return newest
	}
	return want[""]
}
