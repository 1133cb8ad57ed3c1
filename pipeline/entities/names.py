"""Where names stand in a document, and what kind of thing each one names."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.entities import lexicon
from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.tables.schema import ENTITY_LABELS

Key = tuple[str, ...]
"""The words of a name in lower case: what makes two strings the same name."""

_PIECES = re.compile(r"\w+(?:\.\w+)*\.?|[^\w\s]")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_DETERMINERS = frozenset(("the", "a", "an"))
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)


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


def find_names(words: Words) -> list[Name]:
    """The names of a document in order, none overlapping another, one label for one name."""
    spans = _Spans(words)
    for start, end, label in _model_names(words):
        for a, b in _pieces(words, start, end, label):
            a, b = _trim(words, a, b, label)
            if a < b and _is_name(words, a, b):
                spans.add(a, b, label, "model")
    _extend(spans)
    _add_known(spans)
    _add_runs(spans)
    _add_repeats(spans)
    names = sorted((name for name in spans.names if len(name)), key=lambda name: name.start)
    _agree_on_labels(words, names)
    return names


def is_title(words: Words, i: int) -> bool:
    """Whether token *i* is a title or a role noun, such as may stand before a name."""
    lex = lexicon.load()
    word = words.lower[i].rstrip(".")
    return word in lex.titles or word in lex.person_nouns


def key_of(words: Words, start: int, end: int) -> Key:
    """The key of the name at tokens `[start, end)`."""
    return tuple(words.lower[start:end])


class _Spans:
    """Names that do not overlap, and who owns each token."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.names: list[Name] = []
        self.owner: list[Name | None] = [None] * len(words)

    def add(self, start: int, end: int, label: str, rule: str) -> None:
        if any(self.owner[start:end]):
            return
        name = Name(start, end, label, rule, key_of(self.words, start, end))
        self.names.append(name)
        self.owner[start:end] = [name] * (end - start)

    def grow(self, name: Name, start: int, end: int, label: str) -> None:
        """`name` now spans `[start, end)`; names inside are swallowed."""
        for other in {id(o): o for o in self.owner[start:end] if o}.values():
            other.end = other.start
        name.start, name.end, name.label = start, end, label
        name.key = key_of(self.words, start, end)
        self.owner[start:end] = [name] * (end - start)


def _model_names(words: Words) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, iob in enumerate([*words.ent_iob, "O"]):
        if start is not None and iob != "I":
            if words.ent_type[start] in ENTITY_LABELS:
                yield start, i, words.ent_type[start]
            start = None
        if iob == "B" or (iob == "I" and start is None):
            start = i


