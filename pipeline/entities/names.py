"""Where names stand in a document: the model's spans repaired, and what it missed."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.entities import labels
from pipeline.entities.confidence import confidence
from pipeline.entities.doubt import settle
from pipeline.entities.repairs import REPAIRS
from pipeline.entities.repeats import add_repeats
from pipeline.entities.spans import Key, Name, Spans
from pipeline.entities.surroundings import these
from pipeline.entities.trimming import pieces, trim
from pipeline.entities.words import PROPER_TAGS, Words
from pipeline.language.guard import guarded
from pipeline.tables.schema import ENTITY_LABELS
from pipeline.world import naming, people, places

_SHORTEST_SUBHEAD = 3
"""Words of a line in capitals that is a headline inside a text."""
_LONGEST_HEADLINE, _LONGEST_IN_HEADLINE, _LONG = 25, 4, 3
"""Words of a headline, of a name that is only in a headline, and of one there that must show what it is."""


def find_names(words: Words, surnames: frozenset[str] = frozenset()) -> list[Name]:
    """The names of a document in order, none overlapping another, one label for one name.

    `surnames` are surnames that its headline tells.
    """
    spans = Spans(words, _headlines(words))
    for start, end, label in _model_names(words):
        with guarded("model", *words.characters(start, end)):
            for a, b in pieces(words, start, end, label):
                spans.add(*trim(words, a, b, label), label, "model")
    in_headlines = [name for name in spans.names.values() if spans.headline[name.start]]
    for name in in_headlines:
        spans.drop(name)
    for rule in REPAIRS:
        with guarded(rule.name, *words.characters(0, len(words))):
            rule.repair(spans)
    add_repeats(spans)
    told_of = {name.key for name in spans.names.values() if name.label == "PERSON"}
    for name in in_headlines:
        with guarded("name-in-headline", *words.characters(name.start, name.end)):
            _add_from_headline(spans, name, told_of)
    names = spans.in_order()
    with guarded("labels", *words.characters(0, len(words))):
        evidence = labels.agree(words, names, surnames)
        names = settle(evidence)
        for name in names:
            name.confidence = confidence(evidence, name)
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


def _model_names(words: Words) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, iob in enumerate([*words.ent_iob, "O"]):
        if start is not None and iob != "I":
            if words.ent_type[start] in ENTITY_LABELS:
                yield start, i, words.ent_type[start]
            start = None
        if iob == "B" or (iob == "I" and start is None):
            start = i


def _headlines(words: Words) -> list[bool]:
    """For each token whether its line is written in capitals, or with a capital at nearly every word."""
    found = [False] * len(words)
    for start, end in words.paragraphs:
        line = [text for text in words.text[start:end] if text[0].isalpha()]
        is_short = len(line) == _SHORTEST_SUBHEAD and all(map(str.isupper, line))  # "A FARMER'S LAMENT"
        is_written_so = is_short or sum(text[0].isupper() for text in line) >= 0.7 * len(line)
        if is_written_so and (is_short or 3 < len(line) < _LONGEST_HEADLINE):
            found[start:end] = [True] * (end - start)
    return found


def _add_from_headline(spans: Spans, name: Name, told_of: set[Key]) -> None:
    """A name that stands in a headline only: what is left of it, where that looks like a name and no clause."""
    words = spans.words
    text = words.text[name.start]
    if len(name) == 1 and words.places(name.key[0]) and not _is_listed(text):
        return  # "Emergency Patch", where the text has "a patch"
    if len(name) == 1 and text.lower() in these("people_in_headlines"):
        return  # "Teen Arrested"
    if name.key[-1:] in told_of and words.text[name.start] not in people.load().given_gender:
        return  # "Understated Lopez"
    if name.label == "PERSON" and name.key[:2] in told_of and name.key not in told_of and len(name) == _LONG:
        name = Name(name.start, name.start + 2, name.label, name.rule, name.key[:2])  # "Ann Lopez *Checks* Out"
    tags = words.tag[name.start : name.end]
    if len(tags) <= _LONGEST_IN_HEADLINE and PROPER_TAGS.issuperset(tags) and _is_shown(words, name):
        spans.add(name.start, name.end, name.label, "model")


def _is_listed(text: str) -> bool:
    is_place = places.label(text) is not None or places.is_large_city(text)
    return is_place or naming.known_label(text) is not None or text in people.load().given_gender


def _is_shown(words: Words, name: Name) -> bool:
    """Whether the words of a name show what it is; "Showcase Solar Panels" is a clause in capitals."""
    text = words.text[name.start : name.end]
    is_verb = name.start > 0 and words.lower[name.start - 1] == "to" and len(name) > 1
    if name.label in ("PERSON", "GPE", "NORP", "EVENT") or (len(name) < _LONG and not is_verb):
        return True
    whole = words.surface(name.start, name.end)
    is_telling = not naming.load().telling.isdisjoint((text[0], text[-1]))
    return is_telling or whole in naming.load().known or places.label(whole) is not None


__all__ = ["Key", "Name", "find_names"]
