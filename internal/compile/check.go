package compile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"hagen/internal/cib"
)

// checkXML makes sure that the XML is well formed and that no id is used twice: the
// cluster would report both far from their cause.
func checkXML(data []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	seen := map[string]string{}
	elements := 0
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		elements++
		name := start.Name.Local
		for _, attr := range start.Attr {
			if attr.Name.Local != "id" || !cib.HoldsID(name) {
				continue
			}
			if other, dup := seen[attr.Value]; dup {
				return fmt.Errorf("the id %q is given to a <%s> and to a <%s>", attr.Value, other, name)
			}
			seen[attr.Value] = name
		}
	}
	if elements == 0 {
		return errors.New("it is empty")
	}
	return nil
}

// checkScript checks for the parts that every script of hagen must have.
func checkScript(data []byte) error {
	switch {
	case !bytes.HasPrefix(data, []byte("#!/bin/sh\n")):
		return errors.New("it does not start with #!/bin/sh")
	case !bytes.HasSuffix(data, []byte("\n")):
		return errors.New("its last line is not complete")
	case bytes.ContainsAny(data, "\x00\r"):
		return errors.New("it holds a NUL or a carriage return")
	}
	return nil
}
