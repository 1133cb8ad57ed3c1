"""Other occurrences of names: well-known names, what was named in full before, surnames, parts and acronyms of it."""

from __future__ import annotations

import collections
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.entities.evidence import acronyms
from pipeline.entities.spans import Key, Name, Spans, run_end
from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.language.guard import guarded
from pipeline.language.rule import Rule
from pipeline.world import naming, people, places, teams

_PIECES = re.compile(r"\w+(?:\.\w+)*\.?|[^\w\s]")
Shape = tuple[str, ...]
"""The words of a name as they are written."""
Form = tuple[Shape, str, int]
"""How else a name may be written, what it then names, and with what weight."""


@dataclass(eq=False, frozen=True, kw_only=True)
class RepeatRule(Rule):
    """A rule that tells in what other forms a name may come again."""

    forms: Callable[[Words, Name], Iterator[Form]]


def add_repeats(spans: Spans) -> None:
    """Well-known names, and other occurrences of the names found, where they are free."""
    words = spans.words
    votes = _votes(spans)
    known = _known_names()
    firsts = {first: known[first] for first in words.vocabulary & known.keys()}
    told = [text for text in votes if text[0] in words.vocabulary and any(len(word) > 1 for word in text)]
    for first, forms in _by_first_word(told).items():
        firsts[first] = _longest_first({*forms, *firsts.get(first, ())})
    after = 0
    for i in words.where(firsts):
        if i < after or spans.owner[i] is not None:
            continue
        text = next((text for text in firsts[words.text[i]] if _stands(spans, i, text, votes)), None)
        if text and len(text) == 1 and (whole := _whole_run(spans, i)):
            spans.add(i, *whole, "run")
            after = whole[0]
        elif text:
            label = votes[text].most_common(1)[0][0] if text in votes else _known_label(text)
            spans.add(i, i + len(text), label, "repeat" if text in votes else "known")
            after = i + len(text)


