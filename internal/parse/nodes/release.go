package nodes

import (
	"bytes"
	"encoding/xml"
)

// Release is what a CIB says of the Pacemaker it is from.
type Release struct {
	DCVersion  string // the property dc-version: 2.1.5-a3f44794f94; "" when it was in no cluster yet
	FeatureSet string // crm_feature_set: 3.16.1
}

// ReleaseOf reads the release of a CIB; false of a corosync.conf and whatever else
// does not tell it.
func ReleaseOf(data []byte) (Release, bool) {
	var file struct {
		XMLName    xml.Name `xml:"cib"`
		FeatureSet string   `xml:"crm_feature_set,attr"`
		Properties []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		} `xml:"configuration>crm_config>cluster_property_set>nvpair"`
	}
	err := xml.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &file)
	if err != nil || file.FeatureSet == "" {
		return Release{}, false
	}
	r := Release{FeatureSet: file.FeatureSet}
	for _, p := range file.Properties {
		if p.Name == "dc-version" {
			r.DCVersion = p.Value
		}
	}
	return r, true
}
