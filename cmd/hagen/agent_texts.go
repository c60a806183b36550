package main

// What the commands of the agent say.
var (
	textNodeMade = text{"made the key of this node in %s; its certificate is valid until %s\n%s",
		"このノードの鍵を %s に作成しました。証明書の有効期限は %s です\n%s"}
	textNodeRenewed = text{"renewed the certificate in %s; it is valid until %s\n%s",
		"%s の証明書を更新しました。有効期限は %s です\n%s"}
	textNodeHasKey = text{"this node has a key already in %s", "このノードの鍵はすでに %s にあります"}
	textRenewNode  = text{"--renew makes a new certificate for it; to make a new key, remove node.key first: every client has to trust it anew",
		"--renew で証明書だけを更新できます。鍵を作り直すには先に node.key を削除してください (すべてのクライアントで確認し直しになります)"}
	textNoNodeKey    = text{"this node has no key in %s", "このノードの鍵が %s にありません"}
	textInitNode     = text{"make it with hagen agent init", "hagen agent init で作成してください"}
	textKeyOpen      = text{"others can read the private key %s", "秘密鍵 %s が他のユーザーから読める状態です"}
	textKeyMode      = text{"chmod 600 %s, or make a new one if others may have read it", "chmod 600 %s を実行してください。読まれた可能性があれば作り直してください"}
	textListWritable = text{"others can write %s", "%s に他のユーザーが書き込める状態です"}
	textListMode     = text{"chmod go-w %s, and look through it", "chmod go-w %s を実行し、内容を確認してください"}
	textNoKeyInside  = text{"%s holds no private key", "%s に秘密鍵がありません"}
	textNoConfigDir  = text{"it is not known where this user's files are: %v", "ユーザーの設定ファイルの場所がわかりません: %v"}

	textNoFingerprint       = text{"no fingerprint given", "フィンガープリントが指定されていません"}
	textNoFingerprintOrFile = text{"%q is neither a fingerprint nor a file", "%q はフィンガープリントでもファイルでもありません"}
	textNoFingerprintInside = text{"%s holds no fingerprint, certificate or public key", "%s にはフィンガープリント、証明書、公開鍵のいずれもありません"}
	textShowFingerprint     = text{"hagen agent fingerprint shows it on the client's side", "クライアント側で hagen agent fingerprint を実行すると表示されます"}
	textBadDate             = text{"invalid date %q", "%q は日付の形式ではありません"}
	textDateForm            = text{"write it as 2027-01-31", "2027-01-31 の形式で指定してください"}
	textListed              = text{"%s may use the agent of this node", "%s にこのノードのエージェントの使用を許可しました"}
	textListedAlready       = text{"%s may use the agent of this node already", "%s はすでに許可されています"}
	textListedOtherwise     = text{"%s is authorized already, otherwise: %s, line %d", "%s はすでに別の内容で許可されています: %s の %d 行目"}
	textChangeLine          = text{"change that line, or remove it first", "その行を書き換えるか、先に削除してください"}

	textCannotListen = text{"cannot listen on %v: %v", "%v で待ち受けできません: %v"}
	textAgentRunning = text{"another agent answers on %s", "別のエージェントが %s で動作しています"}

	textFirstContact = text{"the agent at %s was never met before; its key is\n  %s",
		"%s のエージェントに接続するのは初めてです。鍵は次のとおりです\n  %s"}
	textTrust           = text{"is it the one that hagen agent fingerprint --node shows there? [y/N]", "そのノードの hagen agent fingerprint --node の表示と一致しますか? [y/N]"}
	textAccepted        = text{"from now on the agent at %s is known by its key %s", "%s のエージェントの鍵 %s を登録しました"}
	textUnknownAgentKey = text{"the agent at %s was never met before; its key is %s", "%s のエージェントに接続するのは初めてです。鍵は %s です"}
	textCompareKeys     = text{"compare it with what hagen agent fingerprint --node shows there, then say --accept-new",
		"そのノードの hagen agent fingerprint --node の表示と比べ、一致すれば --accept-new を付けてください"}
	textChangedAgentKey = text{"the agent at %s shows a different key than before: another machine may be answering\n  shown %s\n  known %s",
		"%s のエージェントの鍵が以前と異なります。別の誰かが応答している可能性があります\n  提示された鍵 %s\n  登録済みの鍵 %s"}
	textForgetAgent      = text{"if its key was made anew, remove the old one: %s, line %d", "鍵を作り直したのであれば、古い登録を削除してください: %s の %d 行目"}
	textAgentExpired     = text{"the certificate of the agent expired on %s", "エージェントの証明書は %s に期限が切れました"}
	textRenewAgent       = text{"on the node: hagen agent init --renew", "そのノードで hagen agent init --renew を実行してください"}
	textAgentTooEarly    = text{"the certificate of the agent is not valid before %s", "エージェントの証明書が有効になるのは %s です"}
	textSetClocks        = text{"set the clocks of both sides", "双方の時計を合わせてください"}
	textKeyRefused       = text{"the agent at %s does not accept this user's key", "%s のエージェントがこのユーザーの鍵を受け付けません"}
	textAuthorizeKey     = text{"on the node: hagen agent authorize %s", "そのノードで hagen agent authorize %s を実行してください"}
	textOrderGoesOn      = text{"the agent at %s is not followed any more; it carries the order out to its end", "%s のエージェントの監視を終えました。エージェントは適用を最後まで続けます"}
	textOrderUnknown     = text{"the agent at %s cannot be reached any more, and whether the order arrived is not known", "%s のエージェントに接続できなくなりました。適用の指示が届いたかどうかわかりません"}
	textHistoryTells     = text{"hagen history --to https://%s tells how it ended", "結果は hagen history --to https://%s で確認できます"}
	textCannotReachAgent = text{"cannot reach the agent at %s: %v", "%s のエージェントに接続できません: %v"}
	textIsAgentRunning   = text{"is it running there? systemctl status hagen-agent", "そこで動作していますか? systemctl status hagen-agent で確認してください"}
	textNoAgentThere     = text{"the server there is not a hagen agent of this version: %v", "応答したのはこのバージョンの hagen エージェントではありません: %v"}
	textAtWork           = text{"%s is at work on this cluster since %s", "%s が %s からこのクラスタで作業中です"}
	textWaitForIt        = text{"try again when it is done", "終わってからもう一度実行してください"}
	textAgentSays        = text{"the agent says: %s", "エージェントの応答: %s"}
)

// The flags of the agent's commands.
const (
	flagDir       = "dir"
	flagListen    = "listen"
	flagState     = "state"
	flagHealth    = "health"
	flagRenew     = "renew"
	flagNode      = "node"
	flagName      = "name"
	flagUntil     = "until"
	flagAcceptNew = "accept-new"
)
