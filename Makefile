# The ways into the build; each is a script that can be run and read by itself.
.PHONY: help test run cli bench format clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)$$/make \1\t\2/p' Makefile

test: ## all tests against real servers, and all checks
	@tools/test.sh

run: ## a cluster, a repository and a deployment to try things out with
	@tools/run.sh

cli: ## the command line as one file: engine/target/cdctl
	@tools/cli.sh

bench: ## benchmarks, each beside its limit and its peer
	@tools/bench.sh

format: ## formats all sources
	@tools/maven.sh -B -q -f engine/pom.xml spotless:apply
	@gofmt -w tools/testbed

clean: ## removes what was built here; the test bed's programs stay in their cache
	@rm -rf target engine/target
