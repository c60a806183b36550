// Package grow makes sheets of any size, one for each way a table can be long, so
// that tests and benchmarks see how time and memory grow with it.
package grow

import (
	"fmt"
	"slices"
	"strings"
)

// Sheet is a way to be long.
type Sheet struct {
	Name string
	// Make writes a CSV of about n rows.
	Make func(rows int) string
	// Wrong says that the sheet is full of mistakes.
	Wrong bool
}

// Sheets lists all of them.
func Sheets() []Sheet {
	return slices.Concat(resourceSheets(), constraintSheets(), setSheets())
}

// resourceSheets are long in nodes, options or resources.
func resourceSheets() []Sheet {
	return []Sheet{
		{"NODE, names", func(n int) string {
			return fixed(2) + table(n, ",NODE\n,,uname,type,name,value\n", ",,node%05d,attribute,rack,r%d\n")
		}, false},
		{"NODE, attributes", func(n int) string {
			return fixed(2) + table(n, ",NODE\n,,uname,type,name,value\n,,node1,attribute,a,b\n", ",,,attribute,a%d,%d\n")
		}, false},
		{"PROPERTY", func(n int) string { return table(n, ",PROPERTY\n,,name,value\n", ",,site-%d,v%d\n") + fixed(2) }, true},
		{"RSC_DEFAULTS", func(n int) string { return table(n, ",RSC_DEFAULTS\n,,name,value\n", ",,site-%d,v%d\n") + fixed(2) }, true},
		{"OP_DEFAULTS", func(n int) string { return table(n, ",OP_DEFAULTS\n,,name,value\n", ",,site-%d,v%d\n") + fixed(2) }, true},
		{"PRIMITIVE, tables", func(n int) string { return fixed(n / 6) }, false},
		{"PRIMITIVE, parameters", func(n int) string {
			return fixed(2) + table(n, ",A,type,name,value\n,,options,state,/x\n", ",,,p%d,%d\n")
		}, true},
		{"PRIMITIVE, operations", func(n int) string {
			return fixed(2) + table(n, ",O,type,interval,timeout\n", ",,monitor,1%03ds,2%ds\n")
		}, false},
		{"STONITH", fences, false},
		{"STONITH, kept away", func(n int) string {
			return fences(n/2) + repeat(n/20, ",LOCATION_NODE\n,,rsc,prefers/avoids,node\n", ",,f%d,avoids,node%05[1]d\n")
		}, false},
		{"STONITH, one host list", func(n int) string {
			return ",RESOURCES\n,,resourceItem,id\n,,Stonith,f\n,STONITH\n,P,id,type\n,,f,fence_ipmilan\n,A,type,name,value\n,,options,pcmk_host_list," +
				repeat(n, "", "node%05d ") + "\n" + table(n, ",STONITH_LEVEL\n,,node,id,level\n", ",,node%05d,f,1\n#%d\n")
		}, true},
		{"STONITH_LEVEL", levels, true},
		{"RSC_ATTRIBUTES", func(n int) string { return fixed(n/6+2) + attributes(n/2) }, false},
		{"groups", groups, false},
		{"TEMPLATE, parameters", func(n int) string {
			return table(n, ",RESOURCES\n,,resourceItem,id\n,,Template,t\n,,Primitive,made\n,PRIMITIVE\n,P,id,template\n,,made,t\n,TEMPLATE\n,P,id,class,provider,type\n,,t,ocf,heartbeat,nosuch\n,A,type,name,value\n", ",,options,p%d,%d\n") + fixed(2)
		}, false},
		{"BUNDLE, directories", func(n int) string {
			return table(n, ",RESOURCES\n,,resourceItem,id\n,,Bundle,b\n,BUNDLE\n,P,id,container,image\n,,b,podman,localhost/b\n,S,source-dir,target-dir\n", ",,/srv/%d,/data/%[1]d\n") + fixed(2)
		}, false},
		{"one group", oneGroup, false},
	}
}

