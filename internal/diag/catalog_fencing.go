package diag

// Fencing that cannot work, and the names of nodes.
var (
	DeviceUnknown = define("HG0701", Error,
		msg("there is no fence device {id}",
			"did you mean {suggestion}?",
			"write {devices} in separate rows, with the same node and level",
			"write the id of a Stonith row of RESOURCES"),
		msg("「{id}」というフェンスデバイスはありません",
			"「{suggestion}」ではありませんか",
			"{devices} を、同じ node と level で 1 行ずつ書いてください",
			"RESOURCES の Stonith の id を書いてください"))

	NotDevice = define("HG0702", Error,
		msg("{id} is a {item}, not a fence device",
			"write the id of a Stonith row of RESOURCES"),
		msg("「{id}」は {item} で、フェンスデバイスではありません",
			"RESOURCES の Stonith の id を書いてください"))

	LevelRange = define("HG0703", Error,
		msg("fencing level {level} is out of range",
			"write a number from 1 to {max}"),
		msg("フェンシングレベルに「{level}」は指定できません",
			"1 から {max} の数を書いてください"))

	DeviceTwice = define("HG0704", Error,
		msg("level {level} of {node} lists {id} twice",
			"remove one of the rows, or name another device or level"),
		msg("ノード「{node}」のレベル {level} に「{id}」が 2 回書かれています",
			"どちらかの行を削除するか、別のデバイスかレベルにしてください"))

	DeviceCannotFence = define("HG0705", Warning,
		msg("{id} does not fence {node}",
			"name a device for {node}, or add {node} to the hosts of {id}"),
		msg("「{id}」はノード「{node}」を対象にしていません",
			"「{node}」用のデバイスにするか、「{id}」の対象に「{node}」を加えてください"))

	LevelRepeated = define("HG0706", Warning,
		msg("level {level} of {node} tries the same devices again as level {other}",
			"name other devices: what failed once will fail again"),
		msg("ノード「{node}」のレベル {level} は、レベル {other} と同じデバイスです",
			"一度失敗したものを繰り返さないように、別のデバイスにしてください"))

	NoFenceDevice = define("HG0710", Warning,
		msg("fencing is on, but there is no fence device: Pacemaker will start no resource",
			"add a STONITH table for each node, or set the property stonith-enabled to false"),
		msg("フェンシングが有効ですがフェンスデバイスがないため、Pacemaker はリソースを起動しません",
			"ノードごとに STONITH の表を加えるか、プロパティ stonith-enabled を false にしてください"))

	FencingOff = define("HG0711", Warning,
		msg("fencing is off, so {id} is never used",
			"write true, or remove the fence devices"),
		msg("フェンシングが無効なため、「{id}」は使われません",
			"true にするか、フェンスデバイスを削除してください"))

	OnFailFence = define("HG0712", Error,
		msg("on-fail cannot be fence while fencing is off",
			"write restart, block or stop, or set stonith-enabled to true"),
		msg("フェンシングが無効なため、on-fail に「fence」は指定できません",
			"restart, block, stop などにするか、stonith-enabled を true にしてください"))

	RequiresFencing = define("HG0713", Warning,
		msg("requires {value} has no effect while fencing is off",
			"write quorum or nothing, or set stonith-enabled to true"),
		msg("フェンシングが無効なため、requires の「{value}」は効果がありません",
			"quorum か nothing にするか、stonith-enabled を true にしてください"))

	DeviceOnlyHome = define("HG0714", Warning,
		msg("{id} can be used only on {node}, the node it fences",
			"let it avoid {node} instead, so that the other nodes use it"),
		msg("「{id}」を使えるノードが、「{id}」のフェンス対象である「{node}」だけです",
			"他のノードが使えるように、「{node}」を avoids にしてください"))

	DevicePrefersHome = define("HG0715", Warning,
		msg("{id} prefers {node}, the node it fences",
			"write avoids instead of prefers"),
		msg("「{id}」が、自身のフェンス対象であるノード「{node}」を優先しています",
			"prefers ではなく avoids にしてください"))

	NodeUnfenced = define("HG0716", Warning,
		msg("no fence device fences {node}",
			"did you mean {suggestion}? if not, add {node} to pcmk_host_list of a device, or add a STONITH table for it",
			"add {node} to pcmk_host_list of a device, or add a STONITH table for it"),
		msg("ノード「{node}」をフェンスするデバイスがありません",
			"「{suggestion}」ではありませんか。違う場合は、デバイスの pcmk_host_list に「{node}」を加えるか、STONITH の表を追加してください",
			"デバイスの pcmk_host_list に「{node}」を加えるか、STONITH の表を追加してください"))

	ControllersAlike = define("HG0717", Warning,
		msg("{id} for {node} has the same address {value} as {other} for {other_node}",
			"write the address of the controller of {node}"),
		msg("ノード「{node}」用の「{id}」のアドレス「{value}」が、ノード「{other_node}」用の「{other}」と同じです",
			"「{node}」の管理コントローラのアドレスを書いてください"))

	HostMapForm = define("HG0718", Error,
		msg("pcmk_host_map cannot be read: {entry} is not node:plug",
			"did you mean {suggestion}?",
			"write node:plug for each node, with ; between them"),
		msg("pcmk_host_map を解釈できません。「{entry}」は node:plug の形式ではありません",
			"「{suggestion}」ではありませんか",
			"ノードごとに node:plug と書き、; で区切ってください"))

	NodeSlip = define("HG0720", Warning,
		msg("node {node} is not mentioned anywhere else",
			"did you mean {suggestion}?"),
		msg("ノード名「{node}」は他のどこにも記載されていません",
			"「{suggestion}」ではありませんか"))

	NodeForm = define("HG0721", Error,
		msg("invalid node name {node}",
			"use letters, digits, - . and _ only, one name in a cell"),
		msg("「{node}」はノード名として使えません",
			"英数字と - . _ だけで、1 つのセルに 1 つの名前を書いてください"))

	NoteFencingOff = note("fencing-off", "fencing is switched off here", "フェンシングはここで無効になっています")

	NoteHosts = note("hosts", "the nodes a device fences are listed here", "フェンスするノードの一覧はここです")
)
