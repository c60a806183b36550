//go:build linux

package lab

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Fencing gives each host a management controller that answers IPMI over LAN,
// as the servers have that fence_ipmilan is made for.
type Fencing struct {
	// Addresses of the controllers, in the order of Config.Nodes, in one of the
	// networks; none: the first network's .111, .112, …
	Addresses []string
	// User and Password of the controllers; none: "admin" and "admin-ipmi".
	User, Password string
}

// complete fills in what is left open, and gives the addresses to the networks
// they are in.
func (f *Fencing) complete(networks []Network, hosts int) error {
	f.User, f.Password = cmp.Or(f.User, "admin"), cmp.Or(f.Password, "admin-ipmi")
	if f.Addresses == nil {
		prefix, err := netip.ParsePrefix(networks[0].Switch)
		if err != nil {
			return err
		}
		f.Addresses = numbered(prefix, 111, hosts)
	}
	if len(f.Addresses) != hosts {
		return fmt.Errorf("fencing has %d addresses for %d hosts", len(f.Addresses), hosts)
	}
	for _, address := range f.Addresses {
		i := slices.IndexFunc(networks, func(n Network) bool { return n.holds(address) })
		if i < 0 {
			return fmt.Errorf("fencing: %q is in none of the networks", address)
		}
		networks[i].Others = append(slices.Clip(networks[i].Others), address)
	}
	return nil
}

// startController gives a host its controller, and its ipmitool a way with it:
// ipmitool asks a controller for its cipher suites first, which real ones answer
// and ipmi_sim leaves to time out for ten seconds in each session, so that a
// reboot would outlast its minute. The way is to name the suite to ipmitool.
func (c *Cluster) startController(ctx context.Context, i int, h *Host) error {
	const tool, real = "/usr/bin/ipmitool", "/usr/bin/ipmitool.real"
	if err := os.Rename(h.Path(tool), h.Path(real)); err != nil {
		return err
	}
	if err := h.WriteFile(tool, "#!/bin/sh\nexec "+real+" -C 3 \"$@\"\n", 0o755); err != nil {
		return err
	}
	ctl, err := startController(h, filepath.Join(c.own.dir, h.Name, "bmc"), c.Switch.space, c.Config.Fencing, i)
	if err != nil {
		return err
	}
	c.controllers[i] = ctl
	return ctl.answer(ctx, c.Switch.space)
}

// controller is the management controller of one host: an ipmi_sim in the
// switch, which asks a script for the power and to switch it. The script passes
// that on through two files, one line for each switching: asked, written by the
// script, and done, written by this process when the host is off or on its way
// up. So the host is never killed or started by a process that is not waited for.
type controller struct {
	host *Host
	dir  string
	lan  lan
	sim  *exec.Cmd
	stop chan struct{} // closed to end obey
	over chan struct{} // closed when obey has ended
}

// lan is where a controller answers, and to whom.
type lan struct{ address, user, password string }

const powerScript = `#!/bin/sh
# Called by ipmi_sim: I get power, I set power 0, I set power 1.
cd %s || exit 1
shift
while [ $# -gt 0 ]; do
    case "$1 $2" in
    "get power")
        echo "power:$(tail -n 1 done)"
        shift 2
        ;;
    "set power")
        echo "$3" >>asked
        n=$(wc -l <asked)
        for i in $(seq 600); do
            [ "$(wc -l <done)" -ge "$n" ] && break
            sleep 0.1
        done
        shift 3
        ;;
    *) shift ;;
    esac
done
`

