"""Where names stand in a document: the model's spans repaired, and what it missed."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.entities import context, labels
from pipeline.entities.trimming import CALENDAR, is_title, pieces, trim
from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.lexicon import role_nouns
from pipeline.tables.schema import ENTITY_LABELS
from pipeline.world import naming, people, places

Key = tuple[str, ...]
"""The words of a name in lower case: what makes two strings the same name."""

_PIECES = re.compile(r"\w+(?:\.\w+)*\.?|[^\w\s]")
_NO_NAME = re.compile(r"[@#=<>]|://|^[DRI]-[A-Z]|^(?:I\.?|[A-Za-z])$|^https?:|[-–—]$")
"""Handles, markup, web addresses, parties with a state (R-Ohio), single letters and halves of words."""
_PREFIXED = re.compile(r"[OD]['’][A-Z][^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DATELINE_DASHES = frozenset(("-", "–", "—", "--"))
_PARTNERS = frozenset(("Associates", "Partners", "Sons", "Brothers", "Company", "Co", "Co."))
QUOTES = frozenset("\"“”'‘’")
_OBJECT_PREPOSITIONS = frozenset(("of", "for"))
_CONNECTORS = frozenset(("de", "del", "della", "dei", "des", "du", "di", "da", "do", "dos", "das", "la", "los", "ten"))
"""Small words inside names in other languages."""
_LONGEST_HEADLINE, _LONGEST_IN_HEADLINE = 25, 4
"""Words of a headline, and of a name that is only in a headline."""


@dataclass(slots=True)
class Name:
    """A name: its tokens `[start, end)`, its OntoNotes label, and how it was found."""

    start: int
    end: int
    label: str
    rule: str
    key: Key

    def __len__(self) -> int:
        return self.end - self.start


def find_names(words: Words, surnames: frozenset[str] = frozenset()) -> list[Name]:
    """The names of a document in order, none overlapping another, one label for one name.

    `surnames` are surnames that its headline tells.
    """
    spans = _Spans(words)
    for start, end, label in _model_names(words):
        for a, b in pieces(words, start, end, label):
            spans.add(*trim(words, a, b, label), label, "model")
    headlines = _headlines(words)
    in_headlines = [name for name in spans.names.values() if headlines[name.start]]
    for name in in_headlines:
        spans.drop(name)
    _drop_common_words(spans)
    _add_nicknamed(spans)
    _extend(spans)
    _join_partners(spans)
    _join_places(spans)
    _cut_to_surnames(spans)
    _add_acronyms(spans)
    _add_datelines(spans)
    _add_runs(spans, headlines)
    _add_repeats(spans, headlines)
    told_of = {name.key for name in spans.names.values() if name.label == "PERSON"}
    for name in in_headlines:
        _add_from_headline(spans, name, told_of)
    names = [spans.names[start] for start in sorted(spans.names)]
    labels.agree(words, names, surnames)
    called = {name.key[-1] for name in names if name.label == "PERSON"}
    in_full = {name.key[-1] for name in names if name.label == "PERSON" and len(name) > 1}
    return [name for name in names if not _is_family(words, name, called, in_full)]


def _is_family(words: Words, name: Name, called: set[str], in_full: set[str]) -> bool:
    """ "The Clintons": several people, where one of them is spoken of."""
    many = words.tag[name.start] == "NNPS" or (name.start > 0 and words.lower[name.start - 1] == "the")
    plural = name.key[0]
    return (
        len(name) == 1
        and many
        and plural.endswith("s")
        and plural not in in_full
        and (plural[:-1] in called or plural.removesuffix("es") in called)
    )


def key_of(lower: list[str]) -> Key:
    """The key of a name, given its words in lower case."""
    return tuple(word.replace("’", "'").lstrip("-–—") or word for word in lower)


class _Spans:
    """Names that do not overlap, by their first token, and who owns each token."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.names: dict[int, Name] = {}
        self.owner: list[Name | None] = [None] * len(words)

    def add(self, start: int, end: int, label: str, rule: str) -> None:
        """A new name, unless its tokens are taken or are no name."""
        words = self.words
        is_surname = rule == "repeat" and label == "PERSON" and words.tag[start] == "NNP"  # "Head" of Travis Head
        if (
            start < end
            and not any(self.owner[start:end])
            and (_is_name(words, start, end) or (is_surname and words.dep[start] == "nsubj" and is_title(words, start)))
        ):
            name = Name(start, end, label, rule, key_of(self.words.lower[start:end]))
            self.names[start] = name
            self.owner[start:end] = [name] * (end - start)

    def drop(self, name: Name) -> None:
        """`name` is none."""
        self.owner[name.start : name.end] = [None] * len(name)
        del self.names[name.start]

    def grow(self, name: Name, start: int, end: int, label: str) -> None:
        """A name in place of `name`, which spans `[start, end)` and takes the place of the names there."""
        for other in {other.start: other for other in self.owner[start:end] if other}.values():
            self.drop(other)
        self.add(start, end, label, name.rule)


