package model

import (
	"slices"
	"strings"
)

// HoldsSecret reports whether anything of the cluster is a secret.
func (c *Config) HoldsSecret() bool {
	return slices.ContainsFunc(Pairs(c.AttributeSets()), func(a *Attribute) bool { return a.Secret }) ||
		slices.ContainsFunc(c.Commands, func(x *Command) bool { return x.Secret })
}

// SecretName reports whether an attribute of this name holds a secret by its
// name: passwords, pass phrases, keys and tokens given as values, and SNMP
// communities, which switch power off like a password. Scripts that print a
// password (passwd_script) and switches are none.
func SecretName(name string) bool {
	n := strings.ToLower(strings.ReplaceAll(name, "-", "_"))
	for _, tail := range []string{"_script", "_file", "_path", "_keyfile", "_md5sum", "_prompt"} {
		if strings.HasSuffix(n, tail) {
			return false
		}
	}
	for _, part := range []string{"password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "private_key", "hexadecimal_kg"} {
		if strings.Contains(n, part) {
			return true
		}
	}
	for _, word := range []string{"pass", "pwd", "pw", "community"} {
		if n == word || strings.HasSuffix(n, "_"+word) {
			return true
		}
	}
	return false
}
