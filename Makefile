# `make quiz` opens the app, `make test` runs the tests; both set up what is missing first.

# The first Python here that is new enough; say `make quiz PYTHON=...` for another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
WORKERS ?= auto
.DEFAULT_GOAL := help
.PHONY: help quiz test check bench bank pictures clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

quiz: $(VENV)/.installed ## Open quizapp
	@$(BIN)/quizapp

test: $(VENV)/.installed-dev ## Run the tests
	$(BIN)/pytest -n $(WORKERS) -rs

check: $(VENV)/.installed-dev ## Run the linters, the type checker, the import contracts and the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

bench: $(VENV)/.installed-dev ## Measure what we promise about speed
	$(BIN)/python -m benchmarks

bank: $(VENV)/.installed-dev ## Count the question bank anew, for decks/README.md
	$(BIN)/python -m benchmarks bank

pictures: $(VENV)/.installed-dev ## Draw the pictures of every screen anew, and the page that shows them
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.phone_pictures

clean: ## Remove what was installed and built; your answers and decks stay
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "quizapp needs Python 3.11 or newer, and none was found here. Install it, or say where it is: make quiz PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "quizapp needs Python 3.11 or newer, and $(PYTHON) is not. Say which to use: make quiz PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Setting up quizapp in $(VENV) (once; needs the network for a minute)" >&2
	@$(PYTHON) -m venv $(VENV)

# A pip older than 25.1 cannot read dependency groups, so pip comes first.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@$(PIP) 'pip>=25.1' && $(PIP) --editable . || { echo "Setting up did not work; what pip says above tells why. Without a network it cannot." >&2; exit 1; }
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed | $(VENV)/bin/python
	@$(PIP) --editable . --group dev
	@touch $@
