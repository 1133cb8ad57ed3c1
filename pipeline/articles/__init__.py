"""Articles: found on any file system, read in any format, and what cannot be used of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.articles.ingest import Article, InputFile, Rejection, article_from, duplicate, list_inputs, read

__all__ = ["Article", "InputFile", "Rejection", "article_from", "duplicate", "list_inputs", "read"]


def __getattr__(name: str) -> Any:
    """Import the readers when they are first used: most of what imports this package needs none."""
    if name in __all__:
        from pipeline.articles import ingest

        return getattr(ingest, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
