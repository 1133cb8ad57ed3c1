"""The input files that sources name: files, folders searched to the bottom, globs, on any file system."""

from __future__ import annotations

import functools
import os
import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import fsspec
from fsspec.utils import glob_translate

from pipeline.errors import QuotidianError, SourceNotFoundError, UnknownFormatError, redacted, without_secrets
from pipeline.settings import STATE_FOLDER

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
    ".wet": "warc",
    ".wet.gz": "warc",
}
"""The format of a file by the end of its name."""

FORMATS = tuple(dict.fromkeys(EXTENSIONS.values()))
SIDECAR = ".meta.yaml"
"""The ending of a file that holds the metadata of the text beside it."""

ABOUT = frozenset({"readme", "license", "licence", "changelog"})
"""Names, without their endings, of files that tell about a folder: articles only where named by themselves."""

WILDCARDS = "*?["
_ODD = re.compile("[\\x00-\\x1f\\x7f-\\x9f\udc80-\udcff]")
"""What a file's name may have and a table or a terminal may not: controls, and bytes that are no UTF-8."""

_MADE = re.compile(r"/(?:[^/]+/part-\d+\.parquet$|(?:charts|checks|report|validation)/|dataset-card\.md$)")
"""What a run makes in the folder of its tables, of the formats that are read."""

VERSIONS = (
    "ETag", "etag", "md5Hash", "Content-MD5", "mtime", "LastModified", "Last-Modified", "last_modified", "updated",
    "created",
)  # fmt: skip
"""Under which names the file systems tell when or to what a file was last changed; the surest first."""


@dataclass(frozen=True)
class InputFile:
    """A file to be read: its path, its format, what tells one version of it from another.

    `path` is its address as tables and messages have it, without passwords and keys; `where` is what to open.
    `name` is its path relative to the source that named it, by which articles without a uri of their own are
    known. `sidecar` is the address of the file that holds the metadata of a text, where there is one;
    `modified` changes with either of the two.
    """

    path: str
    name: str
    format: str
    size: int
    modified: str
    sidecar: str | None = None
    address: str = ""

    @property
    def where(self) -> str:
        """What to open: the address with all that `path` does not show."""
        return self.address or self.path


@dataclass(frozen=True)
class Unread:
    """A file that a folder or glob holds and that is not read: passed over for its format, or without a word."""

    name: str
    address: str
    told: bool


class Inputs(list[InputFile]):
    """The files that sources name; `passed_over` are the names of those in folders that no reader reads."""

    def __init__(
        self, files: Iterable[InputFile] = (), unread: Iterable[Unread] = (), reaches: Iterable[str] = ()
    ) -> None:
        super().__init__(files)
        unread = list(unread)
        self.passed_over = list(dict.fromkeys(file.name for file in unread if file.told))
        self._there = {file.path for file in self} | {file.address for file in unread}
        self._reach = re.compile("|".join(f"(?:{reach})" for reach in reaches) or "(?!)")

    def lack(self, path: str) -> bool:
        """Whether a file of that address would be in the folders and globs that the sources name, and is not there."""
        return path not in self._there and self._reach.fullmatch(path) is not None


def shown(address: str) -> str:
    """An address without passwords and keys, controls and bytes that are no UTF-8 percent-encoded ("caf%E9.txt")."""
    return redacted(_ODD.sub(lambda found: "".join(f"%{byte:02X}" for byte in os.fsencode(found[0])), address))


def list_inputs(sources: Sequence[str], file_format: str | None = None) -> Inputs:
    """The files that `sources` name, in a fixed order, each once.

    In folders and globs, files of formats that no reader reads are passed over and named; hidden files and
    folders, those whose names begin with an underscore, as other tools name what is no data (`_temporary`,
    `_delta_log`), files that tell about the folder (README), and what a run has made with its tables are passed over
    without a word. With `file_format`, all files are read as that format.

    Raises SourceNotFoundError where a source names nothing, and UnknownFormatError where a file named
    by itself, or `file_format`, is of no known format.
    """
    if file_format is not None and file_format not in FORMATS:
        raise UnknownFormatError(f"There is no format {file_format!r}; there are {', '.join(FORMATS)}.")
    found: dict[str, InputFile] = {}
    unread: list[Unread] = []
    reaches: list[str] = []
    for source in sources:
        for file in _inputs_of(source, file_format):
            if isinstance(file, str):
                reaches.append(file)
            elif isinstance(file, Unread):
                unread.append(file)
            else:
                found.setdefault(file.where, file)
    return Inputs(found.values(), unread, reaches)


