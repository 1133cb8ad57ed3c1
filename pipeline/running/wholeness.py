"""Whether what a store counts on is there and whole, and what is to be done about what is not.

A store remembers of each of its parts a digest of the bytes, with the file's size and time of change. A run looks
at those two of every part, which costs next to nothing; it reads the bytes of a part only where they are others,
and its rows where the bytes are others too. So what a disk or a person has changed is found when the file has
another time; bytes that change beneath an unchanged time are found by `quotidian check`, which reads everything.

A part that is broken is moved aside. What stages make is then made again like any other part that is missing; of
articles, the sources are read again, and those of a part that was lost go into it again.
"""

from __future__ import annotations

import collections
import json
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.running import stages
from pipeline.settings import STATE_FOLDER
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store, digest, kept_folder

KNOWN = posixpath.join(STATE_FOLDER, "parts.json")
"""Where a store remembers its parts: of each file its version and the digest of its bytes."""
UNFINISHED = posixpath.join(STATE_FOLDER, "unfinished")
"""A file that is there while a run is at work, and after one that was killed."""
READ_BEFORE = posixpath.join(STATE_FOLDER, "inputs.json")
"""Where a store remembers the input files it has read: their versions, by path."""
NOTHING_REJECTED = "nothing"
"""The part without rows that the quarantine has where nothing is in it, so that its files can be read as one table."""
PUBLISHED = "published"
"""The entry that tells of which parts the descriptions of the tables were last written."""


