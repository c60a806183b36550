package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
)

var (
	textAt             = text{"%s: %v", "%s: %v"}
	textToolSaid       = text{"%v: %s", "%v: %s"}
	textToolSilent     = text{"%v ended with code %d", "%v が終了コード %d で終わりました"}
	textToolCut        = text{"the connection was cut before all data had arrived", "接続が途中で切れ、データがすべて届きませんでした"}
	textScript         = text{"the script", "スクリプト"}
	textToolMissing    = text{"%s is not there", "%s がありません"}
	textToolInstall    = text{"is Pacemaker installed there?", "Pacemaker はインストールされていますか"}
	textToolDown       = text{"is the cluster running there? pcs cluster start", "クラスタは起動していますか (pcs cluster start)"}
	textToolDenied     = text{"use root, or a user of the group haclient", "root か、グループ haclient のユーザーで実行してください"}
	textToolNewer      = text{"a CIB of a newer Pacemaker than the tools here: use those of its cluster", "CIB は、ここのツールより新しい Pacemaker のものです。そのクラスタのツールを使ってください"}
	textNotOurs        = text{"%s belongs to another user (uid %s) and is not used", "%s は他のユーザー (uid %s) のものなので使いません"}
	textNotAFile       = text{"%s is not a regular file and is not used", "%s は通常のファイルではないので使いません"}
	textWhoseIsIt      = text{"find out who put it there, then remove it or chown it to the user hagen runs as", "誰が置いたものかを確かめ、削除するか、hagen を実行するユーザーに chown してください"}
	textCannotReach    = text{"ssh cannot reach %s: %s", "ssh で %s に接続できません: %s"}
	textConnectionLost = text{"the connection to %s was lost", "%s との接続が切れました"}
	textTrySSH         = text{"try it by hand: ssh %s true", "手で確かめてください: ssh %s true"}
	textCut            = text{"the connection was cut", "接続が切れました"}
	textAnswerBroken   = text{"the answer of %s cannot be read: %v", "%s の応答を読み取れません: %v"}
	textAnswerLacks    = text{"%s left out what was asked for", "%s の応答に必要な情報がありません"}
)

// engineJapanese are Japanese words for errors without arguments that come out of
// the engine, or from the system through it. In English such an error speaks for
// itself.
var engineJapanese = []struct {
	err error
	ja  string
}{
	{apply.ErrStale, "その間にクラスタの構成が変更されました"},
	{apply.ErrNoStatus, "CIB ファイルには状態がありません"},
	{apply.ErrNoTools, "この CIB を扱える Pacemaker のツールがここにありません"},
	{apply.ErrBusy, "クラスタはまだ処理中です"},
	{apply.ErrNoScripts, "そこではスクリプトを実行できません"},
	{meaning.ErrBroken, "CIB が壊れているか、途中で切れています"},
	{meaning.ErrTrailing, "CIB のあとに余分な内容があります"},
	{meaning.ErrNotCIB, "CIB ではありません: ルート要素が <cib> ではありません"},
	{meaning.ErrNoConfiguration, "CIB に configuration がありません"},
	{tools.ErrNoEpoch, "稼働中の CIB に epoch がありません"},
	{tools.ErrCutAnswer, "ノードの応答が途中で切れました"},
	{tools.ErrRestless, "クラスタの状態が変わり続けているため、構成を書き込めませんでした"},
	{tools.ErrPatch, "crm_diff の出力がバージョン付きのパッチではありません"},
	{client.ErrAnswer, "hagen エージェントの応答ではありません"},
	{keys.ErrOpen, "秘密鍵が他のユーザーから読める状態です"},
	{keys.ErrWritable, "他のユーザーが書き込める状態です"},
	{keys.ErrFolder, "フォルダに他のユーザーが書き込める状態です"},
	{keys.ErrOwner, "所有者が別のユーザーです"},
	{keys.ErrNotFile, "通常のファイルではありません"},
	{keys.ErrNoKey, "PEM 形式 (PKCS #8) の秘密鍵がありません"},
	{keys.ErrNoCertificate, "PEM 形式の証明書がありません"},
	{keys.ErrOtherKey, "別の鍵の証明書です"},
	{keys.ErrTooLong, "ファイルが大きすぎます"},
	{keys.ErrFingerprint, "フィンガープリントではありません"},
	{context.DeadlineExceeded, "時間内に応答がありませんでした"},
	{syscall.ECONNREFUSED, "接続を拒否されました"},
	{syscall.EHOSTUNREACH, "ホストに到達できません"},
	{syscall.ENOSPC, "空き容量がありません"},
}

