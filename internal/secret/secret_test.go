package secret

import "testing"

func TestName(t *testing.T) {
	for _, name := range []string{
		"password", "passwd", "monitor_password", "snmp_priv_passwd", "api_token", "PASSWORD", "ssl-private-key", "secret_key",
		"pass", "db_pwd", "community", "trap_community",
		"psk", "wifi_psk", "auth_key", "authkey", "passcode", "credential", "credentials", "sshkey", "access_key", "passwort", "pin", "card-pin", "cookie", "bearer",
		"pasword", "passwrod", "Passwd", "pass word", "ｐａｓｓｗｏｒｄ", "pass\u200bword", "snmp_priv_paswd", "passphrse", "管理者パスワード",
	} {
		if !Name(name) {
			t.Errorf("%s names a secret", name)
		}
	}
	for _, name := range []string{
		"passwd_script", "password_script", "pasword_script", "identity_file", "ip", "pcmk_host_list", "bypass", "compass", "passive",
		"tls_keyfile", "nopassword_prompt", "ping", "spin", "pinned", "keyspace", "備考", "",
	} {
		if Name(name) {
			t.Errorf("%s names no secret", name)
		}
	}
}

func TestText(t *testing.T) {
	for _, s := range []string{
		"password=hush", "host=db user=repl password='hush'", "--password=hush", "--verbose --password hush", "-password hush",
		"https://user:hush@example.com/x", "ampq+tls://a:b@h", "smb://dom;u:p@h/share", "username=a,password=b", "ro,psk=hush",
		`{"user":"a","token":"hush"}`, "X-Auth-Token: hush12", "Authorization: Bearer abcdef123", "authorization basic dXNlcjpwdw==",
		"pcs stonith update f passwd=hush", "ｐａｓｓｗｏｒｄ＝hush", "a=b password = hush", "-----BEGIN PRIVATE KEY-----", "access_key=AKIA1",
	} {
		if !Text(s) {
			t.Errorf("%q holds a secret", s)
		}
	}
	for _, s := range []string{
		"", "https://example.com/x", "https://user@example.com", "http://host:80/a@b", "the password is asked for", "passwd_script=/bin/pw",
		"node1:1;node2:2", "pcs resource create a ocf:pacemaker:Dummy fake=password", "password=", "password", "--password",
		"credentials=/etc/cifs.cred,ro", "sshkey=/root/.ssh/id", "basic", "a: b", "key=value",
	} {
		if Text(s) {
			t.Errorf("%q holds no secret", s)
		}
	}
}

func TestIn(t *testing.T) {
	for _, tt := range []struct {
		name, value string
		want        bool
	}{
		{"passwd", "x", true}, {"passwd", "", false}, {"passwd", "/x", true}, {"ip", "192.0.2.1", false},
		{"authkey", "/etc/booth/key", false}, {"authkey", "abc", true}, {"primary_conninfo_opt", "password=x", true},
	} {
		if got := In(tt.name, tt.value); got != tt.want {
			t.Errorf("In(%q, %q) = %t", tt.name, tt.value, got)
		}
	}
}
