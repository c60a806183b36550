package view

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"hagen/docs/schema"
	"hagen/internal/apply"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var stageTexts = map[apply.Stage]message.Text{
	apply.Saving:      message.New("stage.saving"),
	apply.Writing:     message.New("stage.writing"),
	apply.Settling:    message.New("stage.settling"),
	apply.RollingBack: message.New("stage.rolling-back"),
}

var stateTexts = map[string]message.Text{
	"starting":  message.New("state.starting"),
	"started":   message.New("state.started"),
	"stopping":  message.New("state.stopping"),
	"stopped":   message.New("state.stopped"),
	"promoting": message.New("state.promoting"),
	"promoted":  message.New("state.promoted"),
	"demoting":  message.New("state.demoting"),
	"moving":    message.New("state.moving"),
	"reloaded":  message.New("state.reloaded"),
	"failed":    message.New("state.failed"),
	"blocked":   message.New("state.blocked"),
}

// eventRecord is an event for machines.
type eventRecord struct {
	Version int         `json:"version"`
	Event   apply.Event `json:"event"`
}

// Progress shows what happens while a cluster works: a bar below the lines on a
// terminal, plain lines elsewhere, or one JSON object per line for machines.
type Progress struct {
	out   io.Writer
	lang  message.Lang
	json  bool
	bar   bool
	page  *page
	start time.Time
	// The widths of the columns of resources and nodes according to the plan.
	resources, nodes int

	mu    sync.Mutex // the bar moves by itself
	stage apply.Stage
	began map[string]time.Time // when a resource was seen to start, by resource and node
	done  int
	total int
	drawn bool
	stop  chan struct{}
	ended sync.WaitGroup
}

// Progress starts to show the progress of a plan.
func (s *Screen) Progress(plan *apply.Plan) *Progress {
	g := &Progress{out: s.Err, lang: s.Lang, json: s.JSON, bar: controls(s.Err) && !s.dumb(),
		page: s.page(s.Err), start: time.Now(), began: map[string]time.Time{}, stop: make(chan struct{})}
	if s.JSON {
		g.out, g.bar = s.Out, false
	}
	for _, e := range plan.Effects {
		g.resources, g.nodes = max(g.resources, terminal.Width(e.Resource)), max(g.nodes, terminal.Width(e.Node), terminal.Width(e.Dest))
	}
	if g.bar {
		g.ended.Go(g.tick)
	}
	return g
}

// tick updates the clock of the bar.
func (g *Progress) tick() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-g.stop:
			return
		case <-t.C:
			g.mu.Lock()
			g.draw()
			g.mu.Unlock()
		}
	}
}

// End removes the bar.
func (g *Progress) End() {
	close(g.stop)
	g.ended.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.wipe()
}

// Event shows one event.
func (g *Progress) Event(e apply.Event) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.json {
		_ = writeJSONLine(g.out, eventRecord{schema.Version, e}) // the outcome follows anyway
		return
	}
	e = visibleEvent(e)
	g.wipe()
	if g.stage == "" {
		fmt.Fprintln(g.out) // the plan ends here
	}
	if e.Stage != g.stage && e.Stage != apply.Checking && e.Stage != apply.Done {
		if t, known := stageTexts[e.Stage]; known && g.stage != e.Stage && (g.stage != apply.Checking || e.Stage != apply.Settling) {
			fmt.Fprintln(g.out, t.In(g.lang))
		}
	}
	g.stage = e.Stage
	if e.Total > 0 {
		g.done, g.total = e.Done, e.Total
	}
	if line := g.line(e); line != "" {
		fmt.Fprintln(g.out, "  "+line)
	}
	g.draw()
}

// line formats what a resource does, and how long it took.
func (g *Progress) line(e apply.Event) string {
	said := e.Said().In(g.lang)
	if e.Resource == "" {
		return said
	}
	key := e.Resource + "\x00" + e.Node
	took := ""
	switch e.State {
	case "starting", "stopping", "promoting", "demoting", "moving":
		g.began[key] = e.Time
	default:
		if began, seen := g.began[key]; seen {
			took = " (" + seconds(e.Time.Sub(began)) + ")"
			delete(g.began, key)
		}
	}
	state := e.State
	if t, known := stateTexts[e.State]; known {
		state = t.In(g.lang)
	}
	switch e.State {
	case "started", "promoted":
		state = g.page.paint(sgrGreen, state)
	case "failed":
		state = g.page.paint(sgrRed, state)
	}
	line := fmt.Sprintf("%6s  %s  %s  %s%s", seconds(e.Time.Sub(g.start)), padded(e.Resource, g.resources), padded(e.Node, g.nodes), state, took)
	if said != "" {
		line += ": " + said
	}
	return line
}

// padded fills a word up to a width.
func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-terminal.Width(s)))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1fs", d.Seconds()) }

// draw draws the bar below the lines.
func (g *Progress) draw() {
	if !g.bar || g.stage != apply.Settling && g.stage != apply.Checking {
		return
	}
	g.wipe()
	g.drawn = true
	// What does not fit would wrap, and a wrapped line cannot be removed.
	fmt.Fprint(g.terminal(), barLine("", g.done, g.total, seconds(time.Since(g.start)), columns(g.out)))
}

// terminal is where the bar is drawn: its control sequences are hagen's own.
func (g *Progress) terminal() io.Writer {
	if w, ok := behind(g.out).(io.Writer); ok {
		return w
	}
	return g.out
}

func (g *Progress) wipe() {
	if g.drawn {
		fmt.Fprint(g.terminal(), wiped)
		g.drawn = false
	}
}
