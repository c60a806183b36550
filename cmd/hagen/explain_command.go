package main

import (
	"context"

	"hagen/internal/cli"
	"hagen/internal/explain"
	"hagen/internal/message"
)

var (
	textNoCode   = message.New("explain.no-code")
	textNameCode = message.New("explain.name-code")
)

// explain explains codes of findings, or lists them.
func (a *app) explain(_ context.Context, call *cli.Call) error {
	if call.Given(cli.FlagList) {
		return a.screen.Codes()
	}
	if len(call.Args) == 0 {
		return message.Fail(textNoCode).Advise(textNameCode)
	}
	var entries []*explain.Entry
	for _, code := range call.Args {
		e, err := explain.Of(code)
		if err != nil {
			return err
		}
		entries = append(entries, e)
	}
	return a.screen.Explain(entries)
}
