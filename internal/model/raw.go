package model

// Fragment is an element that no table describes, as XML.
type Fragment struct {
	Parent string // an XPath to the element it goes into
	XML    string
	Before string // an XPath to the element it goes before; "": after all others
	Secret bool   // it contains a password or similar
	From   Origin // columns: parent, xml, before
}

// Acceptance is a finding that the people of the cluster have decided to live with.
type Acceptance struct {
	Code   string
	About  string // the id or name that the finding is about
	Reason string
	From   Origin // columns: code, at, reason
	// Rows are the rows whose mistakes are accepted, as "TABLE" and row number: their
	// commands need --force. Set by package compile.
	Rows []Row
}

// Row is a row of a table of the sheet.
type Row struct {
	Table  string
	Number int
}

// Rename is the id of an element whose id nobody chooses, when it is not the one
// that pcs would form.
type Rename struct {
	Implied, ID string
	From        Origin // columns: implied, id
}
