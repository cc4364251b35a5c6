# make run: the dashboard on http://localhost:8501    make test: every test    make help: the rest
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BENCH := data/bench.json
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"
LOCKS := requirements.txt requirements-dev.txt

.PHONY: help run test check lint types lock audit build startset bench bench-compare clean

help:
	@echo "make run       install, build the database when needed, serve on port $(PORT)"
	@echo "make test      every test, the browser tests included"
	@echo "make check     lint, types and the quick tests (under a minute)"
	@echo "make lint      the rules of style, the form of the code, and which room may use which"
	@echo "make types     the types of all packages"
	@echo "make lock      the newest dependencies that requirements.in and requirements-dev.in allow; prints what changed"
	@echo "make audit     what the product is made of, under which licences, and whether holes are known in it"
	@echo "make build     build the database from the embedded figures"
	@echo "make startset  FROM=folder: make the embedded figures again from the published files"
	@echo "make bench     print speed, bytes and memory, and keep them in $(BENCH)"
	@echo "make bench-compare  print how much they became of those in benchmarks/kept.json"
	@echo "make clean     remove what was installed and built (sessions of Aan tafel stay)"

run: $(VENV)/.installed
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.installed-dev
	bash tests/browser/install_chromium.sh $(BIN)/python
	bash tests/install_libreoffice.sh
	bash tests/install_postgres.sh
	bash tests/install_nginx.sh
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.installed-dev lint types
	$(BIN)/python -m lsa_data build --if-needed
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow" --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.installed-dev
	$(BIN)/mypy

lock: $(VENV)/.installed-dev
	@grep -h '^[a-z].*==' $(LOCKS) | tr -d '\\' | sort -u > $(VENV)/locked-before
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in
	@grep -h '^[a-z].*==' $(LOCKS) | tr -d '\\' | sort -u | diff $(VENV)/locked-before - | sed -n 's/^</was/p; s/^>/now/p' | grep . || echo "Nothing changed."

audit: $(VENV)/.installed-dev
	$(BIN)/python deploy/audit.py

build: $(VENV)/.installed
	$(BIN)/python -m lsa_data build

startset: $(VENV)/.installed
	$(BIN)/python -m lsa_data startset --from "$(FROM)"

bench: export LSA_BENCH = $(BENCH)
bench: $(VENV)/.installed-dev
	rm -f $(BENCH)
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.combined
	$(BIN)/python -m benchmarks.first_view
	$(BIN)/python -m benchmarks.reruns
	$(BIN)/python -m benchmarks.reruns --users 10 --pages mijn-wijk
	$(BIN)/python -m benchmarks.reruns --users 60
	$(BIN)/python -m benchmarks.light_pages
	$(BIN)/python -m benchmarks.replicas
	$(BIN)/python -m benchmarks.download
	$(BIN)/python -m benchmarks.tafel
	$(BIN)/python -m benchmarks.update
	$(BIN)/python -m benchmarks.noise

bench-compare: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.measured benchmarks/kept.json $(BENCH)

clean:
	rm -rf $(VENV) data/current data/lsa-*.duckdb data/geo-* data/whole-*

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Name another one: make PYTHON=python3.12"; exit 1; }
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian: apt-get install python3-venv"; exit 1; }
	$(INSTALL) -r requirements.txt
	$(BIN)/python -m servestatic.compress --quiet --no-zstd "$$($(BIN)/python -c 'from lsa_server.static_files import STREAMLIT_FILES; print(STREAMLIT_FILES)')"
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(INSTALL) -r requirements-dev.txt
	@touch $@
