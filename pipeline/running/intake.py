"""Taking articles into the store: from input files to parts of `articles`.

An article is known by its `uri`. One that is new goes into a new part; one whose text or metadata have
changed replaces the old one in its part; one that is the same is passed over. What cannot be read is
kept in `quarantine`. Input files that have not changed since they were last read are not read again. Articles whose
sources are gone stay, and are told; articles that were forgotten are passed over.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.articles.article import Article, article_id
from pipeline.articles.inputs import Inputs
from pipeline.articles.reading import InputFile, Rejection, duplicate
from pipeline.running.reading_ahead import read_all
from pipeline.running.removal import forgotten
from pipeline.running.sources import STAGE, Seen, Whereabouts, standing
from pipeline.running.stages import version_of
from pipeline.running.wholeness import READ_BEFORE, read_before
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store, digest

if TYPE_CHECKING:
    from pipeline.running.making import Validator

READERS_VERSION = version_of((STAGE,), "pipeline.articles.reading")

_COMPARED = [f.name for f in fields(Article) if f.name not in ("text", "source", "format", "encoding")]
"""What makes an article another one than the one in the store: its text (by its hash) and metadata."""


@dataclass
class Ingested:
    """What came of reading the sources: numbers of articles, and the parts that were written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    files: int = 0
    files_unchanged: int = 0
    forgotten: int = 0
    gone: dict[str, str] = field(default_factory=dict)
    """The uris, by id, of the articles in the tables that are in none of their files any more."""
    parts: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def and_then(self, more: Ingested) -> Ingested:
        """What came of reading the sources and then reading some of them once more."""
        added = {
            name: getattr(self, name) + getattr(more, name) for name in ("new", "changed", "rejected", "forgotten")
        }
        parts, failures = [*dict.fromkeys(self.parts + more.parts)], self.failures + more.failures
        return replace(more, **added, parts=parts, failures=failures, files_unchanged=self.files_unchanged)


class _Known:
    """The articles of the store: which part and which file each is from; what it was is read when asked for."""

    def __init__(self, store: Store) -> None:
        parts = store.parts(STAGE)
        read_ids = functools.partial(store.read, STAGE, columns=["article_id", "source"])
        self.part_of: dict[str, str] = {}
        self.source_of: dict[str, str] = {}
        for part, rows in zip(parts, store.map(read_ids, parts), strict=True):
            ids, sources = rows["article_id"].to_pylist(), rows["source"].to_pylist()
            self.part_of.update(dict.fromkeys(ids, part))
            self.source_of.update(zip(ids, map(sys.intern, sources), strict=True))
        self._store = store
        self._of_part = functools.cache(self._read)

    def digest(self, article_id: str) -> str:
        """The digest of what an article was."""
        return self._of_part(self.part_of[article_id])[article_id][0]

    def text_sha256(self, article_id: str) -> str:
        """The hash of an article's text."""
        return self._of_part(self.part_of[article_id])[article_id][1]

    def _read(self, part: str) -> dict[str, tuple[str, str]]:
        rows = self._store.read(STAGE, part, _COMPARED)
        # As seconds, since Arrow imports pandas to make datetimes of moments with a time zone.
        moments = rows["published_at"].cast(pa.int64())
        rows = rows.set_column(rows.column_names.index("published_at"), "published_at", moments)
        return {row["article_id"]: (_digest(row), row["text_sha256"]) for row in rows.to_pylist()}


def ingest(
    store: Store,
    inputs: Inputs,
    settings: Settings,
    validate: Validator | None = None,
    on_article: Callable[[], None] = lambda: None,
    on_start: Callable[[], None] = lambda: None,
    lost: Sequence[str] = (),
) -> Ingested:
    """Read what is new in `inputs` into the store's `articles` and `quarantine`.

    `validate` checks each part before it is written; `on_start` is called when there is something to read,
    `on_article` for each record read. New articles first fill the parts named in `lost`.
    """
    done = Ingested(files=len(inputs))
    before, _ = read_before(store)
    versions = {file.path: _version(file, settings) for file in inputs}
    to_read = [file for file in inputs if before.get(file.path) != versions[file.path]]
    done.files_unchanged = len(inputs) - len(to_read)
    whereabouts = Whereabouts.of(store)
    if not to_read:
        now = standing(store, inputs, whereabouts)
        done.unchanged, done.gone = sum(now.of_file[file] for file in versions), now.gone
        return done
    on_start()
    known, apart, found = _Known(store), forgotten(store), Seen({file.path for file in to_read})
    passed_over = {file.path for file in inputs} - {file.path for file in to_read}
    done.unchanged = sum(source in passed_over for source in known.source_of.values())
    texts: dict[str, int] = {}

    writer = _Writer(store, settings, validate, done, lost)
    rejections: list[Rejection] = []
    with contextlib.closing(read_all(to_read, settings)) as items:
        for file, item in items:
            on_article()
            if isinstance(item, Rejection):
                found.rejection(item, file.path, file.name)
                if article_id(item.uri) not in apart:
                    rejections.append(item)
                continue
            if item.article_id in apart:
                done.forgotten += 1
                continue
            is_read = item.article_id in texts
            kept = found.where[item.article_id][0] if is_read else known.source_of.get(item.article_id, "")
            if is_read or kept in passed_over:
                text = texts.get(item.article_id) or _short(known.text_sha256(item.article_id))
                if text != _short(item.text_sha256):
                    rejections.append(duplicate(item, kept))
                else:
                    found.article(item.article_id, file.path)
                continue
            found.article(item.article_id, file.path, begins=True)
            texts[item.article_id] = _short(item.text_sha256)
            part = known.part_of.get(item.article_id)
            if part is None:
                writer.add(item)
            elif known.digest(item.article_id) != _digest({name: getattr(item, name) for name in _COMPARED}):
                writer.replace(part, item)
            else:
                done.unchanged += 1
    writer.close()

    _write_quarantine(store, rejections, {file.path for file in to_read})
    done.rejected += len(rejections)
    whereabouts = whereabouts.after(found, known.source_of)
    whereabouts.save(store)
    if any(whereabouts.may_lack(file, inputs) for file in set(known.source_of.values())):
        done.gone = standing(store, inputs, whereabouts).gone
    if not done.failures:
        before.update({file.path: versions[file.path] for file in to_read})
        store.write_bytes(READ_BEFORE, json.dumps(before, indent=0, sort_keys=True).encode())
    return done


