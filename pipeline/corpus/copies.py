"""Copies: articles that are another's text, wholly or in large part, however it was cut, headed or spelled.

Two texts are compared by their runs of three words. Where runs of one follow each other in the other as well, with a
few words put in, left out or changed between them, they are one stretch; an article whose words stand in such
stretches for the most part is a copy, whole sentences quoted from another article are not.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from pipeline.corpus.clusters import find
from pipeline.corpus.wording import shingles, word_spans, words

RUN = 3
"""Words in a row that two texts must share to begin a stretch."""
GAP = 8
"""How many words may be put in, left out or changed within a stretch."""
SHORTEST_STRETCH = 12
"""Words; what is shorter is a name, a title or a phrase of the trade."""
DENSEST_GAPS = 0.45
"""The least share of a stretch's runs that both texts must have."""
COMMON_RUN = 8
"""A run that stands more often than this in a text tells no place in it."""
COPIED, SURELY_COPIED = 0.5, 0.6
"""The share of the shorter text from which on one of the two is a copy; fitted on copies made by program."""
SHORTEST_LINE = 3
"""Words of a line that can be told from others."""
ITEM_WORDS, ITEM_SHARE = 80, 0.25
"""The words of one stretch, and their share of the shorter text, that make an item of a round-up."""
WHOLE = 0.9
"""An article that holds an earlier one and has more than this besides may hold several."""
_CREDIT = re.compile(r"\((Reuters|AP|AFP|PA|PTI|IANS|ANI|UPI|Xinhua|Bloomberg|DPA|EFE|AAP|CP|NAN|TASS)\)")


Line: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """An article as far as copies are concerned."""

    article_id: str
    text: str
    published: dt.date | None
    publisher: str | None
    passed_over: frozenset[Line] = frozenset()
    """Lines that are no part of what it tells, as words."""

    @functools.cached_property
    def lines(self) -> list[Line]:
        """Its lines, as words."""
        return [tuple(words(line)) for line in self.text.splitlines()]

    @functools.cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where its words stand, [start, end) in code points."""
        if not self.passed_over:
            return word_spans(self.text)
        spans, at = [], 0
        for line, key in zip(self.text.splitlines(keepends=True), self.lines, strict=True):
            if key not in self.passed_over:
                spans += [(at + start, at + end) for start, end in word_spans(line)]
            at += len(line)
        return spans

    @functools.cached_property
    def words(self) -> list[str]:
        """Its words, in lower case."""
        return [self.text[start:end].lower() for start, end in self.spans]

    @functools.cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run of words begins, in words."""
        places = collections.defaultdict(list)
        for i, run in enumerate(shingles(self.words, RUN)):
            places[run].append(i)
        return dict(places)

    @functools.cached_property
    def credit(self) -> str | None:
        """The agency that a line of credit names."""
        found = _CREDIT.search(self.text)
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that two texts share: where they stand in the one and in the other, [start, end) in code points."""

    start: int
    end: int
    from_start: int
    from_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is made of another: the share of its own words that stand there, and where."""

    article_id: str
    copy_of: str
    share: float
    stretches: tuple[Stretch, ...]


class Shared(NamedTuple):
    """What two texts share, so that those that share most come first."""

    less: float
    """The share of the shorter one's words that stand in the other, negative."""
    shorter_id: str
    longer_id: str
    round_up: str
    """Which of them may be a round-up; empty where none is."""
    longest: int
    """The words of the longest stretch."""

    def is_copied(self, least: float) -> bool:
        """Whether one of the two is a copy, wholly or in an item of a round-up."""
        return -self.less >= least or (-self.less >= ITEM_SHARE and self.longest >= ITEM_WORDS)


def stretches(own: Text, other: Text) -> list[Stretch]:
    """The stretches of `own` that stand in `other`, in order."""
    return [
        Stretch(own.spans[a][0], own.spans[b - 1][1], other.spans[c][0], other.spans[d - 1][1])
        for a, b, c, d in _in_words(own, other)
    ]


def share(own: Text, other: Text) -> float:
    """The share of the words of `own` that stand in stretches of `other`, 0 to 1."""
    covered = sum(b - a for a, b, _, _ in _in_words(own, other))
    return covered / len(own.words) if own.words else 0.0


