"""Clusters of things that are alike, by average link: no chain of pairs joins what on the whole is not alike."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

Pair = tuple[str, str]
T = TypeVar("T", int, str)


def average_link(
    pairs: Iterable[tuple[T, T, float]], threshold: float, together: Iterable[tuple[T, T]] = ()
) -> list[list[T]]:
    """The clusters of the things in `pairs` whose mean likeness, pair by pair, is `threshold` or more.

    A pair that is not given is not alike at all. Pairs in `together` are joined before all others. Clusters do not
    depend on the order in which pairs are given. Each cluster is sorted, and so are the clusters.

    From any cluster one goes to its nearest, and on to the nearest of that, until two are each other's nearest: they
    become one. For average link this gives what joining the nearest two of all would (the nearest-neighbour chain of
    F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", 1983).
    """
    clusters = _Clusters(pairs, sorted(together))
    for start in list(clusters.members):
        chain = [start] if start in clusters.members else []
        while chain:
            before = chain[-2] if len(chain) > 1 else None
            nearest = clusters.nearest(chain[-1], threshold, before)
            if nearest is None:
                break
            if nearest != before:
                chain.append(nearest)
                continue
            merged = clusters.merge(chain.pop(), chain.pop())
            chain = chain or [merged]
    return sorted(sorted(cluster) for cluster in clusters.members.values())


class _Clusters(Generic[T]):
    """Clusters by the least thing of each, and how alike the things of two of them are in sum."""

    def __init__(self, pairs: Iterable[tuple[T, T, float]], together: Iterable[tuple[T, T]]) -> None:
        self.sums: dict[T, dict[T, float]] = {}
        for a, b, value in pairs:
            self.sums.setdefault(a, {})[b] = value
            self.sums.setdefault(b, {})[a] = value
        for one, other in together:
            self.sums.setdefault(one, {})
            self.sums.setdefault(other, {})
        self.members: dict[T, list[T]] = {thing: [thing] for thing in sorted(self.sums)}
        name: dict[T, T] = {}
        for one, other in together:
            a, b = find(name, one), find(name, other)
            if a != b:
                name[max(a, b)] = self.merge(a, b)

    def nearest(self, cluster: T, threshold: float, before: T | None) -> T | None:
        """What is alike most and not less than the threshold; of equals the one before, else the least."""
        best, most = None, -math.inf
        size, members = len(self.members[cluster]), self.members
        for other, value in self.sums[cluster].items():
            mean = value / (size * len(members[other]))
            if mean > most or (mean == most and best != before and (other == before or best is None or other < best)):
                best, most = other, mean
        return best if most >= threshold else None

    def merge(self, one: T, other: T) -> T:
        """Make one cluster of two."""
        into, gone = sorted((one, other))
        self.members[into] += self.members.pop(gone)
        row = self.sums[into]
        for neighbour, value in self.sums.pop(gone).items():
            theirs = self.sums[neighbour]
            del theirs[gone]
            if neighbour != into:
                row[neighbour] = theirs[into] = theirs.get(into, 0.0) + value
        return into


def connected(pairs: Iterable[tuple[T, T]]) -> dict[T, T]:
    """What stands for all that a thing is connected with by these pairs, by thing."""
    above: dict[T, T] = {}

    def top(thing: T) -> T:
        while (over := above.setdefault(thing, thing)) != thing:
            above[thing] = thing = above.setdefault(over, over)
        return thing

    for a, b in pairs:
        above[top(a)] = top(b)
    return {thing: top(thing) for thing in list(above)}


def find(group: Mapping[T, T], thing: T) -> T:
    """What stands for the group of a thing, where `group` leads from each to another of it."""
    while thing in group:
        thing = group[thing]
    return thing
