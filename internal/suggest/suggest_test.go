package suggest

import "testing"

func TestNearest(t *testing.T) {
	params := []string{"ip", "nic", "cidr_netmask", "broadcast", "iflabel"}
	for _, c := range []struct {
		word string
		list []string
		want string
	}{
		{"cidr_netmaks", params, "cidr_netmask"},
		{"netmask", params, ""},
		{"CIDR_NETMASK", params, "cidr_netmask"},
		{"RESOURCE", []string{"RESOURCES", "RSC_DEFAULTS"}, "RESOURCES"},
		{"primtive", []string{"PRIMITIVE"}, "PRIMITIVE"},
		{"zzz", params, ""},
		{"", params, ""},
		{"ＮＩＣ", params, "nic"},
		{"ab", []string{"ba", "ac"}, "ba"},
	} {
		if got := Nearest(c.word, c.list); got != c.want {
			t.Errorf("Nearest(%q) = %q; want %q", c.word, got, c.want)
		}
	}
}

func TestHalfWidth(t *testing.T) {
	for text, want := range map[string]string{
		"ＮＩＣ": "NIC", "１９２．１６８．０．１": "192.168.0.1", "a　b": "a b", "～！": "~!", "ノード01": "ノード01", "": "",
	} {
		if got := HalfWidth(text); got != want {
			t.Errorf("HalfWidth(%q) = %q; want %q", text, got, want)
		}
	}
}
