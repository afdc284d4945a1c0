# The menu: `make help`. Everything is set up by the targets themselves.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT

.DEFAULT_GOAL := help

help: ## Show this menu
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "The venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/mutants.stamp: .venv/dev.stamp requirements/mutants.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutants.txt
	@touch $@

install: .venv/run.stamp ## Set up what the product needs

run: .venv/run.stamp ## Start the product with demo people on 127.0.0.1:8000 (PORT=8123 for another)
	@$(BIN)/lms serve

dev: .venv/dev.stamp ## Start with reloading of code, templates and courses
	@LMS_RELOAD=1 LMS_SERVER_TIMING=1 $(BIN)/lms serve

system: ## Install what the tests need from Debian: chromium, postgresql, nodejs, npm
	@bash scripts/install_system.sh

format: .venv/dev.stamp ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: .venv/dev.stamp ## Check format and style of code and templates
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/djlint --quiet --lint templates

types: .venv/dev.stamp ## Check types
	@$(BIN)/mypy

imports: .venv/dev.stamp ## Check who imports whom
	@$(BIN)/lint-imports --no-cache

content: .venv/run.stamp ## Check the courses
	@$(BIN)/lms content check

messages: .venv/dev.stamp ## Check that every sentence is translated
	@$(BIN)/python scripts/messages.py check

check: lint types imports content messages ## Everything that runs without a database or a browser

test: .venv/dev.stamp system check ## Everything: check, both databases, a real server, a real browser
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

browser: .venv/dev.stamp system ## The journeys in Chromium only
	@$(BIN)/python -m pytest -m browser

faults: .venv/dev.stamp system ## Two hundred learners and twenty kills, on both databases
	@LMS_FAULTS=large $(BIN)/python -m pytest -q tests/server/test_faults.py

mutants: .venv/mutants.stamp ## Put faults into grading and readiness; the tests must notice each one
	@$(BIN)/python -m benchmarks.mutants

bench: .venv/dev.stamp ## Measure, and write the figures
	@$(BIN)/python -m benchmarks

routes: .venv/dev.stamp ## Write docs/routes.md from the permission table
	@$(BIN)/lms docs routes > docs/routes.md

lock: .venv/dev.stamp ## Resolve the requirements anew, with hashes and without addresses
	@bash scripts/lock.sh

clean: ## Remove everything that can be made again, never the data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

.PHONY: help install run dev system format lint types imports content messages check test browser faults mutants bench routes lock clean
