package main

// The words of --help.

var (
	helpApp = text{
		"hagen compiles an environment-definition sheet (xlsx or CSV) into a Pacemaker\nCIB XML and a pcs script that makes the same cluster.",
		"hagen は環境定義書 (xlsx または CSV) を Pacemaker の CIB XML と、同じクラスタを\n構築する pcs スクリプトにコンパイルします。",
	}
	helpCompile      = text{"write the CIB XML and the pcs script of a sheet", "シートから CIB XML と pcs スクリプトを書き出す"}
	helpUsage        = text{"Usage:", "使い方:"}
	helpExampleTitle = text{"Examples:", "例:"}
	helpFlags        = text{"Flags (before or after the file name):", "フラグ (ファイル名の前にも後にも置けます):"}
	helpExitTitle    = text{"Exit status:", "終了コード:"}
	helpFilesTitle   = text{"Files:", "ファイル:"}
	helpSeeTitle     = text{"See also:", "関連項目:"}
	helpExamples     = text{
		`  hagen sample.xlsx -o sample.xml
      write sample.xml and sample.sh for rhel9
  hagen sample.csv --target debian12
      write sample.csv's cluster to ./sample.xml and ./sample.sh for Debian 12
  hagen book.xlsx --sheet '*RHEL9' -o out.xml
      compile the one sheet whose name ends in RHEL9
  hagen book.xlsx -o out/
      compile each sheet that holds tables to out/SHEET.xml and out/SHEET.sh
  hagen sample.xlsx --nodes-from /etc/corosync/corosync.conf
      use the node ids of a cluster that exists already
  hagen sample.xlsx -o - | xmllint --format -
      print the XML alone; no script is written
  hagen - -o sample.xml < sample.csv
      read a CSV from standard input
  hagen check *.xlsx --lang ja
      report all mistakes, in Japanese, and write nothing

SHEET is an .xlsx workbook or a CSV file in UTF-8, UTF-16, CP932 or CP949.
The script works on the running cluster, or on the CIB file it is given:
sh sample.sh cib.xml
`,
		`  hagen sample.xlsx -o sample.xml
      rhel9 用の sample.xml と sample.sh を書き出す
  hagen sample.csv --target debian12
      Debian 12 用の ./sample.xml と ./sample.sh を書き出す
  hagen book.xlsx --sheet '*RHEL9' -o out.xml
      名前が RHEL9 で終わるシート 1 つをコンパイルする
  hagen book.xlsx -o out/
      表のある各シートを out/シート名.xml と out/シート名.sh にコンパイルする
  hagen sample.xlsx --nodes-from /etc/corosync/corosync.conf
      既存のクラスタのノード ID を使う
  hagen sample.xlsx -o - | xmllint --format -
      XML だけを標準出力に出す。スクリプトは書き出さない
  hagen - -o sample.xml < sample.csv
      標準入力から CSV を読む
  hagen check *.xlsx --lang ja
      すべての誤りを日本語で報告し、何も書き出さない

SHEET は .xlsx のブック、または UTF-8、UTF-16、CP932、CP949 の CSV ファイルです。
スクリプトは稼働中のクラスタに対して、または引数の CIB ファイルに対して動きます:
sh sample.sh cib.xml
`,
	}
)

