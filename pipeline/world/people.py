"""Names of people: given names, nicknames, titles, suffixes, and whether two names can be one person's."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.short_titles import SHORT_TITLES
from pipeline.lexicon.loader import items, toml, tsv
from pipeline.world.ids import slug

GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Suffixes that tell a son from his father; the others are degrees and honours."""
_SHORTEST_MISSPELT = 5
_ROMANISED = re.compile(r"(?:iy|yy|ij|yi|ii|ey|ei|ie|i|j)$")


@dataclass(frozen=True)
class PeopleWords:
    """The words of people's names and of what stands before and after them."""

    titles: frozenset[str]
    title_gender: dict[str, str]
    short_titles: dict[str, str]
    """What abbreviated titles are short for."""
    courtesy: frozenset[str]
    """Titles that tell of no office."""
    of_people_alone: frozenset[str]
    """Short titles with which no name of a firm begins."""
    offices: frozenset[str]
    """Words that begin the title of an office."""
    suffixes: frozenset[str]
    particles: frozenset[str]
    given_gender: dict[str, str]
    """The sex that each given name tells, m or f, or nothing."""
    given_endings: dict[str, str]
    """The sex that the last letters of given names mostly tell, in lower case."""
    common_given: frozenset[str]
    """Given names that are words of English as well."""
    surnames: frozenset[str]
    """Surnames that, alone, mean a person."""
    common_surnames: frozenset[str]
    """Surnames that so many bear that two of them are seldom kin, in lower case."""
    nicknames: dict[str, frozenset[str]]
    """The names that each given name may stand for, in lower case."""
    well_known: dict[str, str]
    """What people whom all know go by, by the slug of each form of their names."""


@functools.cache
def load() -> PeopleWords:
    """The word lists."""
    titles, given = toml(__package__, "titles.toml"), toml(__package__, "given_names.toml")
    courtesy = frozenset(items(titles["courtesy"]))
    return PeopleWords(
        titles=frozenset(items(titles["male"]) + items(titles["female"]) + items(titles["any"]) + _short_titles()),
        title_gender=_by_sex(titles, "male", "female"),
        short_titles=titles["short"],
        courtesy=courtesy.union(items(titles["courtesy_too"])),
        of_people_alone=courtesy.union(items(titles["offices_of_people"])),
        offices=frozenset(items(titles["offices"])),
        suffixes=frozenset(items(titles["words"]["suffixes"])),
        particles=frozenset(items(titles["words"]["particles"])),
        given_gender=_by_sex(given, "male", "female") | dict.fromkeys(items(given["either"]), ""),
        given_endings=_by_sex(given, "male_endings", "female_endings"),
        common_given=frozenset(items(given["common"])),
        surnames=frozenset(items(given["surnames"])),
        common_surnames=frozenset(map(str.lower, items(given["common_surnames"]))),
        nicknames=_nicknames(given["nicknames"]),
        well_known={
            slug(called): row["name"]
            for row in tsv(__package__, "known_people.tsv")
            for called in (row["name"], *row["also"].split("|"))
        },
    )


def _short_titles() -> list[str]:
    return [title.rstrip(".").lower() for title in SHORT_TITLES]


def _by_sex(lists: dict[str, str], male: str, female: str) -> dict[str, str]:
    return dict.fromkeys(items(lists[male]), "m") | dict.fromkeys(items(lists[female]), "f")


def _nicknames(text: str) -> dict[str, frozenset[str]]:
    kin: dict[str, frozenset[str]] = {}
    for group in (frozenset(item.lower().split()) for item in items(text)):
        for name in group:
            kin[name] = kin.get(name, frozenset()) | group
    return kin


def goes_by(name: str) -> str:
    """What the person of that name goes by: Joe Biden for "Joseph R. Biden Jr."; the name itself if all do not know.

    Another spelling of the same words stays as the article has it, "Sergei Lavrov".
    """
    known = load().well_known.get(slug(name))
    if known is None or [*map(spelling, name.split())] == [*map(spelling, known.split())]:
        return name
    return known


def nicknames() -> Mapping[str, frozenset[str]]:
    """The names that each given name may stand for, and itself, in lower case."""
    return load().nicknames


def is_common_surname(name: Sequence[str]) -> bool:
    """Whether the last of the lower-case words of a name, but for "Jr.", is a surname that very many bear."""
    return without_suffixes(name)[0][-1] in load().common_surnames