// startController starts the controller of a host that is on.
func startController(host *Host, dir, space string, f *Fencing, i int) (*controller, error) {
	c := &controller{host: host, dir: dir, lan: lan{f.Addresses[i], f.User, f.Password}, stop: make(chan struct{}), over: make(chan struct{})}
	if err := os.MkdirAll(filepath.Join(dir, "state"), 0o700); err != nil {
		return nil, err
	}
	files := map[string]string{
		"lan":   c.lan.config(host.Name, filepath.Join(dir, "power")),
		"emu":   "mc_setbmc 0x20\nmc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr\nsel_enable 0x20 1000 0x0a\nmc_enable 0x20\n",
		"power": fmt.Sprintf(powerScript, dir),
		"asked": "1\n",
		"done":  "1\n",
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o700); err != nil {
			return nil, err
		}
	}
	said, err := os.Create(filepath.Join(dir, "said"))
	if err != nil {
		return nil, err
	}
	defer said.Close()
	c.sim = exec.Command("ip", "netns", "exec", space, "ipmi_sim", "-c", filepath.Join(dir, "lan"),
		"-f", filepath.Join(dir, "emu"), "-s", filepath.Join(dir, "state"), "-n")
	c.sim.Stdout, c.sim.Stderr = said, said
	c.sim.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.sim.Start(); err != nil {
		return nil, fmt.Errorf("start the management controller of %s: %w", host.Name, err)
	}
	go c.obey()
	return c, nil
}

func (l lan) config(name, script string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name %q\nset_working_mc 0x20\n  startlan 1\n    addr %s 623\n    priv_limit admin\n", name, l.address)
	for _, level := range []string{"callback", "user", "operator", "admin"} {
		fmt.Fprintf(&b, "    allowed_auths_%s none md2 md5 straight\n", level)
	}
	fmt.Fprintf(&b, "    guid a123456789abcdefa123456789abcdef\n  endlan\n  chassis_control %q\n", script+" I")
	fmt.Fprintf(&b, "  user 2 true %q %q admin 10 none md2 md5 straight\n", l.user, l.password)
	return b.String()
}

// obey switches the host as asked until the controller stops.
func (c *controller) obey() {
	defer close(c.over)
	obeyed := 1 // the line both files start with
	for {
		select {
		case <-c.stop:
			return
		case <-time.After(50 * time.Millisecond):
		}
		asked := c.switched("asked")
		for ; obeyed < len(asked); obeyed++ {
			if err := c.obeyOne(asked[obeyed]); err != nil {
				fmt.Fprintf(os.Stderr, "lab: switch the power of %s to %s: %v\n", c.host.Name, asked[obeyed], err)
			}
		}
	}
}

func (c *controller) obeyOne(power string) error {
	var err error
	switch {
	case power == "0":
		err = c.host.off()
	case c.host.run.Load() == nil:
		err = c.host.on()
	} // it is already on
	done, openErr := os.OpenFile(filepath.Join(c.dir, "done"), os.O_APPEND|os.O_WRONLY, 0)
	if openErr != nil {
		return errors.Join(err, openErr)
	}
	_, writeErr := fmt.Fprintln(done, power)
	return errors.Join(err, writeErr, done.Close())
}

// switched are the lines of a file of the controller: the power the host
// started with, and each switching since.
func (c *controller) switched(file string) []string {
	data, _ := os.ReadFile(filepath.Join(c.dir, file))
	data = data[:bytes.LastIndexByte(data, '\n')+1] // a line that is being written counts when it is whole
	return strings.Fields(string(data))
}

// answer waits until the controller answers.
func (c *controller) answer(ctx context.Context, space string) error {
	deadline := time.Now().Add(patience)
	for {
		out, err := exec.CommandContext(ctx, "ip", "netns", "exec", space, "ipmitool", "-I", "lanplus", "-C", "3", "-R", "1",
			"-H", c.lan.address, "-U", c.lan.user, "-P", c.lan.password, "chassis", "power", "status").CombinedOutput()
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(filepath.Join(c.dir, "said"))
			return fmt.Errorf("the management controller of %s does not answer at %s: %w\n%s%s", c.host.Name, c.lan.address, err, out, said)
		}
	}
}

// end stops the controller.
func (c *controller) end() {
	close(c.stop)
	<-c.over
	_ = c.sim.Process.Kill() // ip became ipmi_sim
	_ = c.sim.Wait()         // killed: its status says nothing
}
