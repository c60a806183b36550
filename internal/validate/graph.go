package validate

import "slices"

// graph is a directed graph over numbered vertices; each edge may carry the
// reason it is there. Searches visit edges in the order they were added, so
// that equal sheets give equal reports.
type graph[V comparable, R any] struct {
	number map[V]int
	names  []V
	edges  [][]edge[R]
}

type edge[R any] struct {
	to     int
	reason R
}

// step is one edge of a path: the vertex it leads to and its reason.
type step[V comparable, R any] struct {
	to     V
	reason R
}

func newGraph[V comparable, R any]() *graph[V, R] {
	return &graph[V, R]{number: map[V]int{}}
}

func (g *graph[V, R]) vertex(name V) int {
	n, ok := g.number[name]
	if !ok {
		n = len(g.names)
		g.number[name] = n
		g.names = append(g.names, name)
		g.edges = append(g.edges, nil)
	}
	return n
}

// connect adds an edge.
func (g *graph[V, R]) connect(from, to V, reason R) {
	a, b := g.vertex(from), g.vertex(to)
	g.edges[a] = append(g.edges[a], edge[R]{to: b, reason: reason})
}

// join adds an edge each way.
func (g *graph[V, R]) join(a, b V, reason R) {
	g.connect(a, b, reason)
	g.connect(b, a, reason)
}

// path is a shortest way from one vertex to another; nil and false when there
// is none. From a vertex to itself the way is empty.
func (g *graph[V, R]) path(from, to V) ([]step[V, R], bool) {
	start, ok := g.number[from]
	goal, known := g.number[to]
	if !ok || !known {
		return nil, from == to
	}
	type arrival struct{ from, edge int }
	came := map[int]arrival{start: {from: -1}}
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == goal {
			break
		}
		for i, e := range g.edges[at] {
			if _, seen := came[e.to]; !seen {
				came[e.to] = arrival{from: at, edge: i}
				queue = append(queue, e.to)
			}
		}
	}
	if _, reached := came[goal]; !reached {
		return nil, false
	}
	var steps []step[V, R]
	for at := goal; at != start; at = came[at].from {
		back := came[at]
		steps = append(steps, step[V, R]{to: g.names[at], reason: g.edges[back.from][back.edge].reason})
	}
	slices.Reverse(steps)
	return steps, true
}
