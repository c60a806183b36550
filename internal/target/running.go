package target

import "regexp"

// redHat finds the major release in the version of a Red Hat package, such as
// 2.1.7-5.el8.
var redHat = regexp.MustCompile(`\.el([0-9]+)`)

// Running is the target of a cluster by what it says of itself: the version of its
// DC (the property dc-version) and the feature set of its CIB. Two releases may
// have the same feature set, so a version that names the release decides first.
func Running(dcVersion, featureSet string) (*Target, bool) {
	if found := redHat.FindStringSubmatch(dcVersion); found != nil {
		t, err := Get("rhel" + found[1])
		return t, err == nil
	}
	var of []*Target
	for _, t := range All() {
		if t.FeatureSet == featureSet {
			of = append(of, t)
		}
	}
	if len(of) != 1 {
		return nil, false
	}
	return of[0], true
}