// constraintSheets are long in constraints or alerts.
func constraintSheets() []Sheet {
	return []Sheet{
		{"LOCATION_NODE, nodes", func(n int) string {
			return fixed(2) + table(n, ",LOCATION_NODE\n,,rsc,prefers/avoids,node,score\n", ",,r1,prefers,node%05d,%d\n")
		}, false},
		{"LOCATION_NODE, resources", func(n int) string {
			return fixed(n/12) + repeat(n/12, ",LOCATION_NODE\n,,rsc,prefers/avoids,node,score\n", ",,r%d,prefers,node1,10\n,,r%[1]d,prefers,node2,20\n,,r%[1]d,prefers,node3,30\n,,r%[1]d,prefers,node4,40\n,,r%[1]d,prefers,node5,50\n,,r%[1]d,avoids,node6\n")
		}, false},
		{"LOCATION_NODE, unknown ids", func(n int) string {
			return fixed(n/12) + table(n/2, ",LOCATION_NODE\n,,rsc,prefers/avoids,node,score\n", ",,unknown%d,prefers,node1,%d\n")
		}, true},
		{"LOCATION_RULE, rules", func(n int) string {
			return fixed(2) + table(n, ",LOCATION_RULE\n,,rsc,score,attribute,op,value\n", ",,r1,100,a%d,eq,%d\n")
		}, false},
		{"LOCATION_RULE, node names", func(n int) string {
			return fixed(2) + table(n, ",LOCATION_RULE\n,,rsc,score,attribute,op,value\n", ",,r1,1%d,#uname,eq,node%05d\n")
		}, false},
		{"LOCATION_RULE, one rule", func(n int) string {
			return fixed(2) + table(n, ",LOCATION_RULE\n,,rsc,score,bool_op,attribute,op,value\n,,r1,100,and,x,eq,1\n", ",,,,,a%d,eq,%d\n")
		}, false},
		{"COLOCATION, a chain", func(n int) string {
			return fixed(n/7) + chain(n/7, ",COLOCATION\n,,rsc,with-rsc,score\n", ",,r%d,r%d,INFINITY\n")
		}, false},
		{"COLOCATION, pairs", func(n int) string {
			return fixed(square(n)) + pairs(n, ",COLOCATION\n,,rsc,with-rsc,score\n", ",,r%d,r%d,INFINITY\n")
		}, false},
		{"COLOCATION, apart", func(n int) string {
			return fixed(square(n)) + pairs(n, ",COLOCATION\n,,rsc,with-rsc,score\n", ",,r%d,r%d,-INFINITY\n")
		}, false},
		{"COLOCATION, together and apart", func(n int) string {
			m := n / 14
			return fixed(2*m) + chain(m, ",COLOCATION\n,,rsc,with-rsc,score\n", ",,r%d,r%d,INFINITY\n") + apart(m)
		}, false},
		{"ORDER, a chain", func(n int) string {
			return fixed(n/7) + chain(n/7, ",ORDER\n,,first-rsc,then-rsc,kind\n", ",,r%d,r%d,Mandatory\n")
		}, false},
		{"ORDER, a chain, last first", func(n int) string {
			return fixed(n/7) + backwards(n/7, ",ORDER\n,,first-rsc,then-rsc,kind\n", ",,r%d,r%d,Mandatory\n")
		}, false},
		{"ORDER, pairs", func(n int) string {
			return fixed(square(n)) + pairs(n, ",ORDER\n,,first-rsc,then-rsc,kind\n", ",,r%d,r%d,Mandatory\n")
		}, false},
		{"ORDER, circles", func(n int) string { return fixed(n/7) + circles(n/14) }, true},
		{"ALERT, recipients", func(n int) string { return fixed(2) + table(n, ",ALERT\n,P,path\n,,/a\n,R,recipient\n", ",,to%d-%d\n") }, false},
		{"ALERT, tables", func(n int) string {
			return fixed(2) + repeat(n/5, "", ",ALERT\n,P,path\n,,/a%d\n,R,recipient\n,,x\n")
		}, false},
		{"TICKET", func(n int) string { return fixed(2) + repeat(n, ",TICKET\n,,ticket,rsc\n", ",,t%d,r1\n") }, false},
	}
}

