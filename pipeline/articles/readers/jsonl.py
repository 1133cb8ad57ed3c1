"""JSON lines, compressed or not: an article a line."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.packed import line_stream
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Fault]:
    """The articles of a file of JSON lines, one at a time. A broken line costs that line."""
    number = position = 0
    most = limits.line_bytes
    try:
        lines, encoding = line_stream(stream, file.path.endswith(".gz"), limits)
        while line := lines.readline(most):
            number += 1
            length = len(line)
            if length == most and not line.endswith(b"\n"):
                while (rest := lines.readline(most)) and not rest.endswith(b"\n"):
                    length += len(rest)
                length += len(rest)
                detail = f"Line {number} has {length:,} bytes, more than an article can have."
                yield Fault("too_long", detail, line=number, byte=position)
            elif line.strip():
                yield _record(line, number, position, encoding)
            else:
                blank = lines.peek(1)
                blank = blank[: len(blank) - len(blank.lstrip(b"\n"))]  # a file may be hardly more than empty lines
                length += len(lines.read(len(blank)))
                number += len(blank)
            position += length
    except (EOFError, OSError, zlib.error) as error:
        yield Fault("broken_archive", f"The file breaks off after line {number}: {error}.", line=number + 1)


def _record(line: bytes, number: int, position: int, file_encoding: str) -> Record | Fault:
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
    if file_encoding != "utf-8":
        encoding = file_encoding
    return Record(row.pop("text", None), row, encoding, line=number, byte=position)
