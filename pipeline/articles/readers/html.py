"""Web pages: the article in them and its metadata, as trafilatura finds them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault

LATEST = "2100-01-01"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told in the quarantine


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The article of a web page."""
    yield article_of(stream.read())


def article_of(page: bytes, line: int | None = None, **metadata: Any) -> Record | Fault:
    """The article that a web page holds. `metadata` stand above those found in the page; `line` is where it is."""
    import trafilatura
    from charset_normalizer import from_bytes

    # The date is one that the page declares: an extensive search would guess one, and a limit that
    # moves with today would give the same page another date on another day.
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LATEST},
    )
    if found is None or not (found.text or "").strip():
        return Fault(
            "no_content",
            "No article was found in the page.",
            uri=metadata.get("uri"),
            line=line,
            rejected=page[:2000].decode("utf-8", "replace"),
        )
    guess = None if _is_utf8(page) else from_bytes(page).best()
    in_page = {
        "title": found.title,
        "authors": found.author,
        "publisher": found.sitename,
        "published_at": found.date,
    }
    return Record(found.text, in_page | metadata, guess.encoding if guess else "utf-8", line=line)


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
