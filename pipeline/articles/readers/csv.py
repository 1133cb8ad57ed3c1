"""CSV files with a header: an article a row."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from pipeline.articles.decoding import EIGHT_BIT
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a CSV file, one at a time. Empty cells are missing values."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if file.path.endswith(".gz") else stream
    # Bytes that are no UTF-8 pass through, so that each row can be decoded on its own.
    text = io.TextIOWrapper(unpacked, "utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.DictReader(text)
    try:
        names = rows.fieldnames
        if not names or "text" not in names:
            have = ", ".join(names or []) or "none at all"
            yield Fault("missing_column", f"The file has no column `text`; its columns are: {have[:300]}.", line=1)
            return
        for row in rows:
            cells, encoding = _decoded({key: value for key, value in row.items() if isinstance(key, str) and value})
            yield Record(cells.pop("text", None), cells, encoding, line=rows.line_num)
    except csv.Error as error:
        yield Fault("malformed_csv", f"Line {rows.line_num} is no CSV: {error}.", line=rows.line_num)
    except (EOFError, OSError, zlib.error) as error:
        detail = f"The compressed file breaks off after line {rows.line_num}: {error}."
        yield Fault("broken_archive", detail, line=rows.line_num)


def _decoded(cells: dict[str, str]) -> tuple[dict[str, str], str]:
    """The cells with bytes that are no UTF-8 read as the 8-bit encoding, and the encoding."""
    encoding = "utf-8"
    for key, cell in cells.items():
        try:
            cell.encode("utf-8")
        except UnicodeEncodeError:
            encoding = EIGHT_BIT
            cells[key] = cell.encode("utf-8", "surrogateescape").decode(EIGHT_BIT, "replace")
    return cells, encoding
