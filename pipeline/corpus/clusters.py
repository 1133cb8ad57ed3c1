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
    # Two clusters may only become one where a pair between them is that much alike, so other pairs say nothing.
    part_of = _connected((*together, *(pair for pair, value in likeness.items() if value >= threshold)))
    likeness = {(a, b): value for (a, b), value in likeness.items() if a in part_of and part_of[a] == part_of.get(b)}
    members = {thing: [thing] for thing in sorted(things)}
    sums: dict[str, dict[str, float]] = {thing: {} for thing in members}
    for (a, b), value in sorted(likeness.items()):
        sums[a][b] = sums[b][a] = value
    name: dict[str, str] = {}
    for pair in together:
        one, other = sorted(find(name, thing) for thing in pair)
        if one != other:
            _merge(members, sums, name, one, other)
    heap = [(-mean, a, b) for a in sums for b in sums[a] if a < b and (mean := _mean(members, sums, a, b)) >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in sums or b not in sums[a] or -_mean(members, sums, a, b) != negative:
            continue  # one of them has grown since
        _merge(members, sums, name, a, b)
        for other in sums[a]:
            if (mean := _mean(members, sums, a, other)) >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(cluster) for cluster in members.values())


def _connected(pairs: Iterable[Pair]) -> dict[str, str]:
    """What stands for all that a thing is connected with by these pairs, by thing."""
    above: dict[str, str] = {}

    def top(thing: str) -> str:
        while (over := above.setdefault(thing, thing)) != thing:
            above[thing] = thing = above.setdefault(over, over)
        return thing

    for a, b in pairs:
        above[top(a)] = top(b)
    return {thing: top(thing) for thing in list(above)}


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
