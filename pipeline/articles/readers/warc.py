"""Web archives: the articles of the pages that were fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import brotli
from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.members import CHUNK, BrokenMemberError, Resumable, members_of
from pipeline.articles.readers.record import Page, Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits

HTML_TYPES = ("text/html", "application/xhtml+xml")
WARC_TYPES = ("response", "resource", "conversion")
OTHER_TYPES = ("warcinfo", "request", "metadata", "revisit", "continuation")
"""The records that hold pages, and those that do not."""
PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate", "br")
"""How the content of a page may be packed to be read."""
_HTML, _HEAD_OF_PAGE = re.compile(rb"<(?:html|!doctype html)[\s>]", re.IGNORECASE), 1000
"""How a page begins, should its type not be told."""
NEXT_RECORD = b"\nWARC/1."


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Page | Fault]:
    """The pages of a web archive that were fetched with success, one at a time. A broken record costs that record.

    The day on which a page was fetched says nothing of when it was published, and is not used.
    """
    archive = _Archive(limits)
    for piece in members_of(stream, limits) if file.path.endswith(".gz") else [stream]:
        if piece is None:
            yield archive.broken("bytes that belong to no record were passed over")
        else:
            yield from archive.pages_of(Resumable(piece))
    if not archive.records and not archive.faults:
        yield Fault("broken_archive", "The file holds no WARC record.")


logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what it finds wrong is told in the quarantine


class _Records(WARCIterator):
    """The records of a stream. What it would print of the bytes around a broken one is not printed."""

    INC_RECORD = ""


class _Archive:
    """Counts the records of an archive while they are read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.records = self.faults = 0

    def pages_of(self, stream: Resumable) -> Iterator[Record | Page | Fault]:
        """The pages in a stream of records; where a record is broken, a fault, and on from the next one."""
        resumed = True
        while resumed:
            resumed = False
            iterator = _Records(stream, block_size=CHUNK)
            page: Record | Page | Fault | None = None  # given when the bytes of its record are known to be whole
            stream.allow(self.limits.head_bytes)
            began = self.records
            try:
                for record in iterator:
                    if page := self._checked(page, iterator):
                        yield page
                        page = None
                    self.records += 1
                    stream.allow(None)
                    page = _page(record, self.records, self.limits)
                    _drain(record)
                    stream.allow(self.limits.head_bytes)
            except (ImportError, FaultError):
                raise
            except Exception as error:  # warcio lets out whatever a broken head makes of its code
                stream.allow(None)
                found = None if isinstance(error, OSError) else _resume(iterator, stream)
                is_damaged = isinstance(error, BrokenMemberError) or (found is None and not isinstance(error, OSError))
                if page and not iterator.err_count and not is_damaged:
                    yield page
                yield self.broken(" ".join(str(error).split())[:200].rstrip(".") or type(error).__name__)
                resumed = bool(found)
            else:
                if page := self._checked(page, iterator):
                    yield page
                # warcio takes a head that is cut for the end.
                if iterator.next_line or (began == self.records and stream.taken):
                    yield self.broken("its head is cut")

    def _checked(self, page: Record | Page | Fault | None, iterator: Any) -> Record | Page | Fault | None:
        """The page of a record after which the next begins, or the file ends; else a fault."""
        if not iterator.err_count:
            return page
        iterator.err_count = 0
        return self.broken("it has another length than its head says")

    def broken(self, what: str) -> Fault:
        """The fault of a record, or of what lies behind it."""
        self.faults += 1
        detail = f"The archive is broken in or after record {self.records}: {what}."
        return Fault("broken_archive", detail, line=max(self.records, 1))


def _resume(iterator: Any, stream: Resumable) -> bool | None:
    """Go to the next record after one whose head is broken: whether there is one; None where the archive breaks off."""
    if iterator.reader and iterator.reader.buff:
        stream.unread(iterator.reader.buff.read())
    try:
        found, _ = stream.seek(NEXT_RECORD)
    except (OSError, FaultError):
        return None
    stream.read(1)
    return found


def _drain(record: Any) -> None:
    """Read a record to its end. Raises OSError where the file ends before."""
    while record.raw_stream.read(CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise OSError("the file ends in the middle of it")


def _brotli(record: Any, most: int) -> bytes | None:
    """The content of a page that is packed with Brotli, of which a few bytes may unpack to gigabytes; else None."""
    chunked = record.http_headers.get_header("Transfer-Encoding") == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    unpack, content, packed = brotli.Decompressor(), b"", b""
    try:
        while len(content) < most and not unpack.is_finished():
            packed = stream.read(CHUNK) if unpack.can_accept_more_data() else b""
            piece = unpack.process(packed, output_buffer_limit=most)
            if not piece and not packed:
                return None
            content += piece
    except brotli.error:
        return None
    return content[:most]


def _page(record: Any, number: int, limits: Limits) -> Record | Page | Fault | None:
    """The page of a record, or the text of it; None where it holds none. Raises OSError where the record breaks off."""
    if not record.rec_type:
        raise ValueError("it has no WARC-Type")
    if record.format == "warc" and not record.rec_headers.get_header("Content-Length"):
        raise ValueError("its head is cut or has no Content-Length")
    uri = record.rec_headers.get_header("WARC-Target-URI")
    if record.format == "warc" and record.rec_type not in WARC_TYPES + OTHER_TYPES:
        detail = f"The record is of a type that is not known ({record.rec_type[:40]!r})."
        return Fault("broken_archive", detail, uri=uri, line=number)
    headers = record.http_headers or record.rec_headers
    kind, _, charset = (headers.get_header("Content-Type") or "").lower().partition(";")
    kind = kind.strip()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    is_page = kind in ("", *HTML_TYPES) or (kind == "text/plain" and not (uri or "").endswith("/robots.txt"))
    if record.rec_type not in WARC_TYPES or status != "200" or not is_page:
        return None
    packing = (record.http_headers.get_header("Content-Encoding") or "").strip() if record.http_headers else ""
    if packing.lower() not in PACKINGS:
        detail = f"The page is packed in a way that is not read (Content-Encoding: {packing[:40]!r})."
        return Fault("encoding", detail, uri=uri, line=number)
    if packing:
        record.http_headers.replace_header("Content-Encoding", packing.lower().removeprefix("x-"))
    most = limits.page_bytes + 1
    content = _brotli(record, most) if packing.lower() == "br" else record.content_stream().read(most)
    _drain(record)
    if content is None:
        return Fault("encoding", "The page is said to be packed with Brotli, and is not.", uri=uri, line=number)
    if len(content) > limits.page_bytes:
        return Fault("too_long", f"The page has more than {limits.page_bytes:,} bytes.", uri=uri, line=number)
    declared = charset.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    if not kind and not _HTML.search(content, 0, _HEAD_OF_PAGE):
        return None
    if kind != "text/plain":
        return Page(content, declared, uri, number)
    try:
        text, encoding = decode(content, declared)
    except FaultError as error:
        return Fault(error.fault.reason, error.fault.detail, uri=uri, line=number)
    return Record(text, {"uri": uri}, encoding, line=number)