def _model_names(words: Words) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, iob in enumerate([*words.ent_iob, "O"]):
        if start is not None and iob != "I":
            if words.ent_type[start] in ENTITY_LABELS:
                yield start, i, words.ent_type[start]
            start = None
        if iob == "B" or (iob == "I" and start is None):
            start = i


def _is_name(words: Words, start: int, end: int) -> bool:
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
        return not (
            words.lower[start] in people.load().offices and " ".join(words.lower[start:end]) in role_nouns.load().people
        )
    lower = words.lower[start].rstrip(".")
    if lower == "state" and start > 1 and words.lower[start - 2 : start] == ["secretary", "of"]:
        return False
    return not (
        lower in CALENDAR
        or is_title(words, start)
        or (lower in people.load().suffixes and words.text[start - 1] == ",")
    )


def _is_capital(words: Words, i: int) -> bool:
    return words.text[i][:1].isupper()


def _is_proper(words: Words, i: int) -> bool:
    return (words.tag[i] in PROPER_TAGS and _is_capital(words, i)) or _is_surname(words, i)


def _is_surname(words: Words, i: int) -> bool:
    """Whether a word is such a surname as "O’Malley", of which taggers know only the spelling with a straight mark."""
    return _PREFIXED.fullmatch(words.text[i]) is not None


def _headlines(words: Words) -> list[bool]:
    """For each token whether its line is written in capitals, or with a capital at nearly every word."""
    lines: dict[int, list[str]] = collections.defaultdict(list)
    for paragraph, text in zip(words.paragraph, words.text, strict=True):
        if text[0].isalpha():
            lines[paragraph].append(text)
    found = set()
    for paragraph, line in lines.items():
        if 3 < len(line) < _LONGEST_HEADLINE:
            capitals = sum(text[0].isupper() for text in line)
            found |= {paragraph} if capitals >= 0.7 * len(line) else set()
    return [paragraph in found for paragraph in words.paragraph]


def _add_from_headline(spans: _Spans, name: Name, told_of: set[Key]) -> None:
    """A name that stands in a headline only: what is left of it, where that looks like a name and no clause."""
    tags, last = spans.words.tag[name.start : name.end], name.end - 1
    if name.key[-1:] in told_of and spans.words.text[name.start] not in people.load().given_gender:
        spans.add(last, name.end, "PERSON", "surname")  # "Understated Lopez"
    elif len(tags) <= _LONGEST_IN_HEADLINE and PROPER_TAGS.issuperset(tags):
        spans.add(name.start, name.end, name.label, "model")


def _drop_common_words(spans: _Spans) -> None:
    """A lone word is no name where the document writes it small, more often or wherever no sentence begins."""
    words = spans.words
    small = collections.Counter(
        word for word, tag in zip(words.text, words.tag, strict=True) if tag in ("NN", "NNS") and word.islower()
    )
    lone = [name for name in spans.names.values() if len(name) == 1 and name.key[0] in small]
    inside = collections.Counter(
        name.key for name in lone if name.start and words.sentence[name.start] == words.sentence[name.start - 1]
    )
    for name in lone:
        if inside[name.key] < small[name.key[0]] - 1 or not inside[name.key]:
            spans.drop(name)


