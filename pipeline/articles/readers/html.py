"""Web pages: the article in them and its metadata, as trafilatura finds them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import trafilatura
from trafilatura.utils import load_html

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers import page as pages
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits

LATEST = "2100-01-01"
REPLACED = "\ufffd"
"""Stands for bytes that could not be decoded."""

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told in the quarantine


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Fault]:
    """The article of a web page."""
    yield article_of(stream.read(limits.page_bytes + 1), limits)


def article_of(
    page: bytes, limits: Limits, charset: str | None = None, line: int | None = None, **metadata: Any
) -> Record | Fault:
    """The article that a web page holds. `metadata` stand above those found in the page.

    `charset` is the encoding that it was sent with, `line` where it is in its file.
    """

    def fault(reason: str, detail: str, byte: int | None = None, rejected: str | None = None) -> Fault:
        return Fault(reason, detail, metadata.get("uri"), line, byte, rejected)

    if not page.strip():
        return fault("empty", "The page is empty.")
    if len(page) > limits.page_bytes:
        return fault("too_long", f"The page has more than {limits.page_bytes:,} bytes.")
    undecodable = None
    declared = _CHARSET.search(page, 0, 2048)
    try:
        text, encoding = decode(page, charset or (declared[1].decode("ascii", "replace") if declared else None))
    except FaultError as error:
        undecodable = fault(error.fault.reason, error.fault.detail, error.fault.byte)
        if undecodable.reason != "encoding":
            return undecodable
        text, encoding = page.decode("utf-8", "replace"), "utf-8"  # the fault may lie outside of the article
    text = _DECLARATION.sub("", text)
    if too_large := pages.too_large(text, limits):
        return fault("too_long", too_large)
    try:
        found, in_page = _extract(text)
    except ImportError:
        raise
    except Exception as error:  # a page that the extractor cannot cope with costs that page
        return fault("no_content", f"The page cannot be taken apart ({type(error).__name__}: {error}).")
    if found is None or not (found.text or "").strip():
        return fault("no_content", "No article was found in the page.", rejected=text)
    if REPLACED in found.text and undecodable:
        return undecodable
    return Record(found.text, in_page | metadata, encoding, line=line)


def _extract(text: str) -> tuple[Any, dict[str, Any]]:
    """What trafilatura finds in a page, and the metadata of it."""
    tree = load_html(text)
    if tree is None:
        return None, {}
    declared, byline = pages.published_at(tree), pages.byline(tree)
    pages.prepare(tree)
    # The date is one that the page declares: an extensive search would guess one, and a limit that
    # moves with today would give the same page another date on another day.
    found: Any = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LATEST},
    )
    if found is None:
        return None, {}
    in_page = {
        "title": found.title,
        "authors": pages.without_days(found.author) or byline,
        "publisher": found.sitename,
        "published_at": declared or found.date,
    }
    return found, in_page
