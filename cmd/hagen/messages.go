package main

// What hagen says that is no diagnostic. Lower case, no full stop, the offending
// word named.
var (
	textUnknownFlag    = text{"unknown flag %s", "不明なフラグです: %s"}
	textNotOfCommand   = text{"%s has no flag %s", "%s にはフラグ %s はありません"}
	textFlagValue      = text{"flag %s needs a value", "フラグ %s には値が必要です"}
	textSwitchValue    = text{"flag %s takes no value", "フラグ %s は値をとりません"}
	textChoice         = text{"invalid value \"%s\" for %s", "「%s」は %s に指定できません"}
	textUnknownCommand = text{"unknown command %q", "不明なコマンドです: %q"}
	textArguments      = text{"too many arguments: %s", "引数が多すぎます: %s"}
	textNoSheet        = text{"no sheet given", "シートのファイルが指定されていません"}
	textNoShell        = text{"no shell given", "シェルの名前が指定されていません"}
	textUnknownShell   = text{"no completion for %q", "%q 用の補完はありません"}

	textDidYouMean = text{"did you mean %s?", "%s のことですか?"}
	textOneOf      = text{"use one of %s", "%s のいずれかを指定してください"}
	textSeeHelp    = text{"see hagen --help", "hagen --help を参照してください"}
	textOneAtATime = text{"compile one file at a time; hagen check takes several", "コンパイルは 1 ファイルずつです。hagen check は複数のファイルを取れます"}

	textCannotRead    = text{"cannot read %s: %v", "%s を読めません: %v"}
	textCannotWrite   = text{"cannot write %s: %v", "%s に書き込めません: %v"}
	textCannotRestore = text{"cannot put %s back: %v; its previous content is in %s", "%s を元に戻せません: %v。元の内容は %s にあります"}
	textCannotRemove  = text{"cannot remove %s again: %v", "書き出した %s を取り消せません: %v"}
	textStdin         = text{"standard input", "標準入力"}
	textStdout        = text{"standard output", "標準出力"}
	textStderr        = text{"standard error", "標準エラー出力"}
	textNotExist      = text{"no such file or directory", "ファイルまたはディレクトリがありません"}
	textPermission    = text{"permission denied", "権限がありません"}
	textDirectory     = text{"is a directory", "ディレクトリです"}
	textLocked        = text{"another hagen is writing into this folder", "別の hagen がこのフォルダに書き込み中です"}
	textInterrupted   = text{"interrupted; nothing was written", "中断されました。何も書き込んでいません"}

	textBug     = text{"the %s made of %s failed hagen's own check: %v", "%s (入力: %s) が hagen 自身の検査に失敗しました: %v"}
	textBugHelp = text{"this is a bug of hagen, not of your sheet: please report it with the sheet; nothing was written",
		"シートではなく hagen の不具合です。シートを添えて報告してください。何も書き込んでいません"}

	textSheetsAre = text{"its sheets are %s", "シートは %s です"}
	textCSVSheet  = text{"%s is a CSV and has no sheets, but --sheet is given", "%s は CSV でシートがありませんが、--sheet が指定されています"}
	textNoTables  = text{"no sheet of %s holds a table", "%s には表のあるシートがありません"}
	textSeveral   = text{"%s has several sheets with tables: %s", "%s には表のあるシートが複数あります: %s"}
	textPickOne   = text{"choose one with --sheet NAME, or compile each into its own pair with -o DIR/",
		"--sheet NAME で 1 つ選ぶか、-o DIR/ でシートごとのファイルにコンパイルしてください"}
	textOneOutput = text{"several sheets of %s cannot go to %s: %s", "%s の複数のシートを %s には出力できません: %s"}
	textSameName  = text{"sheets %q and %q would both be written to %s", "シート %q と %q の出力先がどちらも %s になります"}
	textRename    = text{"rename one, or compile it alone with --sheet NAME -o FILE", "シート名を変えるか、--sheet NAME -o FILE で個別にコンパイルしてください"}

	textSamePath   = text{"the XML and the script would both be written to %s", "XML とスクリプトの出力先がどちらも %s になります"}
	textGiveScript = text{"name the script with --sh FILE", "スクリプトの名前を --sh FILE で指定してください"}
	textOverInput  = text{"%s is an input and would be overwritten", "%s は入力ファイルであり、上書きになってしまいます"}
	textOtherName  = text{"give other names with -o FILE and --sh FILE", "-o FILE と --sh FILE で別の名前を指定してください"}
	textScriptOut  = text{"--sh needs the name of a file, not %s", "--sh には %s ではなくファイル名が必要です"}
	textJSONOnOut  = text{"-o - and --format json would both write to standard output", "-o - と --format json はどちらも標準出力に書き込みます"}

	textUnknownAgent = text{"agent %q is not known for %s", "エージェント %q は %s では知られていません"}
	textListAgents   = text{"hagen agents lists them all", "hagen agents ですべて表示できます"}

	textNotInstalled  = text{"agent %q is not installed here", "エージェント %q はこのマシンにインストールされていません"}
	textNoMetadata    = text{"%s has no metadata: Pacemaker answers for the class %s itself", "%s にはメタデータがありません: クラス %s には Pacemaker 自身が答えます"}
	textNeedsNoImport = text{"hagen knows it without an import", "hagen は取り込みなしで対応しています"}
	textNoneInstalled = text{"no agents are installed here: none under %s, no fence_* in %s",
		"このマシンにはエージェントがありません: %s の下にも、%s の fence_* にも見つかりません"}
	textImportOnNode    = text{"run it on a node of the cluster", "クラスタのノード上で実行してください"}
	textImportSystem    = text{"no agents can be installed on %s", "%s にはエージェントをインストールできません"}
	textCannotFind      = text{"cannot look for agents: %v", "エージェントを探せません: %v"}
	textNoneRead        = text{"the metadata of no agent could be read", "どのエージェントのメタデータも読み取れませんでした"}
	textAgentNotStarted = text{"%s is left out: it cannot be run: %v", "%s を除外しました: 実行できません: %v"}
	textAgentNoAnswer   = text{"%s is left out: it did not answer within %v", "%s を除外しました: %v 以内に応答しませんでした"}
	textAgentFailed     = text{"%s is left out: its metadata action failed: %v", "%s を除外しました: メタデータのアクションが失敗しました: %v"}
	textAgentTooLong    = text{"%s is left out: it prints too much: %v", "%s を除外しました: 出力が多すぎます: %v"}
	textAgentSilent     = text{"%s is left out: it prints no metadata", "%s を除外しました: メタデータを出力しません"}
	textAgentInvalid    = text{"%s is left out: pcs would not take its metadata: %v", "%s を除外しました: pcs が受け付けないメタデータです: %v"}
	textAgentSaid       = text{"it said: %s", "エージェントの出力: %s"}

	textImported     = text{"wrote %s: %s", "%s を書き込みました: %s"}
	textImportedOut  = text{"written: %s", "書き込みました: %s"}
	textAgent        = text{"1 agent", "エージェント 1 個"}
	textAgents       = text{"%d agents", "エージェント %d 個"}
	textImportedSome = text{"%s (%d left out, known just the same for %s; --all leaves none out)",
		"%s (%d 個は %s 用の情報と同じため省略。--all を付けると省略しません)"}

	textSeveralAgents = text{"several agents are named %q", "%q という名前のエージェントは複数あります"}
	textNoParameters  = text{"no parameters", "パラメータはありません"}
	headAgent         = text{"agent", "エージェント"}
	headCount         = text{"parameters", "パラメータ数"}
	headRequired      = text{"required", "必須"}
	headParameter     = text{"parameter", "パラメータ"}
	headType          = text{"type", "型"}
	headDefault       = text{"default", "既定値"}
	headRemarks       = text{"remarks", "備考"}
	headAction        = text{"action", "アクション"}
	remarkRequired    = text{"required", "必須"}
	remarkUnique      = text{"unique", "一意"}
	remarkDeprecated  = text{"deprecated", "非推奨"}
	remarkReplaced    = text{"obsolete, use %s", "廃止予定、%s を使用"}
	remarkCommon      = text{"of every fence device", "全フェンスデバイス共通"}

	textWrotePair   = text{"wrote %s and %s (%s)", "%s と %s を書き込みました (%s)"}
	textWroteOne    = text{"wrote %s (%s)", "%s を書き込みました (%s)"}
	textNoMistakes  = text{"%s: no mistakes (%s)", "%s: 誤りはありません (%s)"}
	textComma       = text{", ", "、"}
	textContents    = text{"%s: %s, %s", "%s: %s、%s"}
	textResource    = text{"1 resource", "リソース 1 個"}
	textResources   = text{"%d resources", "リソース %d 個"}
	textConstraint  = text{"1 constraint", "制約 1 個"}
	textConstraints = text{"%d constraints", "制約 %d 個"}
)