@dataclass
class Findings:
    """What was found of a store's parts, and done about it.

    `again` are tables and parts to be made though they are there; `unjudged` are those whose checks are gone;
    `lost` are parts of `articles` that were there; `told` says in a sentence each what was found.
    """

    again: set[tuple[str, str]] = field(default_factory=set)
    unjudged: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Known:
    """What a store remembers of its files."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files, self.garbled = _read(store)
        self._before = dict(self.files)

    def is_whole(self, name: str, version: str, finished: bool) -> bool:
        """Whether a file is what is remembered of it; where the last run has not `finished`, or nothing is remembered
        of it, whether it holds the rows it was written with. It is remembered then.
        """
        entry = self.files.get(name)
        if entry is not None and entry[0] == version:
            return True
        content = self.store.file_digest(name)
        same = entry is not None and entry[1] == content
        written_since = entry is None or not finished
        if content is None or not (same or (written_since and _rows_are_whole(self.store, name))):
            return False
        self.files[name] = [version, content]
        return True

    def remember(self, missed: Iterable[str] = ()) -> None:
        """Remember all files as they are now, and write that down if it is new. Only after they have been written.

        Those `missed` stay remembered though they are not there, so that they are found missing again.
        """
        present = dict(_files(self.store))
        for name, version in present.items():
            entry = self.files.get(name)
            if entry is None or entry[0] != version:
                self.files[name] = [version, self.store.file_digest(name) or ""]
        for name in self.files.keys() - present.keys() - {PUBLISHED, *missed}:
            del self.files[name]
        self.save()

    def forget(self, names: Iterable[str]) -> None:
        """Remember nothing of these files any more."""
        for name in names:
            self.files.pop(name, None)

    def save(self) -> None:
        """Write down what is remembered, if it is new."""
        if self.files != self._before or self.garbled:
            self.store.write_bytes(KNOWN, json.dumps(self.files, indent=0, sort_keys=True).encode())
            self._before, self.garbled = dict(self.files), False

    @property
    def state(self) -> str:
        """A digest of all files that are remembered."""
        return digest(sorted((name, entry[1]) for name, entry in self.files.items() if name != PUBLISHED))


def _read(store: Store) -> tuple[dict[str, list[str]], bool]:
    """What is written down, and whether it was anything else than that."""
    written = store.read_bytes(KNOWN)
    try:
        files = json.loads(written or b"{}")
        if all(isinstance(entry, list) and len(entry) == 2 for entry in files.values()):
            return files, False
    except (AttributeError, ValueError):
        pass
    return {}, True


def read_before(store: Store) -> tuple[dict[str, str], bool]:
    """The versions of the input files that were read, by their paths, and whether what is written there is broken."""
    written = store.read_bytes(READ_BEFORE)
    try:
        versions: Any = json.loads(written or b"{}")
    except ValueError:
        return {}, True
    whole = isinstance(versions, dict) and all(isinstance(version, str) for version in versions.values())
    return (versions, False) if whole else ({}, True)


def look_after(store: Store, known: Known, *, judged: bool) -> Findings:
    """Find what is broken or lost, move aside what cannot be read, and let the sources be read again where needed.

    With `judged`, the checks of every part should be there.
    """
    found = Findings()
    finished = store.read_bytes(UNFINISHED) is None
    if known.garbled or read_before(store)[1]:
        found.told.append("What was known of the parts or the inputs cannot be read; all are looked at again.")
    present = dict(_files(store))
    gone = [name for name in known.files if name not in present and name != PUBLISHED]
    for name, version in present.items():
        if not known.is_whole(name, version, finished):
            gone.append(name)
            found.told.append(f"{name} was broken; it is kept as {store.put_aside(name)}.")
    broken = set(gone) & present.keys()
    reread = read_before(store)[1]
    for name in gone:
        table, part = posixpath.split(name.removesuffix(".parquet"))
        if table == "quarantine" and name not in broken and (not finished or part == NOTHING_REJECTED):
            continue  # a run that was killed may have taken it away, its rows being mended
        if table in TABLES and name not in broken and (finished or table == "articles"):
            found.told.append(f"{name} was lost.")
        if table == "articles":
            found.lost.append(part)
        elif table == "quarantine":
            reread |= _make_again(found, part)
    parts = _by_table(present.keys() - broken)
    in_parts = {part for table in stages.tables_of_parts() for part in parts[table]}
    found.lost = sorted({*found.lost, *in_parts}.difference(parts["articles"]))
    if judged:
        found.unjudged = [
            (table, part)
            for table in ("articles", *stages.made_tables())
            for part in sorted(parts[table])
            if f"{table}-{part}" not in parts["checks"]
        ]
    if found.lost or reread:
        store.remove(READ_BEFORE)
    return found


def _make_again(found: Findings, name: str) -> bool:
    """What a lost part of the quarantine told is found again by making the rows again; whether by reading sources."""
    for table in stages.made_tables():
        if name.startswith(f"{table}-"):
            found.again.add((table, name.removeprefix(f"{table}-")))
            return False
    return True


def clear_away(store: Store, lost: Sequence[str]) -> list[str]:
    """Remove the rows of all tables that belong to parts of `articles` that are gone; tell of each that is."""
    gone = [part for part in lost if part not in store.parts("articles")]
    for part in gone:
        for table in stages.tables_of_parts():
            store.delete(table, part)
            for other in ("checks", "quarantine"):
                store.delete(other, f"{table}-{part}")
    return [
        f"The articles of {part} were lost and are not in the sources; name those that hold them, to have them back."
        for part in gone
    ]


def _files(store: Store) -> Iterable[tuple[str, str]]:
    """The files that a run counts on, each with its version: parts of tables, and what is kept of parts."""
    folders = [*TABLES, *(kept_folder(stage.table) for stage in stages.corpus_stages() if stage.map is not None)]
    for folder in folders:
        for name, version in sorted(store.versions(folder).items()):
            if name.endswith(".parquet"):
                yield f"{folder}/{name}", version


def _by_table(names: Iterable[str]) -> Mapping[str, set[str]]:
    """The parts of each table among files."""
    parts: dict[str, set[str]] = collections.defaultdict(set)
    for name in sorted(names):
        table, part = posixpath.split(name.removesuffix(".parquet"))
        parts[table].add(part)
    return parts


def _rows_are_whole(store: Store, name: str) -> bool:
    folder, part = posixpath.split(name.removesuffix(".parquet"))
    if folder in TABLES:
        return store.is_whole(folder, part)
    return store.is_kept_whole(posixpath.basename(folder), part)
