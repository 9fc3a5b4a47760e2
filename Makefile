# Two commands matter: `make run` and `make test`. Each sets up what it needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
STAMP := .venv/.installed
PYTHONS := python3 python3.11 python3.12 python3.13 python3.14
JOBS ?= 2
WORLD ?= binhai
PORT ?= 8000
RESULTS := benchmarks/results

DRAW = $(BIN)/doubledraw draw build/$(WORLD) --out build/planbook \
	--office build/office --keys build/keys --announced --force

# Steps that reuse an environment: set up only if there is none.
READY = $(if $(wildcard $(STAMP)),,setup)

.PHONY: help setup run draw test test-all check bench bench-compare lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## Make .venv and install the locked packages into it

run: setup build/$(WORLD) ## Fill a service with a district, draw its month through it, stay up
	@$(BIN)/doubledraw demo build/$(WORLD) --data build/service --port $(PORT)

draw: $(READY) build/$(WORLD) ## Draw the same month without a service, into build/planbook
	@$(DRAW)

build/$(WORLD): | $(STAMP)
	@$(BIN)/doubledraw scenario $(WORLD) --out $@

test: setup ## Run the tests, without the long ones
	@$(BIN)/pytest -m "not long" -n $(JOBS) --dist worksteal --benchmark-disable

test-all: setup ## Run every test: long statistics and scale, and what measures, alone
	@$(BIN)/pytest -m "not alone" -n $(JOBS) --dist worksteal --benchmark-disable
	$(BIN)/pytest -m alone --benchmark-disable

check: setup ## Check format, style, types and boundaries
	@$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: setup ## Measure, and save the result in benchmarks/results
	@$(BIN)/pytest benchmarks --benchmark-only --benchmark-storage=$(RESULTS) \
		--benchmark-save="$$(git rev-parse --short HEAD)"

bench-compare: setup ## Measure, and fail where the last saved result was 10% faster
	@$(BIN)/pytest benchmarks --benchmark-only --benchmark-storage=$(RESULTS) \
		--benchmark-compare --benchmark-compare-fail=min:10%

lock: ## Refresh requirements.lock; UPGRADE=--upgrade takes the newest releases
	@tools="$$(mktemp -d)"
	trap 'rm -rf "$$tools"' EXIT
	$(find_python)
	"$$python" -m venv "$$tools"
	"$$tools/bin/pip" install --quiet --quiet uv
	"$$tools/bin/uv" pip compile pyproject.toml --extra dev --output-file requirements.lock \
		--universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--quiet $(UPGRADE)

clean: ## Remove what was made here: environment, caches, build
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .benchmarks .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Sets $python to an interpreter that pyproject.toml accepts and that can make environments.
define find_python
	python=
	for candidate in $(PYTHONS); do
		if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
		then python="$$candidate"; break; fi
	done
	if [ -z "$$python" ]; then
		echo "DoubleDraw needs Python 3.11, 3.12, 3.13 or 3.14. None of these is one: $(PYTHONS)." >&2
		echo "Install one (Debian: apt-get install python3), then run make again." >&2
		exit 1
	fi
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
		package="$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
		as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo
		echo "$$python cannot make virtual environments: installing $$package with apt-get." >&2
		$$as_root apt-get update -qq
		DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq "$$package"
	fi
endef

$(BIN)/python:
	@$(find_python)
	"$$python" -m venv --clear .venv

$(STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages into .venv (about a minute the first time)."
	$(BIN)/pip install --quiet --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/pip check --quiet
	echo "Compiling the kernels of the draw (a few seconds)."
	$(BIN)/python -m scheduler.lottery.compiling
	touch $(STAMP)
