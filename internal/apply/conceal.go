package apply

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// Secrets are the secret values of CIBs, longest first. Agents and Pacemaker's tools
// may quote one in an error, so what is written to the log and the journal on the node
// goes through Conceal.
type Secrets []string

// telling is the length from which a secret is masked inside a text. Shorter ones may
// be ordinary words: a password "admin" must not hide the user admin.
const telling = 6

// SecretsOf returns the secrets of the configurations of CIBs. Invalid CIBs have none:
// they are refused before anything is written.
func SecretsOf(cibs ...[]byte) Secrets {
	found := map[string]bool{}
	for _, cib := range cibs {
		secrets, err := SecretList(cib)
		if err != nil {
			continue
		}
		for _, s := range secrets {
			found[s.Value] = true
		}
	}
	list := make(Secrets, 0, len(found))
	for value := range found {
		list = append(list, value)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	return list
}

// Conceal masks the secrets in a text.
func (s Secrets) Conceal(text string) string {
	for _, secret := range s {
		if text == secret {
			return meaning.Mask
		}
		if len(secret) >= telling {
			text = strings.ReplaceAll(text, secret, meaning.Mask)
		}
	}
	return text
}

// Message masks the secrets in the arguments of a message.
func (s Secrets) Message(m message.Message) message.Message { return m.Rewrite(s.Conceal) }

// problem masks the secrets in a problem.
func (s Secrets) problem(p Problem) Problem {
	p.Detail, p.Text = s.Conceal(p.Detail), s.Conceal(p.Text)
	p.Translatable = s.Message(p.Translatable)
	return p
}
