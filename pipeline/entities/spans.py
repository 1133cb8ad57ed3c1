"""Names as they are gathered: token ranges that do not overlap, and what can be a name at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.entities import references
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import CALENDAR, is_job, is_title
from pipeline.entities.words import PREFIXED, Words
from pipeline.language.rule import Rule
from pipeline.lexicon import role_nouns
from pipeline.world import naming, people

Key = tuple[str, ...]
"""The words of a name in lower case: what makes two strings the same name."""

_NO_NAME = re.compile(r"[@#=<>]|://|^[DRI]-[A-Z]|^(?:I\.?|[A-Za-z])$|^https?:|[-–—]$|^[A-Z][a-z]+\.? \d{1,2}, \d{4}$")
"""Handles, markup, web addresses, parties with a state (R-Ohio), single letters, halves of words and dates."""
_SEATS = frozenset(("city", "county", "court"))
"""Whose officers are called by no name: "City Attorney"."""
POSSESSIVE = frozenset(("'s", "’s"))
QUOTES = frozenset("\"“”'‘’")
NICKNAME_MARKS = QUOTES | {"(", ")"}
"""Marks around a nickname within a name: Petra “Sunny” Velden, Robert (Bob) Hale."""


@dataclass(slots=True)
class Name:
    """A name: its tokens `[start, end)`, its OntoNotes label, how it was found, and how sure that is, 0 to 1."""

    start: int
    end: int
    label: str
    rule: str
    key: Key
    confidence: float = 0.5

    def __len__(self) -> int:
        return self.end - self.start


def key_of(lower: list[str]) -> Key:
    """The key of a name, given its words in lower case."""
    return tuple(word.replace("’", "'").lstrip("-–—") or word for word in lower)


class Spans:
    """Names that do not overlap, by their first token, and who owns each token.

    `headline` tells of each token whether its line is a headline.
    """

    def __init__(self, words: Words, headline: list[bool]) -> None:
        self.words = words
        self.headline = headline
        self.names: dict[int, Name] = {}
        self.owner: list[Name | None] = [None] * len(words)
        self.refused: set[Key] = set()
        self._rules = frozenset(finding.name for finding in references.FINDINGS)

    def add(self, start: int, end: int, label: str, rule: str) -> None:
        """A new name, unless its tokens are taken or are no name."""
        words = self.words
        is_surname = rule == "repeat" and label == "PERSON" and words.tag[start] == "NNP"  # "Head" of Travis Head
        if (
            start < end
            and rule in self._rules
            and not (self.refused and key_of(words.lower[start:end]) in self.refused)
            and not any(self.owner[start:end])
            and (is_name(words, start, end) or (is_surname and words.dep[start] == "nsubj" and is_title(words, start)))
        ):
            name = Name(start, end, label, rule, key_of(self.words.lower[start:end]))
            self.names[start] = name
            self.owner[start:end] = [name] * (end - start)

    def drop(self, name: Name) -> None:
        """`name` is none."""
        self.owner[name.start : name.end] = [None] * len(name)
        del self.names[name.start]

    def refuse(self, name: Name) -> None:
        """`name` is none, and the same words are none elsewhere."""
        self.refused.add(name.key)
        self.drop(name)

    def clear(self, start: int, end: int) -> None:
        """There are no names in `[start, end)`, nor any that reach into it."""
        for name in {name.start: name for name in self.owner[start:end] if name}.values():
            self.drop(name)

    def replace(self, start: int, end: int, label: str, rule: str) -> None:
        """A name that spans `[start, end)`, in place of the names there."""
        self.clear(start, end)
        self.add(start, end, label, rule)

    def in_order(self) -> list[Name]:
        """The names in the order of the text."""
        return [self.names[start] for start in sorted(self.names)]


@dataclass(eq=False, frozen=True, kw_only=True)
class RepairRule(Rule):
    """A rule that changes the names found so far."""

    repair: Callable[[Spans], None]


def is_name(words: Words, start: int, end: int) -> bool:
    """Whether words can be a name: no handle, weekday, title or role, and not all in small letters."""
    if end - start == 1 and is_job(words, start):
        return False
    if words.surface(start, end) in naming.load().known:
        return True
    if end < len(words) and is_title(words, end) and people.load().offices.issuperset(words.lower[start:end]):
        return False
    if all(word.islower() or not word[0].isalpha() for word in words.text[start:end]):
        return False
    is_plural = words.tag[end - 1] == "NNPS" and words.lower[end - 1].removesuffix("s") in role_nouns.load().people
    if is_plural and "&" not in words.text[start:end]:
        return not naming.load().head_label.keys().isdisjoint(words.text[start:end])
    if _NO_NAME.search(words.surface(start, end)):
        return False
    if end - start > 1:
        is_role = " ".join(words.lower[start:end]) in role_nouns.load().people
        is_role = is_role or _is_office(words, start, end)
        return not (words.lower[start] in _offices_and_seats() and is_role)
    return _is_word_a_name(words, start)


@functools.cache
def _offices_and_seats() -> frozenset[str]:
    return people.load().offices | _SEATS


def _is_office(words: Words, start: int, end: int) -> bool:
    """ "District Attorney", "City Clerk", "Senior Sergeant", but not "Press Democrat" or "National Guard"."""
    is_last = is_title(words, end - 1) and words.lower[end - 1] not in these("anyone")
    is_last = is_last and words.text[end - 1] not in naming.load().head_label
    return is_last and _offices_and_seats().issuperset(words.lower[start : end - 1])


def _is_word_a_name(words: Words, i: int) -> bool:
    lower = words.lower[i].rstrip(".")
    if lower == "state" and i > 1 and words.lower[i - 2 : i] == ["secretary", "of"]:
        return False
    is_suffix = lower in people.load().suffixes and words.text[i - 1] == ","
    return not (lower in CALENDAR or is_title(words, i) or is_suffix)


def is_capital(words: Words, i: int) -> bool:
    """Whether token *i* begins with a capital."""
    return words.text[i][:1].isupper()


def is_proper(words: Words, i: int) -> bool:
    """Whether token *i* is a proper noun with a capital."""
    return words.is_proper[i]


def is_prefixed(words: Words, i: int) -> bool:
    """Whether a word is such a surname as "O’Malley", of which taggers know only the spelling with a straight mark."""
    return PREFIXED.fullmatch(words.text[i]) is not None


def run_end(words: Words, i: int) -> int:
    """Where the proper nouns in a row that begin at *i* end."""
    end = i
    while end < len(words) and is_proper(words, end):
        end += 1
    return max(end, i + 1)


def run_start(words: Words, i: int) -> int:
    """Where the proper nouns in a row before *i* begin, in its sentence."""
    start = i - 1
    while start and is_proper(words, start - 1) and words.sentence[start - 1] == words.sentence[i]:
        start -= 1
    return start
