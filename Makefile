# Two commands are all a newcomer needs: make demo, make test. `make help` lists the rest.
PYTHON ?= python3
BOOTSTRAP := @$(PYTHON) mrintegration/development/bootstrap.py
RUN := .venv/bin/python
COMPILE := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11
# The type checker loads Django's settings but talks to no server.
LINT_SETTINGS := SECRET_KEY=$(shell printf 'lint%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13) DATABASE_URL=postgresql://lint@localhost/lint \
  REDIS_URL=redis://localhost/0 ALLOWED_HOSTS=localhost DEVELOPMENT=1 HTTPS=0

.DEFAULT_GOAL := help
.PHONY: help demo test lint audit chaos bench lock messages clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

demo: ## Run everything with demo data until Ctrl-C (PORT=8001, FRESH=1)
	$(BOOTSTRAP)
	@exec $(RUN) -m mrintegration.development

test: ## Run all tests on servers of their own
	$(BOOTSTRAP) tests
	@$(RUN) -m tests.harness

lint: ## Check style, types, templates and the direction of imports
	$(BOOTSTRAP)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(LINT_SETTINGS) .venv/bin/mypy .
	@.venv/bin/djlint --lint --quiet templates
	@.venv/bin/lint-imports --no-cache

audit: ## Look at every page in every role, size and colour scheme
	$(BOOTSTRAP) tests
	@$(RUN) -m tests.harness -m audit

chaos: ## Kill, fill and break things, and see that nothing is lost
	$(BOOTSTRAP) tests
	@$(RUN) -m tests.harness -m chaos

bench: ## Measure speed
	$(BOOTSTRAP)
	@$(RUN) -m bench

lock: ## Pin all packages again, with hashes
	$(BOOTSTRAP)
	$(COMPILE) --upgrade pyproject.toml --output-file requirements/base.txt
	$(COMPILE) --upgrade pyproject.toml --group dev --output-file requirements/dev.txt

messages: ## Collect texts for translation, name those that lack English, and compile
	$(BOOTSTRAP)
	@$(LINT_SETTINGS) $(RUN) -m mrintegration.development.messages
	$(BOOTSTRAP)

clean: ## Remove what was built; the demo's data stays (make demo FRESH=1 starts that over)
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis .test-artifacts staticfiles
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
