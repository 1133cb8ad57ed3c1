"""What a reader finds in a file: a text with what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """A text and its metadata, as the file holds them; not yet looked at.

    `text` may be anything, as it was in the file. `line` and `byte` are where the record begins.
    """

    text: Any
    metadata: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    line: int | None = None
    byte: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A web page of an archive, as it was fetched from `uri`; the article in it is not yet looked for.

    `charset` is the encoding that it was sent with, `line` which record of its file holds it.
    """

    content: bytes
    charset: str | None
    uri: str | None
    line: int
