package main

import (
	"strings"

	"hagen/internal/apply"
	"hagen/internal/message"
)

// riskTexts say what each danger is.
var riskTexts = map[apply.Danger]text{
	apply.NoQuorum:      {"this part of the cluster has no quorum", "クラスタのこの部分にはクォーラムがありません"},
	apply.InMaintenance: {"the cluster is in maintenance mode and would start and stop nothing", "クラスタはメンテナンスモードで、何も起動、停止しません"},
	apply.Busy:          {"the cluster is still at work on something else: %s", "クラスタは別の処理の途中です: %s"},
	apply.Removes:       {"it would remove resources that run: %s", "動いているリソースが削除されます: %s"},
	apply.Unsaid:        {"it would remove what no table of a sheet can say: %s", "シートの表では表現できない設定が削除されます: %s"},
	apply.Stops:         {"it would stop what the sheet wants to run: %s", "シートでは動くはずのリソースが停止します: %s"},
	apply.Disables:      {"the new target-role would stop or demote what runs: %s", "新しい target-role により、動いているリソースが停止または降格します: %s"},
	apply.Fences:        {"it would fence %s", "ノード %s がフェンシングされます"},
	apply.FencingOff:    {"the cluster can fence and could not any more: %s", "クラスタがフェンシングできなくなります: %s"},
	apply.Unmanages:     {"the cluster would no longer manage %s", "次のものがクラスタの管理から外れます: %s"},
	apply.Manages:       {"the cluster would manage again what an operator had unmanaged: %s", "管理から外されていたものが再びクラスタの管理下に入ります: %s"},
	apply.Enables:       {"it would start or promote what an operator had disabled: %s", "無効にされていたリソースが起動または昇格します: %s"},
	apply.Unbans:        {"it would remove bans or moves set by an operator: %s", "リソースの ban または move による制約が解除されます: %s"},
	apply.Unstandby:     {"it would take nodes out of standby: %s", "ノードの standby が解除されます: %s"},
}

// What else there is to say of some dangers.
var (
	textEndsMaintenance = text{"the cluster is in maintenance mode, and this would end it", "クラスタはメンテナンスモードですが、この変更で解除されます"}
	textNoDC            = text{"the cluster has no DC yet: it is electing one or starting", "クラスタにまだ DC がありません: 選出中または起動中です"}
	textDemotes         = text{"it would demote what the sheet wants promoted: %s", "シートでは昇格するはずのリソースが降格します: %s"}
)

// manyItems is how many things a danger names; the plan below names them all.
const manyItems = 20

// riskText says what is dangerous, and why.
func riskText(r apply.Risk, lang message.Lang) string {
	t := riskTexts[r.Danger]
	switch {
	case r.Danger == apply.Busy && len(r.Items) == 0:
		return textNoDC.in(lang)
	case r.Ends:
		return textEndsMaintenance.in(lang)
	case r.Demotes:
		t = textDemotes
	}
	if !strings.Contains(t.en, "%s") {
		return t.in(lang)
	}
	var items []string
	for i, item := range r.Items {
		if i == manyItems && len(r.Items) > manyItems+1 {
			items = append(items, textMore.format(lang, len(r.Items)-i))
			break
		}
		item = visible(item)
		if i < len(r.Reasons) && r.Reasons[i] != "" {
			item += " (" + translated(r.Reasons[i], lang) + ")"
		}
		items = append(items, item)
	}
	return t.format(lang, strings.Join(items, ", "))
}