def _votes(spans: Spans) -> dict[Shape, collections.Counter[str]]:
    """For each form in which a name may come again what it then names."""
    votes: dict[Shape, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    words = spans.words
    alike: dict[tuple[str, ...], list[Name]] = collections.defaultdict(list)
    for name in spans.names.values():
        alike[name.label, words.surface(name.start, name.end), *words.text[name.start : name.end]].append(name)
    for names in alike.values():
        start, end = words.characters(names[0].start, names[0].end)
        for rule in REPEATS:
            with guarded(rule.name, start, end):
                for form, label, weight in rule.forms(words, names[0]):
                    votes[form][label] += weight * len(names)
    for text in list(votes) if any(spans.headline) else ():
        capitals = tuple(word.upper() for word in text)
        if capitals not in votes and all(len(word) > 3 for word in text):
            votes[capitals] = votes[text]
    return votes


def _stands(spans: Spans, i: int, text: Shape, votes: Mapping[Shape, collections.Counter[str]]) -> bool:
    """Whether the form `text` stands at token *i* as a name of its own."""
    words, end = spans.words, i + len(text)
    if tuple(words.text[i:end]) != text or any(spans.owner[i:end]):
        return False
    if _may_be(spans, i, end):
        return True
    if len(text) > 1 or text not in votes or words.lower[i] in words.vocabulary:
        return False
    is_part = words.dep[i] == "compound" and words.tag[words.head[i]] in PROPER_TAGS  # "Sierra" of "Sierra Nevada"
    return not is_part or (spans.headline[i] and "GPE" in votes[text])


def _whole_run(spans: Spans, i: int) -> tuple[int, str] | None:
    """Where the free proper nouns end that begin at *i*, and what their last word tells: "Ohio River Center"."""
    words, end = spans.words, run_end(spans.words, i)
    label = naming.load().head_label.get(words.text[end - 1])
    is_whole = end > i + 2 and words.head[i] < end and words.head[i] > i and not any(spans.owner[i:end])
    is_whole = is_whole and words.sentence[i] == words.sentence[end - 1] and not spans.headline[i]
    return (end, label) if is_whole and label in ("ORG", "FAC") else None


def _may_be(spans: Spans, start: int, end: int) -> bool:
    """Whether the tagger agrees that a single word is a name, and no part of a longer one."""
    words = spans.words
    if end - start > 1:
        return True
    head = words.head[start]
    if words.dep[start] == "compound" and words.tag[head] in PROPER_TAGS and spans.owner[head] is None:
        return head > start + 1 or words.text[start].isupper()
    if words.tag[start] in PROPER_TAGS or (words.text[start].isupper() and len(words.text[start]) > 2):
        return True
    return start > 0 and words.sentence[start] == words.sentence[start - 1] and words.tag[start].startswith("NN")


def _whole(words: Words, name: Name) -> Iterator[Form]:
    yield tuple(words.text[name.start : name.end]), name.label, 2


def _is_person(words: Words, name: Name) -> bool:
    """Whether a full name is a person's, or would be one's but for its label."""
    text = words.text[name.start : name.end]
    is_given = text[0] in people.load().given_gender and text[-1] not in naming.load().head_label
    is_full = len(text) > 1 and len(text[-1]) > 2 and text[-1][0].isupper()
    return is_full and (name.label == "PERSON" or is_given)


def _given_name(words: Words, name: Name) -> Iterator[Form]:
    first = words.text[name.start]
    is_long = len(first) > 3 or (len(first) == 3 and first in people.load().given_gender)
    is_plain = is_long and first.isalpha() and first not in people.load().common_given and not places.label(first)
    if is_plain and _is_person(words, name):
        yield (first,), "PERSON", 1


def _surname(words: Words, name: Name) -> Iterator[Form]:
    last = words.text[name.end - 1]
    is_surname = last.lower().rstrip(".") not in people.load().suffixes and last not in naming.load().streets
    if _is_person(words, name) and is_surname:
        yield (last,), "PERSON", 1


def _first_of_firm(words: Words, name: Name) -> Iterator[Form]:
    text = tuple(words.text[name.start : name.end])
    if name.label == "ORG" and len(text) > 1 and text[0].lower() not in words.vocabulary and _may_stand_alone(text):
        yield text[:1], "ORG", 1


def _may_stand_alone(text: Shape) -> bool:
    """Whether the first word of a firm's name can be used for all of it: "Novexa" for "Novexa Pharma"."""
    lists, first = naming.load(), text[0]
    is_firm = text[-1] in lists.corporate or lists.head_label.get(text[-1]) == "ORG"
    is_plain = len(first) > 3 and first.isalpha() and first[0].isupper() and first.lower() not in lists.generic
    no_name = first in people.load().given_gender or first in lists.head_label or first in lists.first_label
    return is_firm and is_plain and not no_name and not places.label(first) and not places.is_large_city(first)


def _acronym(words: Words, name: Name) -> Iterator[Form]:
    if name.label == "ORG" and len(name) > 2:
        for acronym in acronyms(words.surface(name.start, name.end)):
            yield (acronym,), "ORG", int(len(acronym) > 2)


def _nickname(words: Words, name: Name) -> Iterator[Form]:
    if team := teams.in_full().get(words.surface(name.start, name.end)):
        yield tuple(team.nickname.split()), "ORG", 2


@functools.cache
def _known_names() -> dict[str, list[Shape]]:
    return _by_first_word(tuple(_PIECES.findall(name)) for name in naming.load().known)


@functools.cache
def _known_labels() -> dict[Shape, str]:
    return {tuple(_PIECES.findall(name)): known.label for name, known in naming.load().known.items()}


def _known_label(text: Shape) -> str:
    return _known_labels()[text]


def _by_first_word(names: Iterable[Shape]) -> dict[str, list[Shape]]:
    index: dict[str, list[Shape]] = collections.defaultdict(list)
    for name in _longest_first(set(names)):
        index[name[0]].append(name)
    return dict(index)


def _longest_first(names: Iterable[Shape]) -> list[Shape]:
    return sorted(names, key=lambda name: (-len(name), name))


REPEATS = (
    RepeatRule(
        name="same-words",
        description="What is a name once is one wherever it stands.",
        example="Flights of Loganair were full. She likes Loganair.",
        gives=("Loganair", "Loganair"),
        counterexample="She likes flights.",
        forms=_whole,
    ),
    RepeatRule(
        name="given-name-again",
        description="The given name of somebody named in full means him.",
        example="Carla Marsh proceeded to lie to Daniel. Daniel Bell wept.",
        gives=("Carla Marsh", "Daniel", "Daniel Bell"),
        counterexample="Carla Marsh proceeded to lie.",
        forms=_given_name,
    ),
    RepeatRule(
        name="surname-again",
        description="The surname of somebody named in full means him.",
        example="Zorvin Tarnak spoke. Tarnak left.",
        gives=("Zorvin Tarnak", "Tarnak"),
        counterexample="Zorvin Tarnak spoke.",
        forms=_surname,
    ),
    RepeatRule(
        name="first-word-of-firm",
        description="The first word of a firm's name can stand for all of it.",
        example="Officials at the Interior and Fishery departments met. The Fishery Department wept.",
        gives=("Interior", "Fishery", "Fishery Department"),
        counterexample="Federal Pharma makes drugs. The Federal rules are old.",
        forms=_first_of_firm,
    ),
    RepeatRule(
        name="nickname-of-team-again",
        description="A known team that is named in full is meant by the last words of its name.",
        example="Fans of the Utah Jazz wept. A Jazz fan sang.",
        gives=("Utah Jazz", "Jazz"),
        counterexample="Fans of jazz in Utah wept. A Jazz fan sang.",
        forms=_nickname,
    ),
    RepeatRule(
        name="acronym-again",
        description="The acronym of an organisation named in full means it.",
        example="The Screen Writers Guild met. SWG leaders left.",
        gives=("Screen Writers Guild", "SWG"),
        counterexample="The leaders left.",
        forms=_acronym,
    ),
)
"""In what forms a name may come again."""

__all__ = ["REPEATS", "Key", "add_repeats"]
