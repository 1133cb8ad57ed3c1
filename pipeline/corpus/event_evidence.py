"""Whether two tellings are of one happening: evidence with names and weights, and what speaks against it for sure.

The weights are the log odds that a pair of one story gains by each evidence, fitted on news whose happenings are known
(`benchmarks/fit_events.py`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.world.distance import kilometres

WEIGHTS = {
    "any_pair": -0.6,
    "same_word": 2.2,
    "same_kind": 0.0,
    "kinds_of_one": 0.0,
    "other_kind": -0.9,
    "other_order": -1.5,
    "words": 1.0,
    "near_words": 1.0,
    "told_often": -1.0,
    "same_article": 0.0,
    "same_sentence": -3.1,
    "same_day": 0.5,
    "next_day": -1.1,
    "other_day": -1.0,
    "same_place": 0.3,
    "other_place": -0.3,
    "same_agent": 0.2,
    "other_agent": -0.3,
    "same_patient": 1.3,
    "other_patient": -0.1,
    "others_did_it": -2.4,
    "same_figure": 1.3,
    "other_figure": -0.5,
}
"""What each evidence adds to the log odds; `words`, `near_words` and `told_often` are multiplied by how much."""

OUTCOMES = ("injury", "death")
"""What comes of an act; injuries come of what kills as well."""
ACTS = frozenset(("attack", "military", "crime", "accident", "disaster", "weather"))
"""Types of what deaths and injuries may come of: "The attack on Monday", "Four were killed"."""

_SAID = "statement"
_NAMED = frozenset(("person", "org"))

DAYS_APART = 1
"""Days between two days, of what both tellings say happened, beyond which it is not the same; 0 in one article."""
CASUALTIES = frozenset(("killed", "injured", "missing", "arrested", "displaced", "participants"))
"""Measures that rise from report to report."""
RISING = 3.0
"""How many times another such a figure may be and still be of one happening."""
NEAR_KM = 40.0
"""How far apart the points of a town and of a place in it may be."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted, and the least and the most that it may be."""

    measure: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as far as it may be another or lie in it."""

    place_id: str
    country: str | None
    region: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling of a happening, as far as it can be compared with others; the place and people by canonical id."""

    event_mention_id: str
    article_id: str
    sentence_index: int
    key: str
    event_type: str
    status: str
    first_day: dt.date | None
    last_day: dt.date | None
    place: Spot | None
    agents: frozenset[str]
    patients: frozenset[str]
    figures: tuple[Figure, ...]
    words: frozenset[int]
    near: frozenset[int]
    told_on: dt.date | None = None
    is_told_there: bool = False
    """Whether the place is told of the happening itself, not of its sentence or article."""
    order: str | None = None
    """The word that tells it from others of its kind: "second", "last"."""

    @property
    def is_dated(self) -> bool:
        """Whether both ends of its time are known."""
        return self.first_day is not None and self.last_day is not None


def may_be_one(one: Telling, other: Telling) -> bool:
    """Whether two tellings are worth comparing: they have a word or a kind in common, or kinds that tell the same."""
    if one.key == other.key:
        return True
    if one.event_type == other.event_type:
        return one.event_type != "other" and not one.near.isdisjoint(other.near)
    return _kinds_of_one(one, other) and _same_day(one, other)


def veto(one: Telling, other: Telling) -> str | None:
    """What makes it sure that two tellings are not of one happening; None where nothing does."""
    both_happened = one.status == other.status == "happened"
    days = _days_between(one, other) or 0
    if both_happened and days > (0 if one.article_id == other.article_id else DAYS_APART):
        return "days_apart"
    if _is_of_a_later_one(one, other) or _is_of_a_later_one(other, one):
        return "happened_before"
    told_there = both_happened or (one.is_told_there and other.is_told_there)
    if told_there and one.place and other.place and not _may_be_in(one.place, other.place):
        return "places_apart"
    if any(_contradict(a, b) for a in one.figures for b in other.figures):
        return "figures_apart"
    return None


def speaks_against(one: Telling, other: Telling) -> bool:
    """Whether two tellings are hardly of one happening, as it befell others, or others said it.

    "Marsh was arrested", "Tarn was arrested"; but two rows may be one person's, or a pronoun misread: it is no veto.
    """
    are_said = one.event_type == other.event_type == _SAID
    return _are_others(one.patients, other.patients) or (are_said and _are_others(one.agents, other.agents))