def _in_words(own: Text, other: Text) -> list[tuple[int, int, int, int]]:
    """The stretches as words: `[a, b)` of `own` stands as `[c, d)` of `other`."""
    found: list[tuple[int, int, int, int]] = []
    first = last = from_first = from_last = shared = -1

    def end() -> None:
        length = last + RUN - first
        if first >= 0 and length >= SHORTEST_STRETCH and shared >= DENSEST_GAPS * (last - first + 1):
            over = max(0, found[-1][1] - first) if found else 0  # words that end one stretch and begin the next
            found.append((first + over, last + RUN, from_first + over, from_last + RUN))

    for i, run in enumerate(shingles(own.words, RUN)):
        here = other.places.get(run, ())
        if not 0 < len(here) <= COMMON_RUN:
            continue
        step = i - last
        nearest = min(here, key=lambda j: abs(j - from_last - step))
        if first >= 0 and step <= GAP and nearest > from_last and abs(nearest - from_last - step) <= GAP:
            last, from_last, shared = i, nearest, shared + 1
            continue
        end()
        first, last, from_first, from_last, shared = i, i, here[0], here[0], 1
    end()
    return found


def find_copies(texts: Mapping[str, Text], pairs: Sequence[tuple[str, str]]) -> list[Copy]:
    """Of pairs of articles that may share their words, the copies, each with the one article it was made from.

    Lines that stand in several articles which are no copies of each other (a credit, an appeal to subscribe) are passed
    over: they are looked for among the surest copies first. Pairs are linked that share most, first; of those linked,
    the one that precedes all others is the original, and each other a copy of the next on its way there. A round-up of
    several is linked with one of them, and no bridge.
    """
    shared = {pair: _shared(*(texts[one] for one in pair)) for pair in pairs}
    common = _lines_in_common(texts, _link(shared.values(), SURELY_COPIED))
    bare = {
        article_id: replace(text, passed_over=common)
        for article_id, text in texts.items()
        if not common.isdisjoint(text.lines)
    }
    texts = {**texts, **bare}
    shared |= {pair: _shared(*(texts[one] for one in pair)) for pair in pairs if not bare.keys().isdisjoint(pair)}
    return sorted(_copies(texts, _link(shared.values(), COPIED)), key=lambda copy: copy.article_id)


def _link(shared: Iterable[Shared], least: float) -> dict[str, set[str]]:
    """Each article that is linked with others, and which."""
    links: dict[str, set[str]] = collections.defaultdict(set)
    group: dict[str, str] = {}
    round_ups: set[str] = set()
    for _, one, other, round_up, _ in sorted(pair for pair in shared if pair.is_copied(least)):
        ends = find(group, one), find(group, other)
        if ends[0] == ends[1] or round_up in round_ups:
            continue
        if round_up:
            round_ups.add(round_up)
        group[max(ends)] = min(ends)
        links[one].add(other)
        links[other].add(one)
    return links


def _lines_in_common(texts: Mapping[str, Text], links: Mapping[str, set[str]]) -> frozenset[Line]:
    """The lines that stand in articles which are not linked."""
    first: dict[str, str] = {}
    for article_id in sorted(links):
        waiting = [article_id]
        for linked in waiting:
            if linked not in first:
                first[linked] = article_id
                waiting += links[linked]
    told_by: dict[Line, str] = {}
    common: set[Line] = set()
    for article_id, text in texts.items():
        group = first.get(article_id, article_id)
        for key in text.lines:
            if len(key) >= SHORTEST_LINE and told_by.setdefault(key, group) != group:
                common.add(key)
    return frozenset(common)


def _shared(one: Text, other: Text) -> Shared:
    shorter, longer = sorted((one, other), key=lambda text: (len(text.words), text.article_id))
    found = _in_words(shorter, longer)
    n = sum(b - a for a, b, _, _ in found)
    longest = max((b - a for a, b, _, _ in found), default=0)
    holds_more = n < WHOLE * len(longer.words)
    round_up = longer.article_id if holds_more and _precedence(shorter) < _precedence(longer) else ""
    return Shared(-n / max(len(shorter.words), 1), shorter.article_id, longer.article_id, round_up, longest)


def _copies(texts: Mapping[str, Text], links: Mapping[str, set[str]]) -> Iterator[Copy]:
    seen: set[str] = set()
    for article_id in sorted(links, key=lambda key: _precedence(texts[key])):
        if article_id in seen:
            continue
        seen.add(article_id)
        waiting = [article_id]
        for original in waiting:
            for copy in sorted(links[original] - seen):
                seen.add(copy)
                waiting.append(copy)
                spans = tuple(stretches(texts[copy], texts[original]))
                yield Copy(copy, original, share(texts[copy], texts[original]), spans)


def _precedence(text: Text) -> tuple[object, ...]:
    """What is likelier the original comes first: the earlier, the agency's own, the fuller, the lesser id."""
    credited = text.credit is not None and text.credit.lower() not in (text.publisher or "").lower()
    return (text.published is None, text.published or dt.date.max, credited, -len(text.text), text.article_id)
