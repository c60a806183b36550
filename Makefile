# hagen: build, test, lint, bench, golden. CI runs `make test` and nothing else.

GO ?= go
FUZZTIME ?= 10s
STATICCHECK ?= $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -s -w -X main.version=$(VERSION)

.PHONY: build test quick proof clusters lint cross fuzz golden docs examples agents bench bench-apply lab e2e dist clean

## build: the binary for this machine, ./hagen
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o hagen ./cmd/hagen

# Real clusters have timeouts: their tests get the machine for themselves.
QUIET = $$($(GO) list ./... | grep -v /test/e2e)

## test: everything CI runs: lint, builds for the other systems, all tests with the race detector, random clusters, a short fuzz run, real clusters
test: lint cross
	$(GO) test -race -count=1 -timeout 40m $(QUIET)
	$(GO) test -count=1 ./test/bench/grow # memory is only itself without the race detector
	$(MAKE) clusters fuzz e2e

## quick: the tests that take no seconds each, without the race detector, for the inner loop: a minute
quick:
	$(GO) test -short $(QUIET)

## e2e: the five seeds, apply and its faults on real clusters on this machine, as root (go test ./test/e2e -run RandomKills -kills 100 kills hagen more often)
e2e:
	$(GO) test -race -count=1 -timeout 40m -parallel 3 ./test/e2e/...

## lab: a real cluster on this machine to play with, as root, until Ctrl-C (NODES=node01,node02); hagen is on its hosts
NODES ?= node01,node02
lab: build
	$(GO) run ./test/lab/play -nodes $(NODES) -hagen ./hagen

## bench-apply: hagen apply beside pcs cluster cib-push --wait on a real cluster, as root, ROUNDS times there and back
ROUNDS ?= 5
bench-apply:
	$(GO) test -run '^$$' -bench Apply -benchtime $(ROUNDS)x -timeout 60m ./test/e2e

## proof: XML, script and real pcs say the same thing, for all goldens, examples, agents and random clusters
proof: clusters
	$(GO) test -count=1 -timeout 60m ./test/golden ./test/proof/...

## clusters: CLUSTERS random clusters through real pcs; SEED=n repeats a run
CLUSTERS ?= 40
SEED ?= 0
clusters:
	$(GO) test -count=1 -timeout 120m -v -run TestRandomClusters ./test/proof -clusters $(CLUSTERS) -seed $(SEED)

## lint: gofmt, go vet, staticcheck
lint:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...

## cross: hagen builds for the desks people have
cross:
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/hagen
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/hagen
	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 $(GO) build -o /dev/null ./cmd/hagen

## fuzz: every fuzz target for FUZZTIME each
fuzz:
	@set -e; for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
	    echo "fuzz $$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p; \
	  done; \
	done

## golden: rewrite what the goldens, examples and generated pages expect; read the difference before you commit it
golden: examples docs
	-$(GO) test ./test/golden -update

## examples: the workbooks of the examples and of the reference sheet, and what they compile to
examples:
	$(GO) run ./test/gen/examples

## docs: the reference pages that are generated from the code
docs:
	-$(GO) test ./test/gen/refdoc -update

## agents: embed the agents' metadata anew from a folder of metadata files (SHELF=dir)
agents:
	$(GO) run ./test/gen/agents -shelf "$(SHELF)"

## bench: the whole compile beside pcs and crmsh, as ratios; how time and memory grow with the rows of each table
bench:
	$(GO) run ./test/bench

## dist: static binaries for every system
dist:
	@mkdir -p dist
	@set -e; for s in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do \
	  os=$${s%/*}; arch=$${s#*/}; ext=; [ $$os = windows ] && ext=.exe || true; \
	  echo "dist/hagen-$$os-$$arch$$ext"; \
	  GOOS=$$os GOARCH=$$arch CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o dist/hagen-$$os-$$arch$$ext ./cmd/hagen; \
	done

clean:
	rm -rf hagen dist
