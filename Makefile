# make graph   set everything up, build the graph of corpus/, write graph.html
# make test    set everything up, run lint, types and all tests

SHELL := /bin/bash
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready

# The first Python that is new enough; override with: make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: graph test lint types tests quality torture scale train docs shown html lock clean

graph: $(READY)
	$(BIN)/talkgraph build corpus/
	$(BIN)/talkgraph explore --output graph.html
	@echo
	$(BIN)/talkgraph report stats
	@echo
	@echo 'Open graph.html in a browser. Then try:'
	@echo '  $(BIN)/talkgraph report related "InterPlanetary File System"'
	@echo '  $(BIN)/talkgraph report speaker "Juan Benet"'
	@echo '  $(BIN)/talkgraph ask "who works at Algolia?"'
	@echo '  $(BIN)/talkgraph serve'
	@echo '  $(BIN)/talkgraph query who-talked-about --topic Docker'

test: $(READY) lint types tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	bash .ci/browser
	bash .ci/stores
	$(BIN)/pytest -q -n auto --dist loadfile

# Where extraction stands, on the reference material beside the checkout.
quality: $(READY)
	$(BIN)/python benchmarks/quality.py

# Faults and hostile input, many times over; tells what became of the graph. The rebuilds took 50 minutes
# on two busy cores.
torture: $(READY)
	cd benchmarks && ../$(BIN)/python -m torture.rebuilds
	cd benchmarks && ../$(BIN)/python -m torture.inputs

# What takes long: tests with Spark, a build of 200 recaps, and with STORE=… the tables of docs/scale.md on
# the graph of that store.
scale: $(READY)
	bash .ci/stores
	$(BIN)/pytest -q --scale -m scale
	$(BIN)/python benchmarks/building.py
	@if [ -n '$(STORE)' ]; then $(BIN)/python benchmarks/growth.py $(STORE) && \
		$(BIN)/python benchmarks/speed.py $(STORE); fi

$(READY): pyproject.toml constraints.txt hatch_build.py
	@test -n "$(PYTHON)" || { echo 'talkgraph needs Python 3.11 or later on the path' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# All trained parts anew, on a CPU, with fixed seeds; three hours on two free cores.
train: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[encoder]'
	$(BIN)/python training/train_tagger.py
	$(BIN)/python training/encoder/train.py training/paragraphs/*.txt --epochs 5 --rate 1.5e-4 \
		--weights $(VENV)/begun.pt
	$(BIN)/python training/encoder/train.py --after $(VENV)/begun.pt --paragraphs 0.3 --epochs 8 --rate 1.5e-4 \
		--weights $(VENV)/whole.pt
	$(BIN)/python training/encoder/shrink.py $(VENV)/whole.pt --weights $(VENV)/four.pt
	$(BIN)/python training/encoder/shrink.py $(VENV)/four.pt $(VENV)/whole.pt --layers 0 1 2 3 \
		--heads 8 --inner 768 --rate 2e-4
	$(BIN)/python training/train_speakers.py
	$(BIN)/python training/train_relations.py
	$(BIN)/python training/fit_balance.py

# Output and figures in README and docs, run for real; needs the reference material.
docs: $(READY)
	cd docs && PYTHONPATH=. ../$(BIN)/cog -r ../README.md quality.md serving.md exploring.md related.md reports.md
	$(BIN)/talkgraph build corpus/ -q && $(BIN)/talkgraph explore
	$(BIN)/python benchmarks/screenshot.py graph.html talkgraph.db docs/pictures
	$(MAKE) shown html

# Only what commands print, in README and docs; figures stay as they are.
shown: $(READY)
	cd docs && FIGURES=keep PYTHONPATH=. ../$(BIN)/cog -r ../README.md
	cd docs && ../$(BIN)/python -m sessions --write *.md howto/*.md explanation/*.md

# The documentation as pages, in docs/_build/html; warnings are errors.
html: $(READY)
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

# The versions that were tested, for every Python; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --quiet --output-file constraints.txt

clean:
	rm -rf $(VENV) talkgraph.db graph.html docs/_build docs/reference .mypy_cache .ruff_cache .pytest_cache
