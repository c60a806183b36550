package scheduler

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/beevik/etree"
)

// HappenUncounted is Happen at a moment when no node is the DC, which counts failures:
// a monitor that fails then is in the history of its node, and not in its fail-count.
// The resource is recovered all the same, but nothing bans it from its node.
func (w *World) HappenUncounted(ctx context.Context, events ...Event) (*Course, error) {
	return w.happen(ctx, events, true)
}

// record writes a failed monitor into the history of its node, as the executor there
// reports it, after everything else that the node did.
func record(doc *etree.Document, op Op) {
	held, monitor := monitorOf(doc, op)
	if monitor == nil {
		return
	}
	last := 0
	id := held.SelectAttrValue("id", "") + "_last_failure_0"
	for _, done := range held.SelectElements("lrm_rsc_op") {
		call, _ := strconv.Atoi(done.SelectAttrValue("call-id", ""))
		last = max(last, call)
		if done.SelectAttrValue("id", "") == id {
			held.RemoveChild(done)
		}
	}
	failure := monitor.Copy()
	code := strconv.Itoa(op.Code)
	_, key, _ := strings.Cut(failure.SelectAttrValue("transition-magic", ""), ";")
	for _, attr := range [][2]string{{"id", id}, {"call-id", strconv.Itoa(last + 1)}, {"rc-code", code}, {"op-status", "0"},
		{"transition-magic", "0:" + code + ";" + key}, {"last-rc-change", strconv.FormatInt(time.Now().Unix(), 10)}} {
		failure.CreateAttr(attr[0], attr[1])
	}
	held.AddChild(failure)
}

// monitorOf is the last result of a recurring monitor, in the history of its resource.
func monitorOf(doc *etree.Document, op Op) (held, monitor *etree.Element) {
	state := stateOf(doc, op.Node)
	if state == nil {
		return nil, nil
	}
	for _, held := range state.FindElements("./lrm/lrm_resources/lrm_resource") {
		for _, done := range held.SelectElements("lrm_rsc_op") {
			if base(held.SelectAttrValue("id", "")) == op.Resource && done.SelectAttrValue("operation", "") == op.Task &&
				milliseconds(done.SelectAttrValue("interval", "0")) == op.Interval {
				return held, done
			}
		}
	}
	return nil, nil
}
