# The commands of this project. Real work lives in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test test-deep check check-deep rules mutants fmt coverage bench

help:  ## Say what can be done here
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run:  ## Install, prepare and serve on http://127.0.0.1:8000 (PORT=9000 for another port)
	@scripts/run

test:  ## Run the tests, on SQLite and then on PostgreSQL
	@scripts/test

test-deep:  ## Run the tests that make test leaves out because they take long, most in a browser
	@scripts/test --deep -m deep

check:  ## Format, lint, types, imports, migrations, settings, rulebook and links
	@scripts/check

check-deep:  ## Try what must always be true on thousands of made-up plans, and every test on PostgreSQL (a quarter of an hour)
	@scripts/check_deep

rules:  ## Break each rule in turn and name the test that goes red
	@scripts/rules

mutants:  ## Change the rules in small ways and name each change no test notices
	@scripts/mutants

fmt:  ## Put the code in order
	@scripts/fmt

bench:  ## Say how fast rules, site and a slow phone are, beside what is asked of them
	@scripts/bench

coverage:  ## Say what the tests on SQLite never reach, and refuse less than 95 %
	@scripts/coverage
