package pcmk

import "encoding/xml"

// ReadHistory lists the failed and the other actions in the status section of a
// CIB, so that their results are not reported as new later. It has no times and
// texts.
func ReadHistory(cib []byte) ([]Failure, error) {
	var x struct {
		Nodes []struct {
			Name       string `xml:"uname,attr"`
			Operations []struct {
				Key  string `xml:"operation_key,attr"`
				ID   string `xml:"id,attr"`
				Call string `xml:"call-id,attr"`
				Code int    `xml:"rc-code,attr"`
			} `xml:"lrm>lrm_resources>lrm_resource>lrm_rsc_op"`
		} `xml:"status>node_state"`
	}
	if err := xml.Unmarshal(cib, &x); err != nil {
		return nil, &AnswerError{Tool: "cibadmin", Err: err}
	}
	var out []Failure
	for _, n := range x.Nodes {
		for _, o := range n.Operations {
			key := o.Key
			if key == "" {
				key = o.ID
			}
			out = append(out, Failure{Operation: key, Node: n.Name, Call: o.Call, Code: o.Code})
		}
	}
	return out, nil
}
