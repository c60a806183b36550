package starter

import (
	"strconv"

	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/schema"
)

// The words of a new sheet.
var (
	textTab     = message.New("new.tab")
	textTitle   = message.New("new.title", "what")
	textFor     = message.New("new.for", "platform", "target")
	textNodes   = message.New("new.nodes")
	textLegend  = message.New("new.legend")
	textTable   = message.New("new.table", "number", "title")
	textRemark  = message.New("new.remark")
	textExample = message.New("new.example", "value")

	labelID   = message.New("label.id")
	labelNode = message.New("label.node")
	labelRole = message.New("label.role")
)

// likeText says what a kind of cluster is.
func likeText(like string) message.Text {
	switch like {
	case "two-node-vip":
		return message.New("new.like.two-node-vip")
	case "pgsql-replication":
		return message.New("new.like.pgsql-replication")
	case "drbd-nfs":
		return message.New("new.like.drbd-nfs")
	case "nginx":
		return message.New("new.like.nginx")
	case "haproxy":
		return message.New("new.like.haproxy")
	case "sap-ascs":
		return message.New("new.like.sap-ascs")
	case "clone":
		return message.New("new.like.clone")
	}
	return message.New("new.like.blank")
}

// remarkText is what a word of the data says about a resource.
func remarkText(word string) message.Text {
	switch word {
	case "vip":
		return message.New("new.remark.vip")
	case "replication":
		return message.New("new.remark.replication")
	case "database":
		return message.New("new.remark.database")
	case "filesystem":
		return message.New("new.remark.filesystem")
	case "web":
		return message.New("new.remark.web")
	case "balancer":
		return message.New("new.remark.balancer")
	case "ping":
		return message.New("new.remark.ping")
	case "drbd":
		return message.New("new.remark.drbd")
	case "nfs":
		return message.New("new.remark.nfs")
	case "export":
		return message.New("new.remark.export")
	case "ascs":
		return message.New("new.remark.ascs")
	case "ers":
		return message.New("new.remark.ers")
	}
	return message.New("new.remark.fence")
}

