# `make demo` shows the product, `make test` proves it; both make what they need on a fresh machine.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
POLICY ?= durham
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup demo test journeys check format bench clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: .venv/.developed node_modules/.installed ## make the virtual environment and fetch what Node needs

.venv/.installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/.developed: .venv/.installed
	$(PIP) --editable '.[postgres,test,dev]'
	@touch $@

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 is not installed, and the demo's Teams needs it: https://nodejs.org"; exit 1; }
	npm ci --silent
	@touch $@

demo: .venv/.installed node_modules/.installed ## try it with invented people; POLICY=knowsley or a file of yours, KEEP=1 goes on
	@$(BIN)/python -m bot demo --policy '$(POLICY)' $(if $(KEEP),--keep)

test: .venv/.developed ## run every test that needs no browser
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not browser"

journeys: setup ## drive the demo in a headless browser and keep screenshots in var/screenshots
	$(BIN)/python -m pytest -q -n 2 tests/browser

check: .venv/.developed ## format, lint, types and import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.developed ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.developed ## measure against botbuilder's own adapter, on this machine
	$(BIN)/python -m benchmarks

clean: ## forget the demo's data and what was made
	rm -rf .venv node_modules var build
