"""What an open word tells in an article that is of one field: who *lost* among matches lost one, among votes those."""

from __future__ import annotations

import collections
import dataclasses
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.events.happenings import Happening
from pipeline.lexicon.event_types import Sense, senses
from pipeline.lexicon.loader import items, toml


@dataclass(frozen=True, slots=True)
class Field:
    """A field that an article can be of, told by the types of its happenings, and the words that are open to it.

    `least` is how many happenings must be of it, `against` the types that must be fewer together, `open_from` the
    types that its words have elsewhere.
    """

    event_type: str
    least: int
    against: frozenset[str]
    open_from: frozenset[str]
    words: frozenset[str]

    def holds(self, told: Mapping[str, int]) -> bool:
        """Whether an article is of the field, by how many of its happenings are of each type."""
        own = told.get(self.event_type, 0)
        return own >= self.least and own > sum(told.get(other, 0) for other in self.against)

    def takes(self, happening: Happening) -> bool:
        """Whether a happening's word is open to the field."""
        word = happening.token.lemma_.lower()
        return word in self.words and (happening.sense.event_type if happening.sense else "other") in self.open_from


@functools.cache
def fields() -> tuple[Field, ...]:
    """All fields, in the order in which they are asked."""
    return tuple(
        Field(
            row["type"],
            row["least"],
            frozenset(items(row["against"])),
            frozenset(items(row["from"])),
            frozenset(items(row["open"])),
        )
        for row in toml(__package__, "fields.toml")["field"]
    )


@functools.cache
def _sense(event_type: str) -> Sense:
    """The widest sense of a type: one that no category of PLOVER goes with, or else one without a mode."""
    return min((sense for sense in senses() if sense.event_type == event_type), key=_narrowness)


def _narrowness(sense: Sense) -> tuple[bool, bool]:
    return sense.plover is not None, sense.mode is not None


def in_their_field(happenings: Iterable[Happening]) -> list[Happening]:
    """The happenings of an article, those of open words with the type of the field that the article is of."""
    found = list(happenings)
    told = collections.Counter(happening.sense.event_type for happening in found if happening.sense)
    held = [field for field in fields() if field.holds(told)]
    return [_in_field(happening, held) for happening in found]


def _in_field(happening: Happening, held: Iterable[Field]) -> Happening:
    field = next((field for field in held if field.takes(happening)), None)
    return happening if field is None else dataclasses.replace(happening, sense=_sense(field.event_type))