@functools.lru_cache(maxsize=65_536)
def leaning(name: str) -> str:
    """The sex that the ending of an unknown given name makes likely, m or f, or nothing."""
    first, _, surname = name.partition(" ")
    people = load()
    if not surname or len(first) < 4 or first in people.given_gender:
        return ""
    return next((sex for n in (3, 2, 1) if (sex := people.given_endings.get(first[-n:].lower()))), "")


@functools.lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """A surname or given name as all its spellings in Latin letters have it: Zelenskiy, Zelenskyy, Zelensky."""
    plain = unicodedata.normalize("NFKD", word.casefold().rstrip("."))
    plain = "".join(c for c in plain if c.isalnum() or c == "-")
    return _ROMANISED.sub("y", plain) if len(plain) > _SHORTEST_MISSPELT else plain


def without_suffixes(name: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of a full name in lower case, and the generations that follow it: Smith, jr."""
    suffixes = load().suffixes
    parts = [word.rstrip(".,") for word in name]
    end = len(parts)
    while end > 1 and parts[end - 1] in suffixes:
        end -= 1
    return parts[:end], [word for word in parts[end:] if word in GENERATIONS]


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names, in lower-case words, can be one person's: an initial, a nickname, a middle name.

    That is all that is asked where the two stand in different articles; see `same_person_in_article`.
    """
    (a, mark), (b, other_mark) = without_suffixes(one), without_suffixes(other)
    if len(a) < 2 or len(b) < 2 or not _generations_agree(mark, other_mark) or spelling(a[-1]) != spelling(b[-1]):
        return False
    return _given_names_agree(a[0], b[0]) and _middle_names_agree(a[1:-1], b[1:-1])


def form_of(one: Sequence[str], other: Sequence[str]) -> str:
    """In what one full name differs from another of the same person, or nothing where they can hardly be one's.

    "spaces": Del Mar and Delmar. "middle-name": Ada Marsh and Ada Louise Marsh. "short-form": Bob and Robert Marsh.
    "word-before": Tom Marsh and "Bookie Tom Marsh", L. Tom Marsh. "letter": Zorvina and Zorvinna Marsh.
    """
    if "".join(one) == "".join(other):
        return "spaces"
    if same_person(one, other):
        return "middle-name" if one[0] == other[0] else "short-form"
    short, long = sorted((list(one), list(other)), key=len)
    given = load().given_gender
    if len(short) > 1 and long[1:] == short and short[0].title() in given:
        return "word-before"
    is_one_surname = len(short) > 1 and short[1:] == long[1:] and len(short[-1]) >= _SHORTEST_MISSPELT
    are_listed = short[0].title() in given and long[0].title() in given  # Ivana and Ivanka
    return "letter" if is_one_surname and not are_listed and one_edit(short[0], long[0]) else ""


def is_before_name(word: str) -> bool:
    """Whether a word before a full name is no part of it: no initial and no given name."""
    return len(word.rstrip(".")) > 1 and word.title() not in load().given_gender


def same_person_in_article(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether two names of one article are one person's: as `same_person`, or cut off, or a letter amiss.

    One article may call Ali Hassan Abdi "Ali Hassan" and misspell a name: "Kristen" and "Kristin Lee".
    """
    (a, mark), (b, other_mark) = without_suffixes(longer), without_suffixes(shorter)
    if not _generations_agree(mark, other_mark):
        return False
    if 1 < len(b) < len(a) and b in (a[: len(b)], a[-len(b) :]):
        return True
    is_one_name = spelling(a[-1]) == spelling(b[-1])
    if not is_one_name and not (a[0] == b[0] and one_edit(a[-1], b[-1])):
        return False
    alike = _given_names_agree(a[0], b[0]) or (is_one_name and one_edit(a[0], b[0]))
    middle = {part[:1] for part in a[1:-1]}
    return alike and all(part[:1] in middle for part in b[1:-1])


def one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed makes one word of the other."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < _SHORTEST_MISSPELT:
        return a == b
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + (len(a) >= len(b)) :] == b[at + (len(b) >= len(a)) :]


def _generations_agree(one: list[str], other: list[str]) -> bool:
    """ "John Smith Sr." is no "John Smith Jr.", but either may be "John Smith"."""
    return not (one and other and one != other)


def _given_names_agree(one: str, other: str) -> bool:
    return (
        one == other
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
        or other in load().nicknames.get(one, ())
        or spelling(one) == spelling(other)
    )


def _middle_names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(any(word == x or (1 in (len(word), len(x)) and word[0] == x[0]) for x in rest) for word in short)
