"""Which tellings are of one event: joined within a story, then across stories."""

from __future__ import annotations

import bisect
import collections
import datetime as dt
import itertools
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.corpus.clusters import Pair, clusters_of, find
from pipeline.corpus.event_evidence import (
    Figure,
    Telling,
    agree,
    evidence,
    is_outcome_of,
    may_be_one,
    odds,
    probability,
    reasons,
    speaks_against,
    veto,
)

ALIKE = 0.5
"""The mean probability of its pairs from which on tellings are one event."""
UNLIKELY = 0.02
"""A pair that is less likely than this is not looked at."""
AGAINST = -1.0
"""What a pair counts in the mean that speaks against it: it takes back what a sure pair speaks for."""
MOST_COMPARED = 60
"""How many tellings of one word or kind in a story, the next ones to be told, a telling is compared with."""
PAIRS_AT_A_TIME = 20_000
"""Pairs of tellings that are joined at a time, of however many stories."""
TOLD_TOGETHER = 2 / 3
"""The share of the articles telling an outcome that tell it in a sentence with the act: "The fire killed two"."""
MOST_ELSEWHERE = 50
"""Events of a word, a day and a place or participant beyond which these tell nothing."""
COPIED, OUTCOME, ELSEWHERE = "copied", "told as what came of it", "told elsewhere: same word, same day"
"""Why tellings belong together beside what evidence says."""


@dataclass(frozen=True, slots=True)
class InStory:
    """An event as one story tells it, as far as it can be another story's: what its tellings give together."""

    first_id: str
    keys: frozenset[str]
    days: frozenset[dt.date]
    places: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    figures: frozenset[Figure]


@dataclass
class Joined:
    """Which tellings are of one event: what leads from each to another of it, and why each belongs there."""

    group: dict[str, str] = field(default_factory=dict)
    closest: dict[str, tuple[float, str, str]] = field(default_factory=dict)
    """By telling: how likely, which other telling it is likest to, and why."""

    def join(self, one: str, other: str) -> None:
        """Make one event of those of two tellings."""
        ends = sorted((find(self.group, one), find(self.group, other)))
        if ends[0] != ends[1]:
            self.group[ends[1]] = ends[0]

    def remember(self, one: str, other: str, likely: float, because: str) -> None:
        """Note how alike two tellings of one event are."""
        for a, b in ((one, other), (other, one)):
            if self._is_closest(a, b, likely):
                self.closest[a] = (likely, b, because)

    def is_closer(self, one: str, other: str, likely: float) -> bool:
        """Whether so likely a pair leads to the closest telling that is known yet, from either."""
        return self._is_closest(one, other, likely) or self._is_closest(other, one, likely)

    def _is_closest(self, one: str, other: str, likely: float) -> bool:
        closest = self.closest.get(one)
        return closest is None or (-likely, other) < (-closest[0], closest[1])


@dataclass
class _Story:
    """The tellings of a story that are no copies, and how likely those that are worth comparing are one's."""

    own: list[Telling]
    copied: list[Pair]
    likely: dict[Pair, float] = field(default_factory=dict)
    found: dict[Pair, dict[str, float]] = field(default_factory=dict)


def join_stories(stories: Iterable[tuple[Sequence[Telling], Iterable[Pair]]]) -> Iterator[Joined]:
    """Join the tellings of each story that are of one event; with them are given pairs of a copy and its original."""
    waiting: list[_Story] = []
    for tellings, copied in stories:
        waiting.append(_compared(tellings, copied))
        if sum(len(story.likely) for story in waiting) >= PAIRS_AT_A_TIME:
            yield from _joined(waiting)
            waiting = []
    yield from _joined(waiting)


def _compared(tellings: Sequence[Telling], copied: Iterable[Pair]) -> _Story:
    together = sorted(copied)
    of_copies = {copy for copy, _ in together}
    story = _Story([telling for telling in tellings if telling.event_mention_id not in of_copies], together)
    for one, other, found in compared(story.own):
        pair = _pair(one.event_mention_id, other.event_mention_id)
        if found is None:
            story.likely[pair] = -math.inf
        elif speaks_against(one, other):
            story.likely[pair] = AGAINST
        elif (value := probability(odds(found))) >= UNLIKELY:
            story.likely[pair], story.found[pair] = value, found
    return story


def _joined(stories: Sequence[_Story]) -> Iterator[Joined]:
    """What is joined in each story; clusters are those of each by itself, as no pairs connect stories."""
    cluster_of: dict[str, int] = {}
    pairs = ((*pair, value) for story in stories for pair, value in story.likely.items())
    for number, cluster in enumerate(clusters_of(pairs, ALIKE)):
        cluster_of |= dict.fromkeys(cluster, number)
    for story in stories:
        joined = Joined()
        for copy, original in story.copied:
            joined.join(copy, original)
            joined.remember(copy, original, 1.0, COPIED)
        first_of: dict[int, str] = {}
        for one in sorted(telling.event_mention_id for telling in story.own):
            if one in cluster_of:
                joined.join(first_of.setdefault(cluster_of[one], one), one)
        for pair, found in story.found.items():
            is_one = cluster_of[pair[0]] == cluster_of[pair[1]]
            if is_one and joined.is_closer(*pair, story.likely[pair]) and (why := ", ".join(reasons(found))):
                joined.remember(*pair, story.likely[pair], sys.intern(why))
        _join_outcomes(story.own, joined)
        yield joined


