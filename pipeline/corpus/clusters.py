"""Clusters of things that are alike, by average link: no chain of pairs joins what on the whole is not alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

Pair = tuple[str, str]
T = TypeVar("T", int, str)


class Edges(NamedTuple):
    """How alike things are, pair by pair: their places, the lesser first, and a number."""

    one: np.ndarray
    other: np.ndarray
    likeness: np.ndarray


def average_link(n: int, edges: Edges, threshold: float, together: Sequence[tuple[int, int]] = ()) -> np.ndarray:
    """The cluster of each of `n` things, by the place of its first: those whose mean likeness is `threshold` or more.

    A pair that has no edge is not alike at all. Pairs in `together` are joined before all others. Clusters do not
    depend on the order of the edges.

    In each round all those become one that are each other's nearest. For average link this gives what joining the
    nearest two of all one after the other would. A cluster to which nothing is alike enough stays as it is, as it can
    only be less alike to what becomes of the others (B. Sumengen and others, "Scaling hierarchical agglomerative
    clustering to billion-sized datasets", 2021).
    """
    cluster = _joined(n, together)
    size = np.bincount(cluster, minlength=n)
    one, other, total = _between(cluster, _between(np.arange(n), edges))
    while len(one):
        mean = total / (size[one] * size[other])
        best = np.full(n, -np.inf)
        alike = mean >= threshold
        for end in (one, other):
            np.maximum.at(best, end[alike], mean[alike])
        near = np.minimum(best[one], best[other]) >= threshold
        one, other, total, mean = one[near], other[near], total[near], mean[near]
        nearest = np.full(n, n)  # of equals the first
        for a, b in ((one, other), (other, one)):
            at = mean == best[a]
            np.minimum.at(nearest, a[at], b[at])
        first = np.flatnonzero(nearest < n)
        first = first[(first < nearest[first]) & (nearest[nearest[first]] == first)]
        into = np.arange(n)
        into[nearest[first]] = first
        size[first] += size[nearest[first]]
        cluster = into[cluster]
        one, other, total = _between(into, Edges(one, other, total))
    return cluster


def _joined(n: int, pairs: Sequence[tuple[int, int]]) -> np.ndarray:
    """The first of all that each of `n` things is connected with by pairs."""
    group: dict[int, int] = {}
    for pair in pairs:
        ends = find(group, pair[0]), find(group, pair[1])
        if ends[0] != ends[1]:
            group[max(ends)] = min(ends)
    return np.array([find(group, place) for place in range(n)], np.int64)


def _between(cluster: np.ndarray, edges: Edges) -> Edges:
    """The edges between clusters, each with the sum of those between their things; in the order of the clusters."""
    ends = cluster[edges.one], cluster[edges.other]
    one, other = np.minimum(*ends), np.maximum(*ends)
    apart = one != other
    pair, likeness = one[apart] * len(cluster) + other[apart], edges.likeness[apart]
    if np.any(pair[1:] <= pair[:-1]):  # else there is one edge a pair already, and they are in order
        order = np.argsort(pair, kind="stable")  # so that sums do not depend on the order of the edges
        pair = pair[order]
        begins = np.flatnonzero(np.diff(pair, prepend=-1))
        pair, likeness = pair[begins], np.add.reduceat(likeness[order], begins)
    first, second = np.divmod(pair, len(cluster))
    return Edges(first, second, likeness)


def clusters_of(pairs: Iterable[tuple[T, T, float]], threshold: float) -> list[list[T]]:
    """The clusters by average link of the things in `pairs`, each sorted, and in order."""
    given = list(pairs)
    things = sorted({thing for one, other, _ in given for thing in (one, other)})
    place = {thing: place for place, thing in enumerate(things)}
    one = np.array([place[one] for one, _, _ in given], np.int64)
    other = np.array([place[other] for _, other, _ in given], np.int64)
    edges = Edges(one, other, np.array([likeness for _, _, likeness in given]))
    found: dict[int, list[T]] = {}
    for thing, cluster in zip(things, average_link(len(things), edges, threshold).tolist(), strict=True):
        found.setdefault(cluster, []).append(thing)
    return list(found.values())


def find(group: Mapping[T, T], thing: T) -> T:
    """What stands for the group of a thing, where `group` leads from each to another of it."""
    while thing in group:
        thing = group[thing]
    return thing