// helpExit says what the exit codes of a command mean, "" being compile.
var helpExit = map[string]text{
	"": {
		"  0  written\n  2  written, with warnings\n  1  an error; nothing was written or changed\n",
		"  0  書き出した\n  2  書き出したが警告がある\n  1  エラー。何も書き出さず、変更もしていない\n",
	},
	"check": {
		"  0  no mistakes\n  2  warnings\n  1  errors\n",
		"  0  誤りなし\n  2  警告あり\n  1  エラーあり\n",
	},
	"plan": {
		"  0  nothing to do\n  2  changes\n  1  an error\n",
		"  0  変更なし\n  2  変更あり\n  1  エラー\n",
	},
	"status": {
		"  0  the cluster matches the sheet\n  2  it does not: the configuration differs, or something does not run as expected\n  1  an error: the state is unknown\n",
		"  0  クラスタはシートのとおり\n  2  シートのとおりでない: 構成が異なるか、正常に動いていないものがある\n  1  エラー。分からない\n",
	},
	"apply": {
		"  0  applied, or nothing to do, and the cluster matches the sheet\n  1  an error, refused, or the cluster does not match the sheet;\n     the last line says whether anything was changed\n",
		"  0  適用した、または変更なしで、クラスタはシートのとおり\n  1  エラー、拒否、またはクラスタがシートのとおりにならなかった。\n     変更の有無は最後の行に出る\n",
	},
	"history": {
		"  0  listed\n  1  an error\n",
		"  0  一覧を表示した\n  1  エラー\n",
	},
	"agent": {
		"  0  stopped as it was told to\n  1  an error\n",
		"  0  指示どおりに終了した\n  1  エラー\n",
	},
	"agent init": {
		"  0  made\n  1  an error; what was there stays\n",
		"  0  作成した\n  1  エラー。元のものは残っている\n",
	},
	"agent authorize": {
		"  0  the client may use the agent\n  1  an error; the list is as it was\n",
		"  0  クライアントはエージェントを使える\n  1  エラー。一覧は元のまま\n",
	},
	"agent fingerprint": {
		"  0  shown\n  1  an error\n",
		"  0  表示した\n  1  エラー\n",
	},
	"diff": {
		"  0  the same cluster\n  2  differences\n  1  an error\n",
		"  0  同じクラスタ\n  2  差分あり\n  1  エラー\n",
	},
	"rollback": {
		"  0  put back, or nothing to do\n  1  an error, refused, or not all is as it was\n",
		"  0  元に戻した、または変更なし\n  1  エラー、拒否、または元のとおりにならなかった\n",
	},
	"agents import": {
		"  0  written\n  2  written, but some agents could not be read\n  1  an error; nothing was written or changed\n",
		"  0  書き出した\n  2  書き出したが、読み取れないエージェントがあった\n  1  エラー。何も書き出さず、変更もしていない\n",
	},
}

// words are what --help says of a command. Usage is one line; the others may be
// empty, or else end with a line break.
type words struct {
	usage, about, examples, files text
	see                           []string // where to read on
}