def _pieces(words: Words, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """A span of the model cut at line ends, and where it joins what are two names."""
    at = start
    for i in range(start, end):
        text = words.text[i]
        cut = "\n" in text or text in '()[]"“”' or (text in _POSSESSIVES and label in ("PERSON", "GPE", "NORP"))
        cut = cut or (text in (",", ";", "and") and label in ("PERSON", "GPE", "NORP", "LOC"))
        if cut:
            yield at, i
            at = i + 1
    yield at, end


def _trim(words: Words, start: int, end: int, label: str) -> tuple[int, int]:
    """The span without determiners, punctuation, possessives and a person's titles."""
    lex = lexicon.load()
    while start < end and (words.lower[start] in _DETERMINERS or not _has_letters(words.text[start])):
        start += 1
    while end > start and (words.lower[end - 1] in _POSSESSIVES or not _has_letters(words.text[end - 1])):
        end -= 1
    if label == "PERSON":
        while end - start > 1 and words.text[end - 1].islower() and words.tag[end - 1] not in PROPER_TAGS:
            end -= 1
        while end > start and words.text[start].islower() and words.lower[start] not in lex.particles:
            start += 1
    for i in range(end - 2, start - 1, -1):
        rest = words.lower[i + 1].rstrip(".")
        if is_title(words, i) and rest not in lex.suffixes and (label == "PERSON" or _is_plain_title(words, i, end)):
            if i > start and words.text[i - 1] in lex.given_gender and words.text[i] != words.lower[i]:
                continue
            return i + 1, end
    return start, end


def _is_plain_title(words: Words, i: int, end: int) -> bool:
    """A title before a given name, in a span that the model took for no person."""
    lex = lexicon.load()
    return words.text[i + 1] in lex.given_gender and words.text[end - 1] not in lex.head_label


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_name(words: Words, start: int, end: int) -> bool:
    text = words.text[start:end]
    if all(word.islower() or not word[0].isalpha() for word in text):
        return False
    return not (end - start == 1 and (words.lower[start].rstrip(".") in _CALENDAR or is_title(words, start)))


def _is_capital(words: Words, i: int) -> bool:
    return words.text[i][:1].isupper()


def _extend(spans: _Spans) -> None:
    """Each name takes in the proper nouns that belong to it, "Museum" in "Ashmole Museum" for one."""
    words, lex = spans.words, lexicon.load()
    for name in list(spans.names):
        if not len(name):
            continue
        start, end, label = name.start, name.end, name.label
        while start and _joins(words, start - 1, start, end) and not spans.owner[start - 1]:
            if is_title(words, start - 1) or words.lower[start - 1].rstrip(".") in _CALENDAR:
                break
            start -= 1
        while end < len(words) and _joins(words, end, start, end):
            other = spans.owner[end]
            if other and not (other.end - other.start == 1 and words.text[end] in lex.head_label):
                break
            end += 1
        if end > name.end and words.text[end - 1] in lex.head_label:
            label = lex.head_label[words.text[end - 1]]
        if (
            lex.head_label.get(words.text[end - 1]) == "ORG"
            and end + 1 < len(words)
            and words.lower[end] in ("of", "for")
            and _is_capital(words, end + 1)
        ):
            other = spans.owner[end + 1]
            end, label = (other.end if other else _run_end(words, end + 1)), "ORG"
        if (start, end) != (name.start, name.end):
            spans.grow(name, start, end, label)


def _joins(words: Words, i: int, start: int, end: int) -> bool:
    """Whether the proper noun *i* is part of the name `[start, end)` by the syntax tree."""
    if words.tag[i] not in PROPER_TAGS or not _is_capital(words, i) or words.sentence[i] != words.sentence[start]:
        return False
    head = words.head[i]
    if words.dep[i] == "compound" and (start <= head < end):
        return True
    return i >= end and any(words.head[k] == i and words.dep[k] == "compound" for k in range(start, end))


def _run_end(words: Words, i: int) -> int:
    end = i
    while end < len(words) and words.tag[end] in PROPER_TAGS and _is_capital(words, end):
        end += 1
    return max(end, i + 1)


def _add_known(spans: _Spans) -> None:
    """Well-known names that the model did not see."""
    for start, end in _matches(spans, _known_names()):
        spans.add(start, end, lexicon.load().known[" ".join(_joined(spans.words, start, end))][0], "known")


def _joined(words: Words, start: int, end: int) -> list[str]:
    return [
        "".join(
            words.text[i] if words.end[i - 1] == words.start[i] and i > start else " " + words.text[i]
            for i in range(start, end)
        ).strip()
    ]


def _known_names() -> dict[str, list[Key]]:
    return _by_first_word(tuple(_PIECES.findall(name)) for name in lexicon.load().known)


def _by_first_word(names: Iterable[Key]) -> dict[str, list[Key]]:
    index: dict[str, list[Key]] = collections.defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        index[name[0]].append(name)
    return index


def _matches(spans: _Spans, index: dict[str, list[Key]]) -> Iterator[tuple[int, int]]:
    """Where free tokens spell one of the names, the longest first."""
    words, i = spans.words, 0
    while i < len(words):
        if spans.owner[i] is None and words.text[i] in index:
            for name in index[words.text[i]]:
                end = i + len(name)
                if tuple(words.text[i:end]) == name and not any(spans.owner[i:end]) and _may_start(words, i, end):
                    yield i, end
                    i = end - 1
                    break
        i += 1


def _may_start(words: Words, start: int, end: int) -> bool:
    """A single word at the beginning of a sentence is a name only where the tagger agrees."""
    if end - start > 1 or words.tag[start] in PROPER_TAGS:
        return True
    return start > 0 and words.sentence[start] == words.sentence[start - 1] and words.tag[start].startswith("NN")


def _add_runs(spans: _Spans) -> None:
    """Proper nouns in a row that the model left out, where a word in or before them tells what they name."""
    words, lex = spans.words, lexicon.load()
    i = 0
    while i < len(words):
        if spans.owner[i] or words.tag[i] not in PROPER_TAGS or not _is_capital(words, i) or words.ent_type[i]:
            i += 1
            continue
        end = i
        while (
            end < len(words)
            and not spans.owner[end]
            and words.tag[end] in PROPER_TAGS
            and _is_capital(words, end)
            and words.sentence[end] == words.sentence[i]
        ):
            end += 1
        start = i
        while start < end and is_title(words, start):
            start += 1
        if start < end:
            last, label = words.text[end - 1], None
            if end - start > 1:
                label = lex.head_label.get(last) or lex.first_label.get(words.text[start])
                if label is None and words.text[start] in lex.given_gender:
                    label = "PERSON"
            if label is None and start and is_title(words, start - 1) and _is_capital(words, start - 1):
                label = "PERSON"
            if label:
                spans.add(start, end, label, "run")
        i = end


def _add_repeats(spans: _Spans) -> None:
    """Other occurrences of the names found, and surnames of the people."""
    words, lex = spans.words, lexicon.load()
    labels: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name in spans.names:
        if not len(name):
            continue
        text = tuple(words.text[name.start : name.end])
        labels[text][name.label] += 2
        if name.label == "PERSON" and len(text) > 1 and len(text[-1]) > 2 and text[-1][0].isupper():
            if text[-1].lower().rstrip(".") not in lex.suffixes:
                labels[text[-1:]]["PERSON"] += 1
    index = _by_first_word(text for text in labels if any(len(word) > 1 for word in text))
    for start, end in list(_matches(spans, index)):
        if end - start == 1 and (is_title(words, start) or words.lower[start] in _CALENDAR):
            continue
        spans.add(start, end, labels[tuple(words.text[start:end])].most_common(1)[0][0], "repeat")


def _agree_on_labels(words: Words, names: list[Name]) -> None:
    """One label for one name in a document: what most of the evidence says."""
    votes: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name in names:
        vote = votes[name.key]
        if name.rule != "repeat":
            vote[name.label] += 1
        if name.start and is_title(words, name.start - 1) and words.head[name.start - 1] in range(name.start, name.end):
            vote["PERSON"] += 2
        for label, weight in _evidence(words, name):
            vote[label] = max(vote[label], weight) if label in vote else weight
    full: dict[str, int] = collections.Counter()
    for key, vote in votes.items():
        if len(key) > 1 and vote.most_common(1)[0][0] == "PERSON":
            full[key[-1]] += 2
    for key, vote in votes.items():
        if len(key) == 1 and key[0] in full:
            vote["PERSON"] += full[key[0]]
    chosen = {key: max(sorted(vote), key=lambda label: vote[label]) for key, vote in votes.items() if vote}
    for name in names:
        name.label = chosen.get(name.key, name.label)


def _evidence(words: Words, name: Name) -> Iterator[tuple[str, int]]:
    lex = lexicon.load()
    text = words.text[name.start : name.end]
    spelled = _joined(words, name.start, name.end)[0]
    if spelled in lex.known:
        yield lex.known[spelled][0], 20
    if len(text) > 1:
        head = next((i for i, word in enumerate(text) if word in ("of", "for") and i), len(text)) - 1
        label = lex.head_label.get(text[head]) or lex.first_label.get(text[0])
        if text[-1] in lex.corporate:
            yield "ORG", 10
        elif label and not (label == "GPE" and text[-1] == "City" and name.label == "ORG"):
            yield label, 5
        elif text[0] in lex.given_gender:
            yield "PERSON", 3
