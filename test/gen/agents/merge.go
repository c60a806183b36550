package main

// fact is a line that holds for some targets.
type fact struct {
	text    string
	targets uint64
}

// merge weaves one target's lines into those of the targets before it: equal
// lines become one, by a longest common subsequence, so that every target's
// lines keep their order. A line may occur twice when targets disagree about
// the order.
func merge(facts []fact, lines []string, target uint64) []fact {
	// common[i][j] is the length of the longest common subsequence of facts[i:]
	// and lines[j:].
	common := make([][]int, len(facts)+1)
	for i := range common {
		common[i] = make([]int, len(lines)+1)
	}
	for i := len(facts) - 1; i >= 0; i-- {
		for j := len(lines) - 1; j >= 0; j-- {
			if facts[i].text == lines[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []fact
	i, j := 0, 0
	for i < len(facts) || j < len(lines) {
		switch {
		case i < len(facts) && j < len(lines) && facts[i].text == lines[j]:
			out = append(out, fact{lines[j], facts[i].targets | target})
			i++
			j++
		case j == len(lines) || i < len(facts) && common[i+1][j] >= common[i][j+1]:
			out = append(out, facts[i])
			i++
		default:
			out = append(out, fact{lines[j], target})
			j++
		}
	}
	return out
}
