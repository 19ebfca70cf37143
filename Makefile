# make run   set everything up on a fresh machine and open the interviewer
# make test  set everything up and check all that must hold
# Without make: see README, "Without make".

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# Most modules that come along are never imported: what is, is compiled when it is.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile --constraint constraints.txt --editable

.PHONY: run test lint clean

run: $(VENV)/.installed-run
	$(BIN)/mockinterview serve $(ARGS)

test: $(VENV)/.installed-test
	bash tests/setup-machine.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (set PYTHON=python3.11)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed-run: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) '.[all]'
	touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) '.[all,dev]'
	touch $(VENV)/.installed-run $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
