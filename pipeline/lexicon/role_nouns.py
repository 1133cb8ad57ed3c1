"""Nouns that say what somebody or something is, and so can stand for an entity: "the minister", "the company"."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from pipeline.lexicon.loader import items, toml


@dataclass(frozen=True)
class RoleNouns:
    """Nouns in lower case, singular, by the kind of thing that they can mean."""

    people: frozenset[str]
    epithets: frozenset[str]
    """Nouns for people with which news goes on to call somebody just named, though nobody said that he is one."""
    organisations: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    """Two words of which the second means people elsewhere: "record player"."""
    attending: frozenset[str]
    """Nouns for those who work for somebody, who is "the singer" where they are not."""
    officials: frozenset[str]
    """Words of the roles of those who tell of crimes and suspects, and seldom are any."""
    suspects: frozenset[str]
    """Nouns for those of whom deeds and arrests are told."""
    no_agents: frozenset[str]
    """Nouns that end like those for people and mean none: "disaster"."""
    unnamed: frozenset[str]
    """Bodies of which there is one everywhere, and which no name before them names."""
    everywhere: frozenset[str]
    """These and those that a name before them names: "the Tarnova party"."""
    parts: frozenset[str]
    """Things that an organisation has beside itself: "the Tarnova website"."""
    beside_main: frozenset[str]
    """Organisations, and parts of one, that an article names beside the one that it is about."""
    venues: frozenset[str]
    """Organisations that are a building as well."""
    alike: dict[str, frozenset[str]]
    """For a noun others that may be said of the same person."""
    gender: dict[str, str]
    """The sex that a noun tells, m or f."""

    def kind(self, noun: str) -> str:
        """What a noun can mean: person, org or place, the first that fits, or nothing."""
        if noun in self.people:
            return "person"
        return "org" if noun in self.organisations else "place" if noun in self.places else ""


@functools.cache
def load() -> RoleNouns:
    """The nouns."""
    lists = toml(__package__, "role_nouns.toml")
    unnamed, parts = frozenset(items(lists["unnamed"])), frozenset(items(lists["parts"]))
    return RoleNouns(
        people=frozenset(items(lists["person"])),
        epithets=frozenset(items(lists["epithets"])),
        organisations=frozenset(items(lists["org"])),
        places=frozenset(items(lists["place"])),
        things=frozenset(items(lists["things"])),
        attending=frozenset(items(lists["attending"])),
        officials=frozenset(items(lists["officials"])),
        suspects=frozenset(items(lists["suspects"])),
        no_agents=frozenset(items(lists["no_agents"])),
        unnamed=unnamed,
        everywhere=unnamed.union(items(lists["named"])),
        parts=parts.union(items(lists["parts_or_whole"])),
        beside_main=parts.union(items(lists["others"])),
        venues=frozenset(items(lists["venues"])),
        alike=_alike(lists["alike"]),
        gender=dict.fromkeys(items(lists["male"]), "m") | dict.fromkeys(items(lists["female"]), "f"),
    )


def _alike(text: str) -> dict[str, frozenset[str]]:
    groups = [frozenset(items(line)) for line in text.strip().splitlines()]
    nouns = sorted(frozenset().union(*groups))
    return {noun: frozenset().union(*(group for group in groups if noun in group)) - {noun} for noun in nouns}
