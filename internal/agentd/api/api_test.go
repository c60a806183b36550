package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
)

const id = "00112233445566778899aabbccddeeff"

func order() apply.Order {
	return apply.Order{Before: []byte("<cib/>"), After: []byte("<cib a='\"'/>"), Rollback: true, Action: "rollback",
		Timeout: 90 * time.Second, Who: "alice@desk", Source: "sample.xlsx 0123"}
}

// TestOrderCarriesEverything fails when apply.Order has a field that would be
// lost on the way to an agent.
func TestOrderCarriesEverything(t *testing.T) {
	o := order()
	for _, field := range reflect.VisibleFields(reflect.TypeOf(o)) {
		if field.Name != "Script" && reflect.ValueOf(o).FieldByIndex(field.Index).IsZero() {
			t.Errorf("apply.Order has a field %s that this test does not fill: send it, and fill it here", field.Name)
		}
	}
	sent, err := NewOrder(id, o)
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	var received Order
	if err := json.Unmarshal(body, &received); err != nil {
		t.Fatal(err)
	}
	got, err := received.Apply()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(o, got); diff != "" {
		t.Errorf("(-sent +received):\n%s", diff)
	}
}

func TestOrderRefuses(t *testing.T) {
	tests := map[string]func(*Order){
		"id":      func(o *Order) { o.ID = "../../etc/passwd" },
		"id:":     func(o *Order) { o.ID = id + "00" },
		"before":  func(o *Order) { o.Before = "" },
		"after":   func(o *Order) { o.After = strings.Repeat("x", MaxCIB+1) },
		"after:":  func(o *Order) { o.After = "\xff" },
		"who":     func(o *Order) { o.Who = "alice\nresult=settled" },
		"who:":    func(o *Order) { o.Who = "\u2028" },
		"source":  func(o *Order) { o.Source = strings.Repeat("x", MaxText+1) },
		"source:": func(o *Order) { o.Source = "a\x1b[2Jb" },
		"action":  func(o *Order) { o.Action = "rm" },
		"timeout": func(o *Order) { o.Timeout = "soon" },
		"timeou":  func(o *Order) { o.Timeout = "-1s" },
		"timeo":   func(o *Order) { o.Timeout = "25h" },
	}
	for want, spoil := range tests {
		o, err := NewOrder(id, order())
		if err != nil {
			t.Fatal(err)
		}
		spoil(&o)
		if _, err := o.Apply(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want one of %s", err, want)
		}
	}
	o := order()
	o.Script = []byte("rm -rf /")
	if _, err := NewOrder(id, o); err != ErrScript {
		t.Errorf("a script: %v, want %v", err, ErrScript)
	}
}

func TestErrorsStayWhatTheyAre(t *testing.T) {
	for _, want := range []error{apply.ErrStale, apply.ErrNoStatus, apply.ErrNoTools, apply.ErrBusy, fs.ErrNotExist, context.DeadlineExceeded} {
		body, err := json.Marshal(FromError(fmt.Errorf("write: %w", want)))
		if err != nil {
			t.Fatal(err)
		}
		var got Error
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if !errors.Is(&got, want) || !strings.HasPrefix(got.Error(), "write: ") {
			t.Errorf("%v arrived as %v (%s)", want, &got, got.Code)
		}
	}
	var unsaved *apply.SaveError
	if got := FromError(&apply.SaveError{Err: errors.New("no space left")}); !errors.As(got, &unsaved) || unsaved.Err.Error() != "no space left" {
		t.Errorf("what cannot be saved: %+v", got)
	}
	var uncertain *apply.UncertainError
	if got := FromError(&apply.UncertainError{Cause: errors.New("cut")}); !errors.As(got, &uncertain) || uncertain.Cause.Error() != "cut" {
		t.Errorf("what is uncertain: %+v", got)
	}
	var halfway *apply.HalfwayError
	if got := FromError(&apply.HalfwayError{Cause: apply.ErrStale}); !errors.As(got, &halfway) || errors.Is(got, apply.ErrStale) {
		t.Errorf("%v is not halfway, or says that nothing was written", got)
	}
	if got := FromError(&apply.UncertainError{Cause: errors.New("cut"), Read: errors.New("down")}); got.Code != CodeUnanswered {
		t.Errorf("what is not known: %+v", got)
	}
	if got := FromError(errors.New("odd")); got.Code != CodeFailed || errors.Is(got, apply.ErrStale) {
		t.Errorf("an error of no kind: %+v", got)
	}
	at := &Error{Code: CodeAtWork, Text: "bob"}
	if got := FromError(fmt.Errorf("orders: %w", at)); got != at {
		t.Errorf("an error of the agent: %+v", got)
	}
}

// TestErrorsOfResumedOrders tests that the errors of an interrupted order are sent
// byte by byte as documented.
func TestErrorsOfResumedOrders(t *testing.T) {
	for want, err := range map[string]error{
		`{"code":"interrupted","message":"the agent was stopped before anything was written: the cluster is unchanged","translatable":{"id":"agentd.unwritten"}}`: apply.ErrUnwritten,
		`{"code":"uncertain","message":"the agent was stopped while it wrote, and the configuration is neither the old nor the new one: another administrator has changed it since",` +
			`"cause":"the agent was stopped","translatable":{"id":"agentd.uncertain"},"translatable_cause":{"id":"agentd.ended"}}`: &apply.UncertainError{Cause: apply.ErrEnded},
		`{"code":"unanswered","message":"the agent was stopped after it had started to write, and the cluster has not answered since: not connected","cause":"the agent was stopped",` +
			`"translatable":{"id":"agentd.unanswered","args":{"cause":"not connected"}},"translatable_cause":{"id":"agentd.ended"}}`: &apply.UncertainError{Cause: apply.ErrEnded, Read: errors.New("not connected")},
	} {
		got, merr := json.Marshal(FromError(err))
		if merr != nil || string(got) != want {
			t.Errorf("%v, (-want +got):\n%s", merr, cmp.Diff(want, string(got)))
		}
	}
}
