# hagen: build, test, lint, bench, golden. CI runs what `make test` runs: .ci/run.

GO ?= go
FUZZTIME ?= 10s
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -s -w -X main.version=$(VERSION)

.PHONY: build test quick proof clusters lint cross fuzz golden docs examples agents bench bench-apply lab e2e testbooks oracles fresh dist test-dist clean

## build: the binary for this machine, ./hagen
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o hagen ./cmd/hagen

# What each part of the tests does is in ./test, which also runs without make.
CLUSTERS ?= 40
SEED ?= 0

## test: everything CI runs; what the tests lack is installed first, where that may be
test:
	$(GO) run ./test -clusters $(CLUSTERS) -seed $(SEED) -fuzztime $(FUZZTIME)

## lint: gofmt, go vet, staticcheck
## cross: hagen builds for the desks people have
## quick: the tests that take no seconds each, without the race detector, for the inner loop: a minute
## clusters: CLUSTERS random clusters through real pcs; SEED=n repeats a run
## fuzz: every fuzz target for FUZZTIME each
## e2e: the five seeds, apply and its faults on real clusters on this machine, as root (go test ./test/e2e -run RandomKills -kills 100 kills hagen more often)
## oracles: the scripts of all targets through the pcs of other releases of Debian, as root
## fresh: the README's two commands on a bare Debian 12, as root
lint cross quick clusters fuzz e2e oracles fresh:
	$(GO) run ./test -clusters $(CLUSTERS) -seed $(SEED) -fuzztime $(FUZZTIME) $@

## lab: a real cluster on this machine to play with, as root, until Ctrl-C (NODES=node01,node02; RELEASE=11, 12, 13 or sid of Debian); hagen is on its hosts
NODES ?= node01,node02
RELEASE ?=
lab: build
	$(GO) run ./test/lab/play -nodes $(NODES) -release "$(RELEASE)" -hagen ./hagen

## bench-apply: hagen apply beside pcs cluster cib-push --wait on a real cluster, as root, ROUNDS times there and back
ROUNDS ?= 5
bench-apply:
	$(GO) test -run '^$$' -bench Apply -benchtime $(ROUNDS)x -timeout 60m ./test/e2e

## testbooks: the test books of the five seeds and three goldens carried out on real clusters, as root; BOOKS="003:1-1,2-3 promotable" for some of it
BOOKS ?= all
testbooks:
	HAGEN_TESTBOOKS="$(BOOKS)" $(GO) test -run '^TestBooks$$' -v -count=1 -timeout 180m -parallel 2 ./test/e2e

## proof: XML, script and real pcs say the same thing, for all goldens, examples, agents and random clusters
proof: clusters
	$(GO) test -count=1 -timeout 60m ./test/golden ./test/proof/...

## golden: rewrite what the goldens, examples and generated pages expect; read the difference before you commit it
golden: examples docs
	-$(GO) test ./test/golden -update

## examples: the workbooks of the examples and of the reference sheet, and what they compile to
examples:
	$(GO) run ./test/gen/examples

## docs: the reference pages that are generated from the code
docs:
	-$(GO) test ./test/gen/refdoc -update

## agents: embed the agents of a system anew for TARGET: a root filesystem (ROOT=dir, as root), what -dump printed there (FROM=file), or this machine; a new TARGET is LIKE another in the rest
agents:
	$(GO) run ./test/gen/agents -target "$(TARGET)" -like "$(LIKE)" -root "$(ROOT)" -from "$(FROM)"

## bench: the whole compile beside pcs and crmsh, as ratios; how time and memory grow with the rows of each table
bench:
	$(GO) run ./test/bench

## test-dist: make dist twice, its packages on a host, its hagen.exe under wine, as root
test-dist:
	$(GO) run ./test dist

## dist: what is published: static binaries for every system, archives, deb and rpm, manual, SBOM, checksums; the same bytes from the same commit
dist:
	$(GO) run ./test/gen/dist -out dist -version "$(VERSION)"

clean:
	rm -rf hagen dist
