"""What a run in Dagster says on the terminal: sentences of the assets, and errors whole."""

from __future__ import annotations

import logging
import os
import sys

import click
import dagster as dg


class Sentences(logging.Formatter):
    """A message as it was written, without the names that Dagster puts before it; errors keep theirs.

    On a terminal the time is dim, what is spoken of stands out, and warnings and errors are yellow and red.
    """

    def __init__(self, coloured: bool = False) -> None:
        super().__init__()
        self.coloured = coloured

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        meta = getattr(record, "dagster_meta", None) or {}
        said = meta.get("orig_message") if record.levelno < logging.ERROR and isinstance(meta, dict) else None
        time = self._styled(self.formatTime(record, "%H:%M:%S"), dim=True)
        what, colon, rest = (said or f"{record.levelname.lower()}: {super().format(record)}").partition(": ")
        colour = "red" if record.levelno >= logging.ERROR else "yellow" if record.levelno >= logging.WARNING else "cyan"
        return f"{time} {self._styled(what, fg=colour) if colon else what}{colon}{rest}"

    def _styled(self, text: str, *, dim: bool | None = None, fg: str | None = None) -> str:
        return click.style(text, dim=dim, fg=fg) if self.coloured else text


@dg.logger(description="Sentences on the terminal.")
def console(_: dg.InitLoggerContext) -> logging.Logger:
    """A logger of a line a sentence."""
    logger = logging.Logger("dagster", level=logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Sentences(coloured=sys.stderr.isatty() and "NO_COLOR" not in os.environ))
    logger.addHandler(handler)
    return logger