def _short(text_sha256: str) -> int:
    """As much of a text's hash as tells two texts of one uri apart, in little memory."""
    return int(text_sha256[:15], 16)


def _version(file: InputFile, settings: Settings) -> str:
    """What must be the same for a file to be passed over: its content, its reader, the limits."""
    return digest(file.size, file.modified, file.format, settings.max_characters, str(settings.limits), READERS_VERSION)


def _digest(compared: dict[str, Any]) -> str:
    """Tells whether an article is another one; a moment may be given as seconds since 1970."""
    moment = compared["published_at"]
    seconds = int(moment.timestamp()) if isinstance(moment, dt.datetime) else moment
    return digest({name: str(value) for name, value in compared.items()} | {"published_at": seconds})


class _Writer:
    """Fills new parts up to their target size, and replaces articles in old ones."""

    def __init__(
        self, store: Store, settings: Settings, validate: Validator | None, done: Ingested, lost: Sequence[str]
    ) -> None:
        self.store, self.settings, self.validate, self.done = store, settings, validate, done
        self.pending: list[Article] = []
        self.pending_characters = 0
        self.replaced: dict[str, dict[str, Article]] = {}
        first = max((_number(part) + 1 for part in (*store.parts(STAGE), *lost)), default=0)
        self.names = itertools.chain(sorted(lost), (f"part-{number:05d}" for number in itertools.count(first)))
        self.next_part = next(self.names)

    def add(self, article: Article) -> None:
        self.pending.append(article)
        self.pending_characters += article.n_characters
        if self.pending_characters >= self.settings.part_characters:
            self._flush()
            if self.settings.workers > 1 and self.settings.engine == "local":
                from pipeline.running.pool import prepare_workers

                prepare_workers(self.settings)  # there will be work for more than one

    def replace(self, part: str, article: Article) -> None:
        self.replaced.setdefault(part, {})[article.article_id] = article

    def close(self) -> None:
        if self.pending:
            self._flush()
        for part, articles in sorted(self.replaced.items()):
            old = self.store.read(STAGE, part)
            keep = pa.array([key not in articles for key in old["article_id"].to_pylist()])
            new = TABLES[STAGE].from_rows(articles.values())
            self.done.changed += self._write(part, pa.concat_tables([old.filter(keep), new]).unify_dictionaries(), new)

    def _flush(self) -> None:
        rows = TABLES[STAGE].from_rows(self.pending)
        written = self._write(self.next_part, rows, rows)
        self.done.new += written
        if written:
            self.next_part = next(self.names)
        self.pending, self.pending_characters = [], 0

    def _write(self, part: str, rows: pa.Table, of_these: pa.Table) -> int:
        """Validate and write a part; the number of rows of `of_these` that are in it."""
        from pipeline.running.making import accept

        accepted, result = accept(self.store, STAGE, part, rows, {}, self.validate)
        self.done.rejected += result.rejected
        self.done.failures += result.failures
        if accepted is None or not accepted.num_rows:
            return 0
        self.store.write(
            STAGE, part, accepted, fingerprint=digest(accepted["text_sha256"].to_pylist()),
            code_version=READERS_VERSION,
        )  # fmt: skip
        self.done.parts.append(part)
        return len(set(accepted["article_id"].to_pylist()) & set(of_these["article_id"].to_pylist()))


def _number(part: str) -> int:
    number = part.rpartition("-")[2]
    return int(number) if number.isdigit() else -1


def _write_quarantine(store: Store, rejections: Iterable[Rejection], sources: set[str]) -> None:
    """Replace what was rejected from `sources` before by what was now; the rest stays."""
    rows = {row["quarantine_id"]: row for row in store.read("quarantine", STAGE).to_pylist()
            if row["source"] not in sources} if STAGE in store.parts("quarantine") else {}  # fmt: skip
    for rejection in rejections:
        row = {f.name: getattr(rejection, f.name) for f in fields(rejection)}
        rows[row["quarantine_id"]] = row
    if rows:
        data = TABLES["quarantine"].from_rows(rows.values())
        store.write("quarantine", STAGE, data, fingerprint="", code_version=READERS_VERSION)
    else:
        store.delete("quarantine", STAGE)
