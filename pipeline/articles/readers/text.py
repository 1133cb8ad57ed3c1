"""Plain text and Markdown, with metadata in a YAML front matter or in a sidecar file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import fsspec
import yaml

from pipeline.articles.decoding import decode
from pipeline.articles.inputs import InputFile, shown
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.settings import Limits

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_NAME_FIRST = re.compile(r"(?:\s|#.*\n)*(?:[\w-]+[ \t]*:|\Z)")
"""How a front matter begins. Other text between two rules is text."""
_LARGEST_SIDECAR = 1_000_000
_NULLS = ("", "~", "null", "Null", "NULL")


def read(file: InputFile, stream: BinaryIO, limits: Limits) -> Iterator[Record | Fault]:
    """The article of a text file. Where its metadata cannot be read, it comes without them, and a fault."""
    text, encoding = decode(stream.read(limits.file_bytes))
    metadata: dict[str, Any] = {}
    front = _FRONT_MATTER.match(text)
    if front and _NAME_FIRST.match(front[1]):
        try:
            metadata.update(_mapping(front[1], "The front matter", first_line=2))
        except FaultError as error:
            yield error.fault
        text = text[front.end() :]
    if file.sidecar:
        try:
            metadata.update(_sidecar(file.sidecar))
        except FaultError as error:
            yield error.fault
    yield Record(text, metadata, encoding)


def _sidecar(path: str) -> dict[str, Any]:
    try:
        with fsspec.open(path, "rb") as stream:
            text, _ = decode(stream.read(_LARGEST_SIDECAR))
    except (OSError, FaultError) as error:
        raise FaultError(Fault("malformed_metadata", f"{shown(path)} cannot be read: {error}")) from error
    return _mapping(text, shown(path))


def _mapping(text: str, what: str, first_line: int = 1) -> dict[str, Any]:
    """Names and values, which stay as written, dates and numbers too: they are understood like all formats'."""
    try:
        value = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else None
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        detail = f"{what} is no YAML: {problem}."
        raise FaultError(Fault("malformed_metadata", detail, line=line, rejected=text)) from error
    if value is None or value in _NULLS:
        return {}
    if not isinstance(value, dict):
        raise FaultError(Fault("malformed_metadata", f"{what} holds no names and values.", rejected=text))
    return {name: item for name, item in value.items() if item not in _NULLS}
