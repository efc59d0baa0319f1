# Joinder 合诉. `make help` lists every target.
SHELL := /bin/bash
PORT ?= 8000
DEMO ?= 1
JOINDER_DATA_DIR ?= data
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
JOINDER_PUBLIC_URL ?= http://127.0.0.1:$(PORT)
JOINDER_PORT := $(PORT)
export JOINDER_DATA_DIR JOINDER_PUBLIC_URL JOINDER_PORT
PYTEST_WORKERS ?= 2
MAKEFLAGS += -j2

.PHONY: help setup system build run test test-server test-web prove check fmt lock migrate migration demo api-types bench bench-matching bench-web screens clean

help: ## List every target
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

setup: .venv/.done frontend/node_modules/.done ## Create .venv with the command .venv/bin/joinder, and install the web app's packages

.venv/.done: requirements-dev.txt requirements.in pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Installing the Python packages"
	@{ $(PIP) install --require-hashes -r requirements-setup.txt && \
	  .venv/bin/uv pip install --quiet --system-certs --python $(PY) --require-hashes -r requirements-dev.txt; } || \
	  $(PIP) install --require-hashes -r requirements-dev.txt # where uv cannot reach the index that pip is set up for
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

frontend/node_modules/.done: frontend/package-lock.json
	@command -v node >/dev/null || { echo "Node.js 20 or newer is needed."; exit 1; }
	@echo "Installing the web app's packages"
	@# not npm ci: it refuses a lock file without the linter's builds for other systems, which some registries lack
	@cd frontend && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

system: ## Install the system packages that tests need (Debian/Ubuntu as root), or name them
	@bash scripts/system-packages.sh

build: setup frontend/dist/index.html ## Build the web app

frontend/dist/index.html: frontend/node_modules/.done $(shell find frontend/src frontend/public frontend/offline frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)
	cd frontend && npm run --silent build

run: build ## Set everything up and serve the whole product (PORT=8000, DEMO=0 starts empty)
	@.venv/bin/joinder migrate
	@if [ "$(DEMO)" != "0" ] && JOINDER_DEMO=true .venv/bin/joinder demo; then export JOINDER_DEMO=true; fi; \
	echo "Joinder serves on http://127.0.0.1:$(PORT)"; exec .venv/bin/joinder serve

demo: setup ## Fill an empty database with the demo data
	.venv/bin/joinder migrate
	JOINDER_DEMO=true .venv/bin/joinder demo

test: test-server test-web ## Set everything up and run all tests (both databases, browser included)

test-server: system build
	$(PY) -m pytest tests -n $(PYTEST_WORKERS) --dist loadgroup -q -m "not prove"

test-web: frontend/dist/index.html
	cd frontend && npm run --silent test

prove: system build test-web ## Full matrices and long fault runs
	$(PY) -m pytest tests -n $(PYTEST_WORKERS) --dist loadgroup -q

check: setup ## The house rules: lint, types, import order, walls, schema in step, migrations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports
	cd frontend && npm run --silent check
	$(PY) -m pytest tests/house -q

fmt: setup ## Format everything
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .
	cd frontend && npm run --silent fmt

lock: setup ## Lock requirements anew (hashes, no registry hosts)
	for f in requirements requirements-dev requirements-bench requirements-setup; do .venv/bin/uv pip compile $$f.in --generate-hashes --universal --no-header --python-version 3.11 -q -o $$f.txt; done

migrate: setup ## Bring the database to the newest tables
	.venv/bin/joinder migrate

migration: setup ## Write a migration from the models: make migration m="add …"
	$(PY) -m alembic -c pyproject.toml revision --autogenerate -m "$(m)"

api-types: setup ## Write frontend/openapi.json and the generated types
	.venv/bin/joinder openapi > frontend/openapi.json
	cd frontend && npm run --silent api-types

DATA ?= ../shared/data
bench: ## Run every benchmark (ratios against peers, never tests)
	@$(MAKE) bench-matching
	@$(MAKE) bench-web # after the other, never beside it

bench-matching: setup .venv/.bench ## Matching: quality and speed on the benchmark sets, beside its peers
	$(PY) -m bench.matching $(DATA)

bench-web: build ## Web app: home and a case on slow 4G and a slow phone; ten thousand members at the desk
	$(PY) -m tests.e2e.speed
	$(PY) -m tests.e2e.members_speed

.venv/.bench: requirements-bench.txt .venv/.done
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

screens: build ## Take the README's screenshots from a running demo
	$(PY) -m tests.e2e.screens

clean: ## Remove what was built (never the data)
	rm -rf .venv frontend/node_modules frontend/dist .pytest_cache .ruff_cache build
