package agentd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// unseal opens for an authorized client what was sealed for the key of this node:
// the secrets of a plan. Such a client may read them in the CIB as well, once they
// are there.
func (s *Server) unseal(_ context.Context, c caller, body []byte) (reply, error) {
	var in api.Sealed
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || dec.More() {
		return reply{}, api.Fail(api.CodeBadRequest, textNoSealed)
	}
	id, err := keys.LoadNode(s.cfg.Keys)
	if err != nil {
		return reply{}, err
	}
	text, err := id.Unseal(in.Purpose, in.Sealed)
	if errors.Is(err, keys.ErrSealed) {
		err = apply.ErrSealed
	}
	if err != nil {
		return reply{}, err
	}
	s.log.Info("the secrets of a plan are opened", "client", c.name())
	return asJSON(api.Unsealed{Text: text})
}
