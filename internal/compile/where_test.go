package compile

import "testing"

// TestWhere finds the cells of elements of the XML and of their attributes.
func TestWhere(t *testing.T) {
	u := compileLines(t, options(t, "debian12"), cluster(
		dummy("web")[0], ",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,vip,avoids,n1,50", ",,,,n2,",
		",COLOCATION", ",,rsc,with-rsc,score", ",,web,vip,100", ",ORDER", ",,first-rsc,then-rsc,kind", ",,vip,web,Optional",
		dummy("web")[1], dummy("web")[2], dummy("web")[3]))
	if u.XML == nil {
		t.Fatal(u.Report.Sorted())
	}
	for _, tt := range []struct{ id, attr, want string }{
		{"vip", "", "C6"}, {"vip", "type", "F6"}, {"vip-instance_attributes-ip", "value", "E8"},
		{"vip-monitor-interval-10s", "", "C10"}, {"vip-monitor-interval-10s", "timeout", "D10"}, {"vip-monitor-interval-10s", "interval", "E10"},
		{"vip-start-interval-0s", "timeout", ""}, {"cib-bootstrap-options-stonith-enabled", "value", "D3"},
		{"location-vip-n1--50", "node", "E17"}, {"location-vip-n1--50", "score", "F17"},
		{"location-vip-n2--INFINITY", "rsc", "C17"}, {"location-vip-n2--INFINITY", "", "E18"},
		{"colocation-web-vip-INFINITY", "with-rsc", "D21"}, {"order-vip-web-Optional", "first", "C24"}, {"order-vip-web-Optional", "kind", "E24"},
		{"order-vip-web-Optional", "then-action", "C24"}, {"nothing", "", ""},
	} {
		if got := u.Where(tt.id, tt.attr); got.Cell() != tt.want {
			t.Errorf("%s %s is at %q, want %q", tt.id, tt.attr, got.Cell(), tt.want)
		}
	}
}
