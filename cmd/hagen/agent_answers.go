package main

import (
	"errors"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
)

// agentAnswers are the words for what an agent answers; others are told as it
// gave them.
var agentAnswers = map[api.Code]text{
	api.CodeForbidden:   {"the agent does not accept this key any more", "エージェントはこの鍵をもう受け付けません"},
	api.CodeStopping:    {"the agent is being stopped", "エージェントは停止中です"},
	api.CodeOverloaded:  {"the agent has too many requests at once", "エージェントへの要求が多すぎます"},
	api.CodeTooLarge:    {"the agent does not take so large a CIB", "エージェントが受け付けるには CIB が大きすぎます"},
	api.CodeTimeout:     {"the cluster did not answer the agent in time", "クラスタが時間内にエージェントに応答しませんでした"},
	api.CodeScript:      {"a hagen agent runs no scripts", "hagen エージェントはスクリプトを実行しません"},
	api.CodeInterrupted: {"the agent was ended before anything was written: the cluster is as it was", "書き込む前にエージェントが終了しました。クラスタは元のままです"},
	api.CodeNoJournal:   {"the agent cannot write down what it does: is the disk of its node full?", "エージェントが作業の記録を書き込めません。ノードのディスクに空きはありますか"},
}

// agentAnswer puts into words what an agent answered; nil when it is no answer
// of an agent, or one that means something everywhere.
func agentAnswer(err error) error {
	var answer *api.Error
	switch {
	case errors.Is(err, client.ErrAnswer):
		return fail(textNoAgentThere, err)
	case !errors.As(err, &answer):
		return nil
	case answer.Code == api.CodeAtWork && answer.Order != nil:
		return fail(textAtWork, answer.Order.Who, answer.Order.Started.Local().Format("15:04:05")).advise(textWaitForIt)
	}
	if t, known := agentAnswers[answer.Code]; known {
		return fail(t)
	}
	if answer.Unwrap() != nil {
		return nil
	}
	return fail(textAgentSays, answer.Message)
}
