# The two commands: `make run` and `make test`. Both set up .venv first, once; tests and the like add developers' tools.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.ready-dev
export DAGSTER_HOME := $(CURDIR)/.dagster
INSTANCE := $(DAGSTER_HOME)/dagster.yaml
export DAGSTER_DISABLE_TELEMETRY := yes
# Where `make ui` serves the output folder, so that Dagster's links to the report and the Data Docs can be followed.
run: export QUOTIDIAN_SITE := http://127.0.0.1:3001

.PHONY: run test test-browser ui lint docs notebooks set-up lock clean

run: $(READY) $(INSTANCE)
	@echo "Making the tables from articles/ into $${QUOTIDIAN_OUTPUT:-output}/ (a minute or two, a line a table)"
	@PYTHONWARNINGS=ignore $(BIN)/dagster asset materialize --select '*' -m assets.definitions \
		--config-json '{"loggers": {"console": {}}}'
	@$(BIN)/quotidian show

# The tests of a file run in one process, in which they share what is dear to make.
test: $(TOOLS)
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# The report in headless Chromium, which has to be installed.
test-browser: $(TOOLS)
	@$(BIN)/pytest tests/browser

# Dagster's web interface, and the output folder served beside it.
ui: $(READY) $(INSTANCE)
	@$(BIN)/python -m assets.ui

lint: $(TOOLS)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# A site of the documentation, which opens from disk.
docs: $(TOOLS)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "Open site/index.html in a browser."

# JupyterLab with the notebooks.
notebooks: $(VENV)/.ready-notebooks
	@$(BIN)/jupyter lab notebooks

set-up: $(READY)

$(READY): requirements.lock pyproject.toml .python-version
	@bash .ci/set-up $(VENV)
	@touch $@

# What tests, documentation and notebooks need besides.
$(VENV)/.ready-%: requirements-%.lock $(READY)
	@bash .ci/set-up $(VENV) $*
	@touch $@

$(INSTANCE):
	@mkdir -p $(@D)
	@printf 'telemetry:\n  enabled: false\nnux:\n  enabled: false\n' > $@

# Pins every dependency for all supported versions of Python, with hashes: for runs, for developers, for notebooks.
PIN := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
COMPILE := $(PIN) pyproject.toml --extra all
lock:
	echo uv | $(PIN) - --output-file .ci/uv.lock
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --extra notebooks --constraint requirements-dev.lock --output-file requirements-notebooks.lock

clean:
	rm -rf $(VENV) .dagster build site *.egg-info
	find output -mindepth 1 ! -path output/README.md -delete