def _extend(spans: _Spans) -> None:
    """Each name takes in the proper nouns that belong to it, "Museum" in "Ashmole Museum" for one."""
    words = spans.words
    for name in list(spans.names.values()):
        if spans.owner[name.start] is not name:
            continue
        start, end, label = name.start, name.end, name.label
        if label == "PERSON" and end < len(words) and not spans.owner[end] and _is_surname(words, end):
            end += 1
        while start and _joins(words, start - 1, start, end) and not spans.owner[start - 1]:
            if is_title(words, start - 1) or words.lower[start - 1].rstrip(".") in CALENDAR:
                break
            start -= 1
        if len(name) == 1 and words.text[start] in naming.load().head_label and start and spans.owner[start - 1]:
            before = spans.owner[start - 1]
            if before and before.end == start and start <= words.head[before.end - 1] < end:
                start = before.start
        while end < len(words) and _joins(words, end, start, end):
            other = spans.owner[end]
            is_head = words.text[end] in naming.load().head_label
            if is_title(words, end) or (other and not (len(other) == 1 and is_head)):
                break
            if label in ("PERSON", "GPE", "NORP") and not is_head:
                break
            end += 1
        if len(name) == 1 and label in ("GPE", "NORP", "LOC") and words.text[start] in people.load().given_gender:
            head = words.head[start]  # "Aung" taken for a place in "Aung San Suu Kyi"
            whole = words.dep[start] == "compound" and all(
                _is_proper(words, i) and not is_title(words, i) for i in range(end, head + 1)
            )
            if whole and head >= end and not any(spans.owner[end : head + 1]):
                end, label = head + 1, "PERSON"
        if (start, end) != (name.start, name.end) and words.text[end - 1] in naming.load().head_label:
            label = naming.load().head_label[words.text[end - 1]]
        kind = naming.load().head_label.get(words.text[end - 1])
        is_governed = kind == "ORG" or (kind == "GPE" and words.lower[end : end + 1] == ["of"])
        if is_governed and (object_ := _object(words, end)):
            label = naming.load().head_label[words.text[end - 1]]
            end = _object_end(spans, object_)
            second = spans.owner[end + 1] if end + 1 < len(words) and words.lower[end] == "and" else None
            if second and second.label == label and words.head[second.end - 1] == end - 1:
                end = second.end  # "Centre for Volcanology and Hazard Mitigation"
            if (object_ := _object(words, end)) and words.dep[object_ - 1] in ("prep", "det"):
                end = _object_end(spans, object_)  # "Council for the Welfare of Immigrants"
        while end - start > 1 and words.text[end - 1] in _CONNECTORS:
            end -= 1
        while end + 1 < len(words) and words.text[end] in _CONNECTORS and words.sentence[end] == words.sentence[start]:
            after = next((i for i in range(end, min(end + 3, len(words))) if words.text[i] not in _CONNECTORS), end)
            other = spans.owner[after]
            if not _is_capital(words, after) or (other and (other.start < after or label == "PERSON")):
                break
            end = other.end if other else _run_end(words, after)  # "Defensoría del Pueblo"
        if (start, end) != (name.start, name.end):
            spans.grow(name, start, end, label)


def _object(words: Words, end: int) -> int | None:
    """Where the object begins of "of" or "for" after an organisation's head word: "Bank of the South"."""
    at = end + 1 + (words.lower[end + 1 : end + 2] == ["the"] and words.lower[end] in _OBJECT_PREPOSITIONS)
    if at < len(words) and words.lower[end] in _OBJECT_PREPOSITIONS and _is_capital(words, at):
        is_same = words.sentence[at] == words.sentence[end - 1]
        return at if is_same and words.lower[at] not in CALENDAR else None
    return None


def _object_end(spans: _Spans, start: int) -> int:
    other = spans.owner[start]
    return other.end if other else _run_end(spans.words, start)


