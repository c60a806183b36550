package keys

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"hagen/internal/message"
	"hagen/internal/output"
)

// The files of a node's directory and of a client's.
const (
	NodeKeyFile    = "node.key"
	NodeCertFile   = "node.crt"
	AuthorizedFile = "authorized_clients"
	ClientKeyFile  = "client.key"
	KnownFile      = "known_agents"
)

const (
	// nodeValidity is how long a node's certificate is good without a renewal.
	nodeValidity = 2 * 365 * 24 * time.Hour
	// clientValidity is how long a client's is: it is made anew for every run.
	clientValidity = 24 * time.Hour
	// clockSkew is how far the clocks of two hosts may differ.
	clockSkew = 24 * time.Hour
)

// ErrOpen says that others than its owner can read a private key.
var ErrOpen error = message.Fail(message.New("key.open"))

// ErrNoKey says that a file holds no private key hagen can use.
var ErrNoKey error = message.Fail(message.New("key.none"))

// What may be wrong with the certificate of a node.
var (
	ErrNoCertificate error = message.Fail(message.New("key.no-certificate"))
	ErrOtherKey      error = message.Fail(message.New("key.of-another"))
)

// Identity is a private key and the certificate that shows it.
type Identity struct {
	key  crypto.Signer
	cert *x509.Certificate
}

// Fingerprint is what others know this key by.
func (id *Identity) Fingerprint() Fingerprint { return Of(id.cert) }

// Expires is when the certificate ends.
func (id *Identity) Expires() time.Time { return id.cert.NotAfter }

// Valid checks the dates of the certificate.
func (id *Identity) Valid(now time.Time) error { return Valid(id.cert, now) }

// TLS is the identity as crypto/tls takes it.
func (id *Identity) TLS() tls.Certificate {
	return tls.Certificate{Certificate: [][]byte{id.cert.Raw}, PrivateKey: id.key, Leaf: id.cert}
}

// InitNode makes the key of a node. fs.ErrExist when it has one: a new key would
// lock out every client that knows the old one.
func InitNode(dir, name string, now time.Time) (*Identity, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, NodeKeyFile)
	key, err := makeKey(path)
	if err != nil {
		return nil, err
	}
	id, err := certifyNode(dir, name, key, now)
	if err != nil {
		os.Remove(path) // without its certificate it would only be in the way
		return nil, err
	}
	return id, nil
}

// RenewNode makes a new certificate for the key a node has: the fingerprint, and
// with it every client, stays.
func RenewNode(dir, name string, now time.Time) (*Identity, error) {
	key, err := loadKey(filepath.Join(dir, NodeKeyFile))
	if err != nil {
		return nil, err
	}
	return certifyNode(dir, name, key, now)
}

func certifyNode(dir, name string, key crypto.Signer, now time.Time) (*Identity, error) {
	id, err := certify(key, name, now, nodeValidity)
	if err != nil {
		return nil, err
	}
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: id.cert.Raw})
	if err := output.Replace(output.File{Path: filepath.Join(dir, NodeCertFile), Data: data, Mode: output.PublicData}); err != nil {
		return nil, err
	}
	return id, nil
}

// LoadNode reads the key and certificate of a node. fs.ErrNotExist before
// InitNode.
func LoadNode(dir string) (*Identity, error) {
	key, err := loadKey(filepath.Join(dir, NodeKeyFile))
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, NodeCertFile)
	data, err := readSmall(path, maxPublicFile, public)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, &os.PathError{Op: "read", Path: path, Err: ErrNoCertificate}
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, &os.PathError{Op: "read", Path: path, Err: message.Because(ErrNoCertificate, err)}
	}
	if public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool }); !ok || !public.Equal(cert.PublicKey) {
		return nil, &os.PathError{Op: "read", Path: path, Err: ErrOtherKey}
	}
	return &Identity{key, cert}, nil
}

// LoadClient reads the key of this user, and makes it on first use. Its
// certificate is made anew each time: it needs no renewal, and what ends a
// client's access is its line in the node's list.
func LoadClient(dir string, now time.Time) (*Identity, error) {
	path := filepath.Join(dir, ClientKeyFile)
	key, err := loadKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
		key, err = makeKey(path)
		if errors.Is(err, fs.ErrExist) { // another hagen was faster
			key, err = loadKey(path)
		}
	}
	if err != nil {
		return nil, err
	}
	return certify(key, "hagen client", now, clientValidity)
}

// certify signs a certificate for a key by the key itself.
func certify(key crypto.Signer, name string, now time.Time, validity time.Duration) (*Identity, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-clockSkew),
		NotAfter:     now.Add(validity),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, err
	}
	return &Identity{key, cert}, nil
}

// makeKey makes a key file that was not there: complete, or not at all, and
// never over another. P-256 because a host in FIPS mode also takes it.
func makeKey(path string) (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, create(path, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

func loadKey(path string) (crypto.Signer, error) {
	data, err := readSmall(path, maxPublicFile, private)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(data)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, &os.PathError{Op: "read", Path: path, Err: ErrNoKey}
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	signer, ok := key.(crypto.Signer)
	if err != nil || !ok {
		return nil, &os.PathError{Op: "read", Path: path, Err: ErrNoKey} // never with what was inside
	}
	return signer, nil
}
