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


def average_link(
    n: int, edges: Edges, threshold: float, together: np.ndarray | Sequence[tuple[int, int]] = ()
) -> np.ndarray:
    """The cluster of each of `n` things, by the place of its first: those whose mean likeness is `threshold` or more.

    A pair that has no edge is not alike at all. Pairs in `together` are joined before all others. Clusters do not
    depend on the order of the edges.

    In each round all those become one that are each other's nearest. For average link this gives what joining the
    nearest two of all one after the other would. A cluster to which nothing is alike enough stays as it is, as it can
    only be less alike to what becomes of the others (B. Sumengen and others, "Scaling hierarchical agglomerative
    clustering to billion-sized datasets", 2021).
    """
    cluster = joined(n, together)
    size = np.bincount(cluster, minlength=n)
    one, other, total = _between(cluster, _in_order(n, edges))
    while len(one):
        mean = total / (size[one] * size[other])
        best, nearest = _nearest(n, one, other, mean, threshold)
        near = best >= threshold
        if not near.all():
            kept = np.flatnonzero(near[one] & near[other])
            one, other, total = one[kept], other[kept], total[kept]
        first = np.flatnonzero(nearest < n)
        first = first[(first < nearest[first]) & (nearest[nearest[first]] == first)]
        into = np.arange(n, dtype=np.int32)
        into[nearest[first]] = first
        size[first] += size[nearest[first]]
        cluster = into[cluster]
        one, other, total = _between(into, Edges(one, other, total))
    return cluster


def _nearest(
    n: int, one: np.ndarray, other: np.ndarray, mean: np.ndarray, threshold: float
) -> tuple[np.ndarray, np.ndarray]:
    """How near the nearest of each cluster is, and which it is, of equals the first; `n` where none is alike enough."""
    alike = np.flatnonzero(mean >= threshold)
    one, other, mean = one[alike], other[alike], mean[alike]
    best, nearest = np.full(n, -np.inf), np.full(n, n)
    for end in (one, other):
        np.maximum.at(best, end, mean)
    for a, b in ((one, other), (other, one)):
        at = np.flatnonzero(mean == best[a])
        np.minimum.at(nearest, a[at], b[at])
    return best, nearest


def joined(n: int, pairs: np.ndarray | Sequence[Sequence[int]]) -> np.ndarray:
    """The first of all that each of `n` things is connected with by pairs.

    In each round all those that stand for things in a pair are led to the lesser of the two.
    """
    one: np.ndarray
    other: np.ndarray
    one, other = np.asarray(pairs, np.int64).reshape(-1, 2).T
    first = np.arange(n, dtype=np.int32)
    while len(one):
        ends = first[one], first[other]
        apart = np.flatnonzero(ends[0] != ends[1])
        one, other = ends[0][apart], ends[1][apart]
        np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))
        while (further := first[first]).tobytes() != first.tobytes():
            first = further
    return first


def _in_order(n: int, edges: Edges) -> Edges:
    """The edges in the order of their things, each pair once."""
    pair = edges.one * np.int64(n) + edges.other
    if np.all(pair[1:] > pair[:-1]) and np.all(edges.one < edges.other):
        return edges
    return _between(np.arange(n, dtype=np.int32), edges)


def _between(cluster: np.ndarray, edges: Edges) -> Edges:
    """The edges between clusters, each with the sum of those between their things; in the order of the clusters."""
    one, other, likeness = cluster[edges.one], cluster[edges.other], edges.likeness
    turned = np.flatnonzero(one > other)
    one[turned], other[turned] = other[turned], one[turned]
    within = one == other
    if within.any():
        apart = np.flatnonzero(~within)
        one, other, likeness = one[apart], other[apart], likeness[apart]
    pair = one * np.int64(len(cluster)) + other
    if np.all(pair[1:] > pair[:-1]):  # there is one edge a pair already, and they are in order
        return Edges(one, other, likeness)
    order = np.argsort(pair, kind="stable")  # so that sums do not depend on the order of the edges
    begins = np.flatnonzero(np.diff(pair[order], prepend=-1))
    first = order[begins]
    return Edges(one[first], other[first], np.add.reduceat(likeness[order], begins))


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
