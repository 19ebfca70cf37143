# make run   set everything up on a fresh machine and open the interviewer
# make test  set everything up and check all that must hold
# Without make: see README, "Without make".

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

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

$(VENV)/.installed-run: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (set PYTHON=python3.11)")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable '.[all]'
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed-run
	$(PIP) install --constraint constraints.txt --editable '.[all,dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
