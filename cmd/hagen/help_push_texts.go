package main

// The words of --help of the commands that reach a cluster.

const (
	destinationsEnglish = `DEST is
  local:                      the cluster this machine is a node of
  ssh://[USER@]HOST[:PORT]    a node, through your own ssh: its configuration,
                              agent and known hosts count
  https://HOST[:PORT]         a node that runs a hagen agent (port 2234)
  file:PATH                   a CIB file, as cibadmin --query writes it
`
	destinationsJapanese = `DEST は次のいずれかです。
  local:                      このマシンがノードであるクラスタ
  ssh://[USER@]HOST[:PORT]    ノード。利用者自身の ssh を使い、その設定、エージェント、
                              known_hosts に従う
  https://HOST[:PORT]         hagen エージェントが動くノード (ポート 2234)
  file:PATH                   cibadmin --query で得られる形の CIB ファイル
`
)

var helpPlan = words{
	usage: text{"show what a sheet would do to a cluster, and change nothing", "シートをクラスタに適用すると何が起きるかを表示する。何も変更しない"},
	about: text{
		`Reads the live configuration, puts the sheet into it, has the node's own
crm_verify check the result and its crm_simulate tell what the cluster would do.
Shows the dangers, each change with its cell, and what would start, stop, move,
or be fenced. Secrets are shown as ********.

` + destinationsEnglish + `
With --mode replace the sheet is the whole truth: resources, constraints,
defaults, properties, fencing levels and alerts it does not name are removed.
With --mode merge they stay. In either mode the cluster keeps its nodes and their
ids, its own properties (cluster-name, dc-version, ...), node attributes, ACLs and
tags.
`,
		`稼働中の構成を読み、シートを組み込み、その結果をノード自身の crm_verify で検査し、
crm_simulate でクラスタの動作を予測します。危険、セル付きの各変更、起動・停止・移動・
フェンシングの予定を表示します。秘密の値は ******** と表示します。

` + destinationsJapanese + `
--mode replace ではシートがすべてです。シートにないリソース、制約、既定値、
プロパティ、フェンシングレベル、アラートは削除されます。--mode merge では残ります。
ノードとその ID、クラスタ自身のプロパティ (cluster-name、dc-version など)、ノード
属性、ACL、タグはどちらのモードでも残ります。
`,
	},
	examples: text{
		`  hagen plan sample.xlsx --to ssh://root@node01
      what would change, with its cell, and what the cluster would start, stop, move
  hagen plan sample.xlsx --to local:
      on a node of the cluster itself
  hagen plan sample.xlsx --to file:cib.xml
      against a CIB file
  hagen plan sample.xlsx --to ssh://node01 --format json
      one document for tools; the exit code says whether there are changes
`,
		`  hagen plan sample.xlsx --to ssh://root@node01
      何がどのセルによって変わり、クラスタが何を起動、停止、移動するか
  hagen plan sample.xlsx --to local:
      クラスタのノード自身の上で
  hagen plan sample.xlsx --to file:cib.xml
      CIB ファイルに対して
  hagen plan sample.xlsx --to ssh://node01 --format json
      ツール用の 1 文書。変更の有無は終了コードで分かる
`,
	},
	see: []string{"hagen apply", "hagen diff", "docs/apply.md"},
}