def compared(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling, dict[str, float] | None]]:
    """The pairs of tellings of a story that are worth comparing, with the evidence on each, None where it is vetoed."""
    blocks: dict[tuple[str, str], list[int]] = collections.defaultdict(list)
    for place, telling in enumerate(tellings):
        for block in _blocks(telling):
            blocks[block].append(place)
    often = collections.Counter(telling.key for telling in tellings)
    for a, one in enumerate(tellings):
        for b in sorted({b for block in _blocks(one) for b in _next(blocks[block], a)}):
            other = tellings[b]
            if may_be_one(one, other):
                n = often[one.key] + often[other.key]
                yield one, other, None if veto(one, other) else evidence(one, other, n)


def _blocks(telling: Telling) -> Iterator[tuple[str, str]]:
    """What a telling has in common with those that it is compared with: its word, its kind or its day."""
    yield "key", telling.key
    if telling.event_type != "other":
        yield "type", telling.event_type
    if telling.is_dated:
        yield "day", str(telling.first_day)


def _next(block: Sequence[int], place: int) -> Sequence[int]:
    """The next places of a block after one of them."""
    after = bisect.bisect_right(block, place)
    return block[after : after + MOST_COMPARED]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _join_outcomes(tellings: Sequence[Telling], joined: Joined) -> None:
    """Join what came of an act, deaths and injuries, to the act that most of its articles tell in the same sentence."""
    sentences: dict[tuple[str, int], list[Telling]] = collections.defaultdict(list)
    articles: dict[str, set[str]] = collections.defaultdict(set)
    for telling in tellings:
        sentences[telling.article_id, telling.sentence_index].append(telling)
        articles[find(joined.group, telling.event_mention_id)].add(telling.article_id)
    told: dict[tuple[str, str], dict[str, Pair]] = collections.defaultdict(dict)
    for sentence in sentences.values():
        for outcome, act in itertools.permutations(sentence, 2):
            if is_outcome_of(outcome, act) and not veto(outcome, act):
                ids = outcome.event_mention_id, act.event_mention_id
                ends = find(joined.group, ids[0]), find(joined.group, ids[1])
                if ends[0] != ends[1]:
                    told[ends].setdefault(outcome.article_id, ids)
    acts: dict[str, str] = {}
    for outcome_id, act_id in sorted(told, key=lambda ends: (-len(told[ends]), ends)):
        acts.setdefault(outcome_id, act_id)
    for outcome_id, act_id in sorted(acts.items()):
        pairs = told[outcome_id, act_id]
        share = len(pairs) / len(articles[outcome_id])
        if share >= TOLD_TOGETHER:
            joined.join(outcome_id, act_id)
            for pair in pairs.values():
                joined.remember(*pair, share, OUTCOME)


def in_story(tellings: Sequence[Telling]) -> InStory | None:
    """An event as its story tells it, of its tellings in order; None where it has no day."""
    days = frozenset(t.first_day for t in tellings if t.first_day is not None and t.first_day == t.last_day)
    if not days:
        return None
    return InStory(
        tellings[0].event_mention_id,
        frozenset(t.key for t in tellings),
        days,
        frozenset(t.place.place_id for t in tellings if t.place),
        frozenset().union(*(t.agents for t in tellings)),
        frozenset().union(*(t.patients for t in tellings)),
        frozenset(figure for t in tellings for figure in t.figures),
    )


def join_elsewhere(blocks: Iterable[Sequence[tuple[int, InStory]]]) -> Joined:
    """Join events of several stories, by the ids of their first tellings; never two of one story.

    Given are those, each with the number of its story, that may be one: that have a word, a day and an entity in
    common, `MOST_ELSEWHERE` at most.
    """
    joined = Joined()
    found = {
        _pair(one.first_id, other.first_id): {one.first_id: first, other.first_id: second}
        for block in blocks
        for (first, one), (second, other) in itertools.combinations(block, 2)
        if first != second and is_told_elsewhere(one, other)
    }
    stories: dict[str, set[int]] = collections.defaultdict(set)
    for pair in sorted(found):
        for first_id, story in found[pair].items():
            stories[find(joined.group, first_id)].add(story)
    for pair in sorted(found):
        ends = sorted(find(joined.group, first_id) for first_id in pair)
        if ends[0] != ends[1] and stories[ends[0]].isdisjoint(stories[ends[1]]):
            joined.join(*ends)
            stories[ends[0]] |= stories[ends[1]]
            joined.remember(*pair, ALIKE, ELSEWHERE)
    return joined


def is_told_elsewhere(one: InStory, other: InStory) -> bool:
    """Whether events of two stories are one: a word and a day are the same, and two things more."""
    same = (
        not one.places.isdisjoint(other.places),
        not one.agents.isdisjoint(other.agents),
        not one.patients.isdisjoint(other.patients),
        any(agree(a, b) for a in one.figures for b in other.figures),
    )
    return not one.keys.isdisjoint(other.keys) and not one.days.isdisjoint(other.days) and sum(same) >= 2
