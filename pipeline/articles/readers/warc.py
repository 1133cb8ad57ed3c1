"""Web archives: the articles of the pages that were fetched."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.html import article_of
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError

HTML_TYPES = ("text/html", "application/xhtml+xml")
WARC_TYPES = ("response", "resource", "conversion")


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The pages of a web archive that were fetched with success, one at a time.

    The day on which a page was fetched says nothing of when it was published, and is not used.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    unpacked = _Unpacked(fileobj=stream) if file.path.endswith(".gz") else stream
    try:
        for record in ArchiveIterator(unpacked):
            if record.format != "warc":  # warcio takes what it does not know for the older ARC format
                break
            number += 1
            if record.rec_type not in WARC_TYPES:
                continue
            uri = record.rec_headers.get_header("WARC-Target-URI")
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            headers = record.http_headers or record.rec_headers
            kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if status != "200" or not (kind in HTML_TYPES or kind == "text/plain"):
                continue
            yield _article(record.content_stream().read(), kind, uri, number)
        if not number:
            yield Fault("broken_archive", "The file holds no WARC record.")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        detail = (
            f"The archive breaks off after record {number}: {' '.join(str(error).split()) or type(error).__name__}."
        )
        yield Fault("broken_archive", detail, line=number + 1)


class _Unpacked(gzip.GzipFile):
    """A compressed archive, unpacked here and not by warcio, which takes one that breaks off for one that ends."""

    def read(self, size: int | None = -1) -> bytes:
        """What is unpacked already, so that it is not lost where the file breaks off after it."""
        try:
            return self.read1(-1 if size is None else size)
        except EOFError as error:  # to warcio, the end of the archive
            raise OSError(str(error)) from error


def _article(page: bytes, kind: str, uri: str | None, number: int) -> Record | Fault:
    try:
        if kind == "text/plain":
            text, encoding = decode(page)
            return Record(text, {"uri": uri}, encoding, line=number)
        return article_of(page, number, uri=uri)
    except FaultError as error:
        return Fault(error.fault.reason, error.fault.detail, uri=uri, line=number)
    except Exception as error:  # a page that the extractor cannot cope with costs that page
        return Fault("no_content", f"{type(error).__name__}: {error}", uri=uri, line=number)
