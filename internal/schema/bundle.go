package schema

import (
	"hagen/internal/cib"
	"hagen/internal/message"
)

// maxPort is the highest port.
const maxPort = 65535

// containers are where an attribute goes that is given for docker, if the containers
// are of another kind.
func containers(attribute string) []Other {
	return []Other{{cib.Podman, attribute}, {cib.Rkt, attribute}}
}

// bundleTable defines a bundle: containers on several nodes and the primitive that
// runs in them.
var bundleTable = &Table{
	Name:      BundleTable,
	PerEntity: true,
	Item:      ItemBundle,
	Title:     message.New("table.BUNDLE.title"),
	Help:      message.New("table.BUNDLE.help"),
	Blocks: []Block{
		{Letter: "P", Element: cib.Docker, Help: message.New("block.BUNDLE.P"), Columns: []Column{
			{Key: KeyID, Header: "id", Type: ID, Element: cib.Bundle, Attribute: "id", Required: true, Help: message.New("column.BUNDLE.id")},
			{Key: KeyContainer, Header: "container", Type: Enum, Required: true, Enum: cib.Containers(), Help: message.New("column.BUNDLE.container")},
			{Key: KeyImage, Header: "image", Type: Text, Attribute: "image", Others: containers("image"), Required: true, Help: message.New("column.BUNDLE.image")},
			{Key: KeyReplicas, Header: "replicas", Type: Number, Min: 1, Attribute: "replicas", Others: containers("replicas"), Help: message.New("column.BUNDLE.replicas")},
			{Key: KeyReplicasPerHost, Header: "replicas-per-host", Type: Number, Min: 1, Attribute: "replicas-per-host", Others: containers("replicas-per-host"), Help: message.New("column.BUNDLE.replicas-per-host")},
			{Key: KeyPromotedMax, Header: "promoted-max", Type: Number, Attribute: "promoted-max", Others: containers("promoted-max"), Help: message.New("column.BUNDLE.promoted-max")},
			{Key: KeyRunCommand, Header: "run-command", Type: Text, Attribute: "run-command", Others: containers("run-command"), Help: message.New("column.BUNDLE.run-command")},
			{Key: KeyNetwork, Header: "network", Type: Text, Attribute: "network", Others: containers("network"), Help: message.New("column.BUNDLE.network")},
			{Key: KeyOptions, Header: "options", Type: Text, Attribute: "options", Others: containers("options"), Help: message.New("column.BUNDLE.options")},
			{Key: KeyDescription, Header: "description", Type: Text, Element: cib.Bundle, Attribute: "description", Help: textDescription},
		}},
		{Letter: "N", Element: cib.Network, Help: message.New("block.BUNDLE.N"), Columns: []Column{
			{Key: KeyIPRangeStart, Header: "ip-range-start", Type: Text, Attribute: "ip-range-start", Help: message.New("column.BUNDLE.ip-range-start")},
			{Key: KeyControlPort, Header: "control-port", Type: Number, Min: 1, Max: maxPort, Attribute: "control-port", Help: message.New("column.BUNDLE.control-port")},
			{Key: KeyHostInterface, Header: "host-interface", Type: Text, Attribute: "host-interface", Help: message.New("column.BUNDLE.host-interface")},
			{Key: KeyHostNetmask, Header: "host-netmask", Type: Number, Min: 1, Max: 32, Attribute: "host-netmask", Help: message.New("column.BUNDLE.host-netmask")},
			{Key: KeyAddHost, Header: "add-host", Type: Boolean, Attribute: "add-host", Help: message.New("column.BUNDLE.add-host")},
		}},
		{Letter: "M", Element: cib.PortMapping, Help: message.New("block.BUNDLE.M"), Columns: []Column{
			{Key: KeyPort, Header: "port", Type: Number, Min: 1, Max: maxPort, Attribute: "port", Help: message.New("column.BUNDLE.port")},
			{Key: KeyInternalPort, Header: "internal-port", Type: Number, Min: 1, Max: maxPort, Attribute: "internal-port", Help: message.New("column.BUNDLE.internal-port")},
			{Key: KeyRange, Header: "range", Type: PortRange, Attribute: "range", Help: message.New("column.BUNDLE.range")},
			{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Help: message.New("column.BUNDLE.port-id")},
		}},
		{Letter: "S", Element: cib.StorageMapping, Help: message.New("block.BUNDLE.S"), Columns: []Column{
			{Key: KeySourceDir, Header: "source-dir", Type: Text, Attribute: "source-dir", Help: message.New("column.BUNDLE.source-dir")},
			{Key: KeySourceDirRoot, Header: "source-dir-root", Type: Text, Attribute: "source-dir-root", Help: message.New("column.BUNDLE.source-dir-root")},
			{Key: KeyTargetDir, Header: "target-dir", Type: Text, Attribute: "target-dir", Required: true, Help: message.New("column.BUNDLE.target-dir")},
			{Key: KeyOptions, Header: "options", Type: Text, Attribute: "options", Help: message.New("column.BUNDLE.mount-options")},
			{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Help: message.New("column.BUNDLE.storage-id")},
		}},
		{Letter: "A", Sets: []Set{{"meta", cib.MetaAttributes}}, Help: message.New("block.BUNDLE.A"), Columns: append([]Column{{
			Key: KeyType, Header: "type", Type: Enum, Required: true, Inherit: true,
			Enum: []string{"meta"}, Help: message.New("column.BUNDLE.type"),
		}}, nameValue(textAttributeName, textAttributeValue)...)},
	},
}