var commandHelp = map[string]words{
	"check": {
		usage: text{"report the mistakes of sheets and write nothing", "シートの誤りを報告する。何も書き出さない"},
		examples: text{
			`  hagen check sample.xlsx
      check every sheet of sample.xlsx that holds tables
  hagen check *.csv --strict
      warnings count as errors
  hagen check sample.xlsx --format json
      the same for a machine
`,
			`  hagen check sample.xlsx
      sample.xlsx の表のあるシートをすべて検査する
  hagen check *.csv --strict
      警告もエラーとして扱う
  hagen check sample.xlsx --format json
      機械可読な形で報告する
`,
		},
	},
	"plan":     helpPlan,
	"apply":    helpApply,
	"status":   helpStatus,
	"diff":     helpDiff,
	"history":  helpHistory,
	"rollback": helpRollback,
	"agents": {
		usage: text{"show what is known of resource and fence agents", "リソースエージェントとフェンスエージェントの情報を表示する"},
		examples: text{
			`  hagen agents
      list the agents known for rhel9
  hagen agents ocf:heartbeat:IPaddr2 --target debian12
      parameters and actions of one agent
  hagen agents IPaddr2
      the same; the class and provider may be left out
`,
			`  hagen agents
      rhel9 で知られているエージェントの一覧
  hagen agents ocf:heartbeat:IPaddr2 --target debian12
      エージェント 1 つのパラメータとアクション
  hagen agents IPaddr2
      同じ。クラスとプロバイダは省略できる
`,
		},
	},
	"agents import": {
		usage: text{"write the metadata of this node's agents, for --agents", "このノードのエージェントの情報を --agents 用に書き出す"},
		examples: text{
			`  hagen agents import -o site.json
      on a cluster node: the agents that rhel9 does not know, or knows otherwise
  hagen agents import --target debian12 ocf:mysite:db fence_x -o site.json
      two agents; the class and provider may be left out
  hagen agents import --all > all.json
      every agent, also those known just the same
  hagen sample.xlsx --agents site.json -o sample.xml
      anywhere: compile a sheet that uses them

Agents are looked for under $OCF_ROOT/resource.d (/usr/lib/ocf) and as fence_*
in /usr/sbin and /usr/bin. Of each only the metadata action is run. systemd
units and init scripts have no metadata and need no import.
`,
			`  hagen agents import -o site.json
      クラスタのノード上で実行し、rhel9 用の情報にないか異なるエージェントを書き出す
  hagen agents import --target debian12 ocf:mysite:db fence_x -o site.json
      エージェント 2 つ。クラスとプロバイダは省略できる
  hagen agents import --all > all.json
      同じ情報を持つものも含めてすべて
  hagen sample.xlsx --agents site.json -o sample.xml
      任意のマシンで、それらを使うシートをコンパイルする

エージェントは $OCF_ROOT/resource.d (/usr/lib/ocf) と、/usr/sbin および /usr/bin の
fence_* から探します。実行するのはメタデータのアクションだけです。systemd の
ユニットと init スクリプトにはメタデータがなく、取り込みは不要です。
`,
		},
	},
	"agent":             helpAgent,
	"agent init":        helpAgentInit,
	"agent authorize":   helpAgentAuthorize,
	"agent fingerprint": helpAgentFingerprint,
	"completion": {
		usage: text{"print the completion script of a shell", "シェルの補完スクリプトを出力する"},
		examples: text{
			`  hagen completion bash > /etc/bash_completion.d/hagen
  hagen completion zsh > "${fpath[1]}/_hagen"
  hagen completion fish > ~/.config/fish/completions/hagen.fish
      from the next shell on, TAB completes commands, flags and their values
`,
			`  hagen completion bash > /etc/bash_completion.d/hagen
  hagen completion zsh > "${fpath[1]}/_hagen"
  hagen completion fish > ~/.config/fish/completions/hagen.fish
      次に開くシェルから、コマンド、フラグ、その値を TAB で補完できる
`,
		},
	},
	"version": {
		usage:    text{"print the version", "バージョンを表示する"},
		examples: text{"  hagen version\n", "  hagen version\n      バージョン、Go のバージョン、OS を表示する\n"},
	},
	"help": {
		usage:    text{"explain a command", "コマンドの説明を表示する"},
		examples: text{"  hagen help check\n", "  hagen help check\n      check コマンドの説明\n"},
	},
}

// helpImportOutput says what --output is to an import.
var helpImportOutput = text{"`FILE|-`where the metadata go (default -: standard output)", "`FILE|-`出力先 (既定値 - は標準出力)"}

