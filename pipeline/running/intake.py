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
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.articles.article import Article, article_id
from pipeline.articles.inputs import Inputs
from pipeline.articles.reading import InputFile, Rejection, duplicate
from pipeline.running.reading_ahead import read_all
from pipeline.running.removal import forgotten
from pipeline.running.result import worker_died
from pipeline.running.sources import STAGE, Seen, Whereabouts, standing
from pipeline.running.stages import version_of
from pipeline.running.wholeness import READ_BEFORE, read_before
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store, digest

if TYPE_CHECKING:
    from pipeline.running.making import Validator

READERS_VERSION = version_of((STAGE,), "pipeline.articles.reading")

FEW = 2
"""Parts that are written here before a cluster is asked to: a run of few articles needs none."""

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

    def take(self, written: Written) -> None:
        """Count a part that was written, or not."""
        self.rejected += written.rejected
        self.failures += written.failures
        self.parts += [written.part] if written.done else []
        if written.replaces:
            self.changed += written.articles
        else:
            self.new += written.articles

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
    if not to_read:
        return nothing_new(store, inputs)
    whereabouts = Whereabouts.of(store)
    on_start()
    known, found = _Known(store), Seen({file.path for file in to_read})
    passed_over = {file.path for file in inputs} - found.files
    done.unchanged = sum(source in passed_over for source in known.source_of.values())
    parts = _Parts(store, settings, lost)
    deciding = _Deciding(known, forgotten(store), found, passed_over, parts, done)
    with contextlib.closing(deciding.shares(read_all(to_read, settings), on_article)) as shares:
        for written in _write_all(store, shares, settings, validate):
            done.take(written)

    _write_quarantine(store, deciding.rejections, found.files)
    done.rejected += len(deciding.rejections)
    whereabouts = whereabouts.after(found, known.source_of)
    whereabouts.save(store)
    if any(whereabouts.may_lack(file, inputs) for file in set(known.source_of.values())):
        done.gone = standing(store, inputs, whereabouts).gone
    if not done.failures:
        before.update({file.path: versions[file.path] for file in to_read if file.path not in deciding.unread})
        store.write_bytes(READ_BEFORE, json.dumps(before, indent=0, sort_keys=True).encode())
    return done


def nothing_new(store: Store, inputs: Inputs) -> Ingested:
    """What comes of reading sources of which all files have been read as they are."""
    now = standing(store, inputs, Whereabouts.of(store))
    unchanged = sum(now.of_file[path] for path in {file.path for file in inputs})
    return Ingested(unchanged=unchanged, files=len(inputs), files_unchanged=len(inputs), gone=now.gone)


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


