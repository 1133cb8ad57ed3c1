"""spaCy, imported without its command line: that takes a third of the time, and nothing here runs it."""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any

_COMMAND_LINE = "spacy.cli.info"
"""The one module of the command line that spaCy imports with itself."""


def import_spacy() -> None:
    """Import spaCy, if it is not imported yet. Its command line can be imported later, by whoever wants it."""
    if "spacy" in sys.modules:
        return
    _sort_plugins()
    stand_in = types.ModuleType(_COMMAND_LINE)
    stand_in.info = None  # type: ignore[attr-defined]
    sys.modules[_COMMAND_LINE] = stand_in
    try:
        importlib.import_module("spacy")
    finally:
        del sys.modules[_COMMAND_LINE]


def _sort_plugins() -> None:
    """Sort what installed packages offer by what it is for: spaCy else looks through all of it at 200 questions."""
    import catalogue

    by_group: dict[str, list[Any]] = {}
    for offered in catalogue.AVAILABLE_ENTRY_POINTS:
        by_group.setdefault(offered.group, []).append(offered)
    catalogue.AVAILABLE_ENTRY_POINTS = by_group
