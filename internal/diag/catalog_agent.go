package diag

// Agents: their class, provider and type, and the parameters they take.
var (
	ClassUnknown = define("HG0401", Error,
		msg("unknown resource class {class}",
			"did you mean {suggestion}?",
			"write one of {classes}"),
		msg("リソースの class {class} は使えません",
			"{suggestion} ではありませんか",
			"{classes} のいずれかを書いてください"))

	ClassDropped = define("HG0402", Error,
		msg("{target} has no resource class {class} any more",
			"use another agent of class {classes}"),
		msg("{target} には class {class} がもうありません",
			"{classes} のいずれかのエージェントを使ってください"))

	StonithInPrimitive = define("HG0403", Error,
		msg("{agent} is a fence agent, which a PRIMITIVE table cannot define",
			"define {id} in a STONITH table, and write Stonith in its row of RESOURCES"),
		msg("{agent} はフェンスエージェントなので、PRIMITIVE の表では定義できません",
			"{id} を STONITH の表で定義し、RESOURCES の行は Stonith にしてください"))

	ProviderMissing = define("HG0404", Error,
		msg("provider is missing: class ocf needs one",
			"did you mean {suggestion}?",
			"write a provider such as {providers}"),
		msg("provider がありません: class ocf には必要です",
			"{suggestion} ではありませんか",
			"{providers} などの provider を書いてください"))

	ProviderGiven = define("HG0405", Error,
		msg("class {class} has no providers",
			"leave the cell blank, or write ocf under class"),
		msg("class {class} に provider はありません",
			"セルを空欄にするか、class を ocf にしてください"))

	ProviderUnknown = define("HG0406", Warning,
		msg("unknown provider {provider}",
			"did you mean {suggestion}?",
			"hagen knows {providers}; metadata of others comes from --agents FILE"),
		msg("provider {provider} は不明です",
			"{suggestion} ではありませんか",
			"既知の provider は {providers} です。ほかのメタデータは --agents FILE で与えられます"))

	AgentUnknown = define("HG0407", Warning,
		msg("unknown agent {agent}: its parameters and operations are not checked",
			"did you mean {suggestion}?",
			"upstream has it in {releases}: see whether the package of {target} has it, too",
			"check the name, or give its metadata with --agents FILE"),
		msg("エージェント {agent} は不明なので、パラメータとオペレーションを検査できません",
			"{suggestion} ではありませんか",
			"アップストリームの {releases} にはあります。{target} のパッケージにもあるか確認してください",
			"名前を確認するか、メタデータを --agents FILE で与えてください"))

	AgentSpelling = define("HG0408", Error,
		msg("there is no agent {agent}: upper and lower case differ",
			"did you mean {suggestion}?"),
		msg("エージェント {agent} はありません (大文字と小文字は区別されます)",
			"{suggestion} ではありませんか"))

	RemoteConnection = define("HG0409", Error,
		msg("{agent} makes a remote node, which pcs refuses to create this way",
			"add the node with pcs cluster node add-remote"),
		msg("{agent} はリモートノードを作るため、pcs はこの方法では作成しません",
			"pcs cluster node add-remote でノードを追加してください"))

	GuestNode = define("HG0410", Error,
		msg("{name} makes a guest node, which pcs refuses to create this way",
			"add the node with pcs cluster node add-guest"),
		msg("{name} はゲストノードを作るため、pcs はこの方法では作成しません",
			"pcs cluster node add-guest でノードを追加してください"))

	ParameterUnknown = define("HG0411", Warning,
		msg("{agent} has no parameter {name}",
			"name and value have changed places: write {swapped} under name",
			"did you mean {suggestion}?",
			"upstream has it in {releases}: see whether the package of {target} has it, too",
			"{meta} is a meta attribute: write meta under type",
			"hagen agents {agent} lists the parameters"),
		msg("{agent} に {name} というパラメータはありません",
			"name と value が逆です。{swapped} を name に書いてください",
			"{suggestion} ではありませんか",
			"アップストリームの {releases} にはあります。{target} のパッケージにもあるか確認してください",
			"{meta} はメタ属性です。type に meta と書いてください",
			"パラメータの一覧は hagen agents {agent} で見られます"))

	ParametersMissing = define("HG0412", Error,
		msg("{agent} needs {names}",
			"add a row for each to block A, with options under type"),
		msg("{agent} には {names} が必要です",
			"A ブロックに type が options の行を加えてください"))

	NameObsolete = define("HG0413", Warning,
		msg("{name} is obsolete",
			"write {replacement} instead",
			"remove it: a later release may not have it any more"),
		msg("{name} は廃止予定です",
			"代わりに {replacement} と書いてください",
			"削除してください。今後のリリースでなくなる可能性があります"))

	ParametersAlike = define("HG0414", Error,
		msg("{id} and {other} have the same {name} {value}",
			"give each resource its own {name}"),
		msg("{id} と {other} の {name} がどちらも {value} です",
			"{name} はリソースごとに異なる値にしてください"))

	AgentForm = define("HG0416", Error,
		msg("{value} cannot be the {column} of an agent: it holds a colon",
			"did you mean {suggestion}?",
			"write class, provider and type into a cell each"),
		msg("{value} はコロンを含むため、エージェントの {column} にはできません",
			"{suggestion} ではありませんか",
			"class, provider, type をそれぞれのセルに書いてください"))

	FenceAction = define("HG0415", Error,
		msg("action must not be set on a fence device: Pacemaker chooses it",
			"remove the row; pcmk_off_action and pcmk_reboot_action replace single actions"),
		msg("フェンスデバイスに action は設定できません。Pacemaker が決めます",
			"行を削除してください。個別の動作は pcmk_off_action, pcmk_reboot_action で変えられます"))
)

