# make run: the dashboard on http://localhost:8501    make test: every test    make help: the rest
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check lint build startset bench clean

help:
	@echo "make run       install, build the database when needed, serve on port $(PORT)"
	@echo "make test      every test, the browser tests included"
	@echo "make check     lint and the quick tests (under a minute)"
	@echo "make build     build the database from the embedded figures"
	@echo "make startset  FROM=folder: make the embedded figures again from the published files"
	@echo "make bench     print speed and memory"
	@echo "make clean     remove what was installed and built (sessions of Aan tafel stay)"

run: $(VENV)/.installed
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.installed-dev
	bash tests/browser/install_chromium.sh $(BIN)/python
	bash tests/install_libreoffice.sh
	bash tests/install_postgres.sh
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.installed-dev lint
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow" --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

build: $(VENV)/.installed
	$(BIN)/python -m lsa_data build

startset: $(VENV)/.installed
	$(BIN)/python -m lsa_data startset --from "$(FROM)"

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.choices
	$(BIN)/python -m benchmarks.download
	$(BIN)/python -m benchmarks.live
	$(BIN)/python -m benchmarks.update

clean:
	rm -rf $(VENV) data/current data/lsa-*.duckdb data/geo-* data/whole-*

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name another one: make PYTHON=python3.12"; exit 1; }
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
