"""An article as the readers give it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass


def article_id(uri: str) -> str:
    """The id of the article known by `uri`: 60 bits of its SHA-256, twelve lower-case characters."""
    digest = hashlib.sha256(uri.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:12].decode("ascii").lower()


@dataclass(frozen=True, slots=True)
class Article:
    """A row of `articles`: its fields are that table's columns."""

    article_id: str
    uri: str
    title: str | None
    authors: list[str]
    publisher: str | None
    language: str
    published_at: dt.datetime | None
    reference_date: dt.date | None
    reference_date_source: str | None
    text: str
    text_sha256: str
    n_characters: int
    n_words: int
    source: str
    format: str
    encoding: str
