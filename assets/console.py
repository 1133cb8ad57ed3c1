"""What a run in Dagster says on the terminal: sentences of the assets, and errors whole."""

from __future__ import annotations

import logging
import sys

import dagster as dg


class Sentences(logging.Formatter):
    """A message as it was written, without the names that Dagster puts before it; errors keep theirs."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record."""
        meta = getattr(record, "dagster_meta", None) or {}
        said = meta.get("orig_message") if record.levelno < logging.ERROR and isinstance(meta, dict) else None
        time = self.formatTime(record, "%H:%M:%S")
        return f"{time} {said}" if said else f"{time} {record.levelname.lower()}: {super().format(record)}"


@dg.logger(description="Sentences on the terminal.")
def console(_: dg.InitLoggerContext) -> logging.Logger:
    """A logger of a line a sentence."""
    logger = logging.Logger("dagster", level=logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Sentences())
    logger.addHandler(handler)
    return logger
