"""Parquet files: an article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.articles.inputs import InputFile
from pipeline.articles.making import METADATA
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault

BATCH_ROWS = 500


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a Parquet file, a batch of rows at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    line = 0
    try:
        parquet = pq.ParquetFile(stream)
        names = parquet.schema_arrow.names
        if "text" not in names:
            yield Fault("missing_column", f"The file has no column `text`; its columns are: {', '.join(names)[:300]}.")
            return
        wanted = [name for name in names if name == "text" or name in METADATA]
        for batch in parquet.iter_batches(BATCH_ROWS, columns=wanted):
            for row in batch.to_pylist():
                line += 1
                yield Record(row.pop("text"), row, line=line)
    except (OSError, pa.ArrowException) as error:
        yield Fault("broken_archive", f"The Parquet file breaks off after row {line}: {error}", line=line + 1)