def _are_others(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether all of two sets are known people, or all known organisations, and no name of one has a word of the other.

    "Jean Marsh" and "Marsh" may be one person in two rows.
    """
    if not one or not other or not one.isdisjoint(other):
        return False
    kinds = {known.partition("/")[0] for known in one | other}
    return len(kinds) == 1 and kinds <= _NAMED and _name_words(one).isdisjoint(_name_words(other))


def _name_words(known: frozenset[str]) -> set[str]:
    return {word for entity_id in known for word in entity_id.partition("/")[2].split("-")}


def _is_of_a_later_one(plan: Telling, told: Telling) -> bool:
    """Whether a plan, kept or not, is for a day after what the other tells had happened, and was told after it.

    "The strike on Friday", "a strike planned for the next Friday" on Saturday.
    """
    if told.status != "happened" or plan.status == "happened" or plan.told_on is None:
        return False
    if told.last_day is None or plan.first_day is None:
        return False
    return told.last_day <= plan.told_on and (plan.first_day - told.last_day).days > DAYS_APART


def evidence(one: Telling, other: Telling, often: int) -> dict[str, float]:
    """The evidence on whether two tellings are of one happening, by name, with how much there is of it.

    `often` is how many tellings of the story have the words of either.
    """
    found = {
        "any_pair": 1.0,
        "words": overlap(one.words, other.words),
        "near_words": overlap(one.near, other.near),
        "told_often": math.log1p(often) / 5,
    }
    found |= dict.fromkeys(_of_kind(one, other), 1.0)
    found |= dict.fromkeys(_of_page(one, other), 1.0)
    found |= dict.fromkeys(_of_day(one, other), 1.0)
    if one.place and other.place:
        found["same_place" if one.place.place_id == other.place.place_id else "other_place"] = 1.0
    for name, a, b in (("agent", one.agents, other.agents), ("patient", one.patients, other.patients)):
        if a and b:
            found[f"other_{name}" if a.isdisjoint(b) else f"same_{name}"] = 1.0
    if _are_others(one.agents, other.agents):
        found["others_did_it"] = 1.0
    found |= dict.fromkeys(_of_figures(one.figures, other.figures), 1.0)
    return found


def odds(found: Mapping[str, float]) -> float:
    """The log odds that evidence gives."""
    return sum(WEIGHTS[name] * amount for name, amount in found.items())


def probability(log_odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-log_odds))


def reasons(found: Mapping[str, float]) -> list[str]:
    """The evidence that speaks for one happening, the weightiest first, in words."""
    gains = {name: WEIGHTS[name] * amount for name, amount in found.items() if name not in ("any_pair", "told_often")}
    return [name.replace("_", " ") for name in sorted(gains, key=lambda name: (-gains[name], name)) if gains[name] > 0]


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the words of either that both have."""
    shared = len(one & other)
    return shared / len(one | other) if shared else 0.0


def is_outcome_of(outcome: Telling, act: Telling) -> bool:
    """Whether one telling may tell what came of the other: of a fire, that two were killed."""
    kind, of = outcome.event_type, act.event_type
    return kind in OUTCOMES and (of in ACTS or (of in OUTCOMES and OUTCOMES.index(kind) < OUTCOMES.index(of)))


def _kinds_of_one(one: Telling, other: Telling) -> bool:
    return is_outcome_of(one, other) or is_outcome_of(other, one)


def _of_kind(one: Telling, other: Telling) -> Iterable[str]:
    if one.key == other.key:
        yield "same_word"
    elif one.event_type == other.event_type:
        yield "same_kind"
    elif _kinds_of_one(one, other):
        yield "kinds_of_one"
    if one.order != other.order:
        yield "other_order"
    if one.event_type != other.event_type and "other" not in (one.event_type, other.event_type):
        yield "other_kind"


def _of_page(one: Telling, other: Telling) -> Iterable[str]:
    if one.article_id == other.article_id:
        yield "same_article"
        if one.sentence_index == other.sentence_index:
            yield "same_sentence"


def _of_day(one: Telling, other: Telling) -> Iterable[str]:
    """Days say something of tellings that tell the same: a plan may be for another day than what came of it."""
    days = _days_between(one, other)
    if days is None:
        return
    if days == 0:
        yield "same_day"
    elif "postponed" not in (one.status, other.status):
        yield "next_day" if days == 1 else "other_day"


def _of_figures(one: Sequence[Figure], other: Sequence[Figure]) -> Iterable[str]:
    if any(agree(a, b) for a in one for b in other):
        yield "same_figure"
    elif any(a.measure == b.measure for a in one for b in other):
        yield "other_figure"


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures may be the same number of the same thing."""
    return a.measure == b.measure and a.low <= b.high and b.low <= a.high


def _contradict(a: Figure, b: Figure) -> bool:
    """Whether two figures cannot be of one happening."""
    if a.measure != b.measure or agree(a, b) or a.measure not in CASUALTIES:
        return False
    return max(a.low, b.low) > RISING * max(1.0, min(a.high, b.high))


def _same_day(one: Telling, other: Telling) -> bool:
    return _days_between(one, other) == 0


def _days_between(one: Telling, other: Telling) -> int | None:
    """The days between the times of two tellings, 0 where they have days in common; None where one is not known."""
    if one.first_day is None or one.last_day is None or other.first_day is None or other.last_day is None:
        return None
    return max(0, (one.first_day - other.last_day).days, (other.first_day - one.last_day).days)


def _may_be_in(one: Spot, other: Spot) -> bool:
    """Whether two places are one, or one may lie in the other."""
    if one.place_id == other.place_id or one.country is None or other.country is None:
        return True
    if one.country != other.country:
        return False
    if "country" in (one.precision, other.precision):
        return True
    if "region" in (one.precision, other.precision) or "county" in (one.precision, other.precision):
        return one.region is None or other.region is None or one.region == other.region
    return _apart(one, other) <= NEAR_KM


def _apart(one: Spot, other: Spot) -> float:
    """The kilometres between two points; 0 where one is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
