"""Where a name begins and ends: the model's spans without what is no part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.lexicon import role_nouns
from pipeline.world import naming, people, places

_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec""".split()  # noqa: SIM905
)
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_DATE_PREPOSITIONS = frozenset(("on", "in", "at", "from", "since", "until", "by", "before", "after", "during"))
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DASHES = ("-", "–", "—", "--")
_AMOUNT = re.compile(r"\$|\d{1,3}(?:,\d{3})+")
_NO_ENDS = frozenset(("IN", "TO", "DT", "CC", "PRP", "PRP$", "MD"))
_NAME_TAGS = PROPER_TAGS | {"NN", "NNS", "JJ", "FW", "XX", "ADD"}
_FINITE = frozenset(("VBD", "VBP", "VBZ"))
_CUT_LABELS = frozenset(("PERSON", "GPE", "NORP", "LOC"))


def is_title(words: Words, i: int) -> bool:
    """Whether token *i* is a title or a role noun, such as may stand before a name."""
    word = words.lower[i].rstrip(".")
    return word in people.load().titles or word in role_nouns.load().people


def pieces(words: Words, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """A span of the model cut at line ends, at verbs, and where it joins what are two names."""
    at = start
    if words.surface(start, end) in naming.load().known:
        yield start, end  # "Law and Justice"
        return
    for i in range(start, end):
        text = words.text[i]
        if (
            "\n" in text
            or text in '()[]"“”'
            or (text == "in" and label in ("ORG", "FAC") and _is_known(words, i + 1, end))
            or (label in _CUT_LABELS and text in _DASHES and _stands_free(words, i))
            or (words.tag[i] in _FINITE and any(words.dep[c] == "nsubj" and c >= start for c in words.children[i]))
            or (label in _CUT_LABELS and (text in (",", ";", "and") or _is_possessive(words, i)))
        ):
            yield at, i
            at = i + 1
    yield at, end


def _stands_free(words: Words, i: int) -> bool:
    return 0 < i < len(words) - 1 and words.end[i - 1] < words.start[i] and words.end[i] < words.start[i + 1]


def _is_possessive(words: Words, i: int) -> bool:
    """Whether token *i* is a possessive ending, and no apostrophe inside a name such as O'Malley."""
    inside = len(words.text[i]) == 1 and i + 1 < len(words) and words.start[i + 1] == words.end[i]
    return words.text[i] in _POSSESSIVES and not inside


def trim(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without determiners, punctuation, possessives, titles and roles."""
    while start < end and (
        words.tag[start] in _DETERMINERS or words.lower[start] == "the" or not _has_letters(words.text[start])
    ):
        start += 1
    end = _without_date(words, start, end, label)
    while end > start and (words.lower[end - 1] in _POSSESSIVES or not _has_letters(words.text[end - 1])):
        end -= 1
    while end - start > 1 and words.tag[end - 1] in _NO_ENDS and words.text[end - 1].islower():
        end -= 1  # "Trump as"
    if end - start > 1 and words.tag[start] == "IN" and words.tag[start + 1] in PROPER_TAGS and label != "LAW":
        start += 1  # "In Oslo" at the beginning of a quotation
    if end - start > 2 and words.text[end - 2] in _POSSESSIVES and words.text[end - 1].isdigit():
        end -= 2
    while end - start > 1 and label == "ORG" and _AMOUNT.fullmatch(words.text[end - 1]):
        end -= 1  # "Acme $500,000"
    if label == "PERSON":
        while end - start > 1 and any(map(str.isdigit, words.text[end - 1])):
            end -= 1  # "Lopez 42-40"
        while end > start and not _has_letters(words.text[end - 1]):
            end -= 1
        start = _after_publisher(words, start, end)
        while (
            end - start > 1
            and words.text[end - 1].islower()
            and words.tag[end - 1] not in PROPER_TAGS
            and words.text[end - 2] not in _DASHES
        ):
            end -= 1
        titled = start > 0 and is_title(words, start - 1) and words.text[start - 1].istitle()  # "Judge Oh Se-young"
        while end - start > 1 and words.tag[start] not in _NAME_TAGS and words.tag[start + 1] in PROPER_TAGS:
            if titled and words.text[start].istitle():
                break
            start += 1
    while start < end and (
        not _has_letters(words.text[start])
        or (words.text[start].islower() and words.lower[start] not in people.load().particles)
    ):
        start += 1  # "pro-Lopez"
    heads = [naming.load().head_label.get(word) for word in words.text[start:end]]
    if start < end and label != "PERSON" and words.lower[end - 1] in role_nouns.load().people and "ORG" not in heads:
        # "US President", "Home Secretary": a role, of which only a place or people before it is a name.
        while start < end and not _is_known(words, start, end):
            end -= 1
        return start, end
    given = people.load().given_gender
    if (
        end - start > 2
        and _is_plural_title(words.lower[start])
        and (label == "PERSON" or words.text[start + 1] in given)
    ):
        return start + 1, end
    if label == "ORG" and end - start > 2 and words.lower[start + 1] == "of" and is_title(words, start):
        at = words.lower[start:end]
        return (start + at.index("at") + 1 if "at" in at else end), end  # "Professor of Surgery at Velmora University"
    for i in range(end - 2, start - 1, -1):
        rest = words.lower[i + 1].rstrip(".")
        if (
            is_title(words, i)
            and rest not in people.load().suffixes
            and (label == "PERSON" or _is_plain_title(words, i, end))
        ):
            if i > start and words.text[i - 1] in given and words.text[i] != words.lower[i]:
                continue
            return i + 1, end
    return start, end


def _without_date(words: Words, start: int, end: int, label: str) -> int:
    """The end of a name without the day or the share that follows it: "Museum of Oslo on Friday", "Acme 15 percent"."""
    if label in ("EVENT", "WORK_OF_ART", "LAW"):
        return end
    while end - start > 3 and words.text[end - 2] in _DASHES and words.text[end - 3].isdigit():
        end -= 3  # "Arsenal 2-1"
    if words.lower[end - 1 : end] in (["percent"], ["%"]):
        end -= 1
        while end - start > 1 and not _has_letters(words.text[end - 1]):
            end -= 1
    for i in range(start + 1, end):
        rest = words.lower[i + 1 : end]
        is_date = not CALENDAR.isdisjoint(rest) or rest[:2] == ["new", "year"] or any(map(_YEAR.fullmatch, rest))
        if words.lower[i] in _DATE_PREPOSITIONS and is_date:
            return i
    while end - start > 1 and words.lower[end - 1] in _WEEKDAYS:
        end -= 1
    if start < end < len(words) and words.text[end - 1].endswith("-") and words.start[end] == words.end[end - 1]:
        end += words.text[end].isalpha()  # "Min-koo"
    return end


def _after_publisher(words: Words, start: int, end: int) -> int:
    """Where a person's name begins that the model has joined to that of an organisation: "Washington Post Lopez"."""
    known = naming.load().known
    for i in range(end - 1, start, -1):
        if known.get(words.surface(start, i), ("", ""))[0] == "ORG":
            return i
    return start


def _is_plain_title(words: Words, i: int, end: int) -> bool:
    """A title before a given name, in a span that the model took for no person."""
    return words.text[i + 1] in people.load().given_gender and words.text[end - 1] not in naming.load().head_label


def _is_plural_title(word: str) -> bool:
    """ "Senators" in "Senators Ann Reed and Tom Cole"."""
    return word.endswith("s") and (word[:-1] in people.load().titles or word[:-1] in role_nouns.load().people)


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_known(words: Words, start: int, end: int) -> bool:
    name = words.surface(start, end)
    return name in naming.load().known or places.label(name) is not None or places.is_large_city(name)
