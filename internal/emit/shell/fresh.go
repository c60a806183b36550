package shell

import (
	"hagen/internal/model"
	"hagen/internal/shquote"
)

// creates lists the ids that commands of the script create and that pcs refuses when
// they are taken, in lines of about 80 characters. An id that needs quotes is left out:
// another check has refused it.
func creates(cfg *model.Config) []string {
	var ids []string
	cfg.Walk(func(r, _ model.Resource) { ids = append(ids, r.ResourceID()) })
	ids = append(ids, cfg.AlertIDs()...)
	for _, t := range cfg.Tags {
		ids = append(ids, t.ID)
	}
	for _, r := range cfg.ACLRoles {
		ids = append(ids, r.ID)
	}
	for _, g := range cfg.ACLGroups {
		ids = append(ids, g.ID)
	}
	var lines []string
	for _, id := range ids {
		if !shquote.Plain(id) {
			continue
		}
		if n := len(lines); n > 0 && len(lines[n-1])+len(id) < 76 {
			lines[n-1] += " " + id
		} else {
			lines = append(lines, id)
		}
	}
	return lines
}
