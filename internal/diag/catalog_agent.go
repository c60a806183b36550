package diag

// Agents: their class, provider and type, and the parameters they take.
var (
	ClassUnknown = define("HG0401", Error,
		msg("unknown resource class {class}",
			"did you mean {suggestion}?",
			"write one of {classes}"),
		msg("リソースの class に「{class}」は指定できません",
			"「{suggestion}」ではありませんか",
			"{classes} のいずれかを書いてください"))

	ClassDropped = define("HG0402", Error,
		msg("{target} no longer has the resource class {class}",
			"use another agent of class {classes}"),
		msg("{target} ではリソースの class「{class}」は廃止されています",
			"{classes} のいずれかのエージェントを使ってください"))

	StonithInPrimitive = define("HG0403", Error,
		msg("{agent} is a fence agent, which a PRIMITIVE table cannot define",
			"define {id} in a STONITH table, and write Stonith in its row of RESOURCES"),
		msg("{agent} はフェンスエージェントなので、PRIMITIVE の表では定義できません",
			"「{id}」を STONITH の表で定義し、RESOURCES の行は Stonith にしてください"))

	ProviderMissing = define("HG0404", Error,
		msg("provider is missing: class ocf needs one",
			"did you mean {suggestion}?",
			"write a provider such as {providers}"),
		msg("provider が空欄です: class が ocf の場合は必要です",
			"「{suggestion}」ではありませんか",
			"{providers} などの provider を書いてください"))

	ProviderGiven = define("HG0405", Error,
		msg("class {class} has no providers",
			"leave the cell blank, or write ocf under class"),
		msg("class が {class} の場合、provider は指定できません",
			"セルを空欄にするか、class を ocf にしてください"))

	ProviderUnknown = define("HG0406", Warning,
		msg("unknown provider {provider}",
			"did you mean {suggestion}?",
			"hagen knows {providers}; give the metadata of others with --agents FILE"),
		msg("「{provider}」は不明な provider です",
			"「{suggestion}」ではありませんか",
			"既知の provider は {providers} です。それ以外のメタデータは --agents FILE で指定できます"))

	AgentUnknown = define("HG0407", Warning,
		msg("unknown agent {agent}: its parameters and operations are not checked",
			"did you mean {suggestion}?",
			"upstream has it in {releases}: check whether the package of {target} also has it",
			"check the name, or give its metadata with --agents FILE"),
		msg("「{agent}」は不明なエージェントのため、パラメータとオペレーションを検査できません",
			"「{suggestion}」ではありませんか",
			"アップストリームの {releases} にはあります。{target} のパッケージにもあるか確認してください",
			"名前を確認するか、メタデータを --agents FILE で指定してください"))

	AgentSpelling = define("HG0408", Error,
		msg("there is no agent {agent}: names are case-sensitive",
			"did you mean {suggestion}?"),
		msg("「{agent}」というエージェントはありません（大文字と小文字は区別されます）",
			"「{suggestion}」ではありませんか"))

	RemoteConnection = define("HG0409", Error,
		msg("{agent} creates a remote node, which pcs refuses to create this way",
			"add the node with pcs cluster node add-remote"),
		msg("{agent} はリモートノードを作るため、pcs はこの方法では作成しません",
			"pcs cluster node add-remote でノードを追加してください"))

	GuestNode = define("HG0410", Error,
		msg("{name} creates a guest node, which pcs refuses to create this way",
			"add the node with pcs cluster node add-guest"),
		msg("{name} はゲストノードを作るため、pcs はこの方法では作成しません",
			"pcs cluster node add-guest でノードを追加してください"))

	ParameterUnknown = define("HG0411", Warning,
		msg("{agent} has no parameter {name}",
			"name and value are swapped: write {swapped} under name",
			"did you mean {suggestion}?",
			"upstream has it in {releases}: check whether the package of {target} also has it",
			"{meta} is a meta attribute: write meta under type",
			"hagen agents {agent} lists the parameters"),
		msg("{agent} に「{name}」というパラメータはありません",
			"name と value が逆です。「{swapped}」を name に書いてください",
			"「{suggestion}」ではありませんか",
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
			"remove it: a later release may no longer have it"),
		msg("{name} は廃止予定です",
			"代わりに {replacement} と書いてください",
			"削除してください。今後のリリースでなくなる可能性があります"))

	ParametersAlike = define("HG0414", Error,
		msg("{id} and {other} have the same {name} {value}",
			"give each resource its own {name}"),
		msg("「{id}」と「{other}」の {name} がどちらも「{value}」です",
			"{name} はリソースごとに異なる値にしてください"))

	AgentForm = define("HG0416", Error,
		msg("invalid {column} {value}: it contains a colon",
			"did you mean {suggestion}?",
			"write class, provider and type in separate cells"),
		msg("「{value}」はコロンを含むため、エージェントの {column} には指定できません",
			"「{suggestion}」ではありませんか",
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
		msg("{agent} に「{name}」というオペレーションはありません",
			"「{suggestion}」ではありませんか",
			"使えるのは {names} です"))

	OperationUnusual = define("HG0422", Warning,
		msg("Pacemaker never runs the operation {name}",
			"did you mean {suggestion}?"),
		msg("「{name}」は Pacemaker が実行するオペレーションではありません",
			"「{suggestion}」ではありませんか"))

	OperationOptionUnknown = define("HG0423", Error,
		msg("unknown operation option {name}",
			"did you mean {suggestion}?",
			"the options are {names}"),
		msg("「{name}」というオペレーションのオプションはありません",
			"「{suggestion}」ではありませんか",
			"使えるのは {names} です"))

	OperationTwice = define("HG0424", Error,
		msg("operation {name} of {id} is given twice",
			"keep one of the rows"),
		msg("「{id}」のオペレーション {name} が 2 回書かれています",
			"どちらかの行だけにしてください"))

	MonitorsAlike = define("HG0425", Error,
		msg("{id} has two {name} operations with the interval {interval}",
			"give one of them another interval, if only by a second"),
		msg("「{id}」に interval が「{interval}」の {name} が 2 つあります",
			"1 秒でもよいので、どちらかの interval を変えてください"))

	IntervalsAlike = define("HG0426", Error,
		msg("pcs cannot tell the intervals {interval} and {other} apart",
			"write whole seconds, minutes or hours, such as 10s"),
		msg("pcs は interval の「{interval}」と「{other}」を区別できません",
			"10s のように秒・分・時間の単位で書いてください"))

	OptionsExclude = define("HG0427", Error,
		msg("{name} and {other} cannot be used together",
			"keep one of them"),
		msg("{name} と {other} は同時に指定できません",
			"どちらか 1 つにしてください"))

	OperationRecurs = define("HG0428", Error,
		msg("{name} cannot recur, but has the interval {interval}",
			"leave interval blank; only monitor recurs"),
		msg("{name} は繰り返し実行できませんが、interval に「{interval}」が指定されています",
			"interval を空欄にしてください。繰り返すのは monitor だけです"))

	MonitorNever = define("HG0429", Warning,
		msg("{id} is never monitored: its monitor has the interval {interval}",
			"write the time between two checks, such as 10s"),
		msg("「{id}」は監視されません: monitor の interval が「{interval}」です",
			"10s のような監視間隔を書いてください"))

	RoleOutsideMonitor = define("HG0430", Warning,
		msg("role has no effect on {name}",
			"leave the cell blank; only monitor has a role"),
		msg("{name} に role を指定しても効果はありません",
			"セルを空欄にしてください。role は monitor だけに使えます"))

	OnFailImpossible = define("HG0431", Error,
		msg("invalid value {value} for on-fail of {name}: Pacemaker would use the default",
			"write one of {choices}"),
		msg("{name} の on-fail に「{value}」は指定できません。Pacemaker は既定値を使います",
			"{choices} のいずれかを書いてください"))

	OnFailDefault = define("HG0432", Error,
		msg("invalid default {value} for on-fail: not every operation can have it",
			"write one of {choices}, and set {value} on the operations that are to have it"),
		msg("on-fail の既定値に「{value}」は指定できません。指定できないオペレーションがあります",
			"{choices} のいずれかを書き、「{value}」は必要なオペレーションに個別に指定してください"))
)

// Cluster properties, meta attributes and defaults.
var (
	PropertyUnknown = define("HG0441", Error,
		msg("unknown cluster property {name}",
			"did you mean {suggestion}?",
			"{releases} has it, {target} has Pacemaker {version}",
			"write it in the table {table}",
			"the manual pages pacemaker-schedulerd and pacemaker-controld list the properties"),
		msg("「{name}」というクラスタプロパティはありません",
			"「{suggestion}」ではありませんか",
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
		msg("プロパティ「{name}」は廃止されました",
			"代わりに {table} の表に {replacement} と書いてください",
			"代わりに {replacement} と書いてください",
			"行を削除してください。{target} に代わるものはありません"))

	WatchdogTimeout = define("HG0444", Warning,
		msg("{name} needs SBD: without it pcs refuses the script",
			"set up SBD before running the script, or remove the row"),
		msg("{name} には SBD が必要です。SBD がないと pcs はスクリプトの途中で失敗します",
			"スクリプトの前に SBD を設定するか、行を削除してください"))

	PowerOff = define("HG0445", Warning,
		msg("poweroff is the old name for off",
			"write off: a later release may no longer accept it"),
		msg("poweroff は off の以前の書き方です",
			"off と書いてください。今後のリリースでは使えなくなる可能性があります"))

	MetaUnknown = define("HG0451", Warning,
		msg("unknown meta attribute {name}",
			"did you mean {suggestion}?",
			"write it in the table {table}",
			"Pacemaker ignores names it does not know: check the spelling"),
		msg("「{name}」は不明なメタ属性です",
			"「{suggestion}」ではありませんか",
			"{table} の表に書いてください",
			"Pacemaker は知らない名前を無視します。名前を確認してください"))

	MetaOfClone = define("HG0452", Warning,
		msg("{name} has no effect on {id}: it belongs to a clone",
			"set it on {clone}, in RSC_ATTRIBUTES",
			"remove the row, or put {id} into a Clone"),
		msg("{name} は Clone のメタ属性のため、「{id}」に設定しても効果はありません",
			"RSC_ATTRIBUTES で「{clone}」に設定してください",
			"行を削除するか、「{id}」を Clone に入れてください"))

	OpDefaultUnknown = define("HG0453", Warning,
		msg("{name} has no effect as an operation default",
			"did you mean {suggestion}?",
			"write it in the table {table}",
			"the options with a default are {names}"),
		msg("{name} はオペレーションの既定値としては効果がありません",
			"「{suggestion}」ではありませんか",
			"{table} の表に書いてください",
			"既定値を持てるのは {names} です"))

	EscapingStops = define("HG0433", Error,
		msg("{character} cannot follow a character that is not ASCII: Pacemaker up to 2.1.7 makes a broken CIB of it",
			"leave it out or write another character, or put it before {before}",
			"leave it out or write another character"),
		msg("ASCII 以外の文字の後に「{character}」は使えません。Pacemaker 2.1.7 以前では CIB が壊れます",
			"削除するか別の文字にするか、「{before}」より前に書いてください",
			"削除するか別の文字にしてください"))
)

// Alerts.
var RecipientTwice = define("HG0461", Error,
	msg("alert {path} has the recipient {value} twice",
		"remove one of the rows, or name another recipient"),
	msg("アラート「{path}」に宛先「{value}」が 2 回書かれています",
		"どちらかの行を削除するか、別の宛先にしてください"))
