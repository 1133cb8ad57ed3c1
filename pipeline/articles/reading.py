"""From input files to articles: what a file holds, one article at a time, and what cannot be used of it."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import TypeAlias

import fsspec

from pipeline.articles.article import Article
from pipeline.articles.inputs import InputFile, list_inputs
from pipeline.articles.making import article_from, make
from pipeline.articles.readers.record import Page, Record
from pipeline.articles.rejection import Fault, FaultError, Rejection, reject
from pipeline.errors import ReaderError, without_secrets
from pipeline.settings import MAX_CHARACTERS, Limits

__all__ = [
    "Article",
    "InputFile",
    "Rejection",
    "article_from",
    "duplicate",
    "find",
    "list_inputs",
    "read",
    "understand",
]

Found: TypeAlias = Record | Page | Fault
"""What a reader finds in a file."""

DEFAULTS = Limits()
SINGLE = ("text", "html")
"""Formats whose files hold one article each."""
READERS = {
    "csv": "pipeline.articles.readers.csv",
    "html": "pipeline.articles.readers.html",
    "jsonl": "pipeline.articles.readers.jsonl",
    "parquet": "pipeline.articles.readers.parquet",
    "text": "pipeline.articles.readers.text",
    "warc": "pipeline.articles.readers.warc",
}
"""The reader of each format, imported when the first file of that format is read."""


def read(
    file: InputFile, *, max_characters: int = MAX_CHARACTERS, limits: Limits = DEFAULTS
) -> Iterator[Article | Rejection]:
    """The articles of a file, one at a time, and a rejection for everything in it that cannot be used.

    Never raises for what a file holds. An article whose date or other metadata cannot be understood comes
    without them, beside a rejection that tells so.

    Raises ReaderError where what reads the format is not installed.
    """
    for found in find(file, limits):
        yield from understand(file, found, max_characters=max_characters, limits=limits)


def find(file: InputFile, limits: Limits = DEFAULTS) -> Iterator[Found]:
    """What a file holds, not yet looked at: a small part of the work of reading it. Raises as `read` does."""
    with _reading(file):
        yield from _find(file, limits)


def understand(
    file: InputFile, found: Found, *, max_characters: int = MAX_CHARACTERS, limits: Limits = DEFAULTS
) -> Iterator[Article | Rejection]:
    """The article of what was found in a file, and what cannot be used of it. Raises as `read` does."""
    with _reading(file):
        if isinstance(found, Page):
            from pipeline.articles.readers.html import article_of

            found = article_of(found.content, limits, found.charset, found.line, uri=found.uri)
        faults = [found] if isinstance(found, Fault) else []
        if isinstance(found, Record):
            try:
                article, faults = make(found, _own_uri(file, found), file.path, file.format, max_characters)
                yield article
            except FaultError as error:
                faults = [error.fault]
        for fault in faults:
            yield reject(fault, file.path, file.name)


@contextlib.contextmanager
def _reading(file: InputFile) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        what = f"{file.format} files cannot be read, {file.path} among them"
        raise ReaderError(f"{what}: {error}. Install Quotidian's dependencies again.") from error


def duplicate(article: Article, first: str) -> Rejection:
    """The rejection of an article whose uri stands in the input before, in the file `first`, with another text."""
    detail = f"The uri stands in {first} before, with another text; only that one is kept."
    return reject(Fault("duplicate_uri", detail, article.uri, rejected=article.text), article.source, article.uri)


def _find(file: InputFile, limits: Limits) -> Iterator[Found]:
    if file.format in SINGLE and file.size > limits.file_bytes:
        yield Fault("too_long", f"The file has {file.size:,} bytes, more than an article can have; split it.")
        return
    found = False
    reader = importlib.import_module(READERS[file.format])
    try:
        if not file.size and not _has_bytes(file.where):  # of some addresses the size is not known beforehand
            yield Fault("empty", "The file is empty.")
            return
        with fsspec.open(file.where, "rb") as stream:
            for item in reader.read(file, stream, limits):
                found = True
                yield item
    except ImportError:
        raise
    except FaultError as error:
        yield error.fault
    except Exception as error:  # whatever a library makes of broken content or a failing disk costs this file only
        what = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield Fault("unreadable", f"The file cannot be read: {without_secrets(what, file.where).rstrip('.')}.")
    else:
        if not found:
            yield Fault("empty", "The file holds no article.")


def _has_bytes(path: str) -> bool:
    with fsspec.open(path, "rb") as stream:
        return bool(stream.read(1))


def _own_uri(file: InputFile, record: Record) -> str:
    """What a record without a uri is known by: its file, and where that holds many, its place in it."""
    return file.name if file.format in SINGLE or record.line is None else f"{file.name}#{record.line}"