// cut words the end of a connection: elsewhere the same error is the end of a
// file.
func cut(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fail(textCut)
	}
	return err
}

// japanese finds the Japanese words for an error, "" when it has none.
func japanese(err error) string {
	for _, known := range engineJapanese {
		if errors.Is(err, known.err) {
			return known.ja
		}
	}
	return ""
}

// toolFailure puts into words what became of a tool; nil for another error. What
// the tool itself said stays as it was said.
func toolFailure(err error) *failure {
	var missing *tools.MissingError
	var tool *tools.ToolError
	var connect *tools.ConnectError
	var answer *pcmk.AnswerError
	var notOurs *tools.NotOursError
	switch {
	case errors.As(err, &notOurs) && notOurs.Owner == "":
		return fail(textNotAFile, notOurs.Path).advise(textWhoseIsIt)
	case errors.As(err, &notOurs):
		return fail(textNotOurs, notOurs.Path, notOurs.Owner).advise(textWhoseIsIt)
	case errors.As(err, &missing):
		return fail(textToolMissing, missing.Tool).advise(textToolInstall)
	case errors.As(err, &connect) && connect.Said == "":
		return fail(textConnectionLost, connect.Host).advise(textTrySSH, connect.Host)
	case errors.As(err, &connect):
		return fail(textCannotReach, connect.Host, connect.Said).advise(textTrySSH, connect.Host)
	case errors.As(err, &answer) && answer.Err == nil:
		return fail(textAnswerLacks, answer.Tool)
	case errors.As(err, &answer):
		return fail(textAnswerBroken, answer.Tool, answer.Err)
	case errors.As(err, &tool):
		return toolWords(tool)
	}
	return nil
}

// toolWords says how a tool failed, and what often helps.
func toolWords(e *tools.ToolError) *failure {
	var name any = e.Tool
	if e.Tool == tools.Script {
		name = textScript
	}
	switch {
	case e.Cut():
		return fail(textToolCut)
	case e.Said == "":
		return fail(textToolSilent, name, e.Code)
	}
	f := fail(textToolSaid, name, e.Said)
	switch said := strings.ToLower(e.Said); {
	case strings.Contains(said, "permission denied"):
		return f.advise(textToolDenied)
	case strings.Contains(said, "connection refused"), strings.Contains(said, "not connected"), strings.Contains(said, "could not connect"):
		return f.advise(textToolDown)
	case strings.Contains(said, "protocol not supported"): // of crm_feature_set
		return f.advise(textToolNewer)
	}
	return f
}

// reason is an error in words, for a sentence that names the destination itself.
func reason(err error) error {
	if f := agentFailure(err); f != nil {
		return f
	}
	if f := toolFailure(err); f != nil {
		return f
	}
	return err
}

// destinationFailure says what went wrong at a destination, and at which.
func destinationFailure(name string, err error) error {
	var worded *failure
	var path *fs.PathError
	if f := agentFailure(err); f != nil {
		return f
	}
	f := toolFailure(err)
	switch {
	case errors.As(err, &worded):
		return err
	case errors.Is(err, context.Canceled):
		return fail(textInterruptedApply)
	case f != nil && (f.text == textCannotReach || f.text == textConnectionLost):
		return f // names the host
	case f != nil:
		return fail(textAt, shown(name), f).adviseAs(f)
	case errors.As(err, &path):
		return fail(textCannotRead, path.Path, path.Err)
	}
	return fail(textAt, shown(name), err)
}