def _add_nicknamed(spans: _Spans) -> None:
    """A person's name with another in quotation marks inside: Robert "Bob" Reed."""
    words = spans.words
    for i in range(1, len(words) - 3):
        if words.text[i] not in QUOTES or words.text[i + 2] not in QUOTES:
            continue
        first, last = spans.owner[i - 1], i + 3
        start = first.start if first else i - 1
        is_person = first.label == "PERSON" if first else words.text[i - 1] in people.load().given_gender
        if is_person and _is_proper(words, last) and _is_capital(words, i + 1) and words.text[i + 1].isalpha():
            other = spans.owner[last]
            end = other.end if other and other.start == last else _run_end(words, last)
            for name in {name.start: name for name in spans.owner[start:end] if name}.values():
                spans.drop(name)
            spans.add(start, end, "PERSON", "model")


def _join_partners(spans: _Spans) -> None:
    """ "Savings & Loan Association", "Crum and Partners": one firm, whatever the model makes of its halves."""
    words = spans.words
    for i in range(1, len(words) - 1):
        is_joined = words.text[i] == "&" or (words.text[i] == "and" and words.text[i + 1] in _PARTNERS)
        if not is_joined or not (_is_proper(words, i - 1) and _is_proper(words, i + 1)):
            continue
        before, after = spans.owner[i - 1], spans.owner[i + 1]
        if before is not None and before is after:
            continue
        start = before.start if before else _run_start(words, i)
        end = after.end if after else _run_end(words, i + 1)
        for name in {name.start: name for name in spans.owner[start:end] if name}.values():
            spans.drop(name)
        spans.add(start, end, "ORG", "model")


def _cut_to_surnames(spans: _Spans) -> None:
    """ "Lee Polaroid", read once as an organisation where a Lee is spoken of, is Lee with something of his."""
    words = spans.words
    surnames = {words.text[n.end - 1] for n in spans.names.values() if n.label == "PERSON" and len(n) > 1}
    counts = collections.Counter(name.key for name in spans.names.values())
    no_surname = naming.load().head_label.keys() | naming.load().corporate
    for name in list(spans.names.values()):
        text = words.text[name.start : name.end]
        publisher = words.surface(name.start, name.end - 1)
        if len(text) > 1 and text[-1] in surnames and naming.load().known.get(publisher, ("",))[0] == "ORG":
            spans.drop(name)  # "told the Washington Post Lee was away"
            spans.add(name.start, name.end - 1, "ORG", "known")
            spans.add(name.end - 1, name.end, "PERSON", "surname")
            continue
        once = name.label in ("ORG", "PRODUCT") and len(text) > 1 and counts[name.key] == 1
        if once and text[0] in surnames and no_surname.isdisjoint(text):
            spans.drop(name)
            spans.add(name.start, name.start + 1, "PERSON", "surname")


def _joins(words: Words, i: int, start: int, end: int) -> bool:
    """Whether the proper noun *i* is part of the name `[start, end)` by the syntax tree."""
    if not _is_proper(words, i) or words.sentence[i] != words.sentence[start]:
        return False
    head = words.head[i]
    if words.dep[i] == "compound" and (start <= head < end):
        return True
    return i >= end and any(words.head[k] == i and words.dep[k] == "compound" for k in range(start, end))


def _run_end(words: Words, i: int) -> int:
    end = i
    while end < len(words) and _is_proper(words, end):
        end += 1
    return max(end, i + 1)


def _join_places(spans: _Spans) -> None:
    """ "Baja" and "California" side by side are one place where the gazetteer knows the two as one."""
    words = spans.words
    for name in list(spans.names.values()):
        after = spans.owner[name.end] if name.end < len(words) else None
        if after and len(name) == 1 and after.start == name.end and spans.owner[name.start] is name:
            whole = words.surface(name.start, after.end)
            if places.label(whole) in ("GPE", "LOC") or places.is_large_city(whole):
                spans.grow(name, name.start, after.end, "GPE")


def _run_start(words: Words, i: int) -> int:
    start = i - 1
    while start and _is_proper(words, start - 1) and words.sentence[start - 1] == words.sentence[i]:
        start -= 1
    return start


