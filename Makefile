# The two commands: `make run` and `make test`. Both set up .venv first, once.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export DAGSTER_HOME := $(CURDIR)/.dagster
INSTANCE := $(DAGSTER_HOME)/dagster.yaml
export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: run test test-browser ui lint set-up lock clean

run: $(READY) $(INSTANCE)
	@$(BIN)/dagster asset materialize --select '*' -m assets.definitions
	@$(BIN)/quotidian show

test: $(READY)
	@$(BIN)/pytest

# The report in headless Chromium, which has to be installed.
test-browser: $(READY)
	@$(BIN)/pytest tests/browser

ui: $(READY) $(INSTANCE)
	@$(BIN)/dagster dev

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

set-up: $(READY)

$(READY): requirements.lock pyproject.toml .python-version
	@bash .ci/set-up $(VENV)
	@touch $@

$(INSTANCE):
	@mkdir -p $(@D)
	@printf 'telemetry:\n  enabled: false\nnux:\n  enabled: false\n' > $@

# Pins every dependency for all supported versions of Python, with hashes.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

clean:
	rm -rf $(VENV) .dagster build *.egg-info
	find output -mindepth 1 ! -path output/README.md -delete
