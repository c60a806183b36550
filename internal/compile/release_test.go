package compile

import (
	"testing"

	"hagen/internal/diag"
	"hagen/test/gridtest"
)

// TestRelease: what the file, the tab and the title say of the platform is held
// against the target; one right word among them is enough.
func TestRelease(t *testing.T) {
	for _, c := range []struct{ file, tab, title, target, want string }{
		{"a.xlsx", "pgsql_RHEL8", "", "rhel9", "RHEL8 rhel8"},
		{"a.xlsx", "環境定義書_v1.1~pgsql-ipmi_RHEL9", "", "rhel8", "RHEL9 rhel9"},
		{"a.xlsx", "環境定義書_v1.1~pgsql-ipmi_RHEL9", "", "rhel9", ""},
		{"pgsql-rhel8.xlsx", "S", "", "rhel9", "rhel8 rhel8"},
		{"/srv/rhel8/a.xlsx", "S", "", "rhel9", ""},
		{"a.xlsx", "S", "# 環境定義書 (RHEL 10.1)", "rhel10", ""},
		{"a.xlsx", "S", "# 環境定義書 (ＲＨＥＬ　８)", "rhel10", "RHEL 8 rhel8"},
		{"a.xlsx", "S", "# RHEL8/RHEL9 共通", "rhel9", ""},
		{"a.xlsx", "S", "# RHEL8/RHEL9 共通", "debian12", "RHEL8 rhel8"},
		{"a.xlsx", "S", "# Red Hat Enterprise Linux 7", "rhel9", "Red Hat Enterprise Linux 7 "},
		{"a.xlsx", "S", "# AlmaLinux 9.4", "rhel9", ""},
		{"a.xlsx", "S", "# Debian 12", "debian12", ""},
		{"a.xlsx", "S", "# Debian 13", "debian12", "Debian 13 debian13"},
		{"a.xlsx", "S", "# Debian 12 → Debian 13", "debian13", ""},
		{"a.xlsx", "S", "# RHEL 10", "next", "RHEL 10 rhel10"},
		{"a.xlsx", "S", "# Ubuntu 22.04", "debian12", "Ubuntu 22 "},
		{"a.xlsx", "Sheet1", "# 表 1-1, 2 台構成", "rhel9", ""},
	} {
		g := gridtest.Grid(t, c.title, ",PROPERTY", ",,name,value", ",,stonith-enabled,false", "# RHEL7 でも確認済み")
		g.File, g.Sheet = c.file, c.tab
		opts, err := For(c.target)
		if err != nil {
			t.Fatal(err)
		}
		u, err := Sheet(g, opts)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, d := range u.Report.Sorted() {
			if d.Kind == diag.ReleaseDiffers {
				got = d.Args["named"] + " " + d.Args["suggestion"]
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
