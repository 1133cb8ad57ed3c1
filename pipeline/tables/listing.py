"""What a store in a bucket holds, known without asking for each file: one listing, and one file of stamps.

Every question over a network costs a request. Who holds a store lists it once and keeps the list right by what it
writes and removes; the stamps of all parts stand in one file beside the tables, each with the version of the part
that it was read from. That file may be lost or old: a stamp whose part has another version is read from the part.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import fsspec

VERSIONS = ("size", "ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")
"""Under which names the file systems tell what changes with a file."""


def version_of(info: Mapping[str, Any]) -> str:
    """What changes when a file is written, from what its file system tells of it."""
    return " ".join(str(info[key]) for key in VERSIONS if info.get(key))


class Listing:
    """The files below a folder, by their paths in it, each with its version, for one who alone writes there.

    The version is None of what was written since, until it is asked for.
    """

    def __init__(self, fs: fsspec.AbstractFileSystem, folder: str) -> None:
        self.fs, self.folder = fs, folder
        self.files: dict[str, str | None] = {}
        self.look()

    def look(self) -> None:
        """List all files anew, as after others have written in this one's name."""
        self.fs.invalidate_cache()
        found = self.fs.find(self.folder, detail=True)
        self.files = {path.removeprefix(self.folder).lstrip("/"): version_of(info) for path, info in found.items()}

    def written(self, name: str) -> None:
        """Keep in mind that a file is another one now."""
        self.files[name] = None

    def removed(self, name: str) -> None:
        """Keep in mind that a file is gone. Raises FileNotFoundError where there was none."""
        if self.files.pop(name, name) == name:
            raise FileNotFoundError(name)

    def version(self, name: str) -> str:
        """The version of a file. Raises FileNotFoundError where there is none."""
        if name not in self.files:
            raise FileNotFoundError(name)
        version = self.files[name]
        if version is None:
            version = self.files[name] = version_of(self.fs.info(f"{self.folder}/{name}"))
        return version

    def inside(self, folder: str) -> list[str]:
        """The names of the files that lie in a folder, not below it."""
        start = f"{folder}/"
        names = (path.removeprefix(start) for path in self.files if path.startswith(start))
        return [name for name in names if "/" not in name]


class Stamps:
    """The stamps of parts as they were last read, by the files' names, each with the version it was read from."""

    def __init__(self, written: bytes | None = None) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        self.is_new = False
        try:
            entries = json.loads(zlib.decompress(written)) if written else {}
            self._known = {name: (version, stamp) for name, (version, stamp) in entries.items()}
        except (zlib.error, ValueError, TypeError, AttributeError):
            self.is_new = True  # read from the parts again, and written anew

    def get(self, name: str, version: str, read: Callable[[], str]) -> str:
        """The stamp of a file in this version, which `read` reads where it is not known."""
        known = self._known.get(name)
        if known is None or known[0] != version:
            known = (version, read())
            self._known[name] = known
            self.is_new = True
        return known[1]

    def written(self, files: Mapping[str, Any]) -> bytes:
        """What to write down of them: those of files that are still there."""
        return zlib.compress(
            json.dumps({name: self._known[name] for name in sorted(files.keys() & self._known)}).encode()
        )
