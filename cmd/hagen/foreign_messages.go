package main

import (
	"slices"

	"hagen/internal/apply"
)

// foreignTexts are sentences of others, in English as they say them.
var foreignTexts = slices.Concat(reasonTexts, schedulerTexts, verifyTexts)

// reasonTexts are the reasons for a stop that hagen found.
var reasonTexts = []text{
	{apply.ReasonRemoved, "削除"},
	{apply.ReasonDisabled, "target-role が Stopped"},
	{apply.ReasonDemoted, "target-role が Unpromoted"},
	{apply.ReasonBanned, "配置制約によりノード %s で動作不可"},
	{apply.ReasonNowhere, "配置制約によりどのノードでも動作不可"},
	{apply.ReasonStandby, "ノード %s が standby"},
	{apply.ReasonNoNode, "動作できるノードなし"},
	{apply.ReasonNeeds, "必要な %s が動かない"},
	{apply.ReasonFewer, "インスタンス数の減少"},
	{apply.ReasonElsewhere, "1 つだけ動かすため"},
}

// schedulerTexts are the reasons of crm_simulate (Pacemaker 2.1.5,
// pe__action2reason, pe_fence_node and pe_action_set_reason).
var schedulerTexts = []text{
	{"node availability", "動作できるノードなし"},
	{"resource definition change", "リソース定義の変更"},
	{"action definition changed", "オペレーション定義の変更"},
	{"Device definition changed", "デバイス定義の変更"},
	{"Device parameters changed (reload)", "デバイスのパラメータの変更 (再読み込み)"},
	{"required %s start", "%s の起動に伴う"},
	{"required %s running", "%s の起動に伴う"},
	{"required %s stop", "%s の停止に伴う"},
	{"required %s stopped", "%s の停止に伴う"},
	{"required %s promote", "%s の昇格に伴う"},
	{"required %s promoted", "%s の昇格に伴う"},
	{"required %s demote", "%s の降格に伴う"},
	{"required %s demoted", "%s の降格に伴う"},
	{"unrunnable %s start", "%s を起動できない"},
	{"unrunnable %s running", "%s を起動できない"},
	{"unrunnable %s stop", "%s を停止できない"},
	{"unrunnable %s stopped", "%s を停止できない"},
	{"unrunnable %s promote", "%s を昇格できない"},
	{"unrunnable %s promoted", "%s を昇格できない"},
	{"unrunnable %s demote", "%s を降格できない"},
	{"unrunnable %s demoted", "%s を降格できない"},
	{"unrunnable %s migrate_to", "%s をライブ移動できない"},
	{"colocation with %s", "%s との同居制約"},
	{"being multiply active", "複数ノードで動作中"},
	{"no quorum", "クォーラムなし"},
	{"cluster does not have quorum", "クォーラムなし"},
	{"guest is unclean", "ゲストノードの状態が不明"},
	{"node is unclean", "ノードの状態が不明"},
	{"peer is no longer part of the cluster", "クラスタから外れた"},
	{"peer process is no longer available", "プロセスが応答しない"},
	{"peer has not been seen by the cluster", "まだクラスタに現れていない"},
	{"peer is unexpectedly down", "予期せず停止した"},
	{"peer failed Pacemaker membership criteria", "Pacemaker のメンバーの条件を満たさない"},
	{"peer was in an unknown state", "状態が不明"},
	{"remote connection is unrecoverable", "リモート接続を回復できない"},
	{"%s failed there", "そこで %s が失敗した"},
	{"%s is thought to be active there", "そこで %s が動いている可能性がある"},
}