def _add_acronyms(spans: _Spans) -> None:
    """An acronym in brackets after the name that it stands for."""
    words = spans.words
    for name in list(spans.names.values()):
        at = name.end + 1
        if (
            len(name) > 1
            and at + 1 < len(words)
            and words.text[name.end] == "("
            and words.text[at + 1] == ")"
            and words.text[at].upper() in labels.acronyms(words.surface(name.start, name.end))
        ):
            spans.add(at, at + 1, name.label, "acronym")


def _add_datelines(spans: _Spans) -> None:
    """A city in capitals that begins a paragraph, before a dash, an agency in brackets, or a country."""
    words = spans.words
    for i in range(len(words)):
        if i and words.paragraph[i] == words.paragraph[i - 1]:
            continue
        end = i
        while end < len(words) and words.text[end].isupper() and _LETTERS.fullmatch(words.text[end]) and end - i < 2:
            end += 1
        rest, text = words.text[end : end + 8], words.surface(i, end)
        if len(text) < 4 or naming.load().known.get(text, ("GPE", ""))[0] != "GPE":
            continue
        if rest and (rest[0] in _DATELINE_DASHES or (rest[0] in "(," and set(rest) & _DATELINE_DASHES)):
            for name in {id(name): name for name in spans.owner[i:end] if name}.values():
                spans.drop(name)
            spans.add(i, end, "GPE", "dateline")


def _add_runs(spans: _Spans, headlines: list[bool]) -> None:
    """Proper nouns in a row that the model left out, where a word in or before them tells what they name."""
    words = spans.words
    i = 0
    while i < len(words):
        first = _is_proper(words, i) or _is_titled(words, i)
        if spans.owner[i] or headlines[i] or not first or words.ent_type[i]:
            i += 1
            continue
        end = i + 1
        while (
            end < len(words)
            and not spans.owner[end]
            and _is_proper(words, end)
            and words.sentence[end] == words.sentence[i]
        ):
            end += 1
        if end + 1 < len(words) and words.text[end] in _CONNECTORS and _is_proper(words, end + 1):
            end = end + 1 if spans.owner[end + 1] else _run_end(words, end + 1)  # "Clan del Golfo"
        start = i
        while start < end and is_title(words, start):
            start += 1
        if start < end and (label := _run_label(words, start, end)):
            spans.add(start, end, label, "run")
        i = end


def _is_titled(words: Words, i: int) -> bool:
    """Whether a word in capitals follows a title, whatever the tagger calls it: "Judge Oh Se-young"."""
    return i > 0 and _is_capital(words, i) and words.text[i - 1].istitle() and is_title(words, i - 1)


def _run_label(words: Words, start: int, end: int) -> str | None:
    if end - start > 1:
        label = naming.load().head_label.get(words.text[end - 1]) or naming.load().first_label.get(words.text[start])
        if label:
            return label
        if words.text[start] in people.load().given_gender or context.is_person(words, start, end):
            return "PERSON"
    if (start and is_title(words, start - 1) and _is_capital(words, start - 1)) or _is_surname(words, end - 1):
        return "PERSON"
    text = words.surface(start, end)
    is_listed = places.is_large_city(text) and _is_listed(words, start, end)
    if is_listed or (words.tag[end - 1] == "NNP" and context.is_place(words, start, end)):
        return "GPE"
    is_plain = words.tag[end - 1] == "NNP" and words.lower[start - 1] != "the"
    if is_plain and context.is_organisation(words, start, end):
        return "ORG"
    return places.label(text)


def _is_listed(words: Words, start: int, end: int) -> bool:
    """Whether a name stands in a list after a country, a state or a large city."""
    head = next((i for i in range(start, end) if words.dep[i] == "conj"), start)
    before = words.text[words.head[head]]
    return words.dep[head] == "conj" and (places.label(before) in ("GPE", "LOC") or places.is_large_city(before))


