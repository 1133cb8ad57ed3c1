"""The stage graph: which table is made of which, and by which function.

A `Stage` makes a table part by part: a pure function of one part of its input tables. A `CorpusStage` makes one
table or several of the whole corpus: a *map*, where it has one, makes of each part what is kept of it beside the
tables, anew only where the part has changed and wherever parts are worked on; a *reduce* makes the tables of all
that. `articles` has no stage here: it is made by reading the sources (see `pipeline.running.intake`).

A new table is an entry of `STAGES`, one of `tables.schema.TABLES`, one of `tables.traits.TRAITS` and a module of
`expectations`; runs, compaction, the command line, Dagster and the report take it from there.

A corpus stage may read what another before it makes; its map reads only tables that are made part by part. The rows
of a reduce must not depend on how articles are spread over parts, nor on the order of either.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import logging
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import fsspec
import pyarrow as pa

from pipeline.articles.article import Article
from pipeline.language.guard import collecting, told
from pipeline.running.code_versions import closure, code_version, source
from pipeline.settings import STATE_FOLDER
from pipeline.tables.plain import plain_column
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest, map_over, opened, part_of, read_rows

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.corpus.kept import Kept
    from pipeline.language.guard import Failure

logger = logging.getLogger(__name__)


@dataclass
class Part:
    """The tables of one part as far as they are made, and what the stages share while working on it.

    `failures` collects what a stage could not cope with, articles and single expressions, as rows of `quarantine`.
    """

    tables: dict[str, pa.Table]
    load_model: Callable[[], Language] | None = None
    on_words: Callable[[int], None] = lambda words: None
    failures: list[dict[str, Any]] = field(default_factory=list)
    _docs: list[tuple[str, Doc]] | None = None
    _rows: dict[str, dict[str, list]] = field(default_factory=dict)

    def articles(self) -> dict[str, Article]:
        """The part's articles by id."""
        return {row.article_id: row for row in instances(Article, self.tables["articles"])}

    def docs(self) -> list[tuple[str, Doc]]:
        """The part's parsed articles, read back from `tokens` once for all stages."""
        if self._docs is None:
            from pipeline.language.tokens import to_documents

            self._docs = list(to_documents(self.tables["tokens"]))
        return self._docs

    def rows(self, table: str, cls: type) -> dict[str, list]:
        """The rows of a table, as instances of its row class, by article; their offsets index into its `Doc`.

        They are made once for all stages, after which the table stays as it is.
        """
        from pipeline.language.as_read import to_doc

        if table not in self._rows:
            docs, articles = dict(self.docs()), self.articles()
            self._rows[table] = {
                key: to_doc(own, docs[key], articles[key].text)
                for key, own in itertools.groupby(instances(cls, self.tables[table]), operator.attrgetter("article_id"))
            }
        return self._rows[table]


def instances(cls: type, table: pa.Table) -> Iterator[Any]:
    """The rows of a table as instances of its row class."""
    # Python makes its strings of plain columns ten times as fast as of dictionaries.
    columns = [plain_column(table[f.name]).to_pylist() for f in fields(cls)]
    return (cls(*values) for values in zip(*columns, strict=True))


@dataclass(frozen=True)
class Stage:
    """How a table is made part by part: of which tables, by which function, and in which modules its code begins."""

    scope: ClassVar[str] = "part"

    table: str
    reads: tuple[str, ...]
    function: Callable[[Part], pa.Table]
    code: tuple[str, ...] = ()
    uses_model: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it makes: one."""
        return (self.table,)

    @functools.cached_property
    def code_version(self) -> str:
        """A digest of the code and data that make the table, and of the table's layout."""
        return version_of(self.tables, *self.code)

    @functools.cached_property
    def uses_gazetteer(self) -> bool:
        """Whether its rows may change with the user's own gazetteer."""
        return uses_gazetteer(*self.code)


Rows: TypeAlias = Sequence[str] | pa.Table
"""Rows of all parts: the paths of Parquet files, as pyarrow and DuckDB open them, or in memory a table."""


