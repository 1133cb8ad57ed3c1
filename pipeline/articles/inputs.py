"""The input files that sources name: files, folders searched to the bottom, globs, on any file system."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import fsspec

from pipeline.errors import SourceNotFoundError, UnknownFormatError

EXTENSIONS = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson": "jsonl",
    ".ndjson.gz": "jsonl",
    ".csv": "csv",
    ".csv.gz": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
}
"""The format of a file by the end of its name."""

FORMATS = tuple(dict.fromkeys(EXTENSIONS.values()))
SIDECAR = ".meta.yaml"
"""The ending of a file that holds the metadata of the text beside it."""


@dataclass(frozen=True)
class InputFile:
    """A file to be read: its address, its format, what tells one version of it from another.

    `name` is its path relative to the source that named it, by which articles without a uri of their
    own are known.
    """

    path: str
    name: str
    format: str
    size: int
    modified: str


def list_inputs(sources: Sequence[str], file_format: str | None = None) -> list[InputFile]:
    """The files that `sources` name, in a fixed order, each once.

    In folders and globs, files of formats that no reader reads are passed over. With `file_format`, all
    files are read as that format.

    Raises SourceNotFoundError where a source names nothing, and UnknownFormatError where a file named
    by itself, or `file_format`, is of no known format.
    """
    if file_format is not None and file_format not in FORMATS:
        raise UnknownFormatError(f"There is no format {file_format!r}; there are {', '.join(FORMATS)}.")
    found: dict[str, InputFile] = {}
    for source in sources:
        for file in _inputs_of(source, file_format):
            found.setdefault(file.path, file)
    return list(found.values())


def _inputs_of(source: str, file_format: str | None) -> Iterator[InputFile]:
    fs, path = fsspec.core.url_to_fs(source)
    try:
        if any(mark in source for mark in "*?["):
            root = _fixed_part(path)
            details = fs.glob(path, detail=True)
            if not details:
                raise SourceNotFoundError(f"Nothing matches {source}; name a file or folder of articles.")
        elif fs.isdir(path):
            root = path
            details = fs.find(path, detail=True)
        elif fs.exists(path):
            root = posixpath.dirname(path)
            details = {path: fs.info(path)}
            if file_format is None and format_of(path) is None:
                raise UnknownFormatError(
                    f"{source} is of no known format ({', '.join(EXTENSIONS)}); name its format with --format."
                )
        else:
            raise SourceNotFoundError(f"There is no file or folder {source}; name one that holds articles.")
    except PermissionError as error:
        raise SourceNotFoundError(f"{source} cannot be read ({error.strerror}).") from error
    for name, info in sorted(details.items()):
        relative = posixpath.relpath(name, root) if root else name
        hidden = any(step.startswith(".") for step in relative.split("/"))
        kind = file_format or format_of(name)
        if info["type"] != "file" or hidden or name.endswith(SIDECAR) or kind is None:
            continue
        address = source if name == path else fs.unstrip_protocol(name) if "://" in source else name
        yield InputFile(address, relative, kind, int(info.get("size") or 0), _modified(info))


def _fixed_part(pattern: str) -> str:
    """The folder of a glob before its first wildcard."""
    steps = pattern.split("/")
    wild = next(i for i, step in enumerate(steps) if any(mark in step for mark in "*?["))
    return "/".join(steps[:wild])


def format_of(path: str) -> str | None:
    """The format of a file by its name; None where no reader reads it."""
    name = posixpath.basename(path).lower()
    endings = sorted((ending for ending in EXTENSIONS if name.endswith(ending)), key=len)
    return EXTENSIONS[endings[-1]] if endings else None


def _modified(info: dict[str, Any]) -> str:
    """What changes when the file does, by whatever its file system tells."""
    for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created"):
        if info.get(key):
            return str(info[key])
    return ""
