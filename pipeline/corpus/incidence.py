"""Which terms stand in which articles of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.matrices import sparse
from pipeline.tables.plain import coded


@dataclass(frozen=True)
class Incidence:
    """Which terms stand in which of `n_articles`, and how often: terms by numbers, articles by their places.

    All by numbers of 32 bits: what is first written to memory costs more than what is done with it.
    """

    n_articles: int
    article: np.ndarray
    term: np.ndarray
    count: np.ndarray
    articles_of: np.ndarray
    """How many articles each term stands in."""
    hash_of: np.ndarray
    """The hash of each term."""

    @classmethod
    def of(cls, held: pa.Table, order: np.ndarray) -> Incidence:
        """The incidence of the outlines of articles, which are taken in an order."""
        length = pc.list_value_length(held["terms"]).to_numpy()
        begins, length = (np.cumsum(length) - length)[order], length[order]
        article = np.repeat(np.arange(len(order), dtype=np.int32), length)
        place = np.repeat(begins - np.cumsum(length) + length, length)
        place += np.arange(len(place), dtype=np.int32)
        terms = coded(pc.list_flatten(held["terms"]).dictionary_encode())
        term = terms.indices.to_numpy()[place]
        count = pc.list_flatten(held["counts"]).to_numpy()[place]
        return cls(len(order), article, term, count, np.bincount(term), terms.dictionary.to_numpy())

    def only(self, places: np.ndarray) -> Incidence:
        """The incidence of some terms in some articles, given by the places where it stands here."""
        article, term, count = (of[places] for of in (self.article, self.term, self.count))
        articles_of = np.bincount(term, minlength=len(self.articles_of))
        return Incidence(self.n_articles, article, term, count, articles_of, self.hash_of)

    def begins(self) -> np.ndarray:
        """Where the terms of each article begin, and where those of the last one end."""
        articles = np.arange(self.n_articles + 1, dtype=np.int32)
        return np.searchsorted(self.article, articles).astype(np.int32)  # articles are in order

    def matrix(self, values: np.ndarray) -> sparse.csr_array:
        """A matrix of articles and terms."""
        return sparse.csr_array((values, self.term, self.begins()), shape=(self.n_articles, len(self.articles_of)))
