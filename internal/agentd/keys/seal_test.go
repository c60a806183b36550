package keys

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"testing"
	"time"
)

// TestSeal: only the holder of the key opens a sealed text, unaltered and for its
// purpose.
func TestSeal(t *testing.T) {
	own, err := InitNode(t.TempDir(), "node01", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	other, err := InitNode(t.TempDir(), "node02", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("s3cr3t")
	sealed, err := Seal(own.cert.PublicKey, "plan", text)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, text) {
		t.Error("the text is not encrypted")
	}
	if got, err := own.Unseal("plan", sealed); err != nil || !bytes.Equal(got, text) {
		t.Errorf("unsealed: %q, %v", got, err)
	}
	if _, err := other.Unseal("plan", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("another key: %v", err)
	}
	if _, err := own.Unseal("plan of another", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("another purpose: %v", err)
	}
	for i := range sealed {
		altered := bytes.Clone(sealed)
		altered[i] ^= 1
		if _, err := own.Unseal("plan", altered); !errors.Is(err, ErrSealed) {
			t.Fatalf("altered at byte %d: %v", i, err)
		}
	}
	for _, short := range [][]byte{nil, sealed[:10], sealed[:len(sealed)-1]} {
		if _, err := own.Unseal("plan", short); !errors.Is(err, ErrSealed) {
			t.Errorf("%d bytes: %v", len(short), err)
		}
	}
	again, err := Seal(own.cert.PublicKey, "plan", text)
	if err != nil || bytes.Equal(again, sealed) {
		t.Errorf("a text is sealed twice to the same bytes (%v)", err)
	}
	foreign, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Seal(foreign, "plan", text); !errors.Is(err, ErrSealKey) {
		t.Errorf("a key of another kind: %v", err)
	}
}
