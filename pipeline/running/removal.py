"""Taking articles out of the tables, with every row that was made of them.

What is to be removed is written down first, so that the next run goes on where one was killed; the parts without the
articles then take the place of the old ones all at once (see `pipeline.running.replacement`). Rows are not made anew:
what a stage makes of an article does not depend on the others of its part. The tables of the corpus follow as they
do when an article changes. An article that is forgotten is passed over when its sources are read again.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.articles.article import article_id
from pipeline.articles.inputs import Inputs
from pipeline.errors import MissingInputError
from pipeline.running import replacement, stages
from pipeline.running.currency import WHOLE, fingerprint
from pipeline.running.sources import STAGE, Whereabouts
from pipeline.running.stages import Stage
from pipeline.running.wholeness import READ_BEFORE, read_before
from pipeline.settings import STATE_FOLDER, Settings
from pipeline.tables.plain import plain
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store, digest, kept_folder

REMOVING = posixpath.join(STATE_FOLDER, "removing.json")
FORGOTTEN = posixpath.join(STATE_FOLDER, "forgotten.json")

Judged = tuple[str, str]
"""A table and a part whose checks are to be made again."""


@dataclass(frozen=True)
class Removal:
    """Articles to be removed: for good, so that they are passed over from now on, or since their sources are gone."""

    articles: list[str]
    for_good: bool
    gone_files: list[str]
    """Files that are not there any more: what was rejected from them goes too."""


def files_gone(store: Store, inputs: Inputs) -> list[str]:
    """The files that were read and that the sources lack now."""
    rejected = store.read("quarantine", STAGE)["source"].to_pylist() if STAGE in store.parts("quarantine") else []
    return sorted(file for file in {*read_before(store)[0], *rejected} - {None} if inputs.lack(file))


def start(store: Store, removal: Removal) -> None:
    """Write down what is to be removed; from here on it will be, by this run or the next."""
    store.write_bytes(REMOVING, json.dumps(asdict(removal)).encode())


def go_on(store: Store, settings: Settings) -> list[Judged]:
    """Remove what is written down as to be removed; the parts of which checks are to be made again."""
    try:
        removal = Removal(**json.loads(store.read_bytes(REMOVING) or b"null"))
    except (TypeError, ValueError):
        store.remove(REMOVING)
        return []
    if removal.for_good:
        _save_forgotten(store, forgotten(store).union(removal.articles))
    judged = _take_out(store, settings, removal)
    Whereabouts.of(store).without(set(removal.articles)).save(store)
    store.remove(REMOVING)
    return judged


def forgotten(store: Store) -> set[str]:
    """The ids of the articles that are passed over."""
    try:
        return set(json.loads(store.read_bytes(FORGOTTEN) or b"[]"))
    except (TypeError, ValueError):
        return set()


def take_back(store: Store, articles: Collection[str]) -> set[str]:
    """Pass these articles over no more; those that were. All files are read again by the next run."""
    before = forgotten(store)
    back = before.intersection(articles)
    if back:
        store.remove(READ_BEFORE)
        _save_forgotten(store, before - back)
    return back


def _save_forgotten(store: Store, articles: set[str]) -> None:
    if articles:
        store.write_bytes(FORGOTTEN, json.dumps(sorted(articles), indent=0).encode())
    else:
        store.remove(FORGOTTEN)


def _take_out(store: Store, settings: Settings, removal: Removal) -> list[Judged]:
    """Prepare the parts without the articles, and put them in place."""
    staging, articles = replacement.staging(store), set(removal.articles)
    gone: list[str] = []
    emptied: list[str] = []
    judged: list[Judged] = []
    for part in store.parts(STAGE):
        ids = store.read(STAGE, part, ["article_id"])["article_id"].to_pylist()
        if articles.isdisjoint(ids):
            continue
        tables = [table for table in stages.tables_of_parts() if part in store.parts(table)]
        gone += (f"checks/{table}-{part}.parquet" for table in tables)
        if articles.issuperset(ids):
            emptied.append(part)
            gone += (f"{table}/{part}.parquet" for table in tables)
            gone += (f"quarantine/{table}-{part}.parquet" for table in tables)
            gone += (f"{kept_folder(stage.table)}/{part}.parquet" for stage in stages.corpus_stages())
            continue
        for table in tables:
            _write_without(store, staging, table, part, articles, settings)
        judged += ((table, part) for table in tables)
    if emptied and len(emptied) == len(store.parts(STAGE)):
        gone += _of_the_corpus(store)
    gone += _mend_quarantine(store, staging, removal)
    _read_again(store, removal)
    present = (f"{table}/{part}.parquet" for table in TABLES for part in staging.parts(table))
    replacement.put_in_place(store, present, gone)
    return judged


def _write_without(store: Store, staging: Store, table: str, part: str, articles: set[str], settings: Settings) -> None:
    """Write a part without the rows of these articles, current where the old one was."""
    rows, old, stage = _without(store.read(table, part), articles), store.stamp(table, part), stages.STAGES.get(table)
    made_from, model = "", None
    if table == STAGE:
        made_from = digest(rows["text_sha256"].to_pylist())
    elif isinstance(stage, Stage) and old is not None:
        try:
            if old.fingerprint == fingerprint(store, part, stage, settings)[0]:
                made_from, model = fingerprint(staging, part, stage, settings)
        except MissingInputError:
            pass
    staging.write(
        table, part, rows, fingerprint=made_from, code_version=old.code_version if old else "", model=model
    )  # fmt: skip


def _without(rows: pa.Table, articles: Collection[str]) -> pa.Table:
    """The rows of other articles; no dictionary keeps a word of those that are left out."""
    kept = rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(sorted(articles), pa.string()))))
    return plain(kept).cast(rows.schema)


def _of_the_corpus(store: Store) -> Iterator[str]:
    """The files of the tables of the whole corpus, which no stage makes where there is no article."""
    for stage in stages.corpus_stages():
        for table in stage.tables:
            yield from (f"{table}/{WHOLE}.parquet", f"checks/{table}-{WHOLE}.parquet")
            yield f"quarantine/{table}-{WHOLE}.parquet"
        yield from (stage.state, *stage.former)


def _mend_quarantine(store: Store, staging: Store, removal: Removal) -> Iterator[str]:
    """Leave out what the quarantine tells of the articles and files that go; the parts of it that are empty then."""
    files = set(removal.gone_files)
    for part in store.parts("quarantine"):
        rows = store.read("quarantine", part).to_pylist()
        left = [row for row in rows if not _concerns(row, removal, files)]
        if not left:
            yield f"quarantine/{part}.parquet"
        elif len(left) < len(rows):
            old = store.stamp("quarantine", part)
            data = TABLES["quarantine"].from_rows(left)
            staging.write("quarantine", part, data, fingerprint="", code_version=old.code_version if old else "")


def _concerns(row: dict[str, Any], removal: Removal, files: set[str]) -> bool:
    """Whether a row of the quarantine tells of what is removed."""
    if row["stage"] == STAGE and not removal.for_good:
        return row["source"] in files
    return row["uri"] is not None and article_id(row["uri"]) in removal.articles


def _read_again(store: Store, removal: Removal) -> None:
    """Let files be read again that hold another text under the uri of an article whose own file is gone."""
    versions, _ = read_before(store)
    left = {file: version for file, version in versions.items() if file not in removal.gone_files}
    if not removal.for_good and STAGE in store.parts("quarantine"):
        for row in store.read("quarantine", STAGE).to_pylist():
            if row["reason"] == "duplicate_uri" and article_id(row["uri"]) in removal.articles:
                left.pop(row["source"], None)
    if left != versions:
        store.write_bytes(READ_BEFORE, json.dumps(left, indent=0, sort_keys=True).encode())