@dataclass(frozen=True)
class Corpus:
    """What a corpus stage is made from: all parts of the tables that it reads, and what its map kept of each.

    What a stage wants to keep from run to run besides, in a form of its own, it keeps in the file `state`;
    `contents` tells by part what it holds now, in a digest, and `version` is that of the stage's code. `state` is
    None where there is no such place: in memory, or where the tables are not on this machine.
    """

    sources: Mapping[str, Rows]
    kept: Rows = ()
    contents: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    state: str | None = None
    knowledge_base: str | None = None

    def read(self, table: str, columns: Sequence[str], parts: Set[str] | None = None) -> pa.Table:
        """Some columns of all rows of a table, or of those in some parts."""
        return _rows(_in_parts(self.sources[table], parts), list(columns))

    def read_kept(self, parts: Set[str] | None = None) -> pa.Table:
        """All that the map kept, or what it kept of some parts."""
        return _rows(_in_parts(self.kept, parts), None)


def _in_parts(rows: Rows, parts: Set[str] | None) -> Rows:
    """The rows of some parts; those in memory are of one part."""
    if parts is None or isinstance(rows, pa.Table):
        return rows
    return [path for path in rows if part_of(path) in parts]


def _rows(rows: Rows, columns: list[str] | None) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows if columns is None else rows.select(columns)
    fs = fsspec.core.url_to_fs(rows[0])[0]

    def read(path: str) -> pa.Table:
        with opened(fs, fs._strip_protocol(path)) as file:
            return read_rows(file, columns)

    return pa.concat_tables(map_over(fs, read, rows), promote_options="permissive").unify_dictionaries()


