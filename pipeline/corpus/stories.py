"""Stories: articles that tell of one happening or one affair, and which of them are copies.

Copies are found first and stay together. Articles are compared by their terms (see `pipeline.corpus.wording`), rare
ones weighing more, and joined by average link. An article that no other resembles is a story by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from pipeline.corpus.clusters import Edges, average_link
from pipeline.corpus.copies import Outline, credit, find_copies, lines
from pipeline.corpus.kept import Kept, database
from pipeline.corpus.story_rows import story_tables
from pipeline.corpus.wording import terms
from pipeline.tables.plain import tuples

OUTLINES = pa.schema([
    ("article_id", pa.string()), ("credit", pa.string()), ("n_characters", pa.int32()), ("lines", pa.list_(pa.int64())),
    ("terms", pa.list_(pa.int64())), ("counts", pa.list_(pa.int32())),
])  # fmt: skip
"""What is kept of articles part by part: how they are copied by (see `copies.Outline`), and their terms, in order, with
how often they stand there."""

ARTICLE_COLUMNS = ("article_id", "title", "text", "text_sha256", "publisher", "published_at", "reference_date")
"""The columns of articles that stories are told from."""

SKETCH = 64
"""How many of its terms, those of the least hashes, stand for an article in the search for copies."""
SHARED_IN_SKETCH = 2
"""How many terms two sketches must share for the texts to be compared."""
LARGEST_GROUP = 20
"""Articles that share a term of their sketches are compared all with all up to this many, else each with the first."""

ELSEWHERE = 1000
"""Articles that a corpus is thought to have besides its own, so that words are rare in a small one as well."""
COMMON_TERM = 100
"""A term that more articles hold tells no stories apart."""
ALIKE = 0.28
"""The mean likeness from which on articles are one story; fitted on news with known stories."""
UNLIKE = 0.1
"""Articles that are less alike than this are taken not to be alike at all: they are most pairs of a large corpus."""
LONG_AGO, FADED = 50, 0.5
"""Days that lie between two articles over which their likeness fades, evenly, to that share of it."""
BLOCK = 2_000
"""Articles that are compared with all that come after at a time."""


def outlines(articles: pa.Table) -> pa.Table:
    """What is kept of the articles of a part: the map of this stage."""
    rows = []
    for article_id, text in zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True):
        of_term = sorted(terms(text).items())
        rows.append({
            "article_id": article_id, "credit": credit(text), "n_characters": len(text), "lines": lines(text),
            "terms": [term for term, _ in of_term], "counts": [n for _, n in of_term],
        })  # fmt: skip
    return pa.Table.from_pylist(rows, schema=OUTLINES)


def tell_stories(
    held: pa.Table, articles: pa.Table, mentions: pa.Table, kept: Kept | None = None
) -> dict[str, pa.Table]:
    """The tables `stories` and `story_members` of a corpus: the reduce of this stage.

    `held` are the outlines of all articles, `articles` and `mentions` the tables of those names. Rows are a function of
    the articles alone, whatever their order and what was kept.
    """
    by_day = [("reference_date", "ascending"), ("article_id", "ascending")]
    articles = articles.sort_by(by_day)
    held = held.take(pc.index_in(articles["article_id"], held["article_id"]))
    told = _outlines(held, articles)
    incidence = _Incidence.of(held)
    text = articles["text"]
    with database(kept) as db:
        copies = find_copies(told, lambda place: text[place].as_py(), _resembling(incidence), db)
    edges = _alike(incidence, [article.published for article in told])
    cluster = average_link(len(told), edges, ALIKE, np.column_stack((copies.copy, copies.original)))
    return story_tables(cluster, copies, articles, mentions)


def _outlines(held: pa.Table, articles: pa.Table) -> list[Outline]:
    told = tuples(articles, ("article_id", "reference_date", "publisher", "text_sha256"))
    kept = tuples(held, ("credit", "n_characters", "lines"))
    return [Outline(*of_article, *of_text) for of_article, of_text in zip(told, kept, strict=True)]


@dataclass(frozen=True)
class _Incidence:
    """Which terms stand in which of `n_articles`, and how often: terms by numbers, articles by their places."""

    n_articles: int
    article: np.ndarray
    term: np.ndarray
    count: np.ndarray
    rank: np.ndarray
    """How many terms of the article come before."""
    articles_of: np.ndarray
    """How many articles each term stands in."""

    @classmethod
    def of(cls, held: pa.Table) -> _Incidence:
        """The incidence of the outlines of articles."""
        length = pc.list_value_length(held["terms"]).to_numpy()
        term = pc.list_flatten(held["terms"]).combine_chunks().dictionary_encode().indices.to_numpy()
        return cls(
            held.num_rows,
            np.repeat(np.arange(held.num_rows), length),
            term,
            pc.list_flatten(held["counts"]).to_numpy(),
            np.arange(len(term)) - np.repeat(np.cumsum(length) - length, length),
            np.bincount(term),
        )

    def only(self, wanted: np.ndarray) -> _Incidence:
        """The incidence of some terms in some articles."""
        article, term, count, rank = (of[wanted] for of in (self.article, self.term, self.count, self.rank))
        return _Incidence(
            self.n_articles, article, term, count, rank, np.bincount(term, minlength=len(self.articles_of))
        )

    def matrix(self, values: np.ndarray) -> sparse.csr_array:
        """A matrix of articles and terms."""
        return sparse.csr_array((values, (self.article, self.term)), shape=(self.n_articles, len(self.articles_of)))


def _resembling(terms: _Incidence) -> np.ndarray:
    """Pairs of articles that may be copies of each other: those whose sketches have terms in common."""
    n = terms.n_articles
    sketch = terms.only(terms.rank < SKETCH)
    first = np.full(len(terms.articles_of), n)
    first[sketch.term[::-1]] = sketch.article[::-1]  # what is assigned last stays: articles are in order
    is_few = sketch.articles_of[sketch.term] <= LARGEST_GROUP
    bearing = sketch.only(is_few | (first[sketch.term] == sketch.article))
    one_matrix, other_matrix = (of.matrix(np.ones(len(of.term), np.int32)) for of in (bearing, sketch))
    found = []
    for at in range(0, max(1, n), BLOCK):
        shared = other_matrix[at:] @ one_matrix[at : at + BLOCK].T
        often = np.flatnonzero(shared.data >= SHARED_IN_SKETCH)
        one, other = shared.indices[often], np.searchsorted(shared.indptr, often, side="right") - 1
        pairs = np.column_stack((one, other))[one < other]
        found.append(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].astype(np.int64) + at)
    return np.concatenate(found)


def _alike(terms: _Incidence, published: Sequence[dt.date | None]) -> Edges:
    """How alike articles are: the weights of the terms that they share, less for each day between them.

    They are measured by the lengths of both texts and by the weights of the terms that either shares with any other, in
    equal parts: the first keeps texts apart where a corpus is small, the second those that are long. Weights are whole
    numbers, so that sums do not depend on the order of rows.
    """
    n = terms.n_articles
    length = np.bincount(terms.article, minlength=n)
    of_term = terms.articles_of[terms.term]
    told = terms.only((of_term >= 2) & (of_term <= COMMON_TERM))
    rarity = np.log((n + ELSEWHERE) / told.articles_of[told.term])
    weight = np.rint(1000 * (1 + np.log(told.count)) * rarity).astype(np.int64)
    size = np.sqrt(np.sqrt(length * np.bincount(told.article, weights=(weight * weight).astype(float), minlength=n)))
    weights = told.matrix(weight.astype(float))  # sums of whole numbers, which floats hold up to 2 ** 53
    day = np.array([one.toordinal() if one else 0 for one in published], np.int32)
    found = []
    for at in range(0, max(1, n), BLOCK):
        shared = weights[at:] @ weights[at : at + BLOCK].T
        other = np.repeat(np.arange(shared.shape[0], dtype=np.int32), np.diff(shared.indptr))
        after = np.flatnonzero(shared.indices < other)
        one, other = shared.indices[after] + np.int32(at), other[after] + np.int32(at)
        likeness = shared.data[after] / size[one] / size[other] / 1000
        near = np.flatnonzero(likeness >= UNLIKE)
        faded = _faded(Edges(one[near], other[near], likeness[near]), day)
        order = np.argsort(faded.one * np.int64(n) + faded.other)
        found.append(Edges(*(array[order] for array in faded)))
    return Edges(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))


def _faded(edges: Edges, day: np.ndarray) -> Edges:
    """Likeness, less for each day that lies between two articles; `day` is 0 where it is not known."""
    apart = np.minimum(np.abs(day[edges.one] - day[edges.other]), LONG_AGO)
    if not day.all():
        apart[(day[edges.one] == 0) | (day[edges.other] == 0)] = 0
    left = 1 - (1 - FADED) * np.arange(LONG_AGO + 1) / LONG_AGO
    likeness = edges.likeness * left[apart]
    near = np.flatnonzero(likeness >= UNLIKE)
    return Edges(edges.one[near], edges.other[near], likeness[near])
