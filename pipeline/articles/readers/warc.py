"""Web archives: the articles of the pages that were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.html import article_of
from pipeline.articles.readers.members import CHUNK, BrokenMemberError, Resumable, members_of
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError

HTML_TYPES = ("text/html", "application/xhtml+xml")
WARC_TYPES = ("response", "resource", "conversion")
LARGEST_PAGE = 20_000_000
"""Bytes of a page; more are not held in memory."""
NEXT_RECORD = b"\nWARC/1."


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The pages of a web archive that were fetched with success, one at a time. A broken record costs that record.

    The day on which a page was fetched says nothing of when it was published, and is not used.
    """
    archive = _Archive()
    for piece in members_of(stream) if file.path.endswith(".gz") else [stream]:
        yield from archive.pages_of(Resumable(piece))
    if not archive.records and not archive.faults:
        yield Fault("broken_archive", "The file holds no WARC record.")


class _Archive:
    """Counts the records of an archive while they are read."""

    def __init__(self) -> None:
        self.records = self.faults = 0

    def pages_of(self, stream: Resumable) -> Iterator[Record | Fault]:
        """The pages in a stream of records; where a record is broken, a fault, and on from the next one."""
        from warcio.archiveiterator import WARCIterator

        resumed = True
        while resumed:
            resumed = False
            iterator = WARCIterator(stream, block_size=CHUNK)
            page: Record | Fault | None = None  # given when the bytes of its record are known to be whole
            try:
                for record in iterator:
                    if page := self._checked(page, iterator):
                        yield page
                        page = None
                    self.records += 1
                    page = _page(record, self.records)
            except Exception as error:  # warcio lets out whatever a broken head makes of its code
                if page and not iterator.err_count and not isinstance(error, BrokenMemberError):
                    yield page
                yield self._broken(" ".join(str(error).split())[:200].rstrip(".") or type(error).__name__)
                if not isinstance(error, OSError):
                    resumed = _resume(iterator, stream)
            else:
                if page := self._checked(page, iterator):
                    yield page

    def _checked(self, page: Record | Fault | None, iterator: Any) -> Record | Fault | None:
        """The page of a record after which the next begins, or the file ends; else a fault."""
        if not iterator.err_count:
            return page
        iterator.err_count = 0
        return self._broken("it has another length than its head says")

    def _broken(self, what: str) -> Fault:
        self.faults += 1
        detail = f"The archive is broken in or after record {self.records}: {what}."
        return Fault("broken_archive", detail, line=max(self.records, 1))


def _resume(iterator: Any, stream: Resumable) -> bool:
    """Go to the next record after one whose head is broken."""
    if iterator.reader and iterator.reader.buff:
        stream.unread(iterator.reader.buff.read())
    try:
        found = stream.seek(NEXT_RECORD)
    except OSError:  # the archive breaks off here, which has been told
        return False
    stream.read(1)
    return found


def _page(record: Any, number: int) -> Record | Fault | None:
    """The article of a record; None where it holds no page. Raises OSError where the record breaks off."""
    if not record.rec_type:
        raise ValueError("it has no WARC-Type")
    uri = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers or record.rec_headers
    kind, _, charset = (headers.get_header("Content-Type") or "").lower().partition(";")
    kind = kind.strip()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    is_page = kind in HTML_TYPES or (kind == "text/plain" and not (uri or "").endswith("/robots.txt"))
    if record.rec_type not in WARC_TYPES or status != "200" or not is_page:
        return None
    content = record.content_stream().read(LARGEST_PAGE + 1)
    while record.raw_stream.read(CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise OSError("the file ends in the middle of it")
    if len(content) > LARGEST_PAGE:
        return Fault("too_long", f"The page has more than {LARGEST_PAGE:,} bytes.", uri=uri, line=number)
    declared = charset.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    if kind in HTML_TYPES:
        return article_of(content, declared, number, uri=uri)
    try:
        text, encoding = decode(content, declared)
    except FaultError as error:
        return Fault(error.fault.reason, error.fault.detail, uri=uri, line=number)
    return Record(text, {"uri": uri}, encoding, line=number)
