"""From input files to articles: what a file holds, one article at a time, and what cannot be used of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import fsspec

from pipeline.articles.article import Article
from pipeline.articles.inputs import InputFile, list_inputs
from pipeline.articles.making import article_from, make
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError, Rejection, reject
from pipeline.errors import ReaderError, without_secrets
from pipeline.settings import MAX_CHARACTERS, Limits

__all__ = ["Article", "InputFile", "Rejection", "article_from", "duplicate", "list_inputs", "read"]

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
    source = file.path
    try:
        for item in _records(file, limits):
            if isinstance(item, Fault):
                yield reject(item, source, file.name)
                continue
            try:
                article, faults = make(item, _own_uri(file, item), source, file.format, max_characters)
            except FaultError as error:
                yield reject(error.fault, source, file.name)
                continue
            yield article
            for fault in faults:
                yield reject(fault, source, file.name)
    except ImportError as error:
        what = f"{file.format} files cannot be read, {source} among them"
        raise ReaderError(f"{what}: {error}. Install Quotidian's dependencies again.") from error


def duplicate(article: Article, first: str) -> Rejection:
    """The rejection of an article whose uri stands in the input before, in the file `first`, with another text."""
    detail = f"The uri stands in {first} before, with another text; only that one is kept."
    return reject(Fault("duplicate_uri", detail, article.uri, rejected=article.text), article.source, article.uri)


def _records(file: InputFile, limits: Limits) -> Iterator[Record | Fault]:
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
