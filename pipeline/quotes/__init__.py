"""Who said what: quotes with their cues and speakers."""

from pipeline.quotes.extract import find_quotes

__all__ = ["find_quotes"]
