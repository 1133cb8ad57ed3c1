"""Where the report goes: into a folder of this machine, or beside the tables in a bucket."""

from __future__ import annotations

import os
import pathlib
import posixpath
import tempfile

from pipeline.errors import OutputError
from pipeline.publishing.report.site import FOLDER, MARKER, write_report
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store


def publish_report(store: Store, folder: str | os.PathLike[str] | None = None) -> tuple[str, int]:
    """Write the report into a folder of this machine, or beside the tables, in a bucket as well.

    Returns where its first page is, and how many files it has. Tables that are not on this machine are copied here
    for it. Raises OutputError where the folder holds something else or cannot be written.
    """
    if store.is_local:
        first = write_report(store, folder)
        return str(first), _n_files(first.parent)
    with tempfile.TemporaryDirectory(prefix="quotidian-") as workplace:
        copies = _copied(store, pathlib.Path(workplace, "tables"))
        if folder is not None:
            first = write_report(copies, folder)
            return str(first), _n_files(first.parent)
        held = _names_of_report(store)
        first = write_report(copies, pathlib.Path(workplace, FOLDER))
        return _put(first.parent, store, held)


def _n_files(folder: pathlib.Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _copied(store: Store, folder: pathlib.Path) -> Store:
    """The tables of a store, copied into a folder of this machine."""
    copies = Store(folder)

    def copy(name: str) -> None:
        if (content := store.read_bytes(name)) is not None:
            copies.write_bytes(name, content)

    list(store.map(copy, [f"{table}/{part}.parquet" for table in TABLES for part in store.parts(table)]))
    return copies


def _names_of_report(store: Store) -> set[str]:
    """The files of the report beside the tables; none where there is none. Raises OutputError of other files."""
    folder = posixpath.join(store.path, FOLDER)
    try:
        names = {path.removeprefix(store.path).lstrip("/") for path in store.fs.find(folder)}
    except FileNotFoundError:
        return set()
    if names and posixpath.join(FOLDER, MARKER) not in names:
        raise OutputError(f"{store.root}/{FOLDER} holds something that is no report; name another folder with --html.")
    return names


def _put(report: pathlib.Path, store: Store, held: set[str]) -> tuple[str, int]:
    """Put a report beside the tables, and remove what the one before has besides."""
    files = {posixpath.join(FOLDER, path.relative_to(report).as_posix()): path
             for path in sorted(report.rglob("*")) if path.is_file()}  # fmt: skip
    list(store.map(lambda name: store.write_bytes(name, files[name].read_bytes()), list(files)))
    list(store.map(store.remove, sorted(held - set(files))))
    return f"{store.root.rstrip('/')}/{FOLDER}/index.html", len(files)
