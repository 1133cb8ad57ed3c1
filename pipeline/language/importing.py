"""spaCy, imported without its command line: that takes a third of the time, and nothing here runs it."""

from __future__ import annotations

import importlib
import sys
import types

_COMMAND_LINE = "spacy.cli.info"
"""The one module of the command line that spaCy imports with itself."""


def import_spacy() -> None:
    """Import spaCy, if it is not imported yet. Its command line can be imported later, by whoever wants it."""
    if "spacy" in sys.modules:
        return
    stand_in = types.ModuleType(_COMMAND_LINE)
    stand_in.info = None  # type: ignore[attr-defined]
    sys.modules[_COMMAND_LINE] = stand_in
    try:
        importlib.import_module("spacy")
    finally:
        del sys.modules[_COMMAND_LINE]
