# The two commands: `make run` and `make test`. Both set up .venv first, once.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export DAGSTER_HOME := $(CURDIR)/.dagster
INSTANCE := $(DAGSTER_HOME)/dagster.yaml
export DAGSTER_DISABLE_TELEMETRY := yes
# Where `make ui` serves the output folder, so that Dagster's links to the report and the Data Docs can be followed.
SITE_PORT := 3001
run ui: export QUOTIDIAN_SITE := http://127.0.0.1:$(SITE_PORT)

.PHONY: run test test-browser ui lint set-up lock clean

run: $(READY) $(INSTANCE)
	@echo "Making the tables from articles/ into $${QUOTIDIAN_OUTPUT:-output}/ (a minute or two, a line a table)"
	@PYTHONWARNINGS=ignore $(BIN)/dagster asset materialize --select '*' -m assets.definitions \
		--config-json '{"loggers": {"console": {}}}'
	@$(BIN)/quotidian show

test: $(READY)
	@$(BIN)/pytest

# The report in headless Chromium, which has to be installed.
test-browser: $(READY)
	@$(BIN)/pytest tests/browser

ui: $(READY) $(INSTANCE)
	@$(BIN)/python -m http.server $(SITE_PORT) --bind 127.0.0.1 --directory "$${QUOTIDIAN_OUTPUT:-output}" >/dev/null 2>&1 & \
	trap "kill $$! 2>/dev/null" EXIT INT TERM; $(BIN)/dagster dev

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
