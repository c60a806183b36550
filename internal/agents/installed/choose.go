package installed

import (
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/message"
)

var (
	textNotInstalled  = message.New("import.not-installed", "agent")
	textNoMetadata    = message.New("import.no-metadata", "agent", "class")
	textNeedsNoImport = message.New("import.not-needed")
	textNoneInstalled = message.New("import.none-installed", "ocf", "fence")
	textOnNode        = message.New("import.on-node")
	textSystem        = message.New("import.system", "system")
	textCannotFind    = message.New("import.cannot-find", "cause")
)

// Choose finds the agents with these names, or ends of names; without names, all
// agents of this machine. It reports all names without an agent: they are the
// user's mistake, not broken agents.
func Choose(roots Roots, names []string) ([]Agent, error) {
	found, err := Find(roots)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return nil, message.Fail(textSystem, runtime.GOOS).Advise(textOnNode)
	case err != nil:
		return nil, message.Fail(textCannotFind, err)
	case len(names) == 0 && len(found) == 0:
		return nil, message.Fail(textNoneInstalled, filepath.Join(roots.OCF, "resource.d"), strings.Join(roots.Fence, ", ")).Advise(textOnNode)
	case len(names) == 0:
		return found, nil
	}
	var all, chosen []string
	for _, agent := range found {
		all = append(all, agent.Name)
	}
	var wrong []error
	for _, name := range names {
		full, err := chooseOne(all, name)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		chosen = append(chosen, full)
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return slices.DeleteFunc(found, func(agent Agent) bool { return !slices.Contains(chosen, agent.Name) }), nil
}

func chooseOne(all []string, name string) (string, error) {
	if slices.Contains(all, name) {
		return name, nil
	}
	switch class, _, _ := strings.Cut(name, ":"); class {
	case "systemd", "service", "lsb":
		return "", message.Fail(textNoMetadata, name, class).Advise(textNeedsNoImport)
	}
	full, ok, err := agents.Complete(all, name)
	if err == nil && !ok {
		err = message.Fail(textNotInstalled, name).DidYouMean(agents.Likely(all, name))
	}
	return full, err
}
