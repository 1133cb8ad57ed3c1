"""Clusters of things that are alike, by average link: no chain of pairs joins what on the whole is not alike."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def average_link(likeness: Mapping[Pair, float], threshold: float, together: Iterable[Pair] = ()) -> list[list[str]]:
    """The clusters of the things in `likeness` whose mean likeness, pair by pair, is `threshold` or more.

    A pair that `likeness` does not hold is not alike at all. Pairs in `together` are joined before all others. Rows do
    not depend on the order in which pairs are given. Each cluster is sorted, and so are the clusters.
    """
    together = sorted(together)
    things = {thing for pair in (*likeness, *together) for thing in pair}
    members = {thing: [thing] for thing in sorted(things)}
    sums: dict[str, dict[str, float]] = {thing: {} for thing in members}
    for (a, b), value in sorted(likeness.items()):
        sums[a][b] = sums[b][a] = value
    name: dict[str, str] = {}
    for pair in together:
        one, other = sorted(find(name, thing) for thing in pair)
        if one != other:
            _merge(members, sums, name, one, other)
    heap = [(-_mean(members, sums, a, b), a, b) for a in sums for b in sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if -negative < threshold:
            break
        if a not in sums or b not in sums[a] or -_mean(members, sums, a, b) != negative:
            continue  # one of them has grown since
        _merge(members, sums, name, a, b)
        for other in sums[a]:
            heapq.heappush(heap, (-_mean(members, sums, a, other), min(a, other), max(a, other)))
    return sorted(sorted(cluster) for cluster in members.values())


def _mean(members: Mapping[str, list[str]], sums: Mapping[str, Mapping[str, float]], a: str, b: str) -> float:
    return sums[a][b] / (len(members[a]) * len(members[b]))


def _merge(
    members: dict[str, list[str]], sums: dict[str, dict[str, float]], name: dict[str, str], into: str, gone: str
) -> None:
    """Make one cluster of two; it keeps the name of the first."""
    members[into] += members.pop(gone)
    name[gone] = into
    for other, value in sums.pop(gone).items():
        sums[other].pop(gone)
        if other != into:
            sums[into][other] = sums[other][into] = sums[into].get(other, 0.0) + value


def find(group: Mapping[str, str], thing: str) -> str:
    """What stands for the group of a thing, where `group` leads from each to another of it."""
    while thing in group:
        thing = group[thing]
    return thing
