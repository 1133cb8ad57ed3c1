"""Clubs and colleges of one name, where games are told of, that the model takes for people."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import Evidence, LabelRule, Vote
from pipeline.entities.surroundings import these
from pipeline.lexicon.verbs import speech_verbs
from pipeline.world import people

if TYPE_CHECKING:
    from pipeline.entities.spans import Key, Name
    from pipeline.entities.words import Words

_OF_RESULT = frozenset(("against", "over", "to", "with"))
_SUPPOSED = frozenset(("as", "if", "though", "whether", "wish"))
_TENSED = frozenset(("MD", "VBD", "VBP", "VBZ"))
_MARKS = (["'s"], ["’s"])
_BETTERING = frozenset(("drop", "fall", "improve"))
_SIGN = 2
_SURE = 4
"""Signs of a club that outweigh that somebody may be called so: "Drake"."""
_ENOUGH = 2


def _club(evidence: Evidence) -> Iterator[Vote]:
    if not evidence.of_sport:
        return
    parts = {word for key in evidence.votes if len(key) > 1 and evidence.best(key) == "PERSON" for word in key}
    starts = _starts_of_people(evidence)
    for key, names in evidence.by_key.items():
        if evidence.best(key) != "PERSON" or not _may_be_club(evidence, key, parts):
            continue
        signs = sum(_signs_of_club(evidence.words, name, starts) for name in names)
        is_given = not people.load().given_gender.keys().isdisjoint(map(evidence.surface, names))
        if signs >= (_SURE if is_given else _ENOUGH) and signs > sum(
            _signs_of_person(evidence.words, name) for name in names
        ):
            yield evidence.outweigh(key, "ORG")


def _starts_of_people(evidence: Evidence) -> frozenset[int]:
    """Where people stand that are called by given name and surname."""
    given = people.load().given_gender
    return frozenset(
        name.start
        for name in evidence.names
        if len(name) > 1 and evidence.best(name.key) == "PERSON" and evidence.words.text[name.start] in given
    )


def _may_be_club(evidence: Evidence, key: Key, parts: set[str]) -> bool:
    """Whether a name is of one word, and in no full name of the text."""
    called = {evidence.surface(name) for name in evidence.by_key[key]}
    return not any(" " in text for text in called) and (len(key) > 1 or key[0] not in parts)


def _signs_of_club(words: Words, name: Name, starts: frozenset[int]) -> int:
    if words.lower[name.start - 1] in people.load().titles:
        return 0
    tests = (_has_player(words, name, starts), is_many(words, name.start, name.end), _has_squad(words, name))
    if any(tests):
        return _SIGN
    others = (
        _has_result(words, name),
        _has_points(words, name),
        _has_record(words, name),
        _leads(words, name),
        _is_other_side(words, name),
        _is_of_game(words, name),
    )
    return sum(others) + _signs_of_side(words, name)


def _is_of_game(words: Words, name: Name) -> bool:
    """ "The win over Velm", "two games against Velm", "as Velm upset the Tarns"."""
    head = context.head_of(words, name.start, name.end)
    above = words.head[head]
    if words.dep[head] == "nsubj":
        return words.lemma[above] in these("beating") and above > head
    is_met = words.dep[head] == "pobj" and words.lower[above] in ("against", "over")
    return is_met and words.lemma[words.head[above]] in these("games_between") and not _has_result(words, name)


def _is_other_side(words: Words, name: Name) -> bool:
    """ "Tarn, which had defeated Velm": one side of a game, as the other is told to be no person."""
    head = context.head_of(words, name.start, name.end)
    verb = words.head[head]
    if words.dep[head] != "dobj" or words.lemma[verb] not in these("beating"):
        return False
    return any(words.lower[child] == "which" and words.dep[child] == "nsubj" for child in words.children[verb])


def _leads(words: Words, name: Name) -> bool:
    """ "The Velm lead", "a Velm turnover", "Velm's leading scorer": what is a side's own."""
    head = context.head_of(words, name.start, name.end)
    noun = words.head[head]
    is_part = words.dep[head] in ("compound", "nmod") and words.tag[name.start - 1] == "DT"
    return (is_part or words.dep[head] == "poss") and noun > head and words.lemma[noun] in these("of_clubs")


