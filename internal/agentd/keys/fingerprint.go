// Package keys holds the keys of the hagen agent and of its clients: making,
// keeping and recognising them. It works like SSH: there is no certificate
// authority, and each side knows the other by the fingerprint of its key.
//
// Certificates are only the format in which TLS needs keys. The holder of a key can
// sign a new certificate, so only its key is trusted. Its dates are checked because
// a node whose key has not been renewed for years, or whose clock is wrong, should
// be checked by a person first.
package keys

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"hagen/internal/message"
	"os"
	"strings"
	"time"
)

// Fingerprint names a key as ssh-keygen does: "SHA256:" and the unpadded base64
// of the SHA-256 of the public key (its SubjectPublicKeyInfo).
type Fingerprint string

const fingerprintPrefix = "SHA256:"

// ErrFingerprint says that a text is not a fingerprint.
var ErrFingerprint error = message.Fail(message.New("key.no-fingerprint"))

// Of is the fingerprint of a certificate's key.
func Of(cert *x509.Certificate) Fingerprint { return ofKey(cert.RawSubjectPublicKeyInfo) }

func ofKey(spki []byte) Fingerprint {
	sum := sha256.Sum256(spki)
	return Fingerprint(fingerprintPrefix + base64.RawStdEncoding.EncodeToString(sum[:]))
}

// Parse reads a fingerprint as a person copied it.
func Parse(s string) (Fingerprint, error) {
	s = strings.TrimSpace(s)
	digits, ok := strings.CutPrefix(s, fingerprintPrefix)
	if !ok {
		return "", ErrFingerprint
	}
	// Strict: two spellings of one key would be two clients in a list.
	sum, err := base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(digits, "="))
	if err != nil || len(sum) != sha256.Size {
		return "", ErrFingerprint
	}
	return Fingerprint(fingerprintPrefix + base64.RawStdEncoding.EncodeToString(sum)), nil
}

// maxPublicFile is far more than a certificate or a fingerprint needs.
const maxPublicFile = 64 << 10

// FromFile finds the fingerprint in a file: a certificate or
// public key in PEM, or the fingerprint itself as "hagen agent fingerprint"
// prints it.
func FromFile(path string) (Fingerprint, error) {
	data, err := readSmall(path, maxPublicFile, public)
	if err != nil {
		return "", err
	}
	for rest := data; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		switch block.Type {
		case "CERTIFICATE":
			cert, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return "", &os.PathError{Op: "read", Path: path, Err: ErrFingerprint}
			}
			return Of(cert), nil
		case "PUBLIC KEY":
			if _, err := x509.ParsePKIXPublicKey(block.Bytes); err != nil {
				return "", &os.PathError{Op: "read", Path: path, Err: ErrFingerprint}
			}
			return ofKey(block.Bytes), nil
		}
	}
	for _, word := range strings.Fields(string(data)) {
		if fp, err := Parse(word); err == nil {
			return fp, nil
		}
	}
	return "", &os.PathError{Op: "read", Path: path, Err: ErrFingerprint}
}

// ExpiredError says that a certificate is not valid now.
type ExpiredError struct {
	NotBefore, NotAfter, Now time.Time
}

// Early reports whether the certificate is not valid yet: a clock is wrong.
func (e *ExpiredError) Early() bool { return e.Now.Before(e.NotBefore) }

var (
	textEarly   = message.New("key.early", "time", "now")
	textExpired = message.New("key.expired", "time", "now")
)

// Message says when it is valid, and what time it is here.
func (e *ExpiredError) Message() message.Message {
	if e.Early() {
		return textEarly.With(stamp(e.NotBefore), stamp(e.Now))
	}
	return textExpired.With(stamp(e.NotAfter), stamp(e.Now))
}

// Error is the message in English.
func (e *ExpiredError) Error() string { return e.Message().String() }

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Valid checks the dates of a certificate.
func Valid(cert *x509.Certificate, now time.Time) error {
	if now.Before(cert.NotBefore) || now.After(cert.NotAfter) {
		return &ExpiredError{cert.NotBefore, cert.NotAfter, now}
	}
	return nil
}
