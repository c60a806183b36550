package planfile

import (
	"bytes"
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/message"
)

// Secrets says where the secrets of the compiled sheet are, and how an apply gets
// them and makes sure of them.
type Secrets struct {
	Places []Place `json:"places,omitempty"`
	// Agent is the key that Sealed is encrypted for.
	Agent  string `json:"agent,omitempty"`
	Sealed []byte `json:"sealed,omitempty"`
	// Proof is of the secrets where nothing is sealed; else it is in there.
	Proof *Proof `json:"proof,omitempty"`
}

// Place is where a secret is in the compiled sheet.
type Place struct {
	Element   string `json:"element"`
	Attribute string `json:"attribute"`
	// Live is the element of the live configuration that has the secret already;
	// "" for a sealed one.
	Live string `json:"live,omitempty"`
}

// Proof are slow digests of the secrets before and after, "" without any. They are
// slow so that a file that leaks does not make guesses cheap.
type Proof struct {
	Salt   []byte `json:"salt"`
	Rounds int    `json:"rounds"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// sealed is what is encrypted.
type sealed struct {
	Values []string `json:"values"` // of the places without Live, in their order
	Proof  Proof    `json:"proof"`
}

// rounds of PBKDF2 with SHA-256.
const (
	rounds    = 600_000
	maxRounds = 10_000_000 // a file must not keep hagen busy
)

var (
	// ErrSecrets says that a plan would write secrets and the file may not hold
	// them.
	ErrSecrets error = message.Fail(message.New("planfile.secrets")).Advise(message.New("planfile.use-agent"))
	// errProof says that the secrets are others.
	errProof = errors.New("the secrets are others")
)

func (p Proof) of(secrets []byte) (string, error) {
	if secrets == nil {
		return "", nil
	}
	if p.Rounds < 1 || p.Rounds > maxRounds {
		return "", errProof
	}
	key, err := pbkdf2.Key(sha256.New, string(secrets), p.Salt, p.Rounds, sha256.Size)
	return hex.EncodeToString(key), err
}

// prove makes sure that secrets are those of a digest.
func (p Proof) prove(secrets []byte, digest string) error {
	found, err := p.of(secrets)
	if err == nil && subtle.ConstantTimeCompare([]byte(found), []byte(digest)) == 0 {
		err = errProof
	}
	return err
}

func newProof(before, after apply.Basis) (Proof, error) {
	p := Proof{Salt: make([]byte, 16), Rounds: rounds}
	rand.Read(p.Salt) // never fails
	var err error
	if p.Before, err = p.of(before.Secrets); err != nil {
		return p, err
	}
	if p.After = p.Before; !bytes.Equal(before.Secrets, after.Secrets) {
		p.After, err = p.of(after.Secrets)
	}
	return p, err
}

// keep takes the secrets out of the compiled sheet: what the cluster has under the
// same name is taken from there later, the rest is sealed for its agent. It returns
// the sheet without them.
func (f *File) keep(ctx context.Context, to apply.Cluster, plan *apply.Plan, compiled []byte, before, after apply.Basis) ([]byte, error) {
	masked, list, err := apply.Hide(compiled)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 && before.Secrets == nil && after.Secrets == nil {
		return masked, nil
	}
	live, err := apply.SecretList(plan.Before)
	if err != nil {
		return nil, err
	}
	f.Secrets = &Secrets{}
	var box sealed
	for _, s := range list {
		at := Place{s.Element, s.Attribute, holder(live, s)}
		if at.Live == "" {
			box.Values = append(box.Values, s.Value)
		}
		f.Secrets.Places = append(f.Secrets.Places, at)
	}
	proof, err := newProof(before, after)
	if err != nil {
		return nil, err
	}
	if len(box.Values) == 0 && !writesSecrets(plan.Changes) {
		f.Secrets.Proof = &proof
		return masked, nil
	}
	box.Proof = proof
	return masked, f.seal(ctx, to, box)
}

// holder is the element of the live configuration that has a secret under the same
// name: the same element if it can; "" when there is none.
func holder(live []apply.Secret, s apply.Secret) string {
	found := ""
	for _, l := range live {
		if l.Value == s.Value && l.Name == s.Name && l.Attribute == s.Attribute && l.Element != "" && (found == "" || l.Element == s.Element) {
			found = l.Element
		}
	}
	return found
}

// writesSecrets reports whether changes set a secret that was not there before.
func writesSecrets(changes []apply.Change) bool {
	return slices.ContainsFunc(changes, func(c apply.Change) bool {
		return slices.ContainsFunc(c.Details, func(d apply.Detail) bool { return d.Sensitive && d.Action != meaning.Remove })
	})
}

// purpose binds what is sealed to this plan.
func (f *File) purpose() string { return "hagen plan " + f.Before.Digest + " " + f.After.Digest }

// seal encrypts secrets for the agent, and makes sure that it opens them.
func (f *File) seal(ctx context.Context, to apply.Cluster, box sealed) error {
	sealer, ok := to.(apply.Sealer)
	if !ok {
		return ErrSecrets
	}
	text, err := json.Marshal(box)
	if err != nil {
		return err
	}
	f.Secrets.Agent = sealer.SealKey()
	if f.Secrets.Sealed, err = sealer.Seal(f.purpose(), text); err != nil {
		return err
	}
	_, err = sealer.Unseal(ctx, f.purpose(), f.Secrets.Sealed)
	return err
}

// open finds the secrets of the compiled sheet again, and the proof of them.
func (f *File) open(ctx context.Context, to apply.Cluster, live []byte) (list []apply.Secret, proof Proof, err error) {
	if f.Secrets == nil {
		return nil, Proof{}, nil
	}
	var box sealed
	if f.Secrets.Sealed != nil {
		box, err = f.unseal(ctx, to)
	} else if f.Secrets.Proof != nil {
		box.Proof = *f.Secrets.Proof
	}
	if err != nil {
		return nil, Proof{}, err
	}
	has, err := apply.SecretList(live)
	if err != nil {
		return nil, Proof{}, err
	}
	for _, at := range f.Secrets.Places {
		s := apply.Secret{Element: at.Element, Attribute: at.Attribute}
		i := slices.IndexFunc(has, func(l apply.Secret) bool { return l.Element == at.Live && l.Attribute == at.Attribute })
		switch {
		case at.Live != "" && i >= 0:
			s.Value = has[i].Value
		case at.Live == "" && len(box.Values) > 0:
			s.Value, box.Values = box.Values[0], box.Values[1:]
		default:
			return nil, Proof{}, errProof
		}
		list = append(list, s)
	}
	return list, box.Proof, nil
}

var (
	textOtherAgent = message.New("planfile.other-agent", "key", "found")
	textThatNode   = message.New("planfile.that-node", "destination")
	textNoAgent    = message.New("planfile.no-agent", "key")
)

func (f *File) unseal(ctx context.Context, to apply.Cluster) (box sealed, err error) {
	sealer, ok := to.(apply.Sealer)
	if !ok {
		return box, message.Fail(textNoAgent, f.Secrets.Agent).Advise(textThatNode, f.Destination)
	}
	if own := sealer.SealKey(); own != f.Secrets.Agent {
		return box, message.Fail(textOtherAgent, f.Secrets.Agent, own).Advise(textThatNode, f.Destination)
	}
	text, err := sealer.Unseal(ctx, f.purpose(), f.Secrets.Sealed)
	if err == nil {
		err = json.Unmarshal(text, &box)
	}
	return box, err
}