// setSheets are long in resource sets, tags, access control, XML or mistakes.
func setSheets() []Sheet {
	return []Sheet{
		{"COLOCATION_SET", func(n int) string {
			return fixed(square(n)) + pairs(n, ",COLOCATION_SET\n,,id,score,rsc,rsc\n", ",,s-%[1]d-%[2]d,100,r%[1]d,r%[2]d\n")
		}, false},
		{"ORDER_SET", func(n int) string {
			return fixed(square(n)) + pairs(n, ",ORDER_SET\n,,id,kind,rsc,rsc\n", ",,s-%[1]d-%[2]d,Optional,r%[1]d,r%[2]d\n")
		}, false},
		{"TICKET_SET", func(n int) string {
			return fixed(2) + repeat(n, ",TICKET_SET\n,,id,ticket,rsc\n", ",,s%[1]d,t%[1]d,r1\n")
		}, false},
		{"LOCATION_SET", func(n int) string {
			return fixed(2) + repeat(n, ",LOCATION_SET\n,,id,node,score,rsc\n", ",,s%[1]d,node%05[1]d,1,r1\n")
		}, false},
		{"LOCATION_SET, one constraint", func(n int) string {
			return fixed(n/7) + repeat(n/7, ",LOCATION_SET\n,,id,node,score,rsc\n", ",,o,node1,1,r%d\n")
		}, false},
		{"ORDER_SET, one constraint", func(n int) string {
			return fixed(n/7) + repeat(n/7, ",ORDER_SET\n,,id,rsc\n", ",,o,r%d\n")
		}, false},
		{"TAG, tags", func(n int) string { return fixed(2) + repeat(n, ",TAG\n,,id,ref\n", ",,t%d,r1\n") }, false},
		{"TAG, one tag", func(n int) string { return fixed(n/7) + repeat(n/7, ",TAG\n,,id,ref\n", ",,t,r%d\n") }, false},
		{"ACL_ROLE, roles", func(n int) string {
			return fixed(2) + repeat(n, ",ACL_ROLE\n,,id,permission,kind,target\n", ",,l%d,read,id,r1\n")
		}, false},
		{"ACL_ROLE, one role", func(n int) string {
			return fixed(2) + repeat(n, ",ACL_ROLE\n,,id,permission,kind,target\n", ",,l,read,xpath,/cib/%d\n")
		}, false},
		{"ACL_TARGET", func(n int) string {
			return fixed(2) + ",ACL_ROLE\n,,id,permission,kind,target\n,,l,read,xpath,/cib\n" + repeat(n, ",ACL_TARGET\n,,type,id,role\n", ",,user,u%d,l\n")
		}, false},
		{"ADDITIONAL_CONFIG", func(n int) string {
			return fixed(2) + table(n, ",ADDITIONAL_CONFIG\n,,config\n", ",,pcs resource update r1 a%d=%d\n")
		}, true},
		{"CIB_XML", func(n int) string {
			return fixed(2) + table(n, ",CIB_XML\n,,parent,xml\n", ",,/cib/configuration/resources,<template id='t%d' class='ocf' provider='pacemaker' type='Dummy%d'/>\n")
		}, false},
		{"ACCEPT", func(n int) string {
			return fixed(2) + table(n, ",ACCEPT\n,,code,at,reason\n", ",,HG0414,r%d,reason %d\n")
		}, false},
		{"CIB_ID", func(n int) string {
			return fixed(n/7) + table(n, ",CIB_ID\n,,implied,id\n", ",,r%d-start-interval-0s,id%d\n")
		}, false},
		{"resources without a table", func(n int) string {
			return plain + repeat(n/2, ",RESOURCES\n,,resourceItem,id\n", ",,Primitive,lost%d\n") + tables(n/14)
		}, true},
		{"tables without a resource", func(n int) string {
			return plain + ",RESOURCES\n,,resourceItem,id\n,,Primitive,x\n" + tables(n/5)
		}, true},
		{"LOCATION_NODE, all twice", func(n int) string {
			rows := table(n/2, "", ",,r1,prefers,node%05d,1%d\n")
			return fixed(2) + ",LOCATION_NODE\n,,rsc,prefers/avoids,node,score\n" + rows + rows
		}, true},
		{"unknown tables", func(n int) string { return fixed(2) + repeat(n/3, "", ",TABEL%d\n,,a,b\n,,1,2\n") }, true},
	}
}

