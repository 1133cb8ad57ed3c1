"""What is wrong with an input, as a row of `quarantine`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.errors import redacted

STAGE = "articles"
KEPT_CHARACTERS = 500
"""How much of a rejected input is kept in the quarantine."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row of `quarantine`: its fields are that table's columns."""

    quarantine_id: str
    stage: str
    reason: str
    detail: str
    uri: str
    source: str | None
    line: int | None
    byte: int | None
    rejected: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader finds wrong: the reason in a word, the detail in a sentence, and the place."""

    reason: str
    detail: str
    uri: str | None = None
    line: int | None = None
    byte: int | None = None
    rejected: str | None = None


class FaultError(Exception):
    """Carries a fault out of a function that has nothing else to give."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


def reject(fault: Fault, source: str, name: str) -> Rejection:
    """The row of a fault in the file at `source`; `name` stands for the uri where the record has none."""
    uri, detail = fault.uri or name, redacted(fault.detail)
    key = "\0".join(map(str, (fault.reason, uri, source, fault.line, fault.byte, detail, fault.rejected)))
    kept = None if fault.rejected is None else _storable(fault.rejected[:KEPT_CHARACTERS])
    return Rejection(
        hashlib.sha256(_storable(key).encode()).hexdigest()[:16],
        STAGE,
        fault.reason,
        _storable(detail),
        _storable(uri),
        _storable(source),
        fault.line,
        fault.byte,
        kept,
    )


def _storable(text: str) -> str:
    """Text that UTF-8 can hold: lone surrogates become replacement marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
