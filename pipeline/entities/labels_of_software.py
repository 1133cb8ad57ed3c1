"""What names name where an article tells of software: versions, and what stands in a list with products."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import SURE, Evidence, LabelRule, Vote
from pipeline.entities.surroundings import these
from pipeline.world import naming, people, places

if TYPE_CHECKING:
    from pipeline.entities.spans import Name
    from pipeline.entities.words import Words

_ENOUGH_WORDS = 3
"""How many words of software tell that an article is of it."""
_VERSION = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_DOUBTFUL = frozenset(("FAC", "GPE", "LOC", "NORP", "ORG", "PERSON", "WORK_OF_ART"))
_BEHIND_VERSIONS = frozenset((")", ",", ".", ";", "and", "or", "on"))
_IN_LISTS = frozenset((",", "and", "or", "&", "/"))
_LONGEST_GAP = 5


def _is_of_software(evidence: Evidence) -> bool:
    return len(these("of_software") & evidence.words.vocabulary) >= _ENOUGH_WORDS


def _version(evidence: Evidence) -> Iterator[Vote]:
    if not _is_of_software(evidence):
        return
    for name in evidence.names:
        is_part = len(name) > 1 and name.label == "ORG" and _is_made(evidence, name)
        is_version = _is_before_version(evidence.words, name.end) or (
            len(name) > 1 and _VERSION.fullmatch(name.key[-1])
        )
        if (is_part or is_version) and _may_be_software(evidence, name):
            yield evidence.outweigh(name.key, "PRODUCT")


def _may_be_software(evidence: Evidence, name: Name) -> bool:
    """Whether nothing but the model speaks for what a name is said to be, and it is no land and nobody."""
    text, best = evidence.text(name), evidence.best(name.key)
    is_doubtful = best in _DOUBTFUL and evidence.votes[name.key][best] < SURE
    is_told = text[0] in people.load().given_gender or not naming.load().telling.isdisjoint(text)
    is_told = is_told or text[0].lower() in these("after_facilities")  # "Terminal 9"
    is_told = is_told or naming.known_label(evidence.surface(name)) is not None
    return is_doubtful and not is_told and places.label(evidence.surface(name)) is None


def _is_before_version(words: Words, at: int) -> bool:
    """ "Tarn 8 and Tarn 9", "Tarn 8 users"."""
    if at + 1 >= len(words) or not _VERSION.fullmatch(words.text[at]):
        return False
    return words.text[at + 1] in _BEHIND_VERSIONS or words.lemma[at + 1] in these("behind_versions")


def _is_made(evidence: Evidence, name: Name) -> bool:
    """ "Tarn Scripting", "Windows Trusted Sites": what is part of software, or goes on behind the name of some.

    But "Windows Tarn wrote": a magazine may begin with the name of what it is about.
    """
    text = evidence.text(name)
    if text[-1] in these("parts_of_software"):
        return True
    is_after = any(naming.known_label(" ".join(text[:n])) == "PRODUCT" for n in range(1, len(text)))
    return is_after and not any(context.speaks(evidence.words, one.start, one.end) for one in evidence.by_key[name.key])


def _listed_software(evidence: Evidence) -> Iterator[Vote]:
    """ "Windows, Tarn and Velm": each beside a product, with nothing but a list's marks and versions between."""
    if not _is_of_software(evidence):
        return
    before: Name | None = None
    for name in evidence.names:
        pair = (before, name) if before is not None and _are_listed(evidence.words, before, name) else ()
        for one, other in zip(pair, pair[::-1], strict=True):
            if evidence.best(other.key) == "PRODUCT" and _may_be_software(evidence, one):
                yield evidence.outweigh(one.key, "PRODUCT")
        before = name


def _are_listed(words: Words, one: Name, other: Name) -> bool:
    gap = words.text[one.end : other.start]
    is_list = 0 < len(gap) <= _LONGEST_GAP and all(word in _IN_LISTS or _VERSION.fullmatch(word) for word in gap)
    return is_list and not _IN_LISTS.isdisjoint(gap) and words.sentence[one.start] == words.sentence[other.start]


OF_SOFTWARE = (
    LabelRule(
        name="version",
        description="Where software is told of, what stands before the number of a version is a product, and so are "
        "scripting, a framework and what begins with a product's name.",
        example="The hackers put malware on a browser. It runs on Corwin 9, she said.",
        gives=("Corwin 9=PRODUCT",),
        counterexample="The hackers put malware on a browser. Users read Article 9, she said.",
        votes=_version,
    ),
    LabelRule(
        name="listed-software",
        description="Where software is told of, what stands in a list with a product is one.",
        example="The hackers put malware on a browser. It hit Windows and Corwin in Ohio.",
        gives=("Windows=PRODUCT", "Corwin=PRODUCT", "Ohio=GPE"),
        counterexample="The bakers put sugar on a cake. It hit Windows and Corwin in Ohio.",
        votes=_listed_software,
    ),
)
"""The rules in order."""

__all__ = ["OF_SOFTWARE"]
