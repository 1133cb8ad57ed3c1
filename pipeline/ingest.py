"""Taking articles into the store: from input files to parts of `articles`.

An article is known by its `uri`. One that is new goes into a new part; one whose text or metadata have
changed replaces the old one in its part; one that is the same is passed over. What cannot be read is
kept in `quarantine`. Input files that have not changed since they were last read are not read again.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import posixpath
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.articles.article import Article
from pipeline.articles.ingest import InputFile, Rejection, duplicate, read
from pipeline.settings import Settings
from pipeline.stages import code_version
from pipeline.tables.schema import TABLES
from pipeline.tables.store import STATE_FOLDER, Store, digest

if TYPE_CHECKING:
    from pipeline.engine import Validator

STAGE = "articles"
READERS_VERSION = code_version(STAGE, ("articles", "articles/readers"))
READ_BEFORE = posixpath.join(STATE_FOLDER, "inputs.json")
"""Where a store remembers the input files it has read: their versions, by path."""

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
    parts: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Known:
    """An article of the store: the part it is in, the digest of what it is, and the file it came from."""

    part: str
    digest: str
    text_sha256: str
    source: str


def ingest(
    store: Store,
    inputs: Sequence[InputFile],
    settings: Settings,
    validate: Validator | None = None,
    on_article: Callable[[], None] = lambda: None,
) -> Ingested:
    """Read what is new in `inputs` into the store's `articles` and `quarantine`.

    `validate` checks each part before it is written; `on_article` is called for each record read.
    """
    done = Ingested(files=len(inputs))
    read_before = json.loads(store.read_bytes(READ_BEFORE) or b"{}")
    versions = {file.path: _version(file, settings) for file in inputs}
    to_read = [file for file in inputs if read_before.get(file.path) != versions[file.path]]
    done.files_unchanged = len(inputs) - len(to_read)
    if not to_read:
        done.unchanged = _n_articles(store, versions.keys())
        return done
    known = _known_articles(store)
    passed_over = {file.path for file in inputs} - {file.path for file in to_read}
    seen = {key: (old.text_sha256, old.source) for key, old in known.items() if old.source in passed_over}
    done.unchanged = len(seen)

    writer = _Writer(store, settings, validate, done)
    rejections: list[Rejection] = []
    for file in to_read:
        for item in read(file, max_characters=settings.max_characters):
            on_article()
            if isinstance(item, Rejection):
                rejections.append(item)
                continue
            if item.article_id in seen:
                text_sha256, source = seen[item.article_id]
                if text_sha256 != item.text_sha256:
                    rejections.append(duplicate(item, source))
                continue
            seen[item.article_id] = (item.text_sha256, item.source)
            old = known.get(item.article_id)
            if old is None:
                writer.add(item)
            elif old.digest != _digest({name: getattr(item, name) for name in _COMPARED}):
                writer.replace(old.part, item)
            else:
                done.unchanged += 1
    writer.close()

    _write_quarantine(store, rejections, {file.path for file in to_read})
    done.rejected += len(rejections)
    if not done.failures:
        read_before.update({file.path: versions[file.path] for file in to_read})
        store.write_bytes(READ_BEFORE, json.dumps(read_before, indent=0, sort_keys=True).encode())
    return done


def _version(file: InputFile, settings: Settings) -> str:
    """What must be the same for a file to be passed over: its content, its reader, the limits."""
    return digest(file.size, file.modified, file.format, settings.max_characters, READERS_VERSION)


def _digest(compared: dict[str, Any]) -> str:
    """Tells whether an article is another one; a moment may be given as seconds since 1970."""
    moment = compared["published_at"]
    seconds = int(moment.timestamp()) if isinstance(moment, dt.datetime) else moment
    return digest({name: str(value) for name, value in compared.items()} | {"published_at": seconds})


def _n_articles(store: Store, sources: Set[str]) -> int:
    """How many articles of the store came from these files."""
    columns = (store.read(STAGE, part, ["source"])["source"] for part in store.parts(STAGE))
    return sum(source in sources for column in columns for source in column.to_pylist())


def _known_articles(store: Store) -> dict[str, _Known]:
    known = {}
    parts = store.parts(STAGE)
    read_part = functools.partial(store.read, STAGE, columns=[*_COMPARED, "source"])
    for part, rows in zip(parts, store.map(read_part, parts), strict=True):
        # As seconds, since Arrow imports pandas to make datetimes of moments with a time zone.
        moments = rows["published_at"].cast(pa.int64())
        rows = rows.set_column(rows.column_names.index("published_at"), "published_at", moments)
        for row in rows.to_pylist():
            source = row.pop("source")
            known[row["article_id"]] = _Known(part, _digest(row), row["text_sha256"], source)
    return known


class _Writer:
    """Fills new parts up to their target size, and replaces articles in old ones."""

    def __init__(self, store: Store, settings: Settings, validate: Validator | None, done: Ingested) -> None:
        self.store, self.settings, self.validate, self.done = store, settings, validate, done
        self.pending: list[Article] = []
        self.pending_characters = 0
        self.replaced: dict[str, dict[str, Article]] = {}
        self.next_part = max((int(part.rpartition("-")[2]) + 1 for part in store.parts(STAGE)), default=0)

    def add(self, article: Article) -> None:
        self.pending.append(article)
        self.pending_characters += article.n_characters
        if self.pending_characters >= self.settings.part_characters:
            self._flush()
            if self.settings.workers > 1 and self.settings.engine == "local":
                from pipeline.engine import prepare_workers

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
        part = f"part-{self.next_part:05d}"
        written = self._write(part, rows, rows)
        self.done.new += written
        self.next_part += bool(written)
        self.pending, self.pending_characters = [], 0

    def _write(self, part: str, rows: pa.Table, of_these: pa.Table) -> int:
        """Validate and write a part; the number of rows of `of_these` that are in it."""
        from pipeline.engine import accept

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
