package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// SealKey is the fingerprint of the agent's key.
func (c *Client) SealKey() string { return string(keys.Of(c.agent.Load())) }

// Seal encrypts a text for the agent's key, which the connection has proved.
func (c *Client) Seal(purpose string, text []byte) ([]byte, error) {
	return keys.Seal(c.agent.Load().PublicKey, purpose, text)
}

// Unseal asks the agent to open what was sealed for it.
func (c *Client) Unseal(ctx context.Context, purpose string, sealed []byte) ([]byte, error) {
	body, err := json.Marshal(api.Sealed{Purpose: purpose, Sealed: sealed})
	if err != nil {
		return nil, err
	}
	var answer api.Unsealed
	err = c.askJSON(ctx, http.MethodPost, api.PathUnseal, api.JSON, body, &answer)
	var failure *api.Error
	if errors.As(err, &failure) && failure.Code == api.CodeNotFound {
		return nil, apply.ErrNoSeal
	}
	return answer.Text, err
}
