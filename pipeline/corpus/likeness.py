"""How alike articles are, and which of them are one story for it.

Articles are alike by the terms that they share, rare ones weighing more. What a term weighs follows from the whole
corpus, but goes up and down in steps: an article more changes the weights of few terms, and so how alike few articles
are. An article has a key that tells all that its likeness to others depends on, a cluster one that tells its articles.
Kept are, by these keys, which clusters may be one story, and what became of those that such pairs connect.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipeline.corpus.clusters import Edges, average_link, joined
from pipeline.corpus.incidence import Incidence
from pipeline.corpus.kept import Answers, Shelf, pair_keys, pairs_of, sums
from pipeline.corpus.matrices import sparse
from pipeline.corpus.wording import mixed

ELSEWHERE = 1000
"""Articles that a corpus is thought to have besides its own, so that words are rare in a small one as well."""
COMMON_TERM = 100
"""A term that more articles hold tells no stories apart."""
STEPS = 2
"""Numbers of articles are told apart in so many steps from each to its double, where terms are weighed by them."""
ALIKE = 0.28
"""The mean likeness from which on articles are one story; fitted on news with known stories."""
CLOSE = 0.8
"""Articles of this mean likeness are joined first, which changes no story: clusters are fewer to look at further on."""
UNLIKE = 0.1
"""Articles that are less alike than this are taken not to be alike at all: they are most pairs of a large corpus."""
LONG_AGO, FADED = 50, 0.5
"""Days that lie between two articles over which their likeness fades, evenly, to that share of it."""
ROUNDED = 1e-6
"""What sums of numbers that are not whole may differ by, and more."""
BLOCK = 2_000
"""Articles that are compared with all that come after at a time."""


@dataclass(frozen=True)
class Compared:
    """Articles of a corpus, by their places, as they are compared by their terms."""

    weights: sparse.csr_array
    """What each term weighs in each article: whole numbers, so that sums do not depend on the order of rows."""
    size: np.ndarray
    day: np.ndarray
    """The days of articles, 0 where it is not known."""
    key: np.ndarray
    """What tells all that an article's likeness to others depends on."""

    @classmethod
    def of(cls, terms: Incidence, ids: np.ndarray, day: np.ndarray) -> Compared:
        """Articles of these ids, by their hashes, and days, by their numbers, 0 where it is not known.

        They are measured by the lengths of both texts and by the weights of the terms that either shares with
        any other, in equal parts: the first keeps texts apart where a corpus is small, the second those that are long.
        """
        n = terms.n_articles
        length = np.diff(terms.begins())
        tells = (terms.articles_of >= 2) & (terms.articles_of <= COMMON_TERM)
        told = terms.only(tells[terms.term])
        emphasis = 1000 * (1 + np.log(np.arange(1, told.count.max(initial=0) + 1)))
        weight = emphasis[told.count - 1]
        weight *= rarity(n, told.articles_of)[told.term]
        np.rint(weight, out=weight)  # sums of whole numbers are exact, which floats hold up to 2 ** 53
        squares = np.bincount(told.article, weights=weight * weight, minlength=n)
        held = sums(told.hash_of[told.term] * weight.astype(np.int64), told.begins())
        key = mixed(mixed(held + mixed(length)) + day) + ids
        return cls(told.matrix(weight), np.sqrt(np.sqrt(length * squares)), day, key)

    def pairs(self, places: np.ndarray) -> Iterator[Edges]:
        """How alike these articles are, pair by pair."""
        weights = self.weights[places]
        for at in range(0, len(places), BLOCK):
            one, other, shared = _products(weights, at, len(places))
            one, other = places[one], places[other]
            likeness = shared / (self.size[one] * self.size[other]) / 1000 * faded(self.day[one], self.day[other])
            near = np.flatnonzero(likeness >= UNLIKE)
            yield Edges(np.minimum(one, other)[near], np.maximum(one, other)[near], likeness[near])


@dataclass(frozen=True)
class _Clusters:
    """Clusters of articles, by numbers, as they are compared with each other."""

    number: np.ndarray
    """The cluster that each article is of."""
    weights: sparse.csr_array
    """What each term weighs in a cluster, by the lengths of its articles, on the mean."""
    first_day: np.ndarray
    last_day: np.ndarray
    key: np.ndarray

    @classmethod
    def of(cls, articles: Compared, cluster: np.ndarray) -> _Clusters:
        """Clusters that are told by the place of one article for each."""
        n = len(cluster)
        _, number, size = np.unique(cluster, return_inverse=True, return_counts=True)
        share = 1 / (np.maximum(articles.size, 1) * np.sqrt(1000) * size[number])
        mean = sparse.csr_array((share, (number, np.arange(n))), shape=(len(size), n)) @ articles.weights
        order = np.argsort(number, kind="stable")
        begins = np.flatnonzero(np.diff(number[order], prepend=-1))
        first, last = (of.reduceat(articles.day[order], begins) for of in (np.minimum, np.maximum)) if n else ([], [])
        key = mixed(sums(mixed(articles.key[order]), np.append(begins, n)))
        return cls(number, mean, np.array(first, np.int32), np.array(last, np.int32), key)

    def near(self, places: np.ndarray, n_first: int, least: float) -> np.ndarray:
        """The pairs of these clusters whose mean likeness may be `least` or more, one of the first `n_first` in each.

        That of their means, faded by the days that lie between them at least, is never less than it.
        """
        weights = self.weights[places]
        found = [np.zeros((0, 2), np.int64)]
        for at in range(0, n_first, BLOCK):
            one, other, likeness = _products(weights, at, n_first)
            one, other = places[one], places[other]
            near = np.flatnonzero(likeness >= least - ROUNDED)
            one, other, likeness = one[near], other[near], likeness[near]
            apart = np.maximum(self.first_day[one] - self.last_day[other], self.first_day[other] - self.last_day[one])
            is_known = (self.first_day[one] > 0) & (self.first_day[other] > 0)
            left = faded(np.ones_like(apart), np.where(is_known, 1 + np.maximum(apart, 0), 0))
            near = np.flatnonzero(likeness * left >= least - ROUNDED)
            found.append(np.column_stack((one[near], other[near])))
        return np.concatenate(found)


