# Everything a person types, and all that continuous integration calls. Works with GNU make 4.3 and a Python 3.11 or newer.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
SCENARIO ?= scenarios/cdnow.yaml
ARGS ?=
BIN := .venv/bin
LOCK := requirements/lock.txt
INSTALLED := .venv/.installed

# -qq keeps errors and drops pip's remarks; a pip that asks a question would hang where there is no terminal.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq

.PHONY: help setup run test check lint format proofs bench lock clean distclean

help:  ## list these commands
	@echo "make COMMAND [PYTHON=python3.12]"
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## (.*)/  \1\t\2/' | expand -t 14

setup: $(INSTALLED)  ## make .venv with exactly the locked libraries (the others do it when it is needed)

run: $(INSTALLED)  ## compare the policies of a scenario (SCENARIO=scenarios/cdnow.yaml, ARGS="--workers 4")
	@$(BIN)/python simulate.py compare $(SCENARIO) $(ARGS)

test: lint  ## every check: style, types, fences between rooms, then all tests
	@$(BIN)/python simulate.py compile
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 $(ARGS)

check: test  ## the same as test

lint: $(INSTALLED)  ## style, types and fences only, without the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted: run 'make format'" >&2; exit 1; }
	@$(BIN)/pyright
	@told=$$($(BIN)/lint-imports --no-cache --no-logo 2>&1) || { echo "$$told" >&2; exit 1; }

format: $(INSTALLED)  ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

proofs: $(INSTALLED)  ## the long proofs: exact values to 1 %, coverage of intervals, mutants, large differential runs
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 -m proof $(ARGS)

bench: $(INSTALLED)  ## measure the speed of both engines
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(INSTALLED)  ## resolve the libraries anew into requirements/lock.txt, with hashes and without addresses
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade --quiet \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o $(LOCK)

clean:  ## remove caches and builds
	@rm -rf build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache
	@find model tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## remove .venv as well, for a fresh start
	@rm -rf .venv

.venv/.locked: $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	    { echo "backorder-sim needs Python 3.11 or newer, and '$(PYTHON)' is not: try 'make PYTHON=python3.12 ...'" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "'$(PYTHON)' cannot make virtual environments: install its venv package (on Debian: python3-venv)" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute)" >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r $(LOCK)
	@touch $@

$(INSTALLED): .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
