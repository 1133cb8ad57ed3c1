"""JSON lines, compressed or not: an article a line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a file of JSON lines, one at a time. A broken line costs that line."""
    position = 0
    for number, line in enumerate(lines_of(stream, file.path), start=1):
        if isinstance(line, Fault):
            yield line
            return
        if line.strip():
            yield _record(line, number, position)
        position += len(line)


def lines_of(stream: BinaryIO, path: str) -> Iterator[bytes | Fault]:
    """The lines of a file, unpacked where its name ends in .gz; where the archive breaks off, a fault."""
    unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if path.endswith(".gz") else stream
    number = 0
    try:
        for line in unpacked:
            number += 1
            yield line
    except (EOFError, OSError, zlib.error) as error:
        yield Fault("broken_archive", f"The compressed file breaks off after line {number}: {error}.", line=number + 1)


def _record(line: bytes, number: int, position: int) -> Record | Fault:
    try:
        text, encoding = decode(line)
    except FaultError as error:
        found = error.fault
        return Fault(found.reason, found.detail, line=number, byte=position + (found.byte or 0))
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", 1)
        reason = f"Line {number} is no JSON: {getattr(error, 'msg', error)} (column {column})."
        return Fault("malformed_json", reason, line=number, byte=position, rejected=text)
    if not isinstance(row, dict):
        reason = f"Line {number} is no JSON object with a text, but a {type(row).__name__}."
        return Fault("malformed_json", reason, line=number, byte=position, rejected=text)
    return Record(row.pop("text", None), row, encoding, line=number, byte=position)
