"""Stories: articles that tell of one happening or one affair, and which of them are copies.

Copies are found first and stay together. Articles are compared by their terms (see `pipeline.corpus.wording` and
`pipeline.corpus.likeness`) and joined by average link. An article that no other resembles is a story by itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.copies import Outlines, find_copies
from pipeline.corpus.incidence import Incidence
from pipeline.corpus.kept import NO_PAIRS, Kept, shelf, sums
from pipeline.corpus.likeness import Compared, alike
from pipeline.corpus.matrices import sparse
from pipeline.corpus.story_rows import story_tables
from pipeline.corpus.wording import mixed

ARTICLE_COLUMNS = ("article_id", "title", "text", "publisher", "published_at", "reference_date")
"""The columns of articles that stories are told from."""

SKETCH = 64
"""How many of its terms, those of the least hashes, stand for an article in the search for copies."""
SHARED_IN_SKETCH = 2
"""How many terms two sketches must share for the texts to be compared."""
LARGEST_GROUP = 20
"""Articles that share a term of their sketches are compared all with all up to this many, else each with the first."""

BLOCK = 2_000
"""Articles whose sketches are compared with those of all that come after at a time."""
_FIRST_DAY = dt.date(1970, 1, 1).toordinal()
"""The number of the day from which Arrow counts."""


def tell_stories(
    held: pa.Table, articles: pa.Table, mentions: pa.Table, kept: Kept | None = None
) -> dict[str, pa.Table]:
    """The tables `stories` and `story_members` of a corpus: the reduce of this stage.

    `held` are the outlines of all articles, `articles` and `mentions` the tables of those names. Rows are a function of
    the articles alone, whatever their order and what was kept.
    """
    by_day = [("reference_date", "ascending"), ("article_id", "ascending")]
    order = pc.sort_indices(articles, by_day)
    text, place_of = articles["text"], order.to_numpy()
    articles = articles.drop_columns("text").take(order)
    held_at = pc.index_in(articles["article_id"], held["article_id"])
    incidence = Incidence.of(held, held_at.to_numpy())
    held = held.drop_columns(["terms", "counts"]).take(held_at)
    ids = held["id"].to_numpy()
    day = pc.fill_null(pc.add(articles["reference_date"].cast(pa.int32()), _FIRST_DAY), 0).to_numpy()
    with shelf(kept) as own:
        sketches = Sketches.of(incidence, ids, day)
        told = Outlines.of(articles, held)
        copies = find_copies(told, lambda place: text[place_of[place]].as_py(), sketches.key, sketches.resembling, own)
        compared = Compared.of(incidence, ids, day)
        cluster = alike(compared, np.column_stack((copies.copy, copies.original)), own)
    return story_tables(cluster, copies, articles, mentions)


@dataclass(frozen=True)
class Sketches:
    """Articles, in the order of their days, as they are looked through for copies: by a few of their terms."""

    terms: Incidence
    bears: np.ndarray
    """Where articles that have the term are compared with this one for it."""
    key: np.ndarray
    """What tells all that it depends on which others an article resembles."""

    @classmethod
    def of(cls, terms: Incidence, ids: np.ndarray, day: np.ndarray) -> Sketches:
        """The sketches of articles of these ids, by their hashes, and days, by their numbers."""
        n = terms.n_articles
        ends = np.minimum(terms.begins()[:-1] + SKETCH, terms.begins()[1:]).astype(np.int32)
        sketch = terms.only(np.arange(len(terms.term), dtype=np.int32) < ends[terms.article])
        first = np.full(len(terms.articles_of), n)
        first[sketch.term[::-1]] = sketch.article[::-1]  # what is assigned last stays: articles are in order
        is_few = sketch.articles_of <= LARGEST_GROUP
        held = sketch.hash_of.copy()
        common = np.flatnonzero(~is_few & (first < n))
        held[common] += mixed(ids[first[common]])
        held = sums(mixed(held)[sketch.term], sketch.begins())
        return cls(sketch, is_few[sketch.term] | (first[sketch.term] == sketch.article), mixed(held + day) + ids)

    def resembling(self, new: np.ndarray, old: np.ndarray) -> np.ndarray:
        """Pairs of articles that may be copies of each other: those whose sketches have terms in common.

        With any of the `new` ones; the others are `old`.
        """
        n = self.terms.n_articles
        is_new = np.zeros(n, bool)
        is_new[new] = True
        is_near = np.zeros(len(self.terms.articles_of), bool)
        is_near[self.terms.term[is_new[self.terms.article]]] = True
        near = np.flatnonzero(is_near[self.terms.term])
        of_one, of_other = self.terms.only(near[self.bears[near]]), self.terms.only(near)
        one_matrix, other_matrix = (of.matrix(np.ones(len(of.term), np.int32)) for of in (of_one, of_other))
        found = [NO_PAIRS]
        for at in range(0, len(new), BLOCK):
            block = new[at : at + BLOCK]
            after = np.arange(block[0], n)
            found.append(_sharing(one_matrix, block, other_matrix, after))
            found.append(_sharing(one_matrix, old[old < block[-1]], other_matrix, block))
        return np.concatenate(found).astype(np.int64)


def _sharing(
    one_matrix: sparse.csr_array, one: np.ndarray, other_matrix: sparse.csr_array, other: np.ndarray
) -> np.ndarray:
    """The pairs of articles, the first of some and the second of others that come after it, with terms in common."""
    shared = other_matrix[other] @ one_matrix[one].T
    often = np.flatnonzero(shared.data >= SHARED_IN_SKETCH)
    first, second = one[shared.indices[often]], other[np.searchsorted(shared.indptr, often, side="right") - 1]
    return np.column_stack((first, second))[first < second]