def _signs_of_side(words: Words, name: Name) -> int:
    """ "Velm got ten points from", "Velm improved to 25-7", "Velm snapped its string", "led Velm with ten points"."""
    head = context.head_of(words, name.start, name.end)
    verb = words.head[head]
    after = words.lemma[verb + 1 : verb + 6]
    if words.dep[head] == "dobj":
        points = next((i for i in range(name.end, min(name.end + 4, len(words))) if words.lemma[i] in _points()), None)
        return int(
            words.lemma[verb] == "lead" and words.lower[name.end : name.end + 1] == ["with"] and points is not None
        )
    if words.dep[head] != "nsubj" or verb < head:
        return 0
    if words.lemma[verb] in _BETTERING and words.lower[verb + 1 : verb + 2] == ["to"]:
        return _SIGN * context.is_record(words, verb + 2)
    is_given = words.lemma[verb] == "get" and "from" in after and not _points().isdisjoint(after)
    objects = [child for child in words.children[verb] if words.dep[child] == "dobj" and child > verb]
    has_its = any(words.lower[child] == "its" for one in objects for child in words.children[one])
    return is_given + has_its


@functools.cache
def _points() -> frozenset[str]:
    return these("points_for_clubs")


def _has_points(words: Words, name: Name) -> bool:
    """ "Ten rebounds for Velm"."""
    head = context.head_of(words, name.start, name.end)
    above = words.head[head]
    is_for = words.dep[head] == "pobj" and words.lower[above] == "for"
    return is_for and words.lemma[words.head[above]] in these("points_for_clubs")


def _has_record(words: Words, name: Name) -> bool:
    """ "Velm (25-7)"."""
    bracket = words.text[name.end : name.end + 7]
    return bracket[:1] == ["("] and ")" in bracket and context.is_record(words, name.end + 1)


def _has_player(words: Words, name: Name, starts: frozenset[int]) -> bool:
    """ "Velm's Tom Reed": whose player somebody is."""
    return words.text[name.end : name.end + 1] in _MARKS and name.end + 1 in starts


def is_many(words: Words, start: int, end: int) -> bool:
    """ "Velm were lucky", "Velm drop to fourth": a name of one that is many by its verb."""
    head = context.head_of(words, start, end)
    verb = words.head[head]
    is_subject = words.dep[head] in ("nsubj", "nsubjpass") and words.tag[head] == "NNP" and verb > head
    if not is_subject or any(words.dep[child] in ("cc", "conj") for child in words.children[head]):
        return False
    said = sorted((verb, *(child for child in words.children[verb] if words.dep[child] in ("aux", "auxpass"))))
    tensed = next((i for i in said if words.tag[i] in _TENSED), verb)
    is_supposed = not _SUPPOSED.isdisjoint(words.lower[max(0, start - 2) : start])
    if tensed < end or is_supposed:
        return False
    return words.tag[tensed] == "VBP" or words.lower[tensed] == "were"


def _has_squad(words: Words, name: Name) -> bool:
    """ "Velm keeper Reed", "the Velm assistant coach"."""
    head, at = context.head_of(words, name.start, name.end), context.behind_team(words, name.end)
    is_before = words.dep[head] in ("compound", "nmod") and at < len(words) and words.lemma[at] in these("men_of_clubs")
    return is_before and words.sentence[at] == words.sentence[name.start]


def _has_result(words: Words, name: Name) -> bool:
    """ "A 1-0 victory over Velm", "losing 2-1 to Velm", "Tarn beat Velm 2-0"."""
    if context.is_beaten(words, name.start, name.end):
        return True
    if words.lower[name.start - 1] not in _OF_RESULT:
        return False
    before = range(max(0, name.start - 12), name.start - 1)
    results = [i for i in before if context.is_record(words, i)]
    is_one = len(results) == 1 and name.start - results[0] < 8
    return is_one and words.sentence[results[0]] == words.sentence[name.start]


def _signs_of_person(words: Words, name: Name) -> int:
    head = context.head_of(words, name.start, name.end)
    verb = words.lemma[words.head[head]]
    if words.dep[head] == "nsubj" and (verb in speech_verbs() or verb in these("player_verbs")):
        return _SIGN
    return int(context.is_person(words, name.start, name.end))


OF_CLUBS = (
    LabelRule(
        name="club",
        description="Where games are told of, a lone name in no person's full name that has a keeper or a coach, "
        "a player in full after “'s”, the verb of many, or twice a result or points, is a club and no person.",
        example="The striker scored before halftime and a midfielder left. Bentley were lucky. They sent Bentley home.",
        gives=("Bentley=ORG", "Bentley=ORG"),
        counterexample="The striker scored before halftime and a midfielder left. Bentley was lucky.",
        votes=_club,
    ),
)
"""The rule in a list."""

__all__ = ["OF_CLUBS", "is_many"]
