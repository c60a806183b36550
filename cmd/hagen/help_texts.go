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
	"apply": {
		"  0  applied, or nothing to do\n  1  an error, refused, or the cluster is not what the sheet says;\n     the last line says whether anything was changed\n",
		"  0  適用した、または変更なし\n  1  エラー、拒否、またはクラスタがシートのとおりにならなかった。\n     変更の有無は最後の行に出る\n",
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

// words are what --help says of a command.
type words struct{ usage, examples text }

var commandHelp = map[string]words{
	"check": {
		text{"report the mistakes of sheets and write nothing", "シートの誤りを報告する。何も書き出さない"},
		text{
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
	"plan": {
		text{"show what a sheet would do to a cluster, and change nothing", "シートをクラスタに適用すると何が起きるかを表示する。何も変更しない"},
		text{
			`  hagen plan sample.xlsx --to ssh://root@node01
      what would change, with its cell, and what the cluster would start, stop, move
  hagen plan sample.xlsx --to local:
      on a node of the cluster itself
  hagen plan sample.xlsx --to file:cib.xml
      against a CIB file, such as cibadmin --query writes it
  hagen plan sample.xlsx --to ssh://node01 --mode merge
      what the sheet does not name stays

DEST is local:, ssh://[USER@]HOST[:PORT], https://HOST:PORT (a hagen agent) or
file:PATH. ssh is your own: its configuration, agent and known hosts count.

With --mode replace the sheet is the whole truth: resources, constraints,
defaults, properties, fencing levels and alerts it does not name are removed.
The cluster keeps its nodes and their ids, its own properties (cluster-name,
dc-version, ...), node attributes, ACLs and tags in either mode.
`,
			`  hagen plan sample.xlsx --to ssh://root@node01
      何がどのセルによって変わり、クラスタが何を起動、停止、移動するか
  hagen plan sample.xlsx --to local:
      クラスタのノード自身の上で
  hagen plan sample.xlsx --to file:cib.xml
      cibadmin --query などで得た CIB ファイルに対して
  hagen plan sample.xlsx --to ssh://node01 --mode merge
      シートに書かれていないものは残す

DEST は local:、ssh://[USER@]HOST[:PORT]、https://HOST:PORT (hagen agent)、
file:PATH のいずれかです。ssh は利用者自身のもので、その設定、エージェント、
known_hosts がそのまま使われます。

--mode replace ではシートがすべてです。シートにないリソース、制約、既定値、
プロパティ、フェンシングレベル、アラートは削除されます。ノードとその ID、
クラスタ自身のプロパティ (cluster-name、dc-version など)、ノード属性、ACL、
タグはどちらのモードでも残ります。
`,
		},
	},
	"apply": {
		text{"bring a sheet to a cluster: show the plan, ask, write once, wait", "シートをクラスタに適用する。計画を示し、確認し、一度で書き込み、待つ"},
		text{
			`  hagen apply sample.xlsx --to ssh://root@node01
      shows the plan and asks
  hagen apply sample.xlsx --to local: --yes --rollback
      for scripts: asks nothing, and puts back what was before when the cluster
      does not come to what the sheet says
  hagen apply sample.xlsx --to ssh://node01 --allow stop,fence
      go on although resources would stop or nodes would be fenced
  hagen apply sample.xlsx --to ssh://node01 --backup before.xml
      keep the configuration from before here, too

The configuration is written in one step or not at all, and not when somebody
else changed it since the plan: then the plan is made anew. The one from before
is kept on the node under /var/lib/hagen first; hagen rollback puts it back.
--allow takes a list of: no-quorum, maintenance, busy, stop, fence.
`,
			`  hagen apply sample.xlsx --to ssh://root@node01
      計画を表示して確認する
  hagen apply sample.xlsx --to local: --yes --rollback
      スクリプト用: 確認せず、クラスタがシートのとおりにならなければ元に戻す
  hagen apply sample.xlsx --to ssh://node01 --allow stop,fence
      リソースの停止やノードのフェンシングがあっても続ける
  hagen apply sample.xlsx --to ssh://node01 --backup before.xml
      変更前の構成を手元にも保存する

構成は一度にすべて書き込むか、まったく書き込まないかのどちらかです。計画のあとに
他の人が構成を変更していれば書き込まず、計画を作り直します。変更前の構成は先に
ノードの /var/lib/hagen に保存され、hagen rollback で戻せます。
--allow には no-quorum、maintenance、busy、stop、fence を並べて指定できます。
`,
		},
	},
	"diff": {
		text{"compare two configurations by what they mean", "2 つの構成を意味で比べる"},
		text{
			`  hagen diff sample.xlsx ssh://root@node01
      how the running cluster differs from the sheet
  hagen diff before.xml after.xml
      two CIB files
  hagen diff old.xlsx new.xlsx
      two versions of a sheet

Each of A and B is a sheet, a CIB file or a destination. Ids of attribute sets,
the order of what has no order and defaults that are spelt out are no difference.
`,
			`  hagen diff sample.xlsx ssh://root@node01
      シートに対して稼働中のクラスタがどう違うか
  hagen diff before.xml after.xml
      2 つの CIB ファイル
  hagen diff old.xlsx new.xlsx
      シートの 2 つの版

A と B はそれぞれシート、CIB ファイル、適用先のいずれかです。属性セットの ID、
意味のない順序、明記された既定値は差分とみなしません。
`,
		},
	},
	"history": {
		text{"list what was applied to a cluster, by whom, and how it ended", "クラスタに誰が何を適用し、どう終わったかを一覧する"},
		text{
			`  hagen history --to ssh://root@node01
      the oldest first; the id is what hagen rollback takes
`,
			`  hagen history --to ssh://root@node01
      古い順。ID は hagen rollback に指定できる
`,
		},
	},
	"rollback": {
		text{"put back a configuration that an apply kept", "適用のときに保存した構成に戻す"},
		text{
			`  hagen rollback --to ssh://root@node01
      what was before the last write; shows the plan and asks
  hagen rollback --to ssh://root@node01 20260102-030405-0a1b2c
      what was before that one

It is an apply of its own: the configuration of now is kept first, so that a
rollback can be rolled back. Standby and maintenance of nodes stay as they are.
`,
			`  hagen rollback --to ssh://root@node01
      最後の書き込みの前の構成に戻す。計画を示して確認する
  hagen rollback --to ssh://root@node01 20260102-030405-0a1b2c
      その適用の前の構成に戻す

これ自体も適用の一つで、現在の構成が先に保存されるので、取り消すこともできます。
ノードの standby と maintenance は今のまま残ります。
`,
		},
	},
	"agents": {
		text{"show what is known of resource and fence agents", "リソースエージェントとフェンスエージェントの情報を表示する"},
		text{
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
		text{"write the metadata of this node's agents, for --agents", "このノードのエージェントの情報を --agents 用に書き出す"},
		text{
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
		text{"print the completion script of a shell", "シェルの補完スクリプトを出力する"},
		text{
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
		text{"print the version", "バージョンを表示する"},
		text{"  hagen version\n", "  hagen version\n      バージョン、Go のバージョン、OS を表示する\n"},
	},
	"help": {
		text{"explain a command", "コマンドの説明を表示する"},
		text{"  hagen help check\n", "  hagen help check\n      check コマンドの説明\n"},
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
	flagNodes:     {"`FILE`take node ids from a corosync.conf or a CIB\n(else the nodes get 1, 2, ... in the order of the sheet)", "`FILE`ノード ID を corosync.conf または CIB から取る\n(指定がなければシートの順に 1, 2, ...)"},
	flagAgents:    {"`FILE`metadata of agents hagen does not know,\nas hagen agents import writes it", "`FILE`hagen が知らないエージェントの情報\n(hagen agents import で作成)"},
	flagEncoding:  {"`NAME`the encoding of a CSV, when it is guessed wrong", "`NAME`CSV の文字コード (自動判定が外れるとき)"},
	flagFormat:    {"how to report (default text);\njson is one document on standard output", "報告の形式 (既定値 text)。json は標準出力への 1 文書"},
	flagLang:      {"the language of messages (default from the locale)", "メッセージの言語 (既定値はロケールから)"},
	flagColor:     {"colours in reports (default auto: on a terminal)", "報告の色付け (既定値 auto は端末のとき)"},
	flagTo:        {"`DEST`where to: local:, ssh://[USER@]HOST[:PORT],\nhttps://HOST:PORT or file:PATH", "`DEST`適用先: local:、ssh://[USER@]HOST[:PORT]、\nhttps://HOST:PORT、file:PATH"},
	flagMode:      {"what happens to what the sheet does not name\n(default replace: it is removed; merge: it stays)", "シートにないものの扱い\n(既定値 replace は削除、merge は残す)"},
	flagAllow:     {"`LIST`go on in spite of: no-quorum, maintenance, busy, stop,\nfence; several with commas", "`LIST`それでも続ける: no-quorum、maintenance、busy、stop、\nfence。複数はコンマで区切る"},
	flagYes:       {"do not ask", "確認しない"},
	flagTimeout:   {"`TIME`how long the cluster may take to settle (default 5m0s)", "`TIME`クラスタが落ち着くまで待つ時間 (既定値 5m0s)"},
	flagRollback:  {"put back what was before when the cluster does not come\nto what the sheet says", "クラスタがシートのとおりにならなければ元に戻す"},
	flagBackup:    {"`FILE`keep the configuration from before here, too", "`FILE`変更前の構成を手元にも保存する"},
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
