"""CSV files with a header: an article a row."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError

LONGEST_CELL = 50_000_000
"""Characters of a cell; a quotation mark that is never closed makes one of all the rest of the file."""


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a CSV file, one at a time. Empty cells are missing values."""
    csv.field_size_limit(LONGEST_CELL)
    unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if file.path.endswith(".gz") else stream
    # Bytes that are no UTF-8 pass through, so that each row can be decoded on its own.
    text = io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.reader(text)
    line = 1
    try:
        names = next(rows, None)
        if names is None:
            return
        if "text" not in names:
            have = ", ".join(names) or "none at all"
            yield Fault("missing_column", f"The file has no column `text`; its columns are: {have[:300]}.", line=1)
            return
        line = rows.line_num + 1
        for row in rows:
            if row:
                yield _record(dict(zip(names, row, strict=False)), line)
            line = rows.line_num + 1
    except csv.Error as error:
        yield Fault("malformed_csv", f"Line {line} is no CSV: {error}.", line=line)
    except (EOFError, OSError, zlib.error) as error:
        yield Fault("broken_archive", f"The file breaks off in line {line}: {error}.", line=line)


def _record(cells: dict[str, str], line: int) -> Record | Fault:
    encoding = "utf-8"
    try:
        for name, cell in cells.items():
            if not cell.isascii():
                cells[name], found = decode(cell.encode("utf-8", "surrogateescape"))
                encoding = found if found != "utf-8" else encoding
    except FaultError as error:
        return Fault(error.fault.reason, error.fault.detail, line=line)
    return Record(cells.pop("text", None) or None, cells, encoding, line=line)