const plain = ",PROPERTY\n,,name,value\n,,stonith-enabled,false\n"

// fixed is a cluster of n resources r1, r2, …, each with its table.
func fixed(n int) string {
	n = max(n, 2)
	return plain + repeat(n, ",RESOURCES\n,,resourceItem,id\n", ",,Primitive,r%d\n") +
		repeat(n, "", ",PRIMITIVE\n,P,id,class,provider,type\n,,r%d,ocf,pacemaker,Stateful\n,O,type,timeout,interval\n,,monitor,20s,10s\n")
}

func repeat(n int, head, row string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		fmt.Fprintf(&b, row, i+1)
	}
	return b.String()
}

// table writes rows with their number in them twice.
func table(n int, head, row string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		fmt.Fprintf(&b, row, i+1, i+1)
	}
	return b.String()
}

func chain(n int, head, row string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, row, i, i+1)
	}
	return b.String()
}

func backwards(n int, head, row string) string {
	var b strings.Builder
	b.WriteString(head)
	for i := n - 1; i > 0; i-- {
		fmt.Fprintf(&b, row, i, i+1)
	}
	return b.String()
}

// square is how many resources have about n pairs.
func square(n int) int {
	m := 2
	for m*(m-1)/2 < n {
		m++
	}
	return m
}

func pairs(n int, head, row string) string {
	var b strings.Builder
	b.WriteString(head)
	m := square(n)
	for i := 1; i <= m && n > 0; i++ {
		for j := i + 1; j <= m && n > 0; j++ {
			fmt.Fprintf(&b, row, i, j)
			n--
		}
	}
	return b.String()
}

// apart keeps each of the second half of the resources away from one of the chain.
func apart(m int) string {
	var b strings.Builder
	for i := 1; i <= m; i++ {
		fmt.Fprintf(&b, ",,r%d,r%d,-INFINITY\n", m+i, i)
	}
	return b.String()
}

func circles(n int) string {
	var b strings.Builder
	b.WriteString(",ORDER\n,,first-rsc,then-rsc,kind\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, ",,r%d,r%d,Mandatory\n,,r%d,r%d,Mandatory\n", 2*i-1, 2*i, 2*i, 2*i-1)
	}
	return b.String()
}

func attributes(n int) string {
	var b strings.Builder
	b.WriteString(",RSC_ATTRIBUTES\n,,id,name,value\n")
	for i := range n {
		fmt.Fprintf(&b, ",,r%d,%s,%d\n", i/3+1, []string{"priority", "migration-threshold", "failure-timeout"}[i%3], i%100)
	}
	return b.String()
}

func fences(n int) string {
	m := max(n/10, 1)
	return repeat(m, ",RESOURCES\n,,resourceItem,id\n", ",,Stonith,f%d\n") +
		repeat(m, "", ",STONITH\n,P,id,type\n,,f%d,fence_ipmilan\n,A,type,name,value\n,,options,pcmk_host_list,node%05[1]d\n,,,ip,192.0.2.1\n,,,username,u%[1]d\n,O,type,timeout,interval\n,,monitor,20s,10s\n")
}

func levels(n int) string {
	return fences(50) + table(n, ",STONITH_LEVEL\n,,node,id,level\n", ",,node%05d,f1,%d\n")
}

func groups(n int) string {
	m := max(n/14, 1)
	var b strings.Builder
	b.WriteString(plain + ",RESOURCES\n,,resourceItem,resourceItem,id\n")
	for i := range m {
		fmt.Fprintf(&b, ",,Group,,g%d\n,,,Primitive,r%d\n,,,Primitive,r%d\n", i+1, 2*i+1, 2*i+2)
	}
	return b.String() + tables(2*m)
}

func oneGroup(n int) string {
	m := max(n/7, 1)
	return plain + repeat(m, ",RESOURCES\n,,resourceItem,resourceItem,id\n,,Group,,g\n", ",,,Primitive,r%d\n") + tables(m)
}

func tables(m int) string {
	return repeat(m, "", ",PRIMITIVE\n,P,id,class,provider,type\n,,r%d,ocf,pacemaker,Stateful\n,O,type,timeout,interval\n,,monitor,20s,10s\n")
}
