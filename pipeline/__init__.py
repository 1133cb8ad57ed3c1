"""Quotidian: who said what, about whom, and when; news articles in, tables out.

import pipeline

tables = pipeline.extract("“It works,” Ada Brenner said on Friday.", published_at="2025-10-17")
tables.quotes                     # an Arrow table
pipeline.open("output").quotes    # a table of an output folder, as a pandas DataFrame
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import Extraction, extract, open

__all__ = ["Extraction", "extract", "open"]


def __getattr__(name: str) -> Any:
    """Import the public functions when they are first used: importing the package costs nothing."""
    if name == "__version__":
        import importlib.metadata

        return importlib.metadata.version("quotidian")
    if name in __all__:
        from pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
