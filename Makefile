# make demo   sets up and shows the main job on the examples
# make test   sets up and runs every check
# make docs   writes the rules' pages anew
# make bench-quality   measures how good the rules are, beside other tools

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 = 1

.PHONY: demo test check bundle bench bench-quality docs clean

demo: $(VENV)/installed
	$(BIN)/python tools/demo.py

test: check
	$(BIN)/python -m pytest

check: $(VENV)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed
	npm install --prefix benchmarks
	$(BIN)/python benchmarks/speed.py

bench-quality: $(VENV)/installed
	npm install --prefix benchmarks
	$(BIN)/python benchmarks/score.py --full

docs: $(VENV)/installed
	rm -f docs/rules/*.md
	$(BIN)/bulletin rule --all --output-format markdown -o docs/rules

# for machines without a network: python tools/bundle.py --help
bundle: $(VENV)/installed
	$(BIN)/python tools/bundle.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) out build dist
