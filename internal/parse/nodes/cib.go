package nodes

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// cibFile has the parts of a CIB that are read.
type cibFile struct {
	XMLName xml.Name `xml:"cib"`
	Nodes   []struct {
		ID    string `xml:"id,attr"`
		Uname string `xml:"uname,attr"`
		Type  string `xml:"type,attr"`
	} `xml:"configuration>nodes>node"`
}

// cib reads the nodes section of a CIB. Remote nodes, which have no corosync id,
// are skipped.
func cib(data []byte) ([]Node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	var file cibFile
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("it is not a complete CIB: %w", err)
	}
	// The decoder stops after the root element: a file with more content is not a
	// CIB.
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("after the CIB: %w", err)
		}
		if _, more := tok.(xml.StartElement); more {
			return nil, errors.New("there is more after the CIB")
		}
	}
	var nodes []Node
	for _, n := range file.Nodes {
		if n.Type == "remote" {
			continue
		}
		nodes = append(nodes, Node{ID: n.ID, Name: n.Uname})
	}
	return nodes, nil
}
