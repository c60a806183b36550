package model_test

import (
	"slices"
	"testing"

	"hagen/internal/model"
	"hagen/test/modeltest"
)

// TestAttributeSetsMissesNone tests that AttributeSets returns every set of the
// model.
func TestAttributeSetsMissesNone(t *testing.T) {
	t.Parallel()
	full := modeltest.Full()
	listed := full.Config.AttributeSets()
	for _, set := range full.Sets {
		if !slices.Contains(listed, set) {
			t.Errorf("AttributeSets misses the set of %s", set.ID)
		}
	}
	if len(full.Sets) < 20 || len(listed) != len(full.Sets) {
		t.Errorf("%d sets are listed, there are %d", len(listed), len(full.Sets))
	}
}

func TestHoldsSecret(t *testing.T) {
	t.Parallel()
	secret := []*model.AttributeSet{{}, {Attributes: []*model.Attribute{{Name: "a"}, {Name: "password", Secret: true}}}}
	for name, cfg := range map[string]*model.Config{
		"node": {Nodes: []*model.Node{{Utilization: secret}}}, "parameter": {Resources: []model.Resource{&model.Primitive{Params: secret}}},
		"command":   {Commands: []*model.Command{{}, {Secret: true}}},
		"recipient": {Alerts: []*model.Alert{{}, {Recipients: []*model.Recipient{{}, {Secret: true}}}}},
		"operation": {Resources: []model.Resource{&model.Primitive{Operations: []*model.Operation{{}, {Params: secret}}}}},
	} {
		if !cfg.HoldsSecret() {
			t.Errorf("the secret of a %s is missed", name)
		}
	}
	if (&model.Config{Properties: []*model.AttributeSet{{Attributes: []*model.Attribute{{Name: "a"}}}}}).HoldsSecret() {
		t.Error("there is no secret")
	}
}
