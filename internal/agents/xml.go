package agents

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ReadMetadata reads what an agent prints for its meta-data action (metadata for
// fence agents): OCF 1.0 and 1.1 as pcs understands them, and an error if pcs would
// not accept it as metadata. name is the full name, such as ocf:heartbeat:IPaddr2.
func ReadMetadata(name string, data []byte) (*Agent, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	agent, err := readMetadata(name, data)
	if err != nil {
		return nil, fmt.Errorf("metadata of %s: %w", name, err)
	}
	return agent, nil
}

func readMetadata(name string, data []byte) (*Agent, error) {
	var doc xmlAgent
	if err := newDecoder(data).Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, errors.New("there is no XML")
		}
		return nil, err
	}
	version := "1.0"
	if doc.Version != nil {
		version = strings.TrimSpace(*doc.Version)
	}
	if version != "1.0" && version != "1.1" {
		// Often it is the agent's own version, which belongs in the attribute.
		return nil, fmt.Errorf("<version> is %q; it is that of OCF and must be 1.0 or 1.1", version)
	}
	if err := checkShape(data, version); err != nil {
		return nil, err
	}
	agent := &Agent{Name: name}
	for _, p := range doc.Params {
		agent.Params = append(agent.Params, p.param(version == "1.1"))
	}
	mergeTwins(agent)
	for _, x := range doc.Actions {
		agent.Actions = append(agent.Actions, Action{
			Name: x.Name, Timeout: x.Timeout, Interval: x.Interval, Role: x.Role, Depth: x.Depth,
			StartDelay: x.StartDelay, OnTarget: x.OnTarget == "1", Automatic: x.Automatic == "1",
		})
	}
	if err := checkAgent(agent); err != nil {
		return nil, err
	}
	Normalize(agent)
	return agent, nil
}

// mergeTwins merges parameters with the same name. pcs keeps them apart and
// requires the parameter when any of them is required.
func mergeTwins(a *Agent) {
	var params []Param
	for _, p := range a.Params {
		i := slices.IndexFunc(params, func(q Param) bool { return q.Name == p.Name })
		if i < 0 {
			params = append(params, p)
			continue
		}
		params[i].Required = params[i].Required || p.Required
		params[i].Unique = params[i].Unique || p.Unique
	}
	a.Params = params
}

type xmlAgent struct {
	XMLName xml.Name    `xml:"resource-agent"`
	Version *string     `xml:"version"`
	Params  []xmlParam  `xml:"parameters>parameter"`
	Actions []xmlAction `xml:"actions>action"`
}

type xmlAction struct {
	Name       string `xml:"name,attr"`
	Timeout    string `xml:"timeout,attr"`
	Interval   string `xml:"interval,attr"`
	Role       string `xml:"role,attr"`
	Depth      string `xml:"depth,attr"`
	StartDelay string `xml:"start-delay,attr"`
	OnTarget   string `xml:"on_target,attr"`
	Automatic  string `xml:"automatic,attr"`
}

type xmlParam struct {
	Name        string `xml:"name,attr"`
	Required    string `xml:"required,attr"`
	Unique      string `xml:"unique,attr"`       // OCF 1.0; in 1.1 it stands for "reloadable"
	UniqueGroup string `xml:"unique-group,attr"` // OCF 1.1
	Deprecated  string `xml:"deprecated,attr"`   // OCF 1.0
	Obsoletes   string `xml:"obsoletes,attr"`    // OCF 1.0
	ShortAttr   string `xml:"shortdesc,attr"`    // OCF 1.0
	ShortDesc   []struct {
		Lang string `xml:"lang,attr"`
		Text string `xml:",chardata"`
	} `xml:"shortdesc"`
	Content struct {
		Type    string `xml:"type,attr"`
		Default string `xml:"default,attr"`
		Options []struct {
			Value string `xml:"value,attr"`
		} `xml:"option"`
	} `xml:"content"`
	// Deprecation is the element of OCF 1.1.
	Deprecation *struct {
		ReplacedWith []struct {
			Name string `xml:"name,attr"`
		} `xml:"replaced-with"`
	} `xml:"deprecated"`
}

// remark begins the "default" of a parameter of ocf:heartbeat:apache: a note for
// people, because the real default would need escaping. It is not a value.
const remark = "exists, but impossible to show"

// param converts a parameter. A flag is set only by "1", as in pcs.
func (x *xmlParam) param(version11 bool) Param {
	p := Param{Name: x.Name, Type: x.Content.Type, Default: x.Content.Default, Required: x.Required == "1", ShortDesc: x.shortDesc()}
	if strings.HasPrefix(p.Default, remark) {
		p.Default = ""
	}
	if p.Type == "select" {
		for _, o := range x.Content.Options {
			p.Enum = append(p.Enum, o.Value)
		}
	}
	if !version11 {
		p.Unique = x.Unique == "1"
		p.Deprecated = x.Deprecated == "1"
		if x.Obsoletes != "" {
			p.Obsoletes = []string{x.Obsoletes}
		}
		return p
	}
	p.UniqueGroup = x.UniqueGroup
	if x.Deprecation != nil {
		p.Deprecated = true
		for _, r := range x.Deprecation.ReplacedWith {
			p.ReplacedBy = append(p.ReplacedBy, r.Name)
		}
	}
	return p
}
