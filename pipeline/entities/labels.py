"""What kind of thing a name names: evidence from all its occurrences in a document, weighed."""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import lexicon
from pipeline.entities.words import Words

if TYPE_CHECKING:
    from pipeline.entities.names import Key, Name

Votes = dict[str, float]


def agree(words: Words, names: list[Name]) -> None:
    """Gives each name the label that most of the evidence in the document speaks for."""
    lex = lexicon.load()
    votes: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    certain: set[Key] = set()
    for name in names:
        vote = votes[name.key]
        if name.rule != "repeat":
            vote[name.label] += 1
        if name.key not in certain:
            certain.add(name.key)
            for label, weight in _spelling(words, name):
                vote[label] += weight
        if is_person_by_context(words, name.start, name.end):
            vote["PERSON"] += 3
    alone = {key[0]: vote["PERSON"] for key, vote in votes.items() if len(key) == 1 and _best(vote) == "PERSON"}
    for key, vote in votes.items():
        if len(key) in (2, 3):
            vote["PERSON"] += alone.get(key[-1], 0)
    surnames: dict[str, float] = collections.defaultdict(float)
    for key, vote in votes.items():
        if len(key) > 1 and _best(vote) == "PERSON":
            last = key[-2] if key[-1].rstrip(".") in lex.suffixes and len(key) > 2 else key[-1]
            surnames[last] += 2 + vote["PERSON"]
    for key, vote in votes.items():
        if len(key) == 1 and key[0] in surnames:
            vote["PERSON"] += surnames[key[0]] + (0 if vote["GPE"] >= 20 else vote["ORG"] if vote["ORG"] < 20 else 0)
    chosen = {key: _best(vote) for key, vote in votes.items()}
    for name in names:
        if name.key in chosen and votes[name.key]:
            name.label = chosen[name.key]


def _best(vote: Votes) -> str:
    return max(sorted(vote), key=lambda label: vote[label]) if vote else ""


def _spelling(words: Words, name: Name) -> Iterator[tuple[str, float]]:
    """What the words of a name tell."""
    lex = lexicon.load()
    text = words.text[name.start : name.end]
    spelled = words.surface(name.start, name.end)
    if spelled in lex.known:
        yield lex.known[spelled][0], 20
    elif spelled.lower() in lexicon.countries():
        yield "GPE", 20
    elif spelled in lex.surnames:
        yield "PERSON", 8
    if len(text) > 1:
        head = next((i for i, word in enumerate(text) if word in ("of", "for") and i), len(text)) - 1
        label = lex.head_label.get(text[head]) or lex.first_label.get(text[0])
        if text[-1] in lex.corporate:
            yield "ORG", 10
        elif label and not (label == "GPE" and name.label == "ORG"):
            yield label, 5
        elif text[0] in lex.given_gender:
            yield "PERSON", 3


def is_person_by_context(words: Words, start: int, end: int) -> bool:
    """Whether the words around a name say that it is a person's: a title or role, an apposition, "who"."""
    lex = lexicon.load()
    head = end - 1
    for i in range(start, end):
        if not start <= words.head[i] < end:
            head = i
    if start and words.sentence[start - 1] == words.sentence[start]:
        before = words.lower[start - 1].rstrip(".")
        if (before in lex.titles or before in lex.person_nouns) and start <= words.head[start - 1] < end:
            return True
    if words.dep[head] == "appos" and words.lower[words.head[head]] in lex.person_nouns:
        return True
    for child in words.children[head]:
        if child >= end and words.dep[child] == "appos" and words.lower[child] in lex.person_nouns:
            return True
        if child >= end and words.dep[child] == "relcl" and "who" in words.lower[end : end + 2]:
            return True
    return False