// verifyTexts are findings of crm_verify (Pacemaker 2.1.5 and 3.0.3), without the level.
var verifyTexts = []text{
	{"Resource start-up disabled since no STONITH resources have been defined", "フェンスデバイスが定義されていないため、リソースは起動されません"},
	{"Either configure some or disable STONITH with the stonith-enabled option", "フェンスデバイスを定義するか、stonith-enabled でフェンシングを無効にしてください"},
	{"NOTE: Clusters with shared data need STONITH to ensure data integrity", "注: 共有データを持つクラスタでは、データの整合性のためにフェンシングが必要です"},
	{"Blind faith: not fencing unseen nodes", "まだ現れていないノードをフェンシングしない設定です (startup-fencing)"},
	{"Resource functionality and data integrity cannot be guaranteed (configure, enable, and test fencing to correct this)", "リソースの動作とデータの整合性を保証できません (フェンシングを設定し、有効にして試験してください)"},
	{"Node %s is unclean but cannot be fenced", "ノード「%s」は状態が不明ですが、フェンシングできません"},
	{"Resetting \"requires\" for %s to \"quorum\" because fencing is disabled", "フェンシングが無効なため、リソース「%s」の requires は quorum として扱われます"},
	{"Resetting \"requires\" for %s to \"quorum\" because fencing devices cannot require unfencing", "フェンスデバイスは unfencing を必要とできないため、「%s」の requires は quorum として扱われます"},
	{"Resetting 'on-fail' for %s stop action to default value because '%s' is not allowed for stop", "リソース「%s」の stop の on-fail に「%s」は指定できないため、既定値として扱われます"},
	{"Resetting 'on-fail' for %s %s action to default value because 'demote' is not allowed for it", "リソース「%s」の %s の on-fail に「demote」は指定できないため、既定値として扱われます"},
	{"Resetting 'on-fail' for operation '%s' to 'stop' because 'fence' is not valid when fencing is disabled", "フェンシングが無効なため、オペレーション「%s」の on-fail「fence」は「stop」として扱われます"},
	{"Resetting no-quorum-policy to 'stop' because fencing is disabled", "フェンシングが無効なため、no-quorum-policy は「stop」として扱われます"},
	{"Resetting 'loss-policy' for ticket '%s' to 'stop' because fencing is not configured", "フェンシングが設定されていないため、チケット「%s」の loss-policy は「stop」として扱われます"},
	{"Resource %s is of type %s and therefore cannot be used as a promotable clone resource", "リソース「%s」の種類 %s は昇格可能なクローンにできません"},
	{"Ignoring 'target-role' for %s because '%s' is not valid", "リソース「%s」の target-role の値「%s」は無効なため、無視されます"},
	{"Ignoring 'target-role' for %s because '%s' only makes sense for promotable clones", "リソース「%s」の target-role の値「%s」は昇格可能なクローン以外では無視されます"},
	{"Ignoring constraint '%s' because '%s' is not a valid resource or tag", "制約「%s」は、「%s」というリソースもタグもないため無視されます"},
	{"Ignoring constraint '%s' because resource '%s' does not exist", "制約「%s」は、リソース「%s」がないため無視されます"},
	{"Ignoring %s (recurring monitors for Stopped role are not supported for anonymous clones)", "「%s」は無視されます (匿名クローンでは Stopped の定期監視はできません)"},
	{"Ignoring promoted-max for %s because anonymous clones support only one instance per node", "匿名クローンのインスタンスはノードごとに 1 つのため、「%s」の promoted-max は無視されます"},
	{"Support for %s is deprecated and will be removed in a future release", "%s への対応は将来のリリースで廃止されます"},
	{"Configuration invalid (with errors)", "構成に誤りがあります"},
	{"Configuration invalid (with warnings)", "構成に警告があります"},
	{"CIB did not pass schema validation", "CIB がスキーマに適合していません"},
	{"Cannot upgrade configuration (claiming schema %s) to at least %s because it does not validate with any schema from %s to %s", "構成 (スキーマ %s) は %s 以上に更新できません。%s から %s までのどのスキーマにも適合していません"},
	{"%s resource %s might be active on %s nodes (attempting recovery)", "%s リソース「%s」が %s 個のノードで動いている可能性があります (復旧されます)"},
}

// historyTexts are what else the log says of an order.
var historyTexts = []text{
	{"interrupted before anything was written", "書き込む前に中断されました"},
	{"not waited for to the end: %s", "最後まで待てませんでした: %s"},
	{"not resumed: %s", "再開できませんでした: %s"},
	{"the configuration of the cluster changed in the meantime", "その間にクラスタの構成が変更されました"},
	{"the cluster is still at work", "クラスタはまだ処理中です"},
	{"everything but the cluster properties is back as it was: %s", "クラスタのプロパティ以外は元に戻りました: %s"},
	{"the configuration kept as %s", "%s として保存した構成"},
}
