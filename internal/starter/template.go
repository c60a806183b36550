package starter

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"hagen/internal/schema"
)

// What an operation that fails does to its node, and what it does without fencing.
const (
	onFailFence = "fence"
	onFailBlock = "block"
)

// tables are what a cluster has: by the name of the table its entities, each a table
// of its own where the schema repeats it.
type tables map[string][]*entity

// entity is the rows of one table by block letter, "" in a plain table. A row is the
// values in the order of the columns.
type entity struct{ rows map[string][][]string }

// add adds rows to the only entity of a plain table.
func (t tables) add(table string, rows ...[]string) {
	if len(t[table]) == 0 {
		t[table] = []*entity{{rows: map[string][][]string{}}}
	}
	t[table][0].rows[""] = append(t[table][0].rows[""], rows...)
}

// template reads the data of the kind of cluster.
func (o Options) template() (tables, error) {
	data, err := files.ReadFile("data/" + o.Like + ".csv")
	if err != nil {
		return nil, fmt.Errorf("read the data of %s: %w", o.Like, err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the data of %s: %w", o.Like, err)
	}
	out := tables{}
	var table *schema.Table
	var last *entity
	letter := ""
	for _, record := range records {
		word := record[schema.NameColumn-1]
		if t, ok := schema.Lookup(word); ok {
			table, letter = t, ""
			last = &entity{rows: map[string][][]string{}}
			out[table.Name] = append(out[table.Name], last)
			continue
		}
		if last == nil {
			return nil, fmt.Errorf("data of %s: a row before the first table", o.Like)
		}
		if word != "" {
			letter = word
		}
		last.rows[letter] = append(last.rows[letter], o.filled(record[schema.FirstColumn-1:])...)
	}
	return out, nil
}

// filled are the rows that a row of the data becomes.
func (o Options) filled(row []string) [][]string {
	if !strings.Contains(strings.Join(row, ""), "{node}") {
		return [][]string{o.replace(row, 0)}
	}
	var out [][]string
	for i := range o.Nodes {
		out = append(out, o.replace(row, i))
	}
	return out
}

// replace puts values in place of their names, for one of the nodes.
func (o Options) replace(row []string, node int) []string {
	name := ""
	if node < len(o.Nodes) {
		name = o.Nodes[node]
	}
	r := strings.NewReplacer(
		"{nodes}", strings.Join(o.Nodes, " "), "{count}", strconv.Itoa(len(o.Nodes)),
		"{node}", name, "{i}", strconv.Itoa(node+1), "{score}", strconv.Itoa(100*(len(o.Nodes)-node)),
	)
	out := make([]string, len(row))
	for i, text := range row {
		if out[i] = r.Replace(text); out[i] == onFailFence && o.Fence == NoFence {
			out[i] = onFailBlock
		}
	}
	return out
}
