package validate

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// placeholders finds values that are only placeholders: なし and - where a cell
// should be blank, TBD and XX.XX.XX.XX where nothing is decided yet, <hostname>
// from a template. pcs and Pacemaker treat each as an ordinary value. A word that
// an agent lists or has as its default is not a placeholder; "none" and "null" mean
// something to so many programs that they are not reported.
func (c *checker) placeholders() {
	meant := c.listedValues()
	c.texts(func(t text) {
		if t.command || c.report.reported[t.at] || meant[t.at] {
			return
		}
		if isPlaceholder(t.value) || t.name && isUndecided(t.value) {
			shown := t.value
			if t.secret {
				shown = diag.Mask
			}
			c.report.Add(diag.Placeholder, t.at, diag.Args{"text": shown})
		}
	})
}

// listedValues returns the cells whose value is listed in an agent's metadata, and
// cells that hold patterns.
func (c *checker) listedValues() map[diag.Place]bool {
	out := map[diag.Place]bool{}
	for _, p := range c.cfg.Defined() {
		agent, known := c.agent(p)
		for _, a := range model.Pairs(p.Params) {
			cell := at(a.From, schema.KeyValue)
			if patternName.MatchString(a.Name) {
				out[cell] = true
			}
			if !known {
				continue
			}
			if param, ok := agent.Param(a.Name); ok && (a.Value == param.Default || slices.Contains(param.Enum, a.Value)) {
				out[cell] = true
			}
		}
	}
	return out
}

// patternName recognises parameters that take a pattern or markup, such as the
// testregex of apache.
var patternName = regexp.MustCompile(`regex|pattern|match|format|string|query|sql`)

// nothing are words for "no value", undecided words for a value that is not known
// yet.
var (
	nothing   = []string{"-", "--", "---", "ー", "―", "–", "—", "−", "‐", "なし", "無し", "無", "ナシ", "特になし", "n/a", "n.a.", "同上", "〃", "없음", "해당없음"}
	undecided = []string{"tbd", "tba", "todo", "fixme", "未定", "要確認", "確認中", "未確認", "未設定", "未記入", "未入力", "未決定", "調整中", "検討中", "미정", "확인필요"}
)

// Patterns of placeholders: <…>, letters for digits in an address, a word of only
// x, ○ or question marks.
var (
	angled  = regexp.MustCompile(`^<[^<>]+>$`)
	markup  = regexp.MustCompile(`^</?[a-z0-9]+( */)?>$`)
	filler  = regexp.MustCompile(`host|ip|addr|name|pass|user|node|vip|device|disk|port|path|dir|nic|value`)
	masked  = regexp.MustCompile(`^([0-9]{1,3}|[xX]{1,3}|[nN]{1,3})(\.([0-9]{1,3}|[xX]{1,3}|[nN]{1,3})){3}(/([0-9]{1,2}|[xX]{1,2}))?$`)
	crosses = regexp.MustCompile(`^[xX]{3,}$|^\?{2,}$|[○〇◯●△▲□■◎]{2}`)
	address = regexp.MustCompile(`^[0-9./]+$`)
)

// isPlaceholder reports whether a text is a placeholder for a value.
func isPlaceholder(s string) bool {
	half := strings.ToLower(strings.TrimSpace(suggest.HalfWidth(s)))
	return slices.Contains(nothing, half) || isUndecided(s) || isAngled(s, half) || crosses.MatchString(half) ||
		masked.MatchString(half) && !address.MatchString(half)
}

// isAngled reports whether a text is a placeholder in angle brackets: <hostname>,
// <Node 1>. Other single words in lower case may be markup.
func isAngled(s, half string) bool {
	s = strings.TrimSpace(s)
	return angled.MatchString(half) && (!markup.MatchString(s) || filler.MatchString(s))
}

// isUndecided reports whether a text marks a value as undecided, as a remark or in
// brackets: ※要確認, (TBD).
func isUndecided(s string) bool {
	s = strings.ToLower(strings.TrimSpace(suggest.HalfWidth(s)))
	s = strings.Trim(s, "※*()[]{}【】〔〕「」<>!?:・ ")
	return slices.Contains(undecided, s)
}