def _inputs_of(source: str, file_format: str | None) -> Iterator[InputFile | Unread | str]:
    """The files of a source, those in it that are not read, and of a folder or glob what it reaches."""
    if not source:
        raise SourceNotFoundError("A source is empty, perhaps a variable that is not set; name a file or folder.")
    try:
        fs, path = fsspec.core.url_to_fs(source)
        root, details = _files_of(fs, path, source)
        named = path in details
        holds_tables = functools.cache(lambda folder: fs.isdir(f"{folder}/{STATE_FOLDER}"))
        if not named:
            yield _reach(fs, source, path, root)
        if named and file_format is None and format_of(path) is None:
            raise UnknownFormatError(
                f"{shown(source)} is of no known format ({', '.join(EXTENSIONS)}); name its format with --format."
            )
        for name, found in sorted(details.items()):
            info = _followed(fs, name, found)
            relative = posixpath.relpath(name, root) if root else name
            kind = file_format or format_of(name)
            if info["type"] != "file":
                continue
            address = _address(fs, source, name) if name != path else source
            meant = named or (_is_article(relative) and not _is_of_run(name, root, holds_tables))
            if kind is None or not meant:
                yield Unread(shown(relative), shown(address), meant)
                continue
            versions = [_version(info)]
            sidecar = _sidecar(fs, name, None if named or root != path else details) if kind == "text" else None
            if sidecar:
                versions.append(_version(details.get(sidecar) or fs.info(sidecar)))
            yield InputFile(
                shown(address),
                shown(relative),
                kind,
                int(info.get("size") or 0),
                " ".join(versions),
                sidecar and _address(fs, source, sidecar),
                address if address != shown(address) else "",
            )
    except QuotidianError:
        raise
    except Exception as error:  # whatever a file system makes of an address, it names it, perhaps with its password
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise SourceNotFoundError(
            f"{shown(source)} cannot be read ({shown(without_secrets(why, source)).rstrip('.')})."
        ) from None


def _files_of(fs: Any, path: str, source: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """The folder that names are relative to, and what the file system tells of each file."""
    # A file comes first: its name may hold what looks like a wildcard, and over HTTP to look whether
    # an address is a folder is to fetch it.
    if fs.isfile(path) and (format_of(path) or not fs.isdir(path)):
        return posixpath.dirname(path), {path: fs.info(path)}
    if any(mark in path for mark in WILDCARDS) and not fs.isdir(path):
        details = fs.glob(path, detail=True)
        if not details:
            raise SourceNotFoundError(f"Nothing matches {shown(source)}; name a file or folder of articles.")
        return _fixed_part(path), details
    if fs.isdir(path):
        return path, fs.find(path, detail=True)
    raise SourceNotFoundError(f"There is no file or folder {shown(source)}; name one that holds articles.")


def _reach(fs: Any, source: str, path: str, root: str) -> str:
    """A regular expression for the addresses of all files that a folder or glob could hold."""
    if root == path:
        return re.escape(shown(_address(fs, source, path)).rstrip("/")) + "/.*"
    return str(glob_translate(shown(_address(fs, source, path)))).removesuffix(r"\Z")


def _followed(fs: Any, name: str, info: dict[str, Any]) -> dict[str, Any]:
    """What a local link leads to; a link to nothing counts as a file, that reading it may tell so."""
    if not info.get("islink") or fs.isdir(name):
        return info
    return dict(fs.info(os.path.realpath(name))) if fs.exists(name) else {**info, "type": "file"}


def _is_article(relative: str) -> bool:
    """Whether a file found in a folder is meant as one: not hidden, no sidecar, nothing about the folder."""
    steps = relative.split("/")
    hidden = any(step.startswith((".", "_")) for step in steps)
    return not (hidden or relative.endswith(SIDECAR) or steps[-1].partition(".")[0].lower() in ABOUT)


def _is_of_run(name: str, root: str, holds_tables: Callable[[str], bool]) -> bool:
    """Whether a file is one that a run has made beside its tables, in a folder at or below `root`."""
    folders = (name[: made.start()] for made in _MADE.finditer(name))
    return any(f"{folder}/".startswith(f"{root}/") and holds_tables(folder) for folder in folders)


def _sidecar(fs: Any, name: str, listed: Container[str] | None) -> str | None:
    """`NAME.meta.yaml` beside `NAME.txt`, or `NAME.txt.meta.yaml`; looked up in `listed` where all is listed."""
    for path in (posixpath.splitext(name)[0] + SIDECAR, name + SIDECAR):
        if (path in listed) if listed is not None else fs.isfile(path):
            return path
    return None


def _address(fs: Any, source: str, name: str) -> str:
    return str(fs.unstrip_protocol(name)) if "://" in source else name


def _fixed_part(pattern: str) -> str:
    """The folder of a glob before its first wildcard."""
    steps = pattern.split("/")
    wild = next(i for i, step in enumerate(steps) if any(mark in step for mark in WILDCARDS))
    return "/".join(steps[:wild])


def format_of(path: str) -> str | None:
    """The format of a file by its name; None where no reader reads it."""
    name = posixpath.basename(path.partition("?")[0] if "://" in path else path).lower()
    endings = sorted((ending for ending in EXTENSIONS if name.endswith(ending)), key=len)
    return EXTENSIONS[endings[-1]] if endings else None


def _version(info: dict[str, Any]) -> str:
    """What changes when the file does, by whatever its file system tells."""
    return next((str(info[key]) for key in VERSIONS if info.get(key)), "")