def _products(weights: sparse.csr_array, at: int, n_first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The products of the rows from `at` on, up to a block of the first, with all that come after each."""
    shared = weights[at:] @ weights[at : min(at + BLOCK, n_first)].T
    other = np.repeat(np.arange(shared.shape[0], dtype=np.int32), np.diff(shared.indptr))
    after = np.flatnonzero(shared.indices < other)
    return shared.indices[after] + at, other[after] + at, shared.data[after]


def rarity(n_articles: int, articles_of: np.ndarray) -> np.ndarray:
    """How rare a term is that stands in so many of a number of articles."""
    steps = np.rint(STEPS * np.log2(np.maximum(articles_of, 1)))
    return (np.rint(STEPS * np.log2(n_articles + ELSEWHERE)) - steps) * np.log(2) / STEPS


def faded(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """What is left of the likeness of articles of these days, 0 where it is not known."""
    apart = np.minimum(np.abs(one - other), LONG_AGO)
    left = 1 - (1 - FADED) * np.arange(LONG_AGO + 1) / LONG_AGO
    return np.where((one == 0) | (other == 0), 1, left[apart])


def alike(articles: Compared, together: np.ndarray, shelf: Shelf) -> np.ndarray:
    """The story of each article, by the place of its first; `together` are pairs that are of one story anyway."""
    cluster = joined(len(articles.key), together)
    for name, least in (("close", CLOSE), ("alike", ALIKE)):
        cluster = _joined(articles, cluster, least, name, shelf)
    return cluster


def _joined(articles: Compared, cluster: np.ndarray, least: float, name: str, shelf: Shelf) -> np.ndarray:
    """What becomes of clusters by average link down to a mean likeness.

    They are joined among those that pairs connect which may be that alike: no two of others are, and no more are what
    becomes of them. What became of such a group is kept by `name`.
    """
    clusters = _Clusters.of(articles, cluster)
    pairs = pairs_of(
        shelf, f"near_{name}", clusters.key, lambda new, old: clusters.near(np.concatenate((new, old)), len(new), least)
    )
    group = joined(len(clusters.key), pairs)
    of_several = np.bincount(group) > 1
    member = np.flatnonzero(of_several[group[clusters.number]])
    of_member = group[clusters.number[member]]
    order = np.argsort(of_member, kind="stable")
    member = member[order]
    ends = np.append(np.flatnonzero(np.diff(of_member[order], prepend=-1)), len(member))
    keys = [sums(mixed(clusters.key[clusters.number[member]] + salt), ends) for salt in (0, 1)]

    def find(missing: Sequence[int]) -> list[np.ndarray]:
        return _firsts(articles, [member[ends[one] : ends[one + 1]] for one in missing], cluster, least)

    firsts = Answers(shelf, f"joined_{name}", pa.list_(pa.int32())).to(pair_keys(*keys), find)
    begin = np.repeat(ends[:-1], np.diff(ends))
    found = cluster.copy()
    found[member] = member[begin + firsts.flatten().to_numpy()]
    return found


def _firsts(articles: Compared, groups: Sequence[np.ndarray], cluster: np.ndarray, least: float) -> list[np.ndarray]:
    """Of groups of articles, for each of them the first that it is joined with, by their places in the group."""
    found: list[np.ndarray] = []
    waiting: list[np.ndarray] = []
    for group in groups:
        if waiting and sum(map(len, waiting)) + len(group) > BLOCK:
            found += _firsts_at_once(articles, waiting, cluster, least)
            waiting = []
        waiting.append(group)
    return found + _firsts_at_once(articles, waiting, cluster, least) if waiting else found


def _firsts_at_once(
    articles: Compared, groups: Sequence[np.ndarray], cluster: np.ndarray, least: float
) -> list[np.ndarray]:
    places = np.concatenate(groups)
    n = len(places)
    group = np.repeat(np.arange(len(groups)), [len(one) for one in groups])
    local = np.empty(len(cluster), np.int32)
    local[places] = np.arange(n)
    found = []
    for edges in articles.pairs(places):
        one, other = local[edges.one], local[edges.other]
        within = np.flatnonzero(group[one] == group[other])
        found.append(Edges(one[within], other[within], edges.likeness[within]))
    edges = Edges(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))
    firsts = average_link(n, edges, least, np.column_stack((np.arange(n), local[cluster[places]])))
    begins = np.cumsum([0, *map(len, groups)])
    return [firsts[a:b] - a for a, b in itertools.pairwise(begins)]
