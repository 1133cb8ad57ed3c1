"""What a run with nothing to do says, told by the file system alone, before anything that works is imported.

After a run it is written down how its sources, its tables, the code and the libraries look then (sizes and times of
change, in a digest), and what the next run will print if nothing changes. Where all looks the same, it prints that.
"""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import posixpath
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pipeline.settings import STATE_FOLDER, Settings

FILE = posixpath.join(STATE_FOLDER, "nothing-to-do.json")
"""Where that is written down, in the folder of the tables."""
_CODE = ("pipeline", "expectations")
_LIBRARIES = ("site-packages", "dist-packages")
"""Folders whose time of change tells that something was installed, the language model too."""
_LOOKS = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
"""Variables that change how tables are printed."""


@dataclass(frozen=True)
class Asked:
    """What a run is asked to do, and how what it would read looks; `looks` is None where files do not tell all."""

    settings: Settings
    looks: list[str] | None

    @classmethod
    def of(cls, sources: Sequence[str], file_format: str | None, settings: Settings) -> Asked:
        """What a run over these sources is asked to do."""
        of_files = settings.knowledge_base or settings.gazetteer or os.path.exists(settings.model or "")
        if of_files or "://" in settings.output:
            return cls(settings, None)
        try:
            return cls(settings, [*_around(sources, file_format, settings), *_look_of_code(), *_look_of(sources)])
        except OSError:
            return cls(settings, None)

    def answer(self) -> str | None:
        """What the run will print if nothing has changed since that was written down; None where something has."""
        try:
            known = json.loads(pathlib.Path(self.settings.output, FILE).read_bytes())
            return str(known["prints"]) if known["looks"] == self._digest() is not None else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def written(self, prints: str) -> bytes | None:
        """What to write into `FILE`, after a run, where the next will print this if nothing changes."""
        looks = self._digest()
        return json.dumps({"looks": looks, "prints": prints}).encode() if looks is not None else None

    def _digest(self) -> str | None:
        """A digest of how all looks now, the tables too."""
        if self.looks is None:
            return None
        own = os.path.join(self.settings.output, FILE)
        try:
            tables = [look for path, look in _below(self.settings.output) if path != own]
        except OSError:
            return None
        return hashlib.sha256("\n".join([*self.looks, *tables]).encode(errors="surrogateescape")).hexdigest()


def _around(sources: Sequence[str], file_format: str | None, settings: Settings) -> Iterator[str]:
    """What a run is told, and where it prints."""
    yield json.dumps([list(sources), file_format, asdict(settings), os.getcwd(), sys.version])
    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    yield json.dumps([wide, sys.stdout.encoding, *map(os.environ.get, _LOOKS)])


def _look_of_code() -> Iterator[str]:
    """How the code looks, and the folders in which libraries are."""
    root = pathlib.Path(__file__).parents[2]
    for folder in _CODE:
        yield from (look for _, look in _below(str(root / folder)))
    for folder in sys.path:
        if os.path.basename(folder) in _LIBRARIES and os.path.isdir(folder):
            yield f"{folder} {os.stat(folder).st_mtime_ns}"


def _look_of(sources: Sequence[str]) -> Iterator[str]:
    """How the files that sources name look, those beside a file too that begin like it, as its metadata does.

    Raises FileNotFoundError for what is no file or folder, as addresses and patterns are not.
    """
    for source in sources:
        if os.path.isdir(source):
            yield from (look for _, look in _below(source))
            continue
        folder, name = os.path.split(source)
        with os.scandir(folder or os.curdir) as entries:
            found = [entry for entry in entries if entry.name.startswith(os.path.splitext(name)[0])]
        if all(entry.name != name for entry in found):
            raise FileNotFoundError(source)
        yield from (_look(entry) for entry in sorted(found, key=lambda entry: entry.name))


def _below(folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, compiled code left out, each with its look. Raises OSError for a link."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_symlink():
            raise OSError(f"{entry.path} is a link")
        if not entry.is_dir():
            yield entry.path, _look(entry)
        elif entry.name != "__pycache__":
            yield from _below(entry.path)


def _look(entry: os.DirEntry[str]) -> str:
    """A file's path, size and time of change, those of what a link leads to."""
    about = entry.stat()
    return f"{entry.path} {about.st_size} {about.st_mtime_ns}"