@dataclass(frozen=True)
class CorpusStage:
    """How tables are made of the whole corpus; see the module. The first of `tables` gives the stage its name."""

    scope: ClassVar[str] = "corpus"

    tables: tuple[str, ...]
    reads: tuple[str, ...]
    reduce: Callable[[Corpus], Mapping[str, pa.Table]]
    map: Callable[[Part], pa.Table] | None = None
    code: tuple[str, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uses_knowledge_base: bool = False
    kept_as: str = "arrow"
    """The kind of file in which it keeps what it wants to from run to run (see `pipeline.corpus.kept`)."""
    aside: bool = False
    """Whether it is made in another process, where there is one, while a stage is made that does not need it."""

    @property
    def table(self) -> str:
        """The first of its tables, by which it is known."""
        return self.tables[0]

    @property
    def state(self) -> str:
        """The file of a store in which it keeps what it wants to from run to run."""
        return f"{STATE_FOLDER}/{self.table}.{self.kept_as}"

    @property
    def former(self) -> tuple[str, ...]:
        """Files in which earlier versions kept it, which would outlive what is forgotten."""
        kept = f"{STATE_FOLDER}/{self.table}.duckdb"
        return () if kept == self.state else (kept, f"{kept}.wal")

    @functools.cached_property
    def code_version(self) -> str:
        """A digest of the code and data that make the tables, and of their layout."""
        return version_of(self.tables, *self.code)

    @functools.cached_property
    def uses_gazetteer(self) -> bool:
        """Whether its rows may change with the user's own gazetteer."""
        return uses_gazetteer(*self.code)


NO_CODE_OF_ROWS = frozenset(
    (
        "pipeline.errors",
        "pipeline.settings",
        "pipeline.tables.schema",
        "pipeline.tables.store",
        "pipeline.language.attributes",
        "pipeline.language.guard",
        "pipeline.language.lemmas",
        "pipeline.language.memo",
        "pipeline.language.threads",
        "pipeline.language.tok2vec",
        "pipeline.language.vocabulary",
    )
)
"""Modules that decide no row: where tables lie, how limits are set, and how the model's answers are got sooner."""


def version_of(tables: Sequence[str], *modules: str) -> str:
    """The version of what makes tables: their layout, and the code and data that begin in `modules`."""
    layout = [[c.name, str(c.type), c.nullable] for table in tables for c in TABLES[table].columns]
    return digest(layout, code_version(*modules, without=NO_CODE_OF_ROWS))[:16]


def uses_gazetteer(*modules: str) -> bool:
    """Whether the code that begins in `modules` asks for the places of the user's own gazetteer."""
    return source("pipeline.world.own_places") in closure(*modules, without=NO_CODE_OF_ROWS)[0]


def _tokens(part: Part) -> pa.Table:
    from pipeline.language.parse import parse
    from pipeline.language.tokens import to_tokens
    from pipeline.language.vocabulary import forgetting

    if part.load_model is None:
        raise ValueError("Making tokens needs a model, and this part was given none.")
    nlp = part.load_model()
    articles = list(part.articles().values())
    docs = parse(nlp, (article.text for article in articles))

    def parsed() -> Iterator[tuple[str, Doc]]:
        for article, doc in zip(articles, docs, strict=True):
            part.on_words(article.n_words)
            yield article.article_id, doc

    with forgetting(nlp, (article.text for article in articles)):
        return to_tokens(parsed())


def _sentences(part: Part) -> pa.Table:
    from pipeline.language.sentence import find_sentences

    return _each_article("sentences", part, find_sentences)


def _each_article(table: str, part: Part, extract: Callable[[Doc, Article], list]) -> pa.Table:
    """The rows that `extract` finds in each article; what it fails on becomes a failure, not a crash.

    An expression that a rule fails on costs that expression (see `pipeline.language.guard`), anything else the
    rows of the article in this table. It works on the article as it is read, which is its text but for
    hard-wrapped lines and escaped characters.
    """
    from pipeline.language.as_read import origin_of, to_article
    from pipeline.language.once import text_of

    articles = part.articles()
    found: dict[str, list[Any]] = {}
    for article_id, doc in part.docs():
        article = articles[article_id]
        with collecting() as failures, _costs_the_article(table, article, part.failures):
            found[article_id] = to_article(extract(doc, replace(article, text=text_of(doc))), doc, article.text)
        rows = [_part_failure(table, article, failure, origin_of(doc)) for failure in failures]
        part.failures += {row["quarantine_id"]: row for row in rows}.values()
    try:
        return TABLES[table].from_rows(itertools.chain(*found.values()))
    except (ArithmeticError, TypeError, ValueError):  # the table cannot hold a value: find the article that it is of
        for article_id in list(found):
            with _costs_the_article(table, articles[article_id], part.failures):
                rows = found.pop(article_id)
                TABLES[table].from_rows(rows)
                found[article_id] = rows
        return TABLES[table].from_rows(itertools.chain(*found.values()))


@contextlib.contextmanager
def _costs_the_article(stage: str, article: Article, failures: list[dict[str, Any]]) -> Iterator[None]:
    """An exception inside ends the block and becomes a failure of the article."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        logger.exception("%s failed on article %s", stage, article.article_id)
        failures.append(_failure(stage, article, error))


def _failure(stage: str, article: Article, error: Exception) -> dict[str, Any]:
    return {
        "quarantine_id": digest(stage, article.uri)[:16],
        "stage": stage,
        "reason": "extraction_failed",
        "detail": told(error),
        "uri": article.uri,
        "source": article.source,
        "rejected": json.dumps({"article_id": article.article_id, "text": article.text[:500]}, ensure_ascii=False),
    }


def _part_failure(stage: str, article: Article, failure: Failure, origin: np.ndarray) -> dict[str, Any]:
    """The row of an expression that a rule failed on; `origin` tells where what was read stands in the article."""
    start, end = (int(origin[min(at, len(origin) - 1)]) for at in (failure.start, failure.end))
    span = {"start": start, "end": end, "text": article.text[start:end][:500]}
    return {
        "quarantine_id": digest(stage, article.uri, failure.rule, start, end)[:16],
        "stage": stage,
        "reason": "rule_failed",
        "detail": f"The rule {failure.rule} failed at {start}–{end}: {failure.detail}",
        "uri": article.uri,
        "source": article.source,
        "rejected": json.dumps({"article_id": article.article_id, "rule": failure.rule, **span}, ensure_ascii=False),
    }


def _mentions(part: Part) -> pa.Table:
    from pipeline.entities.extractor import find_mentions

    return _each_article("mentions", part, find_mentions)


def _time_expressions(part: Part) -> pa.Table:
    from pipeline.times.extractor import find_time_expressions

    return _each_article("time_expressions", part, find_time_expressions)


def _quotes(part: Part) -> pa.Table:
    from pipeline.entities.mention import Mention
    from pipeline.quotes.extractor import find_quotes
    from pipeline.times.time_expression import TimeExpression

    mentions = part.rows("mentions", Mention)
    times = part.rows("time_expressions", TimeExpression)

    def extract(doc: Doc, article: Article) -> list:
        key = article.article_id
        return find_quotes(doc, article, mentions.get(key, []), times.get(key, []))

    return _each_article("quotes", part, extract)


def _event_mentions(part: Part) -> pa.Table:
    from pipeline.entities.mention import Mention
    from pipeline.events.extractor import find_event_mentions
    from pipeline.quotes.quote import Quote
    from pipeline.times.time_expression import TimeExpression

    mentions = part.rows("mentions", Mention)
    times = part.rows("time_expressions", TimeExpression)
    quotes = part.rows("quotes", Quote)

    def extract(doc: Doc, article: Article) -> list:
        key = article.article_id
        return find_event_mentions(doc, article, mentions.get(key, []), times.get(key, []), quotes.get(key, []))

    return _each_article("event_mentions", part, extract)


def _entities(corpus: Corpus) -> Mapping[str, pa.Table]:
    from pipeline.corpus.entities import resolve_entities

    return {"entities": resolve_entities(corpus.sources, corpus.knowledge_base, _kept(corpus))}


def _kept(corpus: Corpus) -> Kept | None:
    """What a stage has kept from the runs before."""
    from pipeline.corpus.kept import Kept

    return Kept(corpus.state, corpus.contents, corpus.version) if corpus.state else None


def _kept_by_part(corpus: Corpus) -> Kept | None:
    """What a stage has kept from the runs before, by the parts of which its map has kept something."""
    kept = _kept(corpus)
    if kept is None:
        return None
    parts = () if isinstance(corpus.kept, pa.Table) else map(part_of, corpus.kept)
    return replace(kept, contents={part: kept.contents[part] for part in parts})


def _outlines(part: Part) -> pa.Table:
    from pipeline.corpus.outlines import outlines

    return outlines(part.tables["articles"])


def _stories(corpus: Corpus) -> Mapping[str, pa.Table]:
    from pipeline.corpus.stories import ARTICLE_COLUMNS, tell_stories

    return tell_stories(
        corpus.read_kept(),
        corpus.read("articles", ARTICLE_COLUMNS),
        corpus.read("mentions", ("article_id", "entity_id")),
        _kept(corpus),
    )


def _shingles(part: Part) -> pa.Table:
    from pipeline.corpus.statements import quotation_shingles

    return quotation_shingles(part.tables["quotes"])


def _statements(corpus: Corpus) -> Mapping[str, pa.Table]:
    from pipeline.corpus.statements import COLUMNS, gather_statements

    tables = {table: corpus.read(table, columns) for table, columns in COLUMNS.items()}
    return gather_statements(corpus.read_kept(), **tables, kept=_kept(corpus))


def _event_keys(part: Part) -> pa.Table:
    from pipeline.corpus.event_keys import event_keys

    return event_keys(part.tables["sentences"], part.tables["event_mentions"])


def _events(corpus: Corpus) -> Mapping[str, pa.Table]:
    from pipeline.corpus.events import COLUMNS, gather_events

    def read(table: str, parts: Set[str] | None) -> pa.Table:
        return corpus.read_kept(parts) if table == "held" else corpus.read(table, COLUMNS[table], parts)

    whole = {table: corpus.read(table, COLUMNS[table]) for table in ("entities", "story_members")}
    return gather_events(read, **whole, kept=_kept_by_part(corpus))


STAGES: Mapping[str, Stage | CorpusStage] = {
    stage.table: stage
    for stage in (
        Stage(
            "tokens", ("articles",), _tokens, ("pipeline.language.parse", "pipeline.language.tokens"), uses_model=True
        ),
        Stage(
            "sentences", ("articles", "tokens"), _sentences, ("pipeline.language.sentence", "pipeline.language.tokens")
        ),
        Stage("mentions", ("articles", "tokens"), _mentions, ("pipeline.entities.extractor",)),
        Stage("time_expressions", ("articles", "tokens"), _time_expressions, ("pipeline.times.extractor",)),
        Stage(
            "quotes",
            ("articles", "tokens", "mentions", "time_expressions"),
            _quotes,
            ("pipeline.quotes.extractor",),
        ),
        Stage(
            "event_mentions",
            ("articles", "tokens", "mentions", "time_expressions", "quotes"),
            _event_mentions,
            ("pipeline.events.extractor",),
        ),
        CorpusStage(
            ("entities",),
            ("articles", "mentions", "quotes", "event_mentions"),
            _entities,
            code=("pipeline.corpus.entities",),
            beside={"mentions": ("entity_id",)},
            uses_knowledge_base=True,
            kept_as="duckdb",
        ),
        CorpusStage(
            ("stories", "story_members"),
            ("articles", "mentions"),
            _stories,
            map=_outlines,
            code=("pipeline.corpus.stories",),
            beside={"articles": ("article_id",)},
            aside=True,
        ),
        CorpusStage(
            ("statements", "statement_members"),
            ("articles", "quotes", "entities", "story_members"),
            _statements,
            map=_shingles,
            code=("pipeline.corpus.statements",),
            beside={"articles": ("article_id",), "quotes": ("quote_id",), "entities": ("entity_id",)},
            aside=True,
        ),
        CorpusStage(
            ("events", "event_members"),
            ("articles", "sentences", "event_mentions", "entities", "story_members"),
            _events,
            map=_event_keys,
            code=("pipeline.corpus.event_keys", "pipeline.corpus.events"),
            beside={
                "articles": ("article_id",),
                "event_mentions": ("event_mention_id",),
                "entities": ("entity_id",),
                "stories": ("story_id",),
            },
        ),
    )
}
"""The stages by the first of their tables, each after those whose tables it reads."""


def part_stages() -> list[Stage]:
    """The stages that work part by part, in order."""
    return [stage for stage in STAGES.values() if isinstance(stage, Stage)]


def corpus_stages() -> list[CorpusStage]:
    """The stages that work over the whole corpus, in order."""
    return [stage for stage in STAGES.values() if isinstance(stage, CorpusStage)]


def independent(stages: Sequence[CorpusStage]) -> list[list[CorpusStage]]:
    """The stages in order, those together of which none needs a table that another of them makes."""
    groups: list[list[CorpusStage]] = []
    made: set[str] = set()
    for stage in stages:
        if not groups or made.intersection((*stage.reads, *stage.beside)):
            groups.append([])
            made = set()
        groups[-1].append(stage)
        made.update(stage.tables)
    return groups


def made_tables() -> list[str]:
    """All tables that stages make, in order."""
    return [table for stage in STAGES.values() for table in stage.tables]


def stage_of(table: str) -> Stage | CorpusStage:
    """The stage that makes a table. Raises KeyError where none does."""
    if table in STAGES:
        return STAGES[table]
    return next((stage for stage in STAGES.values() if table in stage.tables), None) or STAGES[table]


def tables_of_parts() -> list[str]:
    """The tables whose parts hold the rows of the same articles: `articles`, and what is made of it part by part."""
    return ["articles", *(stage.table for stage in part_stages())]
