"""What speaks for each label of a name: votes with fitted weights, and the rules that give them."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.entities.words import Words
from pipeline.language.rule import Rule
from pipeline.world import places, teams

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name

Votes = collections.Counter[str]
Vote = tuple["Key", str, float]
"""A name, a label, and how much speaks for it."""
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
WEIGHTS = {
    "known": 20,  # a well-known name, or one that another name settles
    "legal form": 10,  # "Inc."
    "partners": 8,  # "Holm & Marsh"
    "gazetteer": 8,
    "surname": 8,  # of the few surnames that alone mean a person
    "postal": 8,  # "Austin, TX"
    "case": 8,  # "Brown v. Board of Education"
    "ship": 8,  # "HMS Tarnova"
    "celestial": 8,  # "the Moon"
    "head": 5,  # the word that tells what it is: "Museum"
    "given of two": 5,  # "Michael Bay"
    "dateline": 5,
    "given": 3,  # begins with a given name
    "branch": 3,  # "Greenpeace Canada"
    "person around": 3,  # what stands around the name says that it is a person's
    "organisation around": 3,
    "headline": 3,  # a surname that the headline tells
    "first of firm": 3,  # the first words of an organisation's name
    "vessel around": 3,  # "the probe Tarnova"
    "performs": 3,  # one name that plays at a hall
    "medicine": 3,  # "-mab", "-cillin"
    "townspeople": 3,  # "Londoner"
    "generation": 5,  # "Tarn Velden III"
    "title of work": 8,  # "the film “Tarnova”"
    "prize": 5,  # "the Oscar host"
    "ceremony": 14,  # "she will host the Oscars"
    "part of a state": 8,  # "Western Ohio"
    "quoted list": 8,  # "of “Tarn”, “Velm” and “Zorv”"
    "scandal": 3,  # "Tarngate"
    "form": 2,  # "Loganair"
    "speaks of himself": 2,  # "Tarn said he was tired"
    "owner": 2,  # "a mill owned by Tarn"
    "noun after": 3,  # "the Tarn store"
    "work before": 4,  # "the thriller Tarn"
    "crossing": 8,  # "at Tarn and Velden Ave."
    "street": 3,  # "the 300 block of Tarn"
    "called": 8,  # "a musical called Tarn"
    "arena": 6,  # "fans at the Tarn Center"
    "venue": 2,  # "told members at the Old Mint"
    "acronym": 2,
    "team": 2,  # "the Sabres"
    "player": 2,  # "Tarn threw nine passes"
    "team around": 3,  # "the Tarn coach", where the article is of sport
    "listed": 2,  # in a list with an organisation
    "surname of": 2,  # the last words of a person's name
    "given name of": 3,  # the first
    "model": 1,
    "first of person": 1,  # "Wang" of "Wang Lei"
}
"""What speaks for a label. The model's own answer counts once for each occurrence."""


SURE = 5
"""Votes that the model's answers alone seldom reach."""


@dataclass
class Evidence:
    """The names of a document, and the votes on each so far.

    `firmness` is how much oftener the words around a name say that it is an organisation's than that it is a
    person's; `surnames` are surnames that the headline tells.
    """

    words: Words
    names: list[Name]
    surnames: frozenset[str]
    votes: dict[Key, Votes] = field(default_factory=lambda: collections.defaultdict(collections.Counter))
    firmness: collections.Counter[Key] = field(default_factory=collections.Counter)
    inside: collections.Counter[Key] = field(default_factory=collections.Counter)
    around: dict[int, str] = field(default_factory=dict)
    """What the words around a name say that it is, PERSON, ORG or nothing, by its first token."""

    _best: dict[Key, str] = field(default_factory=dict)

    def weigh(self, votes: Iterable[Vote]) -> None:
        """Count votes."""
        for key, label, weight in list(votes):
            self.votes[key][label] += weight  # type: ignore[assignment]
            self._best.pop(key, None)

    def best(self, key: Key) -> str:
        """The label with most votes; of several the first by the alphabet."""
        best = self._best.get(key)
        if best is None:
            vote = self.votes.get(key) or {"": 0}
            most = max(vote.values())
            best = self._best[key] = min(label for label, votes in vote.items() if votes == most)
        return best

    def outweigh(self, key: Key, label: str) -> Vote:
        """The vote that makes `label` the best for a name."""
        return key, label, self.votes[key][self.best(key)] + 1

    @functools.cached_property
    def by_key(self) -> dict[Key, list[Name]]:
        """The names of each key."""
        by_key: dict[Key, list[Name]] = {}
        for name in self.names:
            by_key.setdefault(name.key, []).append(name)
        return by_key

    @functools.cached_property
    def lasts(self) -> list[tuple[Key, Name]]:
        """Each key and the last name of it."""
        return [(key, names[-1]) for key, names in self.by_key.items()]

    @functools.cached_property
    def firsts(self) -> list[Name]:
        """The first name of each key."""
        return [names[0] for names in self.by_key.values()]

    @functools.cached_property
    def beginnings(self) -> frozenset[Key]:
        """What longer names begin with: "Tarn" of "Tarn Inc."."""
        return frozenset(key[:n] for key in self.by_key for n in range(1, len(key)))

    @functools.cached_property
    def of_sport(self) -> bool:
        """Whether the document tells of games."""
        return teams.is_of_sport(self.words.vocabulary)

    def text(self, name: Name) -> list[str]:
        """The words of a name as they are written."""
        return self.words.text[name.start : name.end]

    def surface(self, name: Name) -> str:
        """A name as it is written."""
        return self.words.surface(name.start, name.end)


@dataclass(eq=False, frozen=True, kw_only=True)
class LabelRule(Rule):
    """A rule that votes on what names name, by what it sees of the document and the votes before it."""

    votes: Callable[[Evidence], Iterable[Vote]]


def in_atlas(name: str) -> bool:
    """Whether a name is that of a country, a region, a people or a large city."""
    return places.label(name.title()) is not None or places.is_large_city(name)


@functools.lru_cache(maxsize=16_384)
def acronyms(text: str) -> frozenset[str]:
    """The acronyms that a name may have: of its capitals, and of all its words."""
    parts = re.findall(r"[^\W\d_]+", text)
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    return frozenset((capitals, "".join(part[0] for part in parts).upper()) if len(capitals) > 1 else ())
