package schema

import (
	"hagen/internal/cib"
	"hagen/internal/message"
)

// templateTable defines a resource template: what primitives have in common.
var templateTable = &Table{
	Name:      TemplateTable,
	PerEntity: true,
	Item:      ItemTemplate,
	Title:     message.New("table.TEMPLATE.title"),
	Help:      message.New("table.TEMPLATE.help"),
	Blocks: []Block{
		{Letter: "P", Element: cib.Template, Help: message.New("block.TEMPLATE.P"), Columns: []Column{
			{Key: KeyID, Header: "id", Type: ID, Attribute: "id", Required: true, Help: message.New("column.TEMPLATE.id")},
			agentClass,
			agentProvider,
			{Key: KeyType, Header: "type", Type: AgentType, Attribute: "type", Required: true, Help: textAgentType},
			description,
		}},
		attributeBlock,
		operationBlock,
	},
}