// labels are what the headers say to people, where all columns of a key mean the
// same.
var labels = map[schema.Key]message.Text{
	schema.KeyAction:        message.New("label.action"),
	schema.KeyAttribute:     message.New("label.attribute"),
	schema.KeyBoolOp:        message.New("label.bool-op"),
	schema.KeyClass:         message.New("label.class"),
	schema.KeyConfig:        message.New("label.config"),
	schema.KeyDefaultOps:    message.New("label.default-ops"),
	schema.KeyDiscovery:     message.New("label.discovery"),
	schema.KeyInfluence:     message.New("label.influence"),
	schema.KeyNodeAttribute: message.New("label.node-attribute"),
	schema.KeyNodeID:        message.New("label.node-id"),
	schema.KeyRequireAll:    message.New("label.require-all"),
	schema.KeyFirstAction:   message.New("label.first-action"),
	schema.KeyFirstRsc:      message.New("label.first-rsc"),
	schema.KeyID:            labelID,
	schema.KeyKind:          message.New("label.kind"),
	schema.KeyLevel:         message.New("label.level"),
	schema.KeyName:          message.New("label.name"),
	schema.KeyNode:          labelNode,
	schema.KeyOp:            message.New("label.op"),
	schema.KeyPath:          message.New("label.path"),
	schema.KeyPrefers:       message.New("label.prefers"),
	schema.KeyProvider:      message.New("label.provider"),
	schema.KeyRecipient:     message.New("label.recipient"),
	schema.KeyRef:           message.New("label.ref"),
	schema.KeyResourceItem:  message.New("label.resource-item"),
	schema.KeyRole:          labelRole,
	schema.KeyRsc:           labelID,
	schema.KeyRscRole:       message.New("label.rsc-role"),
	schema.KeyScore:         message.New("label.score"),
	schema.KeySet:           message.New("label.set"),
	schema.KeySetScore:      message.New("label.set-score"),
	schema.KeySetID:         message.New("label.set-id"),
	schema.KeySequential:    message.New("label.sequential"),
	schema.KeySymmetrical:   message.New("label.symmetrical"),
	schema.KeyThenAction:    message.New("label.then-action"),
	schema.KeyThenRsc:       message.New("label.then-rsc"),
	schema.KeyTicket:        message.New("label.ticket"),
	schema.KeyPermission:    message.New("label.permission"),
	schema.KeyTarget:        message.New("label.target"),
	schema.KeyLevelID:       message.New("label.level-id"),
	schema.KeySelect:        message.New("label.select"),
	schema.KeyDescription:   message.New("label.description"),
	schema.KeyLossPolicy:    message.New("label.loss-policy"),
	schema.KeyType:          message.New("label.type"),
	schema.KeyUname:         labelNode,
	schema.KeyValue:         message.New("label.value"),
	schema.KeyValueType:     message.New("label.value-type"),
	schema.KeyRule:          message.New("label.rule"),
	schema.KeyRuleID:        message.New("label.rule-id"),
	schema.KeyWithRole:      message.New("label.with-role"),
	schema.KeyWithRsc:       message.New("label.with-rsc"),
	schema.KeyAbout:         message.New("label.about"),
	schema.KeyBefore:        message.New("label.before"),
	schema.KeyCode:          message.New("label.code"),
	schema.KeyImplied:       message.New("label.implied"),
	schema.KeyParent:        message.New("label.parent"),
	schema.KeyReason:        message.New("label.reason"),
	schema.KeyXML:           message.New("label.xml"),

	schema.KeyContainer:       message.New("label.container"),
	schema.KeyImage:           message.New("label.image"),
	schema.KeyReplicas:        message.New("label.replicas"),
	schema.KeyReplicasPerHost: message.New("label.replicas-per-host"),
	schema.KeyPromotedMax:     message.New("label.promoted-max"),
	schema.KeyRunCommand:      message.New("label.run-command"),
	schema.KeyNetwork:         message.New("label.network"),
	schema.KeyOptions:         message.New("label.options"),
	schema.KeyIPRangeStart:    message.New("label.ip-range-start"),
	schema.KeyControlPort:     message.New("label.control-port"),
	schema.KeyHostInterface:   message.New("label.host-interface"),
	schema.KeyHostNetmask:     message.New("label.host-netmask"),
	schema.KeyAddHost:         message.New("label.add-host"),
	schema.KeyPort:            message.New("label.port"),
	schema.KeyInternalPort:    message.New("label.internal-port"),
	schema.KeyRange:           message.New("label.range"),
	schema.KeySourceDir:       message.New("label.source-dir"),
	schema.KeySourceDirRoot:   message.New("label.source-dir-root"),
	schema.KeyTargetDir:       message.New("label.target-dir"),
	schema.KeyTemplate:        message.New("label.template"),
}

// Label is what the header of a column says to people.
func Label(c *schema.Column) message.Text {
	switch c.Type {
	case schema.AgentType, schema.FenceType:
		return message.New("label.agent")
	case schema.Operation:
		return message.New("label.operation")
	}
	if label, ok := labels[c.Key]; ok {
		return label
	}
	return c.Help // of a column that is new
}

// OptionLabel is what the header of an option of an operation says to people; false
// for an option that few know.
func OptionLabel(name string) (message.Text, bool) {
	switch name {
	case "timeout":
		return message.New("label.timeout"), true
	case "interval":
		return message.New("label.interval"), true
	case "on-fail":
		return message.New("label.on-fail"), true
	case "role":
		return labelRole, true
	case "start-delay":
		return message.New("label.start-delay"), true
	case cib.CheckLevel:
		return message.New("label.check-level"), true
	}
	return message.Text{}, false
}

// TableTitle is the line above the table of a number.
func TableTitle(number int, t *schema.Table, lang message.Lang) string {
	return textTable.With(strconv.Itoa(number), t.Title.In(lang)).In(lang)
}

// Required is how the label of a column that needs a value ends.
const Required = " *"
