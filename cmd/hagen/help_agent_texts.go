package main

// The words of --help of the agent's commands.

var helpAgent = words{
	usage: text{"serve this node's cluster to hagen on other machines", "このノードのクラスタを、他のマシンの hagen から操作できるようにする"},
	about: text{
		`The agent serves HTTPS with TLS 1.3 to the clients it was told of, and carries out
one apply at a time, to its end, whether the client stays or not. It takes no shell
text from anybody. What a restart finds under way is finished, or reported. It logs
to standard error. Each side knows the other by the fingerprint of its key, as with
SSH; there is no password and no certificate authority.
`,
		`エージェントは登録したクライアントにだけ TLS 1.3 の HTTPS で応答し、適用を一度に 1 つ、
クライアントが離れても最後まで行います。シェルの文字列は誰からも受け取りません。再起動
したときは途中だった作業を終わらせるか、結果を報告します。ログは標準エラー出力に出します。
SSH と同じように、双方が相手を鍵のフィンガープリントで識別します。パスワードも認証局も
使いません。
`,
	},
	examples: text{
		`  hagen agent init
      once, as root: make the key of this node
  hagen agent authorize SHA256:... --name alice
      let a client in
  systemctl enable --now hagen-agent
      run the agent as a service (packaging/hagen-agent.service)
  curl --unix-socket /run/hagen/health.sock http://agent/health
      how is it?
  hagen apply sample.xlsx --to https://node01
      on alice's desk
`,
		`  hagen agent init
      最初に一度、root で: このノードの鍵を作る
  hagen agent authorize SHA256:... --name alice
      クライアントに許可を与える
  systemctl enable --now hagen-agent
      サービスとして動かす (packaging/hagen-agent.service)
  curl --unix-socket /run/hagen/health.sock http://agent/health
      状態を確認する
  hagen apply sample.xlsx --to https://node01
      alice のマシンで
`,
	},
	files: text{
		`  /etc/hagen/agent/node.key             the key of the node
  /etc/hagen/agent/node.crt             its certificate
  /etc/hagen/agent/authorized_clients   who may use the agent
  /var/lib/hagen/agent-order.json       the order under way, or the last one
  /var/lib/hagen/                       what was before each write, and the log
  /run/hagen/health.sock                tells how the agent is
  ~/.config/hagen/client.key            on a desk: the key of the user
  ~/.config/hagen/known_agents          on a desk: the agents that were met
`,
		`  /etc/hagen/agent/node.key             ノードの鍵
  /etc/hagen/agent/node.crt             その証明書
  /etc/hagen/agent/authorized_clients   エージェントを使えるクライアント
  /var/lib/hagen/agent-order.json       実行中または最後の作業
  /var/lib/hagen/                       各書き込みの前の構成と記録
  /run/hagen/health.sock                エージェントの状態を答えるソケット
  ~/.config/hagen/client.key            利用者側: 利用者の鍵
  ~/.config/hagen/known_agents          利用者側: 接続したことのあるエージェント
`,
	},
	see: []string{"hagen agent init", "hagen agent authorize", "hagen agent fingerprint", "docs/agent.md"},
}

var helpAgentInit = words{
	usage: text{"make the key of this node's agent", "このノードのエージェントの鍵を作る"},
	about: text{
		`Makes the key and a certificate for two years, and prints the fingerprint by which
clients know this node. A key that is there is never overwritten.
`,
		`鍵と、有効期間 2 年の証明書を作り、クライアントがこのノードを識別するフィンガー
プリントを表示します。すでにある鍵を上書きすることはありません。
`,
	},
	examples: text{
		`  hagen agent init
      as root, once
  hagen agent init --renew
      make a new certificate for the same key before, or after, the old one ends;
      clients notice nothing and the agent needs no restart
`,
		`  hagen agent init
      最初に一度、root で
  hagen agent init --renew
      期限が切れる前 (または後) に、同じ鍵で証明書を作り直す。
      クライアントの設定もエージェントの再起動も不要
`,
	},
	files: text{
		"  /etc/hagen/agent/node.key, /etc/hagen/agent/node.crt\n",
		"  /etc/hagen/agent/node.key、/etc/hagen/agent/node.crt (ノードの鍵と証明書)\n",
	},
	see: []string{"hagen agent", "hagen agent authorize", "docs/agent.md"},
}

var helpAgentAuthorize = words{
	usage: text{"let a client use this node's agent", "クライアントにこのノードのエージェントの使用を許可する"},
	about: text{
		`Adds a line to the list of clients. The agent reads the list at each connection and
request: remove the line, and the client is out.
`,
		`クライアントの一覧に 1 行追加します。エージェントは接続と要求のたびに一覧を読み直すので、
行を削除すればそのクライアントは使えなくなります。
`,
	},
	examples: text{
		`  hagen agent authorize SHA256:... --name alice
      the fingerprint that hagen agent fingerprint shows on alice's desk
  hagen agent authorize alice.crt --name alice --until 2027-01-31
      a file with it, or with a certificate or public key in PEM
`,
		`  hagen agent authorize SHA256:... --name alice
      alice のマシンで hagen agent fingerprint が表示する値
  hagen agent authorize alice.crt --name alice --until 2027-01-31
      その値、または PEM 形式の証明書か公開鍵のファイル
`,
	},
	files: text{
		"  /etc/hagen/agent/authorized_clients   a client a line, # starts a comment\n",
		"  /etc/hagen/agent/authorized_clients   1 行に 1 クライアント、# からはコメント\n",
	},
	see: []string{"hagen agent", "hagen agent fingerprint", "docs/agent.md"},
}

var helpAgentFingerprint = words{
	usage: text{"show this user's key, or this node's", "このユーザーの鍵、またはこのノードの鍵を表示する"},
	about: text{
		`Prints SHA256: and the base64 of the SHA-256 of the public key: what the other side
is told, to compare.
`,
		`SHA256: に続けて、公開鍵の SHA-256 の base64 を表示します。相手側に伝えて照合するための
ものです。
`,
	},
	examples: text{
		`  hagen agent fingerprint
      the key by which agents know this user; it is made on first use
  hagen agent fingerprint --node
      on a node, as root: the key by which clients know its agent
`,
		`  hagen agent fingerprint
      エージェントがこのユーザーを識別する鍵。最初に使うときに作られる
  hagen agent fingerprint --node
      ノード上で root として: クライアントがエージェントを識別する鍵
`,
	},
	files: text{
		"  ~/.config/hagen/client.key   the key of the user\n  /etc/hagen/agent/node.key    the key of the node\n",
		"  ~/.config/hagen/client.key   利用者の鍵\n  /etc/hagen/agent/node.key    ノードの鍵\n",
	},
	see: []string{"hagen agent", "hagen agent authorize", "docs/agent.md"},
}