// Operations of a resource.
var (
	OperationUnknown = define("HG0421", Error,
		msg("{agent} has no operation {name}",
			"did you mean {suggestion}?",
			"its operations are {names}"),
		msg("{agent} に {name} というオペレーションはありません",
			"{suggestion} ではありませんか",
			"使えるのは {names} です"))

	OperationUnusual = define("HG0422", Warning,
		msg("{name} is no operation Pacemaker runs",
			"did you mean {suggestion}?"),
		msg("{name} は Pacemaker が実行するオペレーションではありません",
			"{suggestion} ではありませんか"))

	OperationOptionUnknown = define("HG0423", Error,
		msg("unknown operation option {name}",
			"did you mean {suggestion}?",
			"the options are {names}"),
		msg("オペレーションのオプション {name} は使えません",
			"{suggestion} ではありませんか",
			"使えるのは {names} です"))

	OperationTwice = define("HG0424", Error,
		msg("operation {name} of {id} is given twice",
			"keep one of the rows"),
		msg("{id} のオペレーション {name} が 2 回書かれています",
			"どちらかの行だけにしてください"))

	MonitorsAlike = define("HG0425", Error,
		msg("{id} has two {name} operations with the interval {interval}",
			"give one of them another interval, if only by a second"),
		msg("{id} に interval が {interval} の {name} が 2 つあります",
			"1 秒でもよいので、どちらかの interval を変えてください"))

	IntervalsAlike = define("HG0426", Error,
		msg("pcs cannot tell the intervals {interval} and {other} apart",
			"write whole seconds, minutes or hours, such as 10s"),
		msg("pcs は interval の {interval} と {other} を区別できません",
			"10s のように秒・分・時間の単位で書いてください"))

	OptionsExclude = define("HG0427", Error,
		msg("{name} and {other} exclude each other",
			"keep one of them"),
		msg("{name} と {other} は同時に指定できません",
			"どちらか 1 つにしてください"))

	OperationRecurs = define("HG0428", Error,
		msg("{name} cannot recur, but has the interval {interval}",
			"leave interval blank; only monitor recurs"),
		msg("{name} は繰り返し実行できませんが、interval が {interval} です",
			"interval を空欄にしてください。繰り返すのは monitor だけです"))

	MonitorNever = define("HG0429", Warning,
		msg("{id} is never monitored: its monitor has the interval {interval}",
			"write the time between two checks, such as 10s"),
		msg("{id} は監視されません: monitor の interval が {interval} です",
			"10s のような監視間隔を書いてください"))

	RoleOutsideMonitor = define("HG0430", Warning,
		msg("role has no effect on {name}",
			"leave the cell blank; only monitor has a role"),
		msg("{name} に role を指定しても効果はありません",
			"セルを空欄にしてください。role は monitor だけに使えます"))

	OnFailImpossible = define("HG0431", Error,
		msg("on-fail of {name} cannot be {value}: Pacemaker would use the default",
			"write one of {choices}"),
		msg("{name} の on-fail を {value} にはできません。Pacemaker は既定値を使います",
			"{choices} のいずれかを書いてください"))

	OnFailDefault = define("HG0432", Error,
		msg("on-fail {value} cannot be the default: not every operation can have it",
			"write one of {choices}, and set {value} on the operations that are to have it"),
		msg("on-fail の {value} は既定値にできません。指定できないオペレーションがあります",
			"{choices} のいずれかを書き、{value} は必要なオペレーションに指定してください"))
)

