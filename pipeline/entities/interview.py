"""Interviews without names before the turns: where they begin, who is asked, which turn a paragraph belongs to."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.entities.aliases import Entity
from pipeline.entities.names import Name
from pipeline.entities.words import Words
from pipeline.speech.speakers import Quoted

_I = frozenset(("i", "me", "my", "we", "our"))
_YOU = frozenset(("you", "your"))
_FEWEST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class Interview:
    """Questions and answers from token `start` on, the guest who answers, and the exchange of each token.

    A question and the paragraph that answers it are one exchange.
    """

    start: int
    guest: Entity | None
    exchange: list[int]


def find_interview(
    words: Words, quote_of: Sequence[Quoted | None], names: list[Name], entities: dict[int, Entity]
) -> Interview | None:
    """The interview that a document is, if questions to "you" are answered by "I" in the next paragraph, often."""
    paragraphs = _paragraphs(words)
    you, own = (_paragraphs_with(words, quote_of, said) for said in (_YOU, _I))
    turns = [_turn(words.text[end - 1], words.paragraph[start], you, own) for start, end in paragraphs]
    answered = [i for i, (a, b) in enumerate(itertools.pairwise(turns)) if a == "question" != b]
    if len(answered) < _FEWEST_ANSWERS or not any(turns[i + 1] == "answer" for i in answered):
        return None
    start = paragraphs[answered[0]][0]
    exchange, last = [0] * len(words), 0
    for i, (begin, end) in enumerate(paragraphs):
        last = last if i and turns[i - 1] == "question" and turns[i] != "question" else begin
        exchange[begin:end] = [last] * (end - begin)
    return Interview(start, _guest(names, entities, start), exchange)


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    """The token ranges of the paragraphs, without the white space after them."""
    found = []
    for start, end in words.paragraphs:
        while end > start and words.text[end - 1].isspace():
            end -= 1
        while start < end and words.text[start].isspace():
            start += 1
        if start < end:
            found.append((start, end))
    return found


def _paragraphs_with(words: Words, quote_of: Sequence[Quoted | None], said: Set[str]) -> set[int]:
    """The paragraphs in which one of some words stands outside quotations."""
    at = words.where([word for word in words.vocabulary if word.lower() in said])
    return {words.paragraph[i] for i in at if quote_of[i] is None}


def _turn(last: str, paragraph: int, you: set[int], own: set[int]) -> str:
    if last == "?" or (paragraph in you and paragraph not in own):
        return "question"
    return "answer" if paragraph in own else ""


def _guest(names: list[Name], entities: dict[int, Entity], start: int) -> Entity | None:
    """Who is introduced before the first question and named no more often after it."""
    counts: collections.Counter[int] = collections.Counter()
    people: dict[int, Entity] = {}
    for name in names:
        entity = entities[name.start]
        if entity.label == "PERSON":
            counts[id(entity)] += 1 if name.start < start else -1
            if name.start < start:
                people.setdefault(id(entity), entity)
    best = max(people.values(), key=lambda entity: counts[id(entity)], default=None)
    return best if best and counts[id(best)] >= 0 else None
