"""Which terms stand in which articles of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.matrices import sparse


@dataclass(frozen=True)
class Incidence:
    """Which terms stand in which of `n_articles`, and how often: terms by numbers, articles by their places."""

    n_articles: int
    article: np.ndarray
    term: np.ndarray
    count: np.ndarray
    articles_of: np.ndarray
    """How many articles each term stands in."""
    hash_of: np.ndarray
    """The hash of each term."""

    @classmethod
    def of(cls, held: pa.Table) -> Incidence:
        """The incidence of the outlines of articles."""
        length = pc.list_value_length(held["terms"]).to_numpy()
        coded = pc.list_flatten(held["terms"]).combine_chunks().dictionary_encode()
        term = coded.indices.to_numpy()
        return cls(
            held.num_rows,
            np.repeat(np.arange(held.num_rows), length),
            term,
            pc.list_flatten(held["counts"]).to_numpy(),
            np.bincount(term),
            coded.dictionary.to_numpy(),
        )

    def only(self, places: np.ndarray) -> Incidence:
        """The incidence of some terms in some articles, by the places where it stands here."""
        article, term, count = (of[places] for of in (self.article, self.term, self.count))
        articles_of = np.bincount(term, minlength=len(self.articles_of))
        return Incidence(self.n_articles, article, term, count, articles_of, self.hash_of)

    def begins(self) -> np.ndarray:
        """Where the terms of each article begin, and where those of the last one end."""
        return np.searchsorted(self.article, np.arange(self.n_articles + 1))  # articles are in order

    def matrix(self, values: np.ndarray) -> sparse.csr_array:
        """A matrix of articles and terms."""
        return sparse.csr_array((values, self.term, self.begins()), shape=(self.n_articles, len(self.articles_of)))