// flagUsage says what each flag does; the placeholder of its value stands
// between backquotes.
var flagUsage = map[string]text{
	flagOutput: {
		"`FILE|DIR/|-`where the XML goes, the script beside it;\ninto a directory each sheet goes as a pair of its own;\n- is standard output, without the script",
		"`FILE|DIR/|-`XML の出力先。スクリプトはその隣に置く。\nディレクトリならシートごとに 1 組、- なら標準出力に XML だけ",
	},
	flagScript:    {"`FILE`where the script goes", "`FILE`スクリプトの出力先"},
	flagSheet:     {"`NAME`the sheet to compile; a glob such as '*RHEL9' is fine", "`NAME`対象のシート。'*RHEL9' のようなワイルドカードも可"},
	flagTarget:    {"the platform to compile for (default rhel9):\nschema, pcs dialect, role names, agent metadata", "対象プラットフォーム (既定値 rhel9)。\nスキーマ、pcs の書式、ロール名、エージェントの情報が決まる"},
	flagAll:       {"also the agents the target knows just the same", "対象プラットフォーム用の情報と同じエージェントも含める"},
	flagStrict:    {"warnings are errors", "警告をエラーとして扱う"},
	flagQuiet:     {"no notes: only what is wrong", "情報 (note) を表示せず、誤りだけを報告する"},
	flagNodes:     {"`FILE`take node ids from a corosync.conf or a CIB\n(else the nodes get 1, 2, ... in the order of the sheet)", "`FILE`ノード ID を corosync.conf または CIB から取る\n(指定がなければシートの順に 1, 2, ...)"},
	flagAgents:    {"`FILE`metadata of agents hagen does not know,\nas hagen agents import writes it", "`FILE`hagen が知らないエージェントの情報\n(hagen agents import で作成)"},
	flagEncoding:  {"`NAME`the encoding of a CSV, when it is guessed wrong", "`NAME`CSV の文字コード (自動判定が外れるとき)"},
	flagFormat:    {"how to report (default text);\njson is one document on standard output", "報告の形式 (既定値 text)。json は標準出力への 1 文書"},
	flagLang:      {"the language of messages (default from the locale)", "メッセージの言語 (既定値はロケールから)"},
	flagColor:     {"colours in reports (default auto: on a terminal)", "報告の色付け (既定値 auto は端末のとき)"},
	flagTo:        {"`DEST`where to: local:, ssh://[USER@]HOST[:PORT],\nhttps://HOST:PORT or file:PATH", "`DEST`適用先: local:、ssh://[USER@]HOST[:PORT]、\nhttps://HOST:PORT、file:PATH"},
	flagMode:      {"what happens to what the sheet does not name\n(default replace: it is removed; merge: it stays)", "シートにないものの扱い\n(既定値 replace は削除、merge は残す)"},
	flagAllow:     {"`LIST`go on in spite of dangers (hagen apply --help lists\nthem); several with commas, or the flag again", "`LIST`危険があっても続ける (一覧は hagen apply --help)。複数は\nコンマで区切るか、フラグを繰り返す"},
	flagSummary:   {"only how much changes and happens, and what ends", "変更と動作の件数と、なくなるものだけを表示する"},
	flagYes:       {"do not ask", "確認しない"},
	flagHere:      {"only what went through this node; no other node is asked", "このノードを経由したものだけを扱い、他のノードには問い合わせない"},
	flagRetry:     {"`N`with --yes: when another administrator's change came first,\nplan anew and go on if the change is still the same, N times\nat most (default 0)", "`N`--yes のとき: 他の管理者の変更が先に入っても、計画し直して\n変更内容が同じなら続ける。最大 N 回 (既定値 0)"},
	flagTimeout:   {"`TIME`how long the cluster may take to settle (default 5m0s)", "`TIME`クラスタが落ち着くまで待つ時間 (既定値 5m0s)"},
	flagRollback:  {"roll back when the cluster does not reach\nthe state the sheet describes", "クラスタがシートのとおりにならなければ元に戻す"},
	flagBackup:    {"`FILE`also keep the previous configuration in this file", "`FILE`変更前の構成を手元にも保存する"},
	flagVia:       {"how to write (default patch: one patch of the CIB;\nscript: run the pcs script on the node)", "書き込み方 (既定値 patch は CIB への 1 つのパッチ、\nscript はノードで pcs スクリプトを実行)"},
	flagDir:       {"`DIR`the key of the node and the list of clients\n(default /etc/hagen/agent)", "`DIR`ノードの鍵とクライアント一覧の場所\n(既定値 /etc/hagen/agent)"},
	flagListen:    {"`HOST:PORT`where clients reach the agent (default :2234)", "`HOST:PORT`クライアントからの接続を待つアドレス (既定値 :2234)"},
	flagState:     {"`DIR`what has to outlast the agent (default /var/lib/hagen)", "`DIR`再起動後も残す情報の場所 (既定値 /var/lib/hagen)"},
	flagHealth:    {"`SOCKET`where the agent tells how it is\n(default /run/hagen/health.sock)", "`SOCKET`エージェントの状態を答えるソケット\n(既定値 /run/hagen/health.sock)"},
	flagRenew:     {"make a new certificate for the key that is there", "今の鍵のまま証明書だけを作り直す"},
	flagNode:      {"of this node's agent, not of this user", "このユーザーではなく、このノードのエージェントのもの"},
	flagName:      {"`NAME`the client's name in logs", "`NAME`ログに残すクライアントの名前"},
	flagUntil:     {"`DATE`the last day the client may use the agent", "`DATE`許可する最後の日"},
	flagAcceptNew: {"trust a hagen agent that was never met before", "初めて接続する hagen エージェントの鍵を信頼する"},
	flagVersion:   {"print the version", "バージョンを表示する"},
	flagHelp:      {"show this help", "この説明を表示する"},
}
