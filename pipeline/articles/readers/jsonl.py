"""JSON lines, compressed or not: an article a line."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError

LONGEST_LINE = 50_000_000
"""Bytes of a line; more are not held in memory."""


def read(file: InputFile, stream: BinaryIO) -> Iterator[Record | Fault]:
    """The articles of a file of JSON lines, one at a time. A broken line costs that line."""
    raw: Any = stream  # the file systems' own files cannot all read a line of limited length
    lines = gzip.GzipFile(fileobj=raw) if file.path.endswith(".gz") else io.BufferedReader(raw)
    number = position = 0
    try:
        while line := lines.readline(LONGEST_LINE):
            number += 1
            length = len(line)
            if length == LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    length += len(rest)
                length += len(rest)
                detail = f"Line {number} has {length:,} bytes, more than an article can have."
                yield Fault("too_long", detail, line=number, byte=position)
            elif line.strip():
                yield _record(line, number, position)
            position += length
    except (EOFError, OSError, zlib.error) as error:
        yield Fault("broken_archive", f"The file breaks off after line {number}: {error}.", line=number + 1)


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
