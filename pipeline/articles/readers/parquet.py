"""Parquet files: an article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pipeline.articles.inputs import InputFile
from pipeline.articles.making import METADATA
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 500
BUFFER_BYTES = 1 << 20
"""How much of a column is read at a time: a row group may be larger than memory."""


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a Parquet file, a batch of rows at a time. A broken row group costs that row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

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
    first = 1
    for group in range(parquet.num_row_groups):
        line = first
        try:
            for batch in parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=wanted):
                for i in range(batch.num_rows):
                    yield _record(batch.slice(i, 1), line)
                    line += 1
        except (OSError, pa.ArrowException) as error:
            yield Fault("broken_archive", f"A row group breaks off before row {line}: {_brief(error)}.", line=line)
        first += parquet.metadata.row_group(group).num_rows


def _record(batch: pa.RecordBatch, line: int) -> Record | Fault:
    try:
        row = batch.to_pylist()[0]
    except (ValueError, OverflowError) as error:  # a date that no calendar has, or bytes that are no text
        return Fault("unreadable", f"Row {line} holds a value that cannot be read: {_brief(error)}.", line=line)
    return Record(row.pop("text"), row, line=line)


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:300].rstrip(".")
