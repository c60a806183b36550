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

// path returns a shortest path between two vertices, or nil and false when there is
// none. The path from a vertex to itself is empty.
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

// components numbers the vertices so that two have one number when each can be
// reached from the other (Tarjan's algorithm, without recursion: a chain may be
// as long as a sheet). An edge between two components is part of no circle.
func (g *graph[V, R]) components() []int {
	n := len(g.names)
	component, low, index := make([]int, n), make([]int, n), make([]int, n)
	for v := range component {
		component[v] = -1
	}
	type visit struct{ at, next int }
	var open []int // seen, but not yet in a component
	var path []visit
	count, found := 0, 0
	enter := func(v int) {
		count++
		index[v], low[v] = count, count
		open = append(open, v)
		path = append(path, visit{at: v})
	}
	for root := range n {
		if index[root] != 0 {
			continue
		}
		enter(root)
		for len(path) > 0 {
			top := &path[len(path)-1]
			if v := top.at; top.next < len(g.edges[v]) {
				to := g.edges[v][top.next].to
				top.next++
				switch {
				case index[to] == 0:
					enter(to)
				case component[to] < 0:
					low[v] = min(low[v], index[to])
				}
				continue
			}
			v := top.at
			path = path[:len(path)-1]
			if len(path) > 0 {
				up := path[len(path)-1].at
				low[up] = min(low[up], low[v])
			}
			if low[v] != index[v] {
				continue
			}
			for {
				last := open[len(open)-1]
				open = open[:len(open)-1]
				component[last] = found
				if last == v {
					break
				}
			}
			found++
		}
	}
	return component
}

// circular returns a function that reports whether two vertices are in one
// component. The graph must be complete.
func (g *graph[V, R]) circular() func(from, to V) bool {
	component := g.components()
	return func(from, to V) bool {
		a, known := g.number[from]
		b, also := g.number[to]
		return known && also && component[a] == component[b]
	}
}
