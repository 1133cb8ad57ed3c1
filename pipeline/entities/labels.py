"""What kind of thing a name names: evidence from all its occurrences in a document, weighed."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.entities import lexicon, places
from pipeline.entities.words import Words

if TYPE_CHECKING:
    from pipeline.entities.names import Key, Name

Votes = collections.Counter[str]
_PARTISANS = frozenset(("republican", "democrat"))
"""Person nouns that are adjectives as well."""
_PARTS = frozenset(
    """North South East West Northern Southern Eastern Western Central Upper Lower Greater Mid New Saint St. Great
    """.split()  # noqa: SIM905
)
_CERTAIN = 20
"""The weight of a well-known name's label."""
_PLACE_PREPOSITIONS = frozenset(("in", "near", "outside", "across"))


def agree(words: Words, names: list[Name]) -> None:
    """Gives each name the label that most of the evidence in the document speaks for."""
    votes: dict[Key, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    inside: collections.Counter[Key] = collections.Counter()
    for name in names:
        if name.key not in votes:
            votes[name.key].update(dict(_spelling(words, name)))
        if name.rule != "repeat":
            votes[name.key][name.label] += 1
        if len(name) == 1 and name.label == "PERSON" and _are_many(words, name.start):
            votes[name.key]["NORP"] += 2
        if is_person_by_context(words, name.start, name.end):
            votes[name.key]["PERSON"] += 3
        elif name.start and words.lower[name.start - 1] in _PLACE_PREPOSITIONS:
            inside[name.key] += 1
    _hear_cities(words, names, votes, inside)
    _hear_namesakes(votes)
    _hear_singulars(votes)
    for name in names:
        name.label = _best(votes[name.key]) or name.label


def _hear_cities(words: Words, names: list[Name], votes: Mapping[Key, Votes], inside: Mapping[Key, int]) -> None:
    """The name of a large city that the model takes for an organisation is most often the city."""
    for key, name in {name.key: name for name in names}.items():
        vote = votes[key]
        best = _best(vote)
        doubtful = (best == "ORG" and vote["ORG"] < _CERTAIN) or (
            best == "PERSON" and vote["PERSON"] < 3 and inside[key]
        )
        if doubtful and places.is_large_city(words.surface(name.start, name.end)):
            vote["GPE"] += round(1 + 0.7 * vote[best] + 1.5 * inside[key])


def _hear_namesakes(votes: Mapping[Key, Votes]) -> None:
    """A person's full name and its last words alone speak for each other, an organisation's for its first words."""
    lex = lexicon.load()
    bases = {key[:-1] for key in votes if len(key) > 1 and key[-1] in lex.corporate_endings}.intersection(votes)
    for key in bases:
        votes[key]["ORG"] += votes[key][_best(votes[key])] + 1
    alone = {key[0]: vote["PERSON"] for key, vote in votes.items() if len(key) == 1 and _best(vote) == "PERSON"}
    surnames: collections.Counter[Key] = collections.Counter()
    firms: set[Key] = set()
    for key, vote in votes.items():
        if len(key) in (2, 3) and key not in bases:
            vote["PERSON"] += alone.get(key[-1], 0)
        best = _best(vote)
        if best == "PERSON":
            plain = key[:-1] if key[-1].rstrip(".") in lex.suffixes else key
            surnames.update({plain[i:]: 2 + vote["PERSON"] for i in range(1, len(plain))})
            if plain[:1] not in firms:
                surnames[plain[:1]] += 1  # "Wang" of "Wang Lei"
        elif best == "ORG" and vote["ORG"] >= 5:
            firms.update(key[:n] for n in range(1, min(len(key), 4)))
    for key, vote in votes.items():
        if key in surnames:
            # The model often takes a surname for an organisation, all through a document.
            vote["PERSON"] += surnames[key] + (vote["ORG"] if vote["ORG"] < _CERTAIN else 0)
        elif key in firms and _best(vote) in (("PERSON",) if len(key) == 1 else ("GPE", "LOC", "FAC", "PRODUCT")):
            vote["ORG"] += 3


def _hear_singulars(votes: Mapping[Key, Votes]) -> None:
    """Many of a thing are that thing, "Tomahawks" what "Tomahawk" is."""
    for key, vote in votes.items():
        singular = votes.get((key[0][:-1],)) if len(key) == 1 and key[0].endswith("s") else None
        if singular and _best(singular) != "PERSON":
            vote[_best(singular)] += _CERTAIN


def _best(vote: Votes) -> str:
    return max(sorted(vote), key=lambda label: vote[label]) if vote else ""


def _spelling(words: Words, name: Name) -> Iterator[tuple[str, int]]:
    """What the words of a name tell."""
    lex = lexicon.load()
    text = words.text[name.start : name.end]
    spelled = words.surface(name.start, name.end)
    if spelled in lex.known:
        yield lex.known[spelled][0], _CERTAIN
    elif place := places.label(spelled):
        yield place, 8
    elif spelled in lex.surnames:
        yield "PERSON", 8
    elif name.start and words.text[name.start - 1] == "," and places.postal_state(spelled):
        yield "GPE", 8
    if len(text) > 1:
        head = next((i for i, word in enumerate(text) if word in ("of", "for") and i), len(text)) - 1
        label = lex.head_label.get(text[head]) or lex.first_label.get(text[0])
        given = text[0] in lex.given_gender
        if text[-1] in lex.corporate:
            yield "ORG", 10
        elif (
            given
            and len(text) == 2
            and label != "ORG"
            and (name.label == "PERSON" or is_person_by_context(words, name.start, name.end))
        ):
            yield "PERSON", 5  # "Michael Bay", "President Eve Hall"
        elif label and not (label == "GPE" and name.label == "ORG"):
            yield label, 5
        elif given:
            yield "PERSON", 3
        elif (
            name.label == "GPE" and places.is_country(text[-1]) and text[0] not in _PARTS and not places.label(spelled)
        ):
            yield "ORG", 3  # "Greenpeace Canada"


def _are_many(words: Words, i: int) -> bool:
    """ "Many Latinos", "young Latinos": a plural that is qualified as no surname is."""
    return words.tag[i] == "NNPS" and any(words.tag[child] in ("JJ", "CD", "JJR", "JJS") for child in words.children[i])


def is_person_by_context(words: Words, start: int, end: int) -> bool:
    """Whether the words around a name say that it is a person's: a title or role, an apposition, "who"."""
    lex = lexicon.load()
    head = end - 1
    for i in range(start, end):
        if not start <= words.head[i] < end:
            head = i
    if start and words.sentence[start - 1] == words.sentence[start]:
        before = words.lower[start - 1].rstrip(".")
        is_role = before in lex.titles or before in lex.person_nouns.difference(_PARTISANS)
        if is_role and start <= words.head[start - 1] < end:
            return True
    if words.dep[head] == "appos" and words.lower[words.head[head]] in lex.person_nouns:
        return True
    for child in words.children[head]:
        if child >= end and words.dep[child] == "appos" and words.lower[child] in lex.person_nouns:
            return True
        if child >= end and words.dep[child] == "relcl" and "who" in words.lower[end : end + 2]:
            return True
    return False
