package validate

import (
	"testing"

	"hagen/internal/diag"
	"hagen/internal/model"
)

func TestCharacters(t *testing.T) {
	cases := []struct {
		name string
		cfg  *model.Config
		want []finding
	}{
		{"plain", resources(primitive("r", dummy, param("fake", "a b"))), nil},
		{"Japanese value", resources(primitive("r", dummy, param("fake", "障害　発生（本番）１号機"))), nil},
		{"zero width in an id", resources(primitive("r\u200b", dummy)), []finding{
			found("HG0501 R:r\u200b.id", "text=r<U+200B>", "character=U+200B ZERO WIDTH SPACE", "suggestion=r"),
			found("HG0501 r\u200b.id"),
		}},
		{"byte order mark in a value", resources(primitive("r", dummy, param("fake", "\ufeffx"))), []finding{found("HG0501 r.fake.value", "character=U+FEFF BYTE ORDER MARK", "suggestion=x")}},
		{"no-break space", resources(primitive("r", dummy, param("fake", "a\u00a0b"))), []finding{found("HG0501 r.fake.value", "text=a<U+00A0>b", "suggestion=a b")}},
		{"tab", resources(primitive("r", dummy, param("fake", "a\tb"))), []finding{found("HG0501 r.fake.value", "character=U+0009 TAB")}},
		{"control character, reported by the reader", resources(primitive("r\a", "ocf:heartbeat:Nosuch\a", param("fa\ake", "x"))), nil},
		{"right to left", &model.Config{Colocations: []*model.Colocation{{Rsc: "a\u202e", WithRsc: "b", Score: "1", From: origin{"col", ""}}}},
			[]finding{found("HG0501 col.rsc")}},
		{"unreadable", resources(primitive("r", dummy, param("fake", "x\ufffd"))), []finding{found("HG0501 r.fake.value")}},
		{"secret", resources(primitive("r", ipmilan, param("password", "p\u200bw"))), []finding{found("HG0501 r.password.value", "text="+diag.Mask, "suggestion=")}},
		{"full width in a node name", &model.Config{Locations: []*model.Location{{Rsc: "r", Node: "ｎｏｄｅ1", Score: "1", From: origin{"loc", ""}}}},
			[]finding{found("HG0502 loc.node", "character=ｎ", "suggestion=node1")}},
		{"full width in a parameter name", resources(primitive("r", dummy, param("ｆａｋｅ", "1"))), []finding{found("HG0502 r.ｆａｋｅ.name", "suggestion=fake")}},
		{"full width in a type", resources(primitive("r", "ocf:pacemaker:Ｄummy")), []finding{found("HG0502 r.type", "suggestion=Dummy")}},
		{"a hyphen that only looks like one", resources(primitive("r", dummy, meta("migration\u2010threshold", "1"))), []finding{
			found("HG0526 r.meta.migration\u2010threshold.name", "character=U+2010 HYPHEN", "suggestion=migration-threshold")}},
		{"a Cyrillic letter in a value", resources(primitive("r", dummy, param("fake", "/v\u0430r"))), []finding{
			found("HG0527 r.fake.value", "character=U+0430 CYRILLIC SMALL LETTER A", "suggestion=/var")}},
		{"Russian in a value", resources(primitive("r", dummy, param("fake", "/data/Москва"))), nil},
		{"a private character", resources(primitive("r", dummy, param("fake", "x\ue000"))), []finding{found("HG0525 r.fake.value", "text=x<U+E000>", "character=U+E000")}},
		{"a private character in a secret", resources(primitive("r", dummy, param("passwd", "x\ue000"))), []finding{found("HG0525 r.passwd.value", "text="+diag.Mask)}},
		{"full width in a free value", resources(primitive("r", dummy, param("fake", "ｅｔｈ０"))), []finding{found("HG0503 r.fake.value", "text=ｅｔｈ０", "suggestion=eth0")}},
		{"wide space in a free value", resources(primitive("r", dummy, param("fake", "a　b"))), []finding{found("HG0503 r.fake.value", "character=U+3000 IDEOGRAPHIC SPACE", "suggestion=a b")}},
		{"full width in a typed value", resources(primitive("r", dummy, meta("priority", "１０"))), []finding{found("HG0514 r.meta.priority.value", "suggestion=10")}},
		{"full width in a secret", resources(primitive("r", dummy, param("passwd", "ｐｗ"))), []finding{found("HG0503 r.passwd.value", "text="+diag.Mask, "suggestion=")}},
		{"printed quotes", resources(primitive("r", dummy, param("fake", "“a b”"))), []finding{found("HG0507 r.fake.value", "character=“ (U+201C LEFT DOUBLE QUOTATION MARK)", `suggestion="a b"`)}},
		{"printed dashes", resources(primitive("r", dummy, param("fake", "—force –x"))), []finding{found("HG0507 r.fake.value", "character=— (U+2014 EM DASH)", "suggestion=--force -x")}},
		{"printed text", resources(primitive("r", dummy, param("fake", "l’été – à midi"))), nil},
		{"a command in full width", &model.Config{Commands: []*model.Command{{Text: "pcs tag create t ａ", From: origin{"cmd", ""}}}},
			[]finding{found("HG0801 cmd.config"), found("HG0503 cmd.config", "suggestion=pcs tag create t a")}},
		{"a command with printed quotes", &model.Config{Commands: []*model.Command{{Text: "pcs tag create t “a”", From: origin{"cmd", ""}}}},
			[]finding{found("HG0801 cmd.config"), found("HG0507 cmd.config")}},
		{"a wide space after pcs", &model.Config{Commands: []*model.Command{{Text: "pcs　tag create t a", From: origin{"cmd", ""}}}},
			[]finding{found("HG0502 cmd.config", "character=U+3000 IDEOGRAPHIC SPACE", "suggestion=pcs tag")}},
		{"a wrong command in full width", &model.Config{Commands: []*model.Command{{Text: "pcs tag create t ａ; ls", From: origin{"cmd", ""}}}},
			[]finding{found("HG0803 cmd.config")}},
		{"lines of a command", &model.Config{Commands: []*model.Command{{Text: "pcs tag create t \\\n  a b", From: origin{"cmd", ""}}}}, []finding{found("HG0801 cmd.config")}},
		{"without a cell", resources(&model.Primitive{Common: model.Common{ID: "r\u200b", Row: nil}, Class: "ocf", Provider: "pacemaker", Type: "Dummy"}), []finding{
			found("HG0501 "), // without a cell, reported once
		}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			report := run(t, tc.cfg, env(t, "rhel9"), (*checker).agents, (*checker).parameters, (*checker).metaAttributes,
				(*checker).commands, (*checker).oddValues)
			expect(t, report, tc.want...)
		})
	}
}
