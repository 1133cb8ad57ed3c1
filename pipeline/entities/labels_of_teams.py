"""Towns and states that stand for their teams where games are told of, mention by mention: "a win over Ohio"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.labels_of_clubs import is_many
from pipeline.entities.surroundings import these
from pipeline.language.rule import Rule
from pipeline.world import places, teams

if TYPE_CHECKING:
    from pipeline.entities.evidence import Evidence
    from pipeline.entities.spans import Name
    from pipeline.entities.words import Words

_RANK = re.compile(r"no\.?\d{1,2}")
_POINTS = re.compile(r"\d{1,3}")
_OF_PLACES = frozenset(("at", "from", "into", "of"))
"""Prepositions before places, beside those that tell where in one: "inside"."""
_AS_TEAM = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "poss"))
_GOING = ("motion", "leaving", "ways")
_OWN = frozenset(("its", "their"))
_IN_PHRASE = frozenset(("JJ", "JJR", "JJS", "NN", "CD", "HYPH", "VBG", "VBN", "NNP"))
_ENOUGH_IN_BRACKETS = 2
_SHORTEST = 4
"""Letters of a name that has a team: "Mo" is nobody's."""


@dataclass(eq=False, frozen=True, kw_only=True)
class TeamRule(Rule):
    """A rule that tells of one mention of a place whether it stands for its team."""

    stands: Callable[[Evidence, Name], bool]


def tell_teams(evidence: Evidence) -> None:
    """Labels as organisations those mentions of towns and states that stand for their teams.

    Where one does, others of the name in the text do as well that stand as no place.
    """
    if not evidence.of_sport:
        return
    places_told = [name for name in evidence.names if _may_have_team(evidence, name)]
    told = [name for name in places_told if any(rule.stands(evidence, name) for rule in TEAM_RULES)]
    keys = {name.key for name in told}
    starts = {name.start for name in told}
    for name in places_told:
        if name.start in starts or (name.key in keys and _acts_as_team(evidence.words, name)):
            name.label = "ORG"


def _may_have_team(evidence: Evidence, name: Name) -> bool:
    """Whether a name is no country's, and does not stand where only a place does."""
    words, called = evidence.words, evidence.surface(name)
    is_town = name.label == "FAC" and (places.is_town(called) or places.label(called) == "GPE")  # "beat Bergen 2-0"
    if name.label not in ("GPE", "LOC") and not is_town:
        return False
    before = words.lower[name.start - 1] if name.start else ""
    is_inside = before in _OF_PLACES or before in these("inside")
    is_inside = is_inside and not (before == "from" and _is_traded(words, name.start - 1))
    is_inside = is_inside and not (
        words.text[name.end : name.end + 1] in (["'s"], ["’s"]) and _has_squad(evidence, name)
    )
    is_land = places.is_country(called) or name.rule == "dateline" or len(called) < _SHORTEST
    head = context.head_of(words, name.start, name.end)
    is_the = words.lower[name.start - 1] == "the" and words.dep[head] not in ("compound", "nmod")
    return not (is_inside or is_land or is_the)


def _acts_as_team(words: Words, name: Name) -> bool:
    head = _first_of_list(words, context.head_of(words, name.start, name.end))
    if context.is_place(words, name.start, name.end):
        return False
    if words.dep[head] == "pobj":
        at = words.head[head]
        is_way = any(words.lemma[words.head[at]] in these(verbs) for verbs in _GOING)
        return words.lower[at] in these("before_teams") and not is_way
    above = words.head[head]
    is_left = words.dep[head] == "dobj" and any(words.lemma[above] in these(verbs) for verbs in _GOING)
    is_land = words.dep[head] == "poss" and words.lemma[above] not in these("squad") and not words.is_proper[above]
    return words.dep[head] in _AS_TEAM and not (is_land or is_left)


def _first_of_list(words: Words, head: int) -> int:
    while words.dep[head] == "conj" and words.head[head] < head and words.tag[words.head[head]][:2] == "NN":
        head = words.head[head]
    return head


def _has_squad(evidence: Evidence, name: Name) -> bool:
    words = evidence.words
    if context.is_team(words, name.start, name.end):
        return True
    is_owner = words.text[name.end : name.end + 1] in (["'s"], ["’s"], ["'"], ["’"])
    at = context.behind_team(words, name.end + is_owner)
    is_same = at < len(words) and words.sentence[at] == words.sentence[name.start]
    return is_same and words.lemma[at] in these("squad") and not words.text[at].isupper()


def _is_ranked(evidence: Evidence, name: Name) -> bool:
    words, start, end = evidence.words, name.start, name.end
    before = words.lower[max(0, start - 3) : start]
    if any(_RANK.fullmatch("".join(before[i:])) for i in range(len(before))):
        return True
    if before and before[-1] in ("ranked", "seeded", "unbeaten", "winless"):
        return True
    return words.text[end : end + 1] == ["("] and context.is_record(words, end + 1)


