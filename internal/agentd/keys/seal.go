package keys

import (
	"crypto"
	"crypto/ecdsa"
	"errors"
	"slices"

	"filippo.io/hpke"

	"hagen/internal/message"
)

// ErrSealed says that a sealed text is damaged, or for another key or purpose.
var ErrSealed = errors.New("this text was not sealed for this key and purpose")

// ErrSealKey says that texts cannot be sealed for a key.
var ErrSealKey error = message.Fail(message.New("key.cannot-seal"))

// sealInfo begins what every sealed text is bound to, so that it serves no other
// purpose than it was sealed for.
const sealInfo = "hagen agent seal v1\x00"

// Seal encrypts a text that only the holder of a key can read: HPKE (RFC 9180) in
// base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. It opens
// only with the same purpose. That the key also signs in TLS does no harm: HPKE
// derives what it needs under labels of its own.
func Seal(key crypto.PublicKey, purpose string, text []byte) ([]byte, error) {
	ec, ok := key.(*ecdsa.PublicKey)
	if !ok {
		return nil, ErrSealKey
	}
	dh, err := ec.ECDH()
	if err != nil {
		return nil, message.Because(ErrSealKey, err)
	}
	to, err := hpke.NewDHKEMPublicKey(dh)
	if err != nil {
		return nil, message.Because(ErrSealKey, err)
	}
	return hpke.Seal(to, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(sealInfo+purpose), text)
}

// Unseal decrypts what was sealed for this key and purpose.
func (id *Identity) Unseal(purpose string, sealed []byte) ([]byte, error) {
	ec, ok := id.key.(*ecdsa.PrivateKey)
	if !ok {
		return nil, ErrSealKey
	}
	dh, err := ec.ECDH()
	if err != nil {
		return nil, message.Because(ErrSealKey, err)
	}
	own, err := hpke.NewDHKEMPrivateKey(dh)
	if err != nil {
		return nil, message.Because(ErrSealKey, err)
	}
	if len(sealed) < encapsulated {
		return nil, ErrSealed
	}
	// A copy: hpke appends to the encapsulated key, over what follows it.
	enc := slices.Clip(slices.Clone(sealed[:encapsulated]))
	r, err := hpke.NewRecipient(enc, own, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte(sealInfo+purpose))
	if err != nil {
		return nil, ErrSealed // why is of no use to anyone but an attacker
	}
	text, err := r.Open(nil, sealed[encapsulated:])
	if err != nil {
		return nil, ErrSealed
	}
	return text, nil
}

// encapsulated is how long the encapsulated key is: an uncompressed point on P-256.
const encapsulated = 65
