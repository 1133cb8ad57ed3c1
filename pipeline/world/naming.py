"""Words inside names that tell what kind of thing is named, and names so well known that they need no evidence."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.lexicon.loader import items, toml, tsv

_HEADS = {"event": "EVENT", "law": "LAW", "gpe": "GPE", "loc": "LOC", "fac": "FAC", "org": "ORG", "work": "WORK_OF_ART"}
_LONG_ENOUGH = 5
"""Letters of a name that is the same in capitals; a shorter one may be an acronym."""
_FIRST_WORDS = {
    "loc_first": "LOC",
    "fac_first": "FAC",
    "org_first": "ORG",
    "event_first": "EVENT",
    "product_first": "PRODUCT",
}


class KnownName(NamedTuple):
    """A well-known name's label and what the named goes by."""

    label: str
    name: str


@dataclass(frozen=True)
class NameWords:
    """What the words of a name tell of what it names."""

    head_label: dict[str, str]
    """The label of names that have this word last, or before "of"."""
    first_label: dict[str, str]
    """The label of names that begin with this word."""
    corporate: frozenset[str]
    """Legal forms: "Inc." and the like."""
    forms_after_comma: frozenset[str]
    """Those that may stand behind a comma and are no state's abbreviation."""
    corporate_endings: frozenset[str]
    """The same in lower case."""
    generic: frozenset[str]
    """Words that begin the names of many organisations, in lower case."""
    connectors: frozenset[str]
    """Small words inside names in other languages."""
    storms: frozenset[str]
    """First words of the names of storms."""
    public: frozenset[str]
    """Last words, in lower case, of organisations that are called after their place."""
    streets: frozenset[str]
    """How streets end that are written short."""
    roads: frozenset[str]
    """What stands before the number of a road."""
    firm_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    known: dict[str, KnownName]
    """Each well-known name as written; those of organisations in capitals as well, NVIDIA for Nvidia."""
    bodies: frozenset[str]
    """Bodies that every country or state has one of, in lower case."""

    @functools.cached_property
    def telling(self) -> frozenset[str]:
        """The words that tell of no person."""
        return frozenset(self.head_label) | frozenset(self.first_label) | self.corporate


@functools.cache
def load() -> NameWords:
    """The word lists."""
    lists = toml(__package__, "name_words.toml")
    known = {row["written"]: KnownName(row["label"], row["name"]) for row in tsv(__package__, "known_names.tsv")}
    capitals = {
        name.upper(): called
        for name, called in known.items()
        if called.label == "ORG" and name.isalpha() and len(name) >= _LONG_ENOUGH
    }
    after_comma = frozenset(items(lists["after_comma"]))
    corporate = after_comma.union(items(lists["corporate"]))
    return NameWords(
        head_label={word: label for key, label in _HEADS.items() for word in items(lists[key])},
        first_label={word: label for key, label in _FIRST_WORDS.items() for word in items(lists[key])},
        corporate=corporate,
        forms_after_comma=after_comma,
        corporate_endings=frozenset(map(str.lower, corporate)),
        generic=frozenset(items(lists["generic"])),
        connectors=frozenset(items(lists["connectors"])),
        storms=frozenset(items(lists["storms"])),
        public=frozenset(items(lists["public"])),
        streets=frozenset(items(lists["streets"])),
        roads=frozenset(items(lists["roads"])),
        firm_endings=tuple(items(lists["firm_endings"])),
        place_endings=tuple(items(lists["place_endings"])),
        known=capitals | known,
        bodies=frozenset(items(lists["bodies"])),
    )


def known_label(name: str) -> str | None:
    """The label of a well-known name, or None."""
    found = load().known.get(name)
    return found.label if found else None
