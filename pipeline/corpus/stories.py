"""Stories: articles that tell of one happening or one affair, and which of them are copies.

Copies are found first and stay together. Articles are compared by their terms (see `pipeline.corpus.wording` and
`pipeline.corpus.likeness`) and joined by average link. An article that no other resembles is a story by itself.
"""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from pipeline.corpus.copies import Outline, credit, find_copies, lines
from pipeline.corpus.incidence import Incidence
from pipeline.corpus.kept import Kept, database, mixed, pairs_of, sums
from pipeline.corpus.likeness import Compared, alike
from pipeline.corpus.story_rows import story_tables
from pipeline.corpus.wording import hashes, terms
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

BLOCK = 2_000
"""Articles whose sketches are compared with those of all that come after at a time."""


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
    incidence = Incidence.of(held)
    text = articles["text"]
    ids = hashes(one.article_id for one in told)
    day = np.array([one.published.toordinal() if one.published else 0 for one in told], np.int32)
    with database(kept) as db:
        pairs = _resembling(incidence, ids, day, db)
        copies = find_copies(told, lambda place: text[place].as_py(), pairs, db)
        compared = Compared.of(incidence, ids, day)
        cluster = alike(compared, np.column_stack((copies.copy, copies.original)), db)
    return story_tables(cluster, copies, articles, mentions)


def _outlines(held: pa.Table, articles: pa.Table) -> list[Outline]:
    told = tuples(articles, ("article_id", "reference_date", "publisher", "text_sha256"))
    kept = tuples(held, ("credit", "n_characters", "lines"))
    return [Outline(*of_article, *of_text) for of_article, of_text in zip(told, kept, strict=True)]


def _resembling(terms: Incidence, ids: np.ndarray, day: np.ndarray, db: duckdb.DuckDBPyConnection) -> np.ndarray:
    """Pairs of articles that may be copies of each other: those whose sketches have terms in common.

    Articles are in the order of their days, which with ids and terms are all that their pairs depend on.
    """
    n = terms.n_articles
    sketch = terms.only(terms.rank < SKETCH)
    first = np.full(len(terms.articles_of), n)
    first[sketch.term[::-1]] = sketch.article[::-1]  # what is assigned last stays: articles are in order
    is_few = sketch.articles_of[sketch.term] <= LARGEST_GROUP
    bearing = sketch.only(is_few | (first[sketch.term] == sketch.article))
    one_matrix, other_matrix = (of.matrix(np.ones(len(of.term), np.int32)) for of in (bearing, sketch))

    def find(new: np.ndarray, old: np.ndarray) -> np.ndarray:
        found = [np.zeros((0, 2), np.int64)]
        for at in range(0, len(new), BLOCK):
            block = new[at : at + BLOCK]
            after = np.arange(block[0], n)
            found.append(_sharing(one_matrix, block, other_matrix, after))
            found.append(_sharing(one_matrix, old[old < block[-1]], other_matrix, block))
        return np.concatenate(found)

    borne_by = np.where(is_few, 0, ids[first[sketch.term]])
    held = sums(mixed(sketch.hash_of[sketch.term] + mixed(borne_by)), np.searchsorted(sketch.article, np.arange(n + 1)))
    pairs = pairs_of(db, "resembling", mixed(held + day) + ids, find)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].astype(np.int64)


def _sharing(
    one_matrix: sparse.csr_array, one: np.ndarray, other_matrix: sparse.csr_array, other: np.ndarray
) -> np.ndarray:
    """The pairs of articles, the first of some and the second of others that come after it, with terms in common."""
    shared = other_matrix[other] @ one_matrix[one].T
    often = np.flatnonzero(shared.data >= SHARED_IN_SKETCH)
    first, second = one[shared.indices[often]], other[np.searchsorted(shared.indptr, often, side="right") - 1]
    return np.column_stack((first, second))[first < second]