def _has_score(evidence: Evidence, name: Name) -> bool:
    words, end = evidence.words, name.end
    if context.is_record(words, end):
        return True
    is_first = words.text[end + 1 : end + 2] == [","] and _is_side(words, end + 2)
    is_second = name.start > 2 and words.text[name.start - 1] == "," and words.text[name.start - 2].isdecimal()
    is_pointed = end < len(words) and _POINTS.fullmatch(words.text[end]) is not None
    return is_pointed and (is_first or is_second)


def _is_side(words: Words, at: int) -> bool:
    """ "Ohio 24, *Utah 17*": a name and its points."""
    end = at
    while end < len(words) and words.is_proper[end]:
        end += 1
    return at < end < len(words) and words.text[end].isdecimal()


def _is_opponent(evidence: Evidence, name: Name) -> bool:
    words = evidence.words
    head = _first_of_list(words, context.head_of(words, name.start, name.end))
    above = words.head[head]
    if words.lower[name.start - 1] in these("versus") or words.lower[name.end : name.end + 1] in (["vs."], ["vs"]):
        return True
    if words.dep[head] in ("nsubj", "nsubjpass", "dobj"):
        verbs = these("side_verbs") | (these("facing") if words.dep[head] == "dobj" else frozenset())
        verbs = verbs if words.dep[head] == "dobj" else verbs | these("game_verbs")
        return words.lemma[above] in verbs | these("match_verbs") | these("team_verbs")
    if words.dep[head] != "pobj":
        return False
    governor = words.head[above]
    said = {words.lemma[governor], words.lemma[words.head[governor]]}
    preposition = words.lower[above]
    if preposition == "against":
        return said.isdisjoint(these("against_others"))
    if preposition == "to":
        return words.lemma[governor] in these("losing") or _is_lost_in_round(words, governor)
    if preposition == "between":
        return words.lemma[governor] in these("meetings") or words.lemma[governor] in these("rounds")
    governed = {"over": "results", "with": "meetings", "for": "playing", "by": "dealing"}.get(preposition)
    return governed is not None and words.lemma[governor] in these(governed)


def _is_traded(words: Words, at: int) -> bool:
    """ "Traded from Denver to Boston": a preposition that tells whence or whither a player goes."""
    return words.dep[at] == "prep" and words.lemma[words.head[at]] in these("trading")


def _trades(evidence: Evidence, name: Name) -> bool:
    """ "Traded from Denver to Boston", "Denver signed Tom Reed", "a contract with Denver"."""
    words, called = evidence.words, evidence.surface(name)
    if called not in teams.of_places():
        return False
    head = context.head_of(words, name.start, name.end)
    above = words.head[head]
    if words.dep[head] == "pobj" and words.lower[above] in ("from", "to"):
        return _is_traded(words, above)
    if words.dep[head] == "pobj" and words.lower[above] == "with":
        return words.lemma[words.head[above]] in these("signing")
    if words.dep[head] != "nsubj" or words.lemma[above] not in these("hiring"):
        return False
    taken = [child for child in words.children[above] if words.dep[child] == "dobj"]
    taken += [part for child in taken for part in words.children[child] if words.dep[part] == "compound"]
    return any(words.lemma[child] in these("hired") or words.lemma[child] in these("squad") for child in taken)


def _has_player(evidence: Evidence, name: Name) -> bool:
    """ "Denver's Tom Reed": whose player or coach somebody is."""
    words = evidence.words
    is_owner = words.text[name.end : name.end + 1] in (["'s"], ["’s"], ["'"], ["’"])
    if not is_owner or evidence.surface(name) not in teams.of_places():
        return False
    return any(one.start == name.end + 1 and one.label == "PERSON" and len(one) > 1 for one in evidence.names)


def _is_lost_in_round(words: Words, i: int) -> bool:
    """ "Lost in the first round to Ohio"."""
    if words.lemma[i] not in these("rounds") or words.dep[i] != "pobj":
        return False
    return words.lemma[words.head[words.head[i]]] in these("losing")


def _has_season(evidence: Evidence, name: Name) -> bool:
    words = evidence.words
    head = context.head_of(words, name.start, name.end)
    verb = words.head[head]
    if words.dep[head] != "nsubj" or verb < head:
        return False
    for i in range(verb + 1, min(words.right_edge(verb) + 1, verb + 12)):
        if words.lower[i] in _OWN:
            end = i + 1
            while end < len(words) and words.tag[end] in _IN_PHRASE:
                end += 1
            return any(words.lower[k] in these("seasons") for k in range(i + 1, min(end + 1, len(words))))
    return False


