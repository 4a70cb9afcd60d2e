# Courseline. `make serve` runs it, `make test` proves it, `make help` lists the rest.

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/data
TESTS ?= tests
UPGRADE ?=
ROUNDS ?= 5
PY = .venv/bin/python
# The checks need no database and no secrets of this machine.
APART = env -u SECRET_KEY -u FIELD_KEYS COURSELINE_ENV=test DATABASE_URL=sqlite://:memory:
PRODUCTION = env COURSELINE_ENV=production ALLOWED_HOSTS=courseline.example DATABASE_URL=sqlite://:memory: \
  SECRET_KEY="$$($(PY) -c 'from tracker.keys import session_key; print(session_key())')" \
  FIELD_KEYS="$$($(PY) -c 'from tracker.keys import field_key; print(field_key())')"
TEMPLATES = $$(find templates -name '*.html')

export DATA_DIR PORT
# Where deploy/node-tools puts a Node when the machine has none.
export PATH := $(CURDIR)/.node/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help serve dev test laws test-browser test-postgres coverage check fix docs bench stress bench-reminders mutants simulate requirements audit clean

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/.base ## Set up everything and serve on http://localhost:8000 (PORT= to change)
	@deploy/serve

dev: .venv/.base ## The same with the reloading server for development
	@DEBUG=1 deploy/serve dev

test: .venv/.test chromium readers ## Run every suite, the browser suite included (TESTS=tests/unit for less)
	@deploy/suites $(TESTS)

laws: .venv/.test readers ## Search for a history that breaks a law, with examples nobody has tried (ROUNDS=5)
	@for round in $$(seq $(ROUNDS)); do LAWS=search $(PY) -m pytest -q -m hypothesis $(TESTS) || exit; done

test-browser: .venv/.test chromium ## Run the browser suite alone
	@$(PY) -m pytest -q tests/browser

test-postgres: .venv/.test chromium readers ## Run the same suites on a private PostgreSQL, or on DATABASE_URL
	@deploy/with-postgres deploy/suites $(TESTS)

coverage: .venv/.test readers ## Measure branch coverage of the suites without a browser
	@deploy/coverage

check: .venv/.dev ## Everything short of the tests, changing nothing: format, lint, types, contracts, templates, migrations, docs
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(APART) $(PY) -m mypy
	.venv/bin/lint-imports
	.venv/bin/djade --target-version 5.2 --check $(TEMPLATES)
	.venv/bin/djlint --lint --quiet templates
	$(APART) $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	$(APART) $(PY) manage.py clinical_pages --check
	@echo "Everything is in order."

fix: .venv/.dev ## Repair what can be repaired: format, lint, templates, generated pages
	-$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	-.venv/bin/djade --target-version 5.2 $(TEMPLATES)
	$(APART) $(PY) manage.py clinical_pages

docs: .venv/.base ## Write the generated pages of docs/clinical anew
	$(APART) $(PY) manage.py clinical_pages

bench: .venv/.base ## Measure what docs/performance.md promises and print the table
	@$(PY) -m bench

stress: .venv/.test ## Two thousand people, three workers, one killed, a mail server that fails, on both databases
	@STRESS_PEOPLE=2000 $(PY) -m pytest -q tests/stress
	@STRESS_PEOPLE=2000 deploy/with-postgres $(PY) -m pytest -q tests/stress

bench-reminders: .venv/.test ## Plan and claim the reminders of 100,000 people on a private PostgreSQL
	@deploy/with-postgres $(PY) -m bench.reminders

mutants: .venv/.dev ## Change the clinical data and logic and ask whether a test notices (an hour or more; MUTANTS= for some)
	@deploy/mutants

simulate: .venv/.base ## Simulate 1,000 courses and write docs/clinical/alert-burden.md anew (a minute)
	@$(APART) $(PY) manage.py simulate --page

requirements: .venv/.dev ## Compile requirements/*.txt from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@UPGRADE=$(UPGRADE) deploy/requirements

audit: .venv/.dev ## Ask the advisory database about the packages that are shipped (needs the network)
	.venv/bin/pip-audit --require-hashes --disable-pip -r requirements/postgres.txt

clean: ## Remove what the commands made, but never data/
	rm -rf .venv .node build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-results .coverage

.PHONY: chromium readers
chromium: .venv/.test
	@deploy/chromium

readers: .venv/.test
	@deploy/pdf-tools
	@deploy/node-tools

# An environment, then one stamp for each set of locked requirements.
.venv/bin/python:
	@deploy/venv

.venv/.base: requirements/base.txt pyproject.toml | .venv/bin/python
	@deploy/install base

.venv/.test: requirements/test.txt pyproject.toml | .venv/bin/python
	@deploy/install test

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@deploy/install dev