// Cluster properties, meta attributes and defaults.
var (
	PropertyUnknown = define("HG0441", Error,
		msg("unknown cluster property {name}",
			"did you mean {suggestion}?",
			"{releases} has it, {target} has Pacemaker {version}",
			"write it in the table {table}",
			"the manual pages pacemaker-schedulerd and pacemaker-controld list the properties"),
		msg("クラスタ・プロパティ {name} は使えません",
			"{suggestion} ではありませんか",
			"{releases} にはありますが、{target} は Pacemaker {version} です",
			"{table} の表に書いてください",
			"プロパティの一覧はマニュアルページ pacemaker-schedulerd と pacemaker-controld にあります"))

	PropertyOwned = define("HG0442", Error,
		msg("{name} is set by the cluster itself",
			"remove the row"),
		msg("{name} はクラスタ自身が設定します",
			"行を削除してください"))

	PropertyObsolete = define("HG0443", Error,
		msg("property {name} is obsolete",
			"write {replacement} in the table {table} instead",
			"write {replacement} instead",
			"remove the row: {target} has nothing in its place"),
		msg("プロパティ {name} は廃止されました",
			"代わりに {table} の表に {replacement} と書いてください",
			"代わりに {replacement} と書いてください",
			"行を削除してください。{target} に代わるものはありません"))

	WatchdogTimeout = define("HG0444", Warning,
		msg("{name} needs SBD: without it pcs refuses the script",
			"set up SBD before running the script, or remove the row"),
		msg("{name} には SBD が必要です。SBD がないと pcs はスクリプトの途中で失敗します",
			"スクリプトの前に SBD を設定するか、行を削除してください"))

	PowerOff = define("HG0445", Warning,
		msg("poweroff is the former word for off",
			"write off: a later release may not take it any more"),
		msg("poweroff は off の以前の書き方です",
			"off と書いてください。今後のリリースでは使えなくなる可能性があります"))

	MetaUnknown = define("HG0451", Warning,
		msg("unknown meta attribute {name}",
			"did you mean {suggestion}?",
			"write it in the table {table}",
			"Pacemaker ignores what it does not know: check the name"),
		msg("メタ属性 {name} は不明です",
			"{suggestion} ではありませんか",
			"{table} の表に書いてください",
			"Pacemaker は知らない名前を無視します。名前を確認してください"))

	MetaOfClone = define("HG0452", Warning,
		msg("{name} has no effect on {id}: it belongs to a clone",
			"set it on {clone}, in RSC_ATTRIBUTES",
			"remove the row, or put {id} into a Clone"),
		msg("{name} は Clone の属性なので、{id} に設定しても効果はありません",
			"RSC_ATTRIBUTES で {clone} に設定してください",
			"行を削除するか、{id} を Clone に入れてください"))

	OpDefaultUnknown = define("HG0453", Warning,
		msg("{name} has no effect as a default of operations",
			"did you mean {suggestion}?",
			"write it in the table {table}",
			"the options with a default are {names}"),
		msg("{name} はオペレーションの既定値としては効果がありません",
			"{suggestion} ではありませんか",
			"{table} の表に書いてください",
			"既定値を持てるのは {names} です"))
)

// Alerts.
var RecipientTwice = define("HG0461", Error,
	msg("alert {path} has the recipient {value} twice",
		"remove one of the rows, or name another recipient"),
	msg("アラート {path} に受信者 {value} が 2 回あります",
		"どちらかの行を削除するか、別の受信者にしてください"))