def _are_many(evidence: Evidence, name: Name) -> bool:
    """ "Denver have signed a striker"."""
    return is_many(evidence.words, name.start, name.end)


def _is_bracketed(evidence: Evidence, name: Name) -> bool:
    return _stands_in_brackets(evidence, name) and (
        sum(_stands_in_brackets(evidence, other) for other in evidence.names) >= _ENOUGH_IN_BRACKETS
    )


def _stands_in_brackets(evidence: Evidence, name: Name) -> bool:
    words = evidence.words
    is_whole = words.text[name.start - 1] == "(" and words.text[name.end : name.end + 1] == [")"] and name.start > 2
    is_after_person = is_whole and words.is_proper[name.start - 2] and words.is_proper[name.start - 3]
    return is_after_person and evidence.surface(name) in teams.of_places()


TEAM_RULES = (
    TeamRule(
        name="squad-of-place",
        description="Where games are told of, a place before its coach, its players or its fans is its team.",
        example="They won in overtime after two interceptions and a fumble. The Denver head coach left Utah.",
        gives=("Denver=ORG", "Utah=GPE"),
        counterexample="They won in overtime after an interception and a fumble. The Denver police chief left Utah.",
        stands=_has_squad,
    ),
    TeamRule(
        name="rank-of-place",
        description="Where games are told of, a place with a rank before it or a record after it is a team.",
        example="The rookie left in overtime after a fumble. It was a surprise for No. 8 Denver in Utah.",
        gives=("Denver=ORG", "Utah=GPE"),
        counterexample="The rookie left in overtime after a fumble. It was a surprise for all of Denver in Utah.",
        stands=_is_ranked,
    ),
    TeamRule(
        name="score-of-place",
        description="Where games are told of, a place before its points is a team.",
        example="The rookie left in overtime after a fumble. The board read Denver 24, Utah 17.",
        gives=("Denver=ORG", "Utah=ORG"),
        counterexample="The rookie left in overtime after a fumble. The board read Denver, Utah.",
        stands=_has_score,
    ),
    TeamRule(
        name="opponent",
        description="Where games are told of, a place that wins, is beaten or is played against is a team.",
        example="The rookie quarterback left in overtime with 10 carries against Denver.",
        gives=("Denver=ORG",),
        counterexample="The rookie quarterback left in overtime with a lawsuit against Denver.",
        stands=_is_opponent,
    ),
    TeamRule(
        name="season-of-place",
        description="Where games are told of, a place that prepares for “its” game or season is a team.",
        example="The rookie left in overtime after a fumble. Denver prepares for its final game.",
        gives=("Denver=ORG",),
        counterexample="The rookie left in overtime after a fumble. Denver prepares for its final vote.",
        stands=_has_season,
    ),
    TeamRule(
        name="trade",
        description="Where games are told of, a known team's place that signs or trades players, or that they are "
        "traded to or from, is the team.",
        example="The rookie left in overtime after a fumble. He was traded from Denver to Boston in May.",
        gives=("Denver=ORG", "Boston=ORG"),
        counterexample="The rookie left in overtime after a fumble. He was driven from Denver to Boston in May.",
        stands=_trades,
    ),
    TeamRule(
        name="player-of-place",
        description="Where games are told of, a known team's place to which somebody in full belongs is the team.",
        example="The rookie left in overtime after a fumble. They met Denver's Carla Reed in Utah.",
        gives=("Denver=ORG", "Carla Reed=PERSON", "Utah=GPE"),
        counterexample="The rookie left in overtime after a fumble. They met Denver's mayor in Utah.",
        stands=_has_player,
    ),
    TeamRule(
        name="many-of-place",
        description="Where games are told of, a place with the verb of many is its team.",
        example="The striker scored before halftime and a midfielder left. Denver have signed a baker in Utah.",
        gives=("Denver=ORG", "Utah=GPE"),
        counterexample="The striker scored before halftime and a midfielder left. Denver has signed a pact in Utah.",
        stands=_are_many,
    ),
    TeamRule(
        name="place-in-brackets",
        description="Where games are told of, places of known teams in brackets after people are their teams.",
        example="Three rookie coaches left at halftime: Ann Reed (Denver), Tom Bell (Utah) and Carla Marsh.",
        gives=("Ann Reed=PERSON", "Denver=ORG", "Tom Bell=PERSON", "Utah=ORG", "Carla Marsh=PERSON"),
        counterexample="Three rookie coaches left at halftime: Ann Reed, Tom Bell (Utah) and Carla Marsh.",
        stands=_is_bracketed,
    ),
)
"""What tells that a mention of a place stands for its team."""

__all__ = ["TEAM_RULES", "TeamRule", "tell_teams"]
