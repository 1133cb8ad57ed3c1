"""Quotidian for Python, under its own name: text or articles in, tables out; and the tables of an output folder.

>>> import quotidian
>>> quotidian.extract("“The bridge opens on Monday,” said Ada Brenner.").quotes
>>> quotidian.run("news/", output="tables").quotes
"""

from __future__ import annotations

import os
from typing import Any

try:
    from pipeline.api import Extraction, Tables, extract, open
except ModuleNotFoundError as error:
    if error.name not in ("pipeline", "pipeline.api"):
        raise
    raise ImportError(
        "Quotidian's package `pipeline` is hidden by another of that name, in the folder Python was started in or on "
        "its path; start it in another folder, or rename that one."
    ) from error

__all__ = ["Extraction", "Tables", "extract", "open", "run"]


def run(*sources: str | os.PathLike[str], output: str | os.PathLike[str] = "output", **settings: Any) -> Tables:
    """Make the tables of these sources, as `quotidian run` does, and return them.

    `settings` are those of the command: `model`, `workers`, `engine` and so on. Raises QuotidianError where a part
    could not be made; the others are there.
    """
    from expectations.companions import write_companions
    from expectations.validation import validate
    from pipeline.articles.reading import list_inputs
    from pipeline.errors import QuotidianError
    from pipeline.running.run import Run
    from pipeline.settings import Settings, default_sources
    from pipeline.tables.store import Store

    chosen = Settings.from_environment(output=os.fspath(output), **settings)
    inputs = list_inputs([os.fspath(source) for source in sources] or default_sources())
    outcome = Run(Store(chosen.output), chosen, validate, write_companions).do(inputs)
    if outcome.failures:
        raise QuotidianError(" ".join(map(str, outcome.failures)))
    return open(chosen.output)