var helpApply = words{
	usage: text{"bring a sheet to a cluster: show the plan, ask, write once, wait", "シートをクラスタに適用する。計画を示し、確認し、一度で書き込み、待つ"},
	about: text{
		`Shows the plan of hagen plan and asks. Then the configuration from before is kept
on the node, the new one is written in one step or not at all, and hagen waits,
showing what starts where, until the cluster is idle, and compares the end with
what the sheet wants. Somebody else's change since the plan is never overwritten:
the write is refused and the plan made anew.

A plan is refused, unless --allow names the danger, when
  no-quorum     this part of the cluster has no quorum
  maintenance   the cluster is in maintenance mode
  busy          the cluster is still at work on something else
  remove        a resource that runs would be removed
  unsaid        what no table of a sheet can say would be removed: bundles, tickets,
                rules of attribute sets
  stop          a resource that the sheet wants to run would run nowhere, or
                nowhere promoted
  disable       a new target-role would stop or demote what runs
  fence         nodes would be fenced
  fencing-off   the cluster can fence and could not any more
  unmanage      the cluster would no longer manage a resource, a node or anything
  manage        what an operator had unmanaged would be managed again
  enable        what an operator had disabled or demoted would start or be promoted
  unban         an operator's ban or move of a resource would be lifted
  unstandby     a node would be taken out of standby

Without a terminal there is nobody to ask: give --yes. Ctrl-C, SIGTERM and SIGHUP
never stop a write half-way. While the cluster settles they stop the waiting alone;
with --rollback the configuration from before is put back.

` + destinationsEnglish,
		`hagen plan と同じ計画を示し、確認します。続いて変更前の構成をノードに保存し、新しい
構成を一度にすべて書き込むか、まったく書き込みません。そのあと何がどこで起動するかを
表示しながらクラスタが落ち着くまで待ち、結果をシートと比べます。計画のあとに他の人が
構成を変更していれば、上書きせずに拒否し、計画を作り直します。

次の危険がある計画は、--allow で挙げないかぎり拒否します。
  no-quorum     クラスタのこの部分にクォーラムがない
  maintenance   クラスタがメンテナンスモードである
  busy          クラスタが別の処理の途中である
  remove        動いているリソースが削除される
  unsaid        シートの表では表現できない設定 (bundle、チケット、属性のルールなど) が
                削除される
  stop          シートでは動く (または昇格する) はずのリソースがどこでも動かなくなる
                (昇格しなくなる)
  disable       新しい target-role により、動いているリソースが停止または降格する
  fence         ノードがフェンシングされる
  fencing-off   クラスタがフェンシングできなくなる
  unmanage      リソース、ノード、またはすべてがクラスタの管理から外れる
  manage        管理から外されていたものが再びクラスタの管理下に入る
  enable        無効にされていた (降格させられていた) リソースが起動または昇格する
  unban         リソースの ban または move による制約が解除される
  unstandby     ノードの standby が解除される

端末がなければ確認できないので --yes を付けてください。Ctrl-C、SIGTERM、SIGHUP で
書き込みが途中で止まることはありません。クラスタを待っている間は、待つことだけを
やめます。--rollback を付けていれば変更前の構成に戻します。

` + destinationsJapanese,
	},
	examples: text{
		`  hagen apply sample.xlsx --to ssh://root@node01
      shows the plan and asks
  hagen apply sample.xlsx --to local: --yes --rollback
      for scripts: asks nothing, and puts back what was before when the cluster
      does not come to what the sheet says
  hagen apply sample.xlsx --to https://node01 --allow stop,fence
      through an agent; go on although resources would stop or nodes be fenced
  hagen apply sample.xlsx --to ssh://node01 --backup before.xml
      also keep the previous configuration in this file
  hagen apply sample.xlsx --to ssh://node01 --yes --format json
      each event an object on a line, the plan and the outcome on the last
`,
		`  hagen apply sample.xlsx --to ssh://root@node01
      計画を表示して確認する
  hagen apply sample.xlsx --to local: --yes --rollback
      スクリプト用: 確認せず、クラスタがシートのとおりにならなければ元に戻す
  hagen apply sample.xlsx --to https://node01 --allow stop,fence
      エージェント経由。リソースの停止やノードのフェンシングがあっても続ける
  hagen apply sample.xlsx --to ssh://node01 --backup before.xml
      変更前の構成を手元にも保存する
  hagen apply sample.xlsx --to ssh://node01 --yes --format json
      各イベントを 1 行ずつ、計画と結果を最後の行に出力する
`,
	},
	files: text{
		`  /var/lib/hagen/cib-ID.xml    on the node: the configuration from before each write
  /var/lib/hagen/log.jsonl     on the node: who applied what, and how it ended
  PATH.hagen/                  the same beside a CIB file
Their owner alone can read them.
`,
		`  /var/lib/hagen/cib-ID.xml    ノード上: 各書き込みの前の構成
  /var/lib/hagen/log.jsonl     ノード上: 誰が何を適用し、どう終わったか
  PATH.hagen/                  CIB ファイルの場合はその隣
いずれも所有者だけが読めます。
`,
	},
	see: []string{"hagen plan", "hagen status", "hagen rollback", "hagen history", "hagen agent", "docs/apply.md"},
}

var helpStatus = words{
	usage: text{"tell whether a cluster is what a sheet says, and change nothing", "クラスタがシートのとおりかどうかを表示する。何も変更しない"},
	about: text{
		`Compares the configuration with the sheet, tells what runs where and what failed,
and whether everything runs that the configuration asks for: as the node's own
crm_simulate sees it, had nothing failed. What an administrator stopped
(target-role, standby, a ban, a ticket) is as it should be. Waits for nothing; hagen
apply does, whether or not it has anything to write.

` + destinationsEnglish,
		`構成をシートと比べ、何がどこで動き、何が失敗したかを表示します。さらに、構成が求める
ものがすべて動いているかを、失敗がなかった場合にノード自身の crm_simulate が示す状態と
比べて判定します。管理者が停止したもの (target-role、standby、ban、チケット) は問題と
みなしません。待つことはしません。待つのは hagen apply で、書き込むものがなくても待ちます。

` + destinationsJapanese,
	},
	examples: text{
		`  hagen status sample.xlsx --to ssh://root@node01
      the configuration, the nodes, the resources, and what is wrong
  hagen status sample.xlsx --to local: --format json
      one document for tools; the exit code says whether all is well
`,
		`  hagen status sample.xlsx --to ssh://root@node01
      構成、ノード、リソース、問題の一覧
  hagen status sample.xlsx --to local: --format json
      ツール用の 1 文書。問題の有無は終了コードで分かる
`,
	},
	see: []string{"hagen plan", "hagen apply", "hagen diff", "docs/apply.md"},
}

