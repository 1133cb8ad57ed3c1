"""Parquet files: an article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.articles.inputs import InputFile
from pipeline.articles.making import METADATA
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault
from pipeline.settings import Limits

BATCH_ROWS = 100
BUFFER_BYTES = 1 << 20
"""How much of a column is read at a time: a row group may be larger than memory."""


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Fault]:
    """The articles of a Parquet file, a batch of rows at a time. A broken row group costs that row group."""
    try:
        parquet = pq.ParquetFile(stream, buffer_size=BUFFER_BYTES)
        names = parquet.schema_arrow.names
    except (OSError, pa.ArrowException) as error:
        yield Fault("broken_archive", f"The file is no Parquet: {_brief(error)}.")
        return
    if "text" not in names:
        yield Fault("missing_column", f"The file has no column `text`; its columns are: {', '.join(names)[:300]}.")
        return
    wanted = [name for name in names if name == "text" or name in METADATA]
    # A text that stands in many rows is held once: a page of some kilobytes may tell of gigabytes.
    strings = [name for name in wanted if pa.types.is_string(parquet.schema_arrow.field(name).type)]
    parquet = pq.ParquetFile(stream, buffer_size=BUFFER_BYTES, read_dictionary=strings)
    most, total = max(limits.unpacked_bytes, limits.unpacked_ratio * file.size), 0
    first = 1
    for group in range(parquet.num_row_groups):
        line = first
        meta = parquet.metadata.row_group(group)
        first += meta.num_rows
        if fault := _too_large(meta, file, line, limits):
            yield fault
            continue
        try:
            for batch in parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=wanted):
                for i in range(batch.num_rows):
                    for item in _record(batch.slice(i, 1), line):
                        total += len(item.text) if isinstance(item, Record) and isinstance(item.text, str) else 0
                        if file.size and total > most:
                            detail = f"The texts of {file.size:,} bytes have more than {most:,} characters."
                            yield Fault("too_long", detail, line=line)
                            return
                        yield item
                    line += 1
        except (OSError, pa.ArrowException) as error:
            yield Fault("broken_archive", f"A row group breaks off before row {line}: {_brief(error)}.", line=line)


def _too_large(group: Any, file: InputFile, line: int, limits: Limits) -> Fault | None:
    """The fault of a row group that unpacks to more than it may, or whose rows have more bytes than any text.

    Asked are the numbers of the group, not of its columns: where those are damaged, Arrow ends the process.
    """
    unpacked = group.total_byte_size
    ratio = file.size and unpacked > max(limits.unpacked_bytes, limits.unpacked_ratio * file.size)
    if ratio or unpacked > max(limits.unpacked_bytes, 4 * limits.cell_characters * max(group.num_rows, 1)):
        detail = f"The {group.num_rows:,} rows from row {line} on unpack to {unpacked:,} bytes, which are no texts."
        return Fault("too_long", detail, line=line)
    return None


def _record(batch: pa.RecordBatch, line: int) -> Iterator[Record | Fault]:
    """The record of a row; a value that cannot be read costs the row if it is the text, else that value."""
    row: dict[str, Any] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[0].as_py()
        except (ValueError, OverflowError) as error:  # a date that no calendar has, or bytes that are no text
            detail = f"Row {line} holds a value of `{name}` that cannot be read: {_brief(error)}."
            if name == "text":
                yield Fault("unreadable", detail, line=line)
                return
            yield Fault("malformed_metadata", detail, line=line)
    yield Record(row.pop("text"), row, line=line)


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:300].rstrip(".")