def _add_repeats(spans: _Spans, headlines: list[bool]) -> None:
    """Well-known names, other occurrences of the names found, and surnames of the people, where they are free."""
    words = spans.words
    votes: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    small = set(words.text)
    for name in spans.names.values():
        text = tuple(words.text[name.start : name.end])
        votes[text][name.label] += 2
        last = text[-1]
        is_person = name.label == "PERSON" or (
            text[0] in people.load().given_gender and last not in naming.load().head_label
        )
        if is_person and len(text) > 1 and len(last) > 2 and last[0].isupper():
            first = text[0]
            is_long = len(first) > 3 or (len(first) == 3 and first in people.load().given_gender)
            if is_long and first.isalpha() and first not in people.load().common_given and not places.label(first):
                votes[first,]["PERSON"] += 1
            votes[last,]["PERSON"] += last.lower().rstrip(".") not in people.load().suffixes
        if name.label == "ORG" and len(text) > 1 and text[0].lower() not in small and _may_stand_alone(text):
            votes[text[0],]["ORG"] += 1
        if name.label == "ORG" and len(text) > 2:
            for acronym in labels.acronyms(words.surface(name.start, name.end)):
                votes[acronym,]["ORG"] += len(acronym) > 2
    known = _known_names()
    for text in list(votes) if any(headlines) else ():
        capitals = tuple(word.upper() for word in text)
        if capitals not in votes and all(len(word) > 3 for word in text):
            votes[capitals] = votes[text]
    index = _by_first_word(text for text in votes if any(len(word) > 1 for word in text))
    for first, longer in index.items():
        index[first] = sorted({*longer, *known.get(first, ())}, key=lambda text: (-len(text), text))
    i = 0
    while i < len(words):
        first = words.text[i]
        if spans.owner[i] is None and (candidates := index.get(first) or known.get(first)):
            for text in candidates:
                end = i + len(text)
                if (
                    tuple(words.text[i:end]) == text
                    and not any(spans.owner[i:end])
                    and (_may_be(spans, i, end) or (len(text) == 1 and text in votes and words.lower[i] not in small))
                ):
                    label = votes[text].most_common(1)[0][0] if text in votes else _known_label(text)
                    spans.add(i, end, label, "repeat" if text in votes else "known")
                    i = end - 1
                    break
        i += 1


def _may_stand_alone(text: tuple[str, ...]) -> bool:
    """Whether the first word of a firm's name can be used for all of it: "Novexa" for "Novexa Pharma"."""
    first = text[0]
    is_firm = text[-1] in naming.load().corporate or naming.load().head_label.get(text[-1]) == "ORG"
    is_plain = len(first) > 3 and first.isalpha() and first[0].isupper() and first.lower() not in naming.load().generic
    no_name = (
        first in people.load().given_gender or first in naming.load().head_label or first in naming.load().first_label
    )
    return is_firm and is_plain and not no_name and not places.label(first) and not places.is_large_city(first)


@functools.cache
def _known_names() -> dict[str, list[Key]]:
    return _by_first_word(tuple(_PIECES.findall(name)) for name in naming.load().known)


@functools.cache
def _known_labels() -> dict[Key, str]:
    return {tuple(_PIECES.findall(name)): label for name, (label, _) in naming.load().known.items()}


def _known_label(text: Key) -> str:
    return _known_labels()[text]


def _by_first_word(names: Iterable[Key]) -> dict[str, list[Key]]:
    index: dict[str, list[Key]] = collections.defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        index[name[0]].append(name)
    return index


def _may_be(spans: _Spans, start: int, end: int) -> bool:
    """Whether the tagger agrees that a single word is a name, and no part of a longer one."""
    words = spans.words
    if end - start > 1:
        return True
    head = words.head[start]
    if words.dep[start] == "compound" and words.tag[head] in PROPER_TAGS and spans.owner[head] is None:
        return head > start + 1 or words.text[start].isupper()
    if words.tag[start] in PROPER_TAGS:
        return True
    if words.text[start].isupper() and len(words.text[start]) > 2:
        return True
    return start > 0 and words.sentence[start] == words.sentence[start - 1] and words.tag[start].startswith("NN")
