"""The stage graph: which table is made of which, and by which function.

A stage is a pure function of one part of its input tables. `articles` has no stage here (it is made
by reading the sources), and `entities` is made over the whole corpus; see `pipeline.running.engine`.
"""

from __future__ import annotations

import functools
import itertools
import json
import logging
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.articles.article import Article
from pipeline.running.code_versions import code_version
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

logger = logging.getLogger(__name__)


@dataclass
class Part:
    """The tables of one part as far as they are made, and what the stages share while working on it.

    `failures` collects the articles that a stage could not cope with, as rows of `quarantine`.
    """

    tables: dict[str, pa.Table]
    load_model: Callable[[], Language] | None = None
    on_words: Callable[[int], None] = lambda words: None
    failures: list[dict[str, Any]] = field(default_factory=list)
    _docs: list[tuple[str, Doc]] | None = None

    def articles(self) -> dict[str, Article]:
        """The part's articles by id."""
        return {row.article_id: row for row in instances(Article, self.tables["articles"])}

    def docs(self) -> list[tuple[str, Doc]]:
        """The part's parsed articles, read back from `tokens` once for all stages."""
        if self._docs is None:
            from pipeline.language.tokens import to_docs

            self._docs = list(to_docs(self.tables["tokens"], _vocab()))
        return self._docs

    def rows(self, table: str, cls: type) -> dict[str, list]:
        """The rows of a table, as instances of its row class, by article."""
        rows = instances(cls, self.tables[table])
        return {key: list(own) for key, own in itertools.groupby(rows, operator.attrgetter("article_id"))}


def instances(cls: type, table: pa.Table) -> Iterator[Any]:
    """The rows of a table as instances of its row class."""
    columns = [table[f.name].to_pylist() for f in fields(cls)]
    return (cls(*values) for values in zip(*columns, strict=True))


def _vocab() -> Vocab:
    """A vocabulary for the rebuilt `Doc`s of a part: English lexical attributes, no vectors, and gone with them."""
    from spacy.lang.en import English
    from spacy.vocab import create_vocab

    return create_vocab("en", English.Defaults)


@dataclass(frozen=True)
class Stage:
    """How a table is made: from which tables, by which function, and in which modules the code of that begins."""

    table: str
    reads: tuple[str, ...]
    function: Callable[[Part], pa.Table]
    code: tuple[str, ...] = ()
    uses_model: bool = False

    @functools.cached_property
    def code_version(self) -> str:
        """A digest of the code and data that make the table, and of the table's layout."""
        return table_version(self.table, *self.code)


NO_CODE_OF_ROWS = frozenset(
    (
        "pipeline.errors",
        "pipeline.settings",
        "pipeline.tables.schema",
        "pipeline.tables.store",
        "pipeline.language.attributes",
        "pipeline.language.lemmas",
        "pipeline.language.memo",
        "pipeline.language.threads",
        "pipeline.language.tok2vec",
    )
)
"""Modules that decide no row: where tables lie, how limits are set, and how the model's answers are got sooner."""


def table_version(table: str, *modules: str) -> str:
    """The version of what makes a table: its layout, and the code and data that begin in `modules`."""
    layout = [[c.name, str(c.type), c.nullable] for c in TABLES[table].columns]
    return digest(layout, code_version(*modules, without=NO_CODE_OF_ROWS))[:16]


def _tokens(part: Part) -> pa.Table:
    from pipeline.language.parse import parse
    from pipeline.language.tokens import to_tokens

    if part.load_model is None:
        raise ValueError("Making tokens needs a model, and this part was given none.")
    nlp = part.load_model()
    articles = list(part.articles().values())
    docs = parse(nlp, (article.text for article in articles))

    def parsed() -> Iterator[tuple[str, Doc]]:
        for article, doc in zip(articles, docs, strict=True):
            part.on_words(article.n_words)
            yield article.article_id, doc

    with nlp.memory_zone():  # its words are forgotten with the part, or the vocabulary would grow with the corpus
        return to_tokens(parsed())


def _sentences(part: Part) -> pa.Table:
    from pipeline.language.tokens import to_sentences

    return to_sentences(part.docs())


def _each_article(table: str, part: Part, extract: Callable[[Doc, Article], list]) -> pa.Table:
    """The rows that `extract` finds in each article; one that it fails on becomes a failure, not a crash."""
    articles = part.articles()
    rows: list[Any] = []
    for article_id, doc in part.docs():
        try:
            rows += extract(doc, articles[article_id])
        except Exception as error:
            logger.exception("%s failed on %s", table, articles[article_id].uri)
            part.failures.append(_failure(table, articles[article_id], error))
    return TABLES[table].from_rows(rows)


def _failure(stage: str, article: Article, error: Exception) -> dict[str, Any]:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_name}, line {place.tb_lineno})" if place else ""
    return {
        "quarantine_id": digest(stage, article.uri)[:16],
        "stage": stage,
        "reason": "extraction_failed",
        "detail": f"{type(error).__name__}: {error}{where}",
        "uri": article.uri,
        "source": article.source,
        "rejected": json.dumps({"article_id": article.article_id, "text": article.text[:500]}, ensure_ascii=False),
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


STAGES: Mapping[str, Stage] = {
    stage.table: stage
    for stage in (
        Stage(
            "tokens", ("articles",), _tokens, ("pipeline.language.parse", "pipeline.language.tokens"), uses_model=True
        ),
        Stage("sentences", ("articles", "tokens"), _sentences, ("pipeline.language.tokens",)),
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
    )
}
"""The stages that work part by part, each after those whose tables it reads."""
