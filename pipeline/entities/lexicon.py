"""The word lists of this package, read once from the TOML files beside it."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lexicon:
    """What English words tell about the names around them."""

    person_nouns: frozenset[str]
    epithets: frozenset[str]
    org_nouns: frozenset[str]
    place_nouns: frozenset[str]
    noun_gender: dict[str, str]
    titles: frozenset[str]
    title_gender: dict[str, str]
    short_titles: dict[str, str]
    """What abbreviated titles are short for."""
    offices: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    given_gender: dict[str, str]
    """The sex that each given name tells, m or f, or nothing."""
    given_endings: dict[str, str]
    """The sex that the last letters of given names mostly tell, in lower case."""
    common_given: frozenset[str]
    """Given names that are words of English as well."""
    surnames: frozenset[str]
    head_label: dict[str, str]
    first_label: dict[str, str]
    corporate: frozenset[str]
    corporate_endings: frozenset[str]
    """The same in lower case."""
    generic: frozenset[str]
    """Words that begin the names of many organisations, in lower case."""
    nicknames: dict[str, frozenset[str]]
    """The names that each given name may stand for, in lower case."""
    storms: frozenset[str]
    """First words of the names of storms."""
    public: frozenset[str]
    """Last words, in lower case, of organisations that are called after their place."""
    firm_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    surroundings: dict[str, frozenset[str]]
    """What stands around names, by what it tells; see `surroundings.toml`."""
    speech_verbs: frozenset[str]
    known: dict[str, tuple[str, str]]
    """Each well-known name: its label and the name it goes by."""


@functools.cache
def load() -> Lexicon:
    """The word lists."""
    nouns, titles, given, names = (
        _toml(f"{name}.toml") for name in ("role_nouns", "titles", "given_names", "name_words")
    )
    given_gender = dict.fromkeys(_items(given["male"]), "m") | dict.fromkeys(_items(given["female"]), "f")
    given_gender |= dict.fromkeys(_items(given["either"]), "")
    heads = {
        label: _items(names[key])
        for key, label in (
            ("event", "EVENT"),
            ("law", "LAW"),
            ("gpe", "GPE"),
            ("loc", "LOC"),
            ("fac", "FAC"),
            ("org", "ORG"),
        )
    }
    known = {}
    for label, lines in names["known"].items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            aliases = line.split("|")
            known.update(dict.fromkeys(aliases, (label, aliases[0])))
    return Lexicon(
        person_nouns=frozenset(_items(nouns["person"])),
        epithets=frozenset(_items(nouns["epithets"])),
        org_nouns=frozenset(_items(nouns["org"])),
        place_nouns=frozenset(_items(nouns["place"])),
        noun_gender=dict.fromkeys(_items(nouns["male"]), "m") | dict.fromkeys(_items(nouns["female"]), "f"),
        titles=frozenset(_items(titles["male"]) + _items(titles["female"]) + _items(titles["any"])),
        title_gender=dict.fromkeys(_items(titles["male"]), "m") | dict.fromkeys(_items(titles["female"]), "f"),
        short_titles=titles["short"],
        offices=frozenset(_items(titles["offices"])),
        suffixes=frozenset(_items(titles["words"]["suffixes"])),
        particles=frozenset(_items(titles["words"]["particles"])),
        given_gender=given_gender,
        given_endings=dict.fromkeys(_items(given["male_endings"]), "m")
        | dict.fromkeys(_items(given["female_endings"]), "f"),
        common_given=frozenset(_items(given["common"])),
        surnames=frozenset(_items(given["surnames"])),
        head_label={word: label for label, words in heads.items() for word in words},
        first_label={
            word: label
            for key, label in (
                ("loc_first", "LOC"),
                ("fac_first", "FAC"),
                ("org_first", "ORG"),
                ("event_first", "EVENT"),
            )
            for word in _items(names[key])
        },
        corporate=frozenset(_items(names["corporate"])),
        corporate_endings=frozenset(word.lower() for word in _items(names["corporate"])),
        generic=frozenset(_items(names["generic"])),
        nicknames=_nicknames(given["nicknames"]),
        storms=frozenset(_items(names["storms"])),
        public=frozenset(_items(names["public"])),
        firm_endings=tuple(_items(names["firm_endings"])),
        place_endings=tuple(_items(names["place_endings"])),
        surroundings={name: frozenset(text.split()) for name, text in _toml("surroundings.toml").items()},
        speech_verbs=frozenset(_items(_toml("speech_verbs.toml")["verbs"])),
        known=known,
    )


def _nicknames(text: str) -> dict[str, frozenset[str]]:
    kin: dict[str, frozenset[str]] = {}
    for group in (frozenset(item.lower().split()) for item in _items(text)):
        for name in group:
            kin[name] = kin.get(name, frozenset()) | group
    return kin


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(importlib.resources.files(__package__).joinpath(name).read_text("utf-8"))


def _items(text: str) -> list[str]:
    return [item for item in (part.strip() for part in text.replace("\n", ",").split(",")) if item]
