"""Putting files of a store in place of others, all of them or none.

They are first written aside; a journal then says what is to be put in place and what is to go, and only after that
are files moved and deleted. Who is killed before the journal is written has changed nothing; what one killed after it
had ready is put in place by the next run.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable

from pipeline.errors import OutputError
from pipeline.running.wholeness import Known
from pipeline.settings import STATE_FOLDER
from pipeline.tables.store import Store

STAGING = posixpath.join(STATE_FOLDER, "replacement")
JOURNAL = posixpath.join(STATE_FOLDER, "replacement.json")


def staging(store: Store) -> Store:
    """Where the files that are to be put in place are written meanwhile: a store of its own beside the tables."""
    return Store(posixpath.join(store.root, STAGING))


def put_in_place(store: Store, files: Iterable[str], gone: Iterable[str]) -> None:
    """Put these files, which lie in the staging store, in place of those of their names, and delete those `gone`."""
    put = list(files)
    store.write_bytes(JOURNAL, json.dumps([put, sorted({*gone}.difference(put))]).encode())
    finish(store)


def finish(store: Store) -> bool:
    """Do what a journal says is still to be done, and clear away what lies aside; returns whether there was one."""
    journal = store.read_bytes(JOURNAL)
    put, gone = _read(store, journal)
    aside = staging(store)
    for name in put:
        store.write_bytes(name, aside.fs.cat_file(posixpath.join(aside.path, name)))
    for name in gone:
        store.remove(name)
    if journal:
        known = Known(store)
        known.forget([*put, *gone])
        known.save()
        store.remove(JOURNAL)
    if store.fs.exists(aside.path):
        store.fs.rm(aside.path, recursive=True)
    return bool(journal)


def _read(store: Store, journal: bytes | None) -> tuple[list[str], list[str]]:
    try:
        put, gone = json.loads(journal or b"[[], []]")
        return list(put), list(gone)
    except (TypeError, ValueError) as error:
        raise OutputError(
            f"{posixpath.join(store.path, JOURNAL)} cannot be read, which tells what an interrupted run was to put in "
            "place; take the output folder from a copy, or remove it and run again."
        ) from error
