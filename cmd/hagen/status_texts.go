package main

import "hagen/internal/apply"

// What hagen status says, and what apply and plan say of what is not managed.
var (
	textFileHasNoStatus    = text{"%s: nothing runs in a CIB file", "%s: CIB ファイルでは何も動いていません"}
	textDiffIt             = text{"hagen diff compares the configuration", "構成の比較には hagen diff を使ってください"}
	textSameConfiguration  = text{"The configuration of %s is what the sheet says.", "%s の構成はシートのとおりです。"}
	textOtherConfiguration = text{"The configuration of %s differs from the sheet: %s.", "%s の構成はシートと異なります: %s。"}
	textSeePlan            = text{"hagen plan %s --to %s shows the changes", "hagen plan %s --to %s で変更を確認できます"}
	textStillToDo          = text{"The cluster still has to:", "クラスタがこれから行うこと:"}
	textRememberedFailures = text{"Failed actions that the cluster remembers (pcs resource cleanup):", "クラスタに記録されている失敗 (pcs resource cleanup で消去):"}
	textIsSo               = text{"%s: the cluster matches the sheet", "%s: クラスタはシートの内容と一致しています"}
	textIsNotSo            = text{"%s: the cluster does not match the sheet", "%s: クラスタはシートのとおりではありません"}
	textOnline             = text{"online", "オンライン"}
	textOffline            = text{"offline", "オフライン"}
	textUnclean            = text{"unclean", "unclean (フェンシング待ち)"}

	textHeld        = text{"Not carried out, because it is not managed:", "管理対象外のため実行されないこと:"}
	textAppliedHeld = text{"%s: the configuration is written; what is listed above happens when it is managed again (before: %s)",
		"%s: 構成を書き込みました。上記は管理対象に戻ると実行されます (変更前: %s)"}
	textNothingHeld  = text{"%s: nothing to write; what is listed above happens when it is managed again", "%s: 構成の変更はありません。上記は管理対象に戻ると実行されます"}
	textNothingBadly = text{"%s: nothing to write, but the cluster does not match the sheet", "%s: 構成の変更はありませんが、クラスタはシートの内容と一致していません"}
	textThereBadly   = text{"%s: the configuration is that one already, but not everything runs as it should", "%s: すでにその構成ですが、すべてが正常に動いてはいません"}
	textSeeStatus    = text{"hagen status shows what runs where and what failed", "hagen status で、何がどこで動き、何が失敗したかを確認できます"}
	textSoBefore     = text{"%s (an earlier problem)", "%s (以前からの問題)"}

	textNotOnNode   = text{"%s does not run on %s", "%s がノード %s で動いていません"}
	textSameAlready = text{"%s: nothing to do, the configuration is what the sheet says", "%s: 変更はありません。構成はシートのとおりです"}
)

// heldTexts say when what is held happens.
var heldTexts = map[apply.HeldBy]text{
	apply.ByCluster:  {"when maintenance-mode ends", "maintenance-mode の解除後"},
	apply.ByNode:     {"when the node's maintenance ends", "ノードの maintenance の解除後"},
	apply.ByResource: {"when the resource is managed again", "リソースが管理対象に戻ったあと"},
}