@dataclass
class _Deciding:
    """What is new, changed or double: for one process to tell, by ids and hashes, whoever reads and writes."""

    known: _Known
    apart: Container[str]
    """Articles, by id, that were forgotten."""
    found: Seen
    passed_over: Container[str]
    """Files that have not changed and are not read."""
    parts: _Parts
    done: Ingested
    rejections: list[Rejection] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Files in a network that could not be read, or not to their end: with the next run they may be."""
    texts: dict[str, int] = field(default_factory=dict)
    """What tells the text of each article apart that has been read."""

    def shares(
        self, items: Generator[tuple[InputFile, Article | Rejection]], on_article: Callable[[], None]
    ) -> Generator[Share]:
        """What of the items is to be written, a part at a time."""
        with contextlib.closing(items):
            for file, item in items:
                on_article()
                if isinstance(item, Rejection):
                    self.found.rejection(item, file.path, file.name)
                    if item.reason == "unreadable" and "://" in file.where:
                        self.unread.add(file.path)
                    if article_id(item.uri) not in self.apart:
                        self.rejections.append(item)
                elif item.article_id in self.apart:
                    self.done.forgotten += 1
                else:
                    yield from self._taken(file, item)
        yield from self.parts.rest()

    def _taken(self, file: InputFile, article: Article) -> Iterator[Share]:
        key, text = article.article_id, _short(article.text_sha256)
        is_read = key in self.texts
        kept = self.found.where[key][0] if is_read else self.known.source_of.get(key, "")
        if is_read or kept in self.passed_over:
            if text != (self.texts.get(key) or _short(self.known.text_sha256(key))):
                self.rejections.append(duplicate(article, kept))
            else:
                self.found.article(key, file.path)
            return
        self.found.article(key, file.path, begins=True)
        self.texts[key] = text
        part = self.known.part_of.get(key)
        if part is None:
            yield from self.parts.add(article)
        elif self.known.digest(key) != _digest({name: getattr(article, name) for name in _COMPARED}):
            self.parts.replace(part, article)
        else:
            self.done.unchanged += 1


@dataclass(frozen=True)
class Share:
    """What is to be written into a part: all its articles, or those of it that `replaces` says have changed."""

    part: str
    articles: Sequence[Article]
    replaces: bool = False


@dataclass(frozen=True)
class Written:
    """What became of a share: whether the part was written, with how many of the articles."""

    part: str
    replaces: bool
    done: bool
    articles: int
    rejected: int
    failures: Sequence[str]


class _Parts:
    """Deals articles out: new ones fill new parts up to their target size, others go where they were."""

    def __init__(self, store: Store, settings: Settings, lost: Sequence[str]) -> None:
        self.settings = settings
        self.pending: list[Article] = []
        self.pending_characters = 0
        self.replaced: dict[str, dict[str, Article]] = {}
        first = max((_number(part) + 1 for part in (*store.parts(STAGE), *lost)), default=0)
        self.names = itertools.chain(sorted(lost), (f"part-{number:05d}" for number in itertools.count(first)))

    def add(self, article: Article) -> Iterator[Share]:
        self.pending.append(article)
        self.pending_characters += article.n_characters
        if self.pending_characters >= self.settings.part_characters:
            yield self._full()
            if self.settings.workers > 1 and self.settings.engine == "local":
                from pipeline.running.pool import prepare_workers

                prepare_workers(self.settings)  # there will be work for more than one

    def replace(self, part: str, article: Article) -> None:
        self.replaced.setdefault(part, {})[article.article_id] = article

    def rest(self) -> Iterator[Share]:
        if self.pending:
            yield self._full()
        for part, articles in sorted(self.replaced.items()):
            yield Share(part, list(articles.values()), replaces=True)

    def _full(self) -> Share:
        full = Share(next(self.names), self.pending)
        self.pending, self.pending_characters = [], 0
        return full


def _write_all(
    store: Store, shares: Iterator[Share], settings: Settings, validate: Validator | None
) -> Iterator[Written]:
    """Validate and write what was decided, in that order: here or, but for the first of it, on a cluster."""
    here = functools.partial(_write, store, validate)
    yield from map(here, itertools.islice(shares, FEW))
    if settings.engine == "ray":
        from pipeline.running import ray_cluster
        from pipeline.running.making import root_of

        there = functools.partial(_write_at, root_of(store), validate)
        yield from ray_cluster.in_order(there, shares, settings.ray_address, _lost)
        store.look_again()
    yield from map(here, shares)


def _write_at(root: str, validate: Validator | None, share: Share) -> Written:
    return _write(Store(root), validate, share)


def _write(store: Store, validate: Validator | None, share: Share) -> Written:
    """Validate a share and write it: the work of any process."""
    from pipeline.running.making import accept

    new = rows = TABLES[STAGE].from_rows(share.articles)
    if share.replaces:
        old = store.read(STAGE, share.part)
        stays = pc.invert(pc.is_in(old["article_id"], new["article_id"].combine_chunks()))
        rows = pa.concat_tables([old.filter(stays), new]).unify_dictionaries()
    accepted, result = accept(store, STAGE, share.part, rows, {}, validate)
    if accepted is None or not accepted.num_rows:
        return Written(share.part, share.replaces, False, 0, result.rejected, result.failures)
    store.write(
        STAGE, share.part, accepted, fingerprint=digest(accepted["text_sha256"].to_pylist()),
        code_version=READERS_VERSION,
    )  # fmt: skip
    of_these = len(set(accepted["article_id"].to_pylist()).intersection(new["article_id"].to_pylist()))
    return Written(share.part, share.replaces, True, of_these, result.rejected, result.failures)


def _lost(share: Share) -> Written:
    """What is told of a share on which worker processes die."""
    return Written(share.part, share.replaces, False, 0, 0, worker_died(share.part).failures)


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