var helpDiff = words{
	usage: text{"compare two configurations by what they mean", "2 つの構成を意味で比べる"},
	about: text{
		`Each of A and B is a sheet, a CIB file, or a destination as --to of hagen plan
takes it. What B has more is marked +, less -, otherwise ~. Ids of attribute sets,
the order of what has no order and defaults that are spelt out are no difference.
A sheet beside a cluster is taken for that cluster: what the cluster owns is no
difference either.
`,
		`A と B はそれぞれシート、CIB ファイル、または hagen plan の --to に指定できる適用先です。
B で増えたものは +、減ったものは -、変わったものは ~ で示します。属性セットの ID、
意味のない順序、明記された既定値は差分とみなしません。シートとクラスタを比べるとき、
クラスタ自身が管理するものも差分とみなしません。
`,
	},
	examples: text{
		`  hagen diff sample.xlsx ssh://root@node01
      has the running cluster drifted from the sheet?
  hagen diff before.xml after.xml
      two CIB files
  hagen diff old.xlsx new.xlsx
      two versions of a sheet
  hagen diff ssh://root@node01 https://node11
      two clusters
`,
		`  hagen diff sample.xlsx ssh://root@node01
      稼働中のクラスタがシートからずれていないか
  hagen diff before.xml after.xml
      2 つの CIB ファイル
  hagen diff old.xlsx new.xlsx
      シートの 2 つの版
  hagen diff ssh://root@node01 https://node11
      2 つのクラスタ
`,
	},
	see: []string{"hagen plan", "docs/apply.md"},
}

var helpHistory = words{
	usage: text{"list what was applied to a cluster, by whom, and how it ended", "クラスタに誰が何を適用し、どう終わったかを一覧する"},
	about: text{
		`Reads the log that apply and rollback keep on the node they go through, the oldest
order first. Another node has a log of its own.

The result is settled (the cluster came to what was wanted), failed, refused
(somebody else had changed the configuration), rolled back, or, where hagen was
ended before it could tell, started or written.
`,
		`apply と rollback が経由したノードに残す記録を、古い順に表示します。記録はノードごとに
別です。

結果は、完了 (望みどおりになった)、失敗、拒否 (他の人が構成を変更していた)、元に戻した、
のいずれかです。hagen が途中で終わったものは開始または書き込み済みのままになります。
`,
	},
	examples: text{
		`  hagen history --to ssh://root@node01
      the id is what hagen rollback takes
  hagen history --to https://node01 --format json
      with the whole digest of each sheet
`,
		`  hagen history --to ssh://root@node01
      ID は hagen rollback に指定できる
  hagen history --to https://node01 --format json
      各シートの完全なダイジェスト付き
`,
	},
	files: text{
		"  /var/lib/hagen/log.jsonl     on the node: an entry a line, only ever added to\n",
		"  /var/lib/hagen/log.jsonl     ノード上: 1 行に 1 件、追記のみ\n",
	},
	see: []string{"hagen rollback", "hagen apply", "docs/apply.md"},
}

var helpRollback = words{
	usage: text{"put back a configuration that an apply kept", "適用のときに保存した構成に戻す"},
	about: text{
		`Shows the plan and asks, as hagen apply does, and refuses the same dangers. It is an
apply of its own: the configuration of now is kept first, so that a rollback can
be rolled back. Standby and maintenance of nodes stay as they are.

ID is one of hagen history: what was before that order. Without it, what was
before the last write.
`,
		`hagen apply と同じく計画を示して確認し、同じ危険を拒否します。これ自体も適用の一つで、
現在の構成が先に保存されるので、取り消すこともできます。ノードの standby と
maintenance は今のまま残ります。

ID は hagen history に表示されるもので、その適用の前の構成を指します。省略すると、最後の
書き込みの前の構成に戻します。
`,
	},
	examples: text{
		`  hagen rollback --to ssh://root@node01
      what was before the last write
  hagen rollback --to ssh://root@node01 20260102-030405-0a1b2c
      what was before that one
`,
		`  hagen rollback --to ssh://root@node01
      最後の書き込みの前の構成に戻す
  hagen rollback --to ssh://root@node01 20260102-030405-0a1b2c
      その適用の前の構成に戻す
`,
	},
	files: text{
		"  /var/lib/hagen/cib-ID.xml    on the node: the configuration from before each write\n",
		"  /var/lib/hagen/cib-ID.xml    ノード上: 各書き込みの前の構成\n",
	},
	see: []string{"hagen history", "hagen apply", "docs/apply.md"},
}
