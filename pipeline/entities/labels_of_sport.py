"""What names name where games are told of: teams, leagues and players."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.entities import context
from pipeline.entities.evidence import WEIGHTS, Evidence, LabelRule, Vote, in_atlas
from pipeline.entities.surroundings import these
from pipeline.entities.words import Words
from pipeline.world import naming, people, places, teams

if TYPE_CHECKING:
    from pipeline.entities.spans import Name


def _are_many(words: Words, i: int) -> bool:
    """ "Many Latinos", "young Latinos": a plural that is qualified as no surname is."""
    return words.tag[i] == "NNPS" and any(words.tag[child] in ("JJ", "CD", "JJR", "JJS") for child in words.children[i])


def _team(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names:
        if name.label != "PERSON" or len(name) > 2 or not name.start or words.lower[name.start - 1] != "the":
            continue
        last = words.text[name.end - 1]
        is_many = last.endswith("s") and not last.endswith(("ss", "us", "is")) and words.dep[name.end - 1] != "poss"
        is_whole = words.dep[name.end - 1] not in ("compound", "nmod")
        is_whole = is_whole and words.text[name.start] not in people.load().given_gender
        if is_many and is_whole and not _are_many(words, name.start):
            yield name.key, "ORG", WEIGHTS["team"]


_UNLIKELY = frozenset(("EVENT", "FAC", "LAW", "LOC", "PRODUCT", "WORK_OF_ART"))
"""What the model takes teams for that it does not know."""


def _team_of_sport(evidence: Evidence) -> Iterator[Vote]:
    if not evidence.of_sport:
        return
    words = evidence.words
    parts = {word for key in evidence.votes if len(key) > 1 and evidence.best(key) == "PERSON" for word in key}
    for name in evidence.names:
        text = evidence.text(name)
        if len(text) > 2 or name.label == "ORG" or not naming.load().telling.isdisjoint(text):
            continue
        is_unlikely = name.label in _UNLIKELY and not (name.label == "EVENT" and len(text) > 1)  # "Winter Meetings"
        is_many = text[-1].endswith("s") and words.lower[name.start - 1] == "the" and is_unlikely
        is_many = is_many or (
            name.label in (*_UNLIKELY, "PERSON") and name.label != "EVENT" and _are_of_team(words, name)
        )
        is_lone = len(text) == 1 and name.key[0] not in parts
        is_team = is_lone and name.label in (*_UNLIKELY, "PERSON", "GPE") and not in_atlas(text[0])
        is_team = is_team and not (name.label == "GPE" and places.is_town(text[0]))
        is_team = is_team and context.is_team(words, name.start, name.end)
        is_given = text[0] in people.load().given_gender and not context.is_beaten(words, name.start, name.end)
        if is_many or (is_team and not is_given):
            yield name.key, "ORG", WEIGHTS["team around"]


def _are_of_team(words: Words, name: Name) -> bool:
    """ "The Tarn Blue Sabrenes": a plural in two words whose article stands further before."""
    last = name.end - 1
    is_many = len(name) == 2 and words.tag[last] == "NNPS" and words.text[name.start] not in people.load().given_gender
    return is_many and any(words.lower[child] == "the" and child < name.start for child in words.children[last])


_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_RANKS = frozenset(("ranked", "seeded", "rated", "unbeaten", "winless"))


def _ranked_team(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names if evidence.of_sport else ():
        called = evidence.surface(name)
        is_known = in_atlas(called) or (name.label == "GPE" and places.is_town(called))
        is_known = is_known and not (
            words.lower[name.start - 1] == "the" and name.label != "GPE"
        )  # "the Orange (15-1)"
        is_doubtful = name.label in (*_UNLIKELY, "PERSON", "GPE") and not is_known
        is_full = len(name) > 1 and not people.load().given_gender.keys().isdisjoint(evidence.text(name))
        is_doubtful = is_doubtful and not (is_full and name.label == "PERSON")  # "No. 4 Panther Lee Reed"
        if is_doubtful and (words.lower[name.start - 1] in _RANKS or _has_record(words, name)):
            yield evidence.outweigh(name.key, "ORG") if in_atlas(called) else (name.key, "ORG", WEIGHTS["team around"])


def _has_record(words: Words, name: Name) -> bool:
    """ "The Crimson (8-6)", "(3-0 Big Tarn)": the games won and lost of a team, or in a league."""
    end = name.end
    if words.text[end : end + 1] == ["("]:
        is_pitcher = name.label == "PERSON" and words.lower[name.start - 1] != "the"  # "Tarnova (10-11)" throws
        return not is_pitcher and context.is_record(words, end + 1)
    first = name.start - 3
    is_record = first >= 0 and context.is_record(words, first) and words.text[name.start - 1].isdecimal()
    return words.text[end : end + 1] == [")"] and is_record


def _player(evidence: Evidence) -> Iterator[Vote]:
    words = evidence.words
    for name in evidence.names if evidence.of_sport else ():
        text, head = evidence.text(name), context.head_of(words, name.start, name.end)
        is_doubtful = len(text) < 3 and name.label != "PERSON" and not text[-1].endswith("s")
        is_plain = is_doubtful and words.lower[name.start - 1] != "the" and not in_atlas(evidence.surface(name))
        if is_plain and words.dep[head] == "nsubj" and words.lemma[words.head[head]] in these("player_verbs"):
            yield name.key, "PERSON", WEIGHTS["player"]
        elif len(text) == 2 and name.label != "PERSON" and _INITIALS.fullmatch(text[0]) and _is_plain_surname(text[1]):
            yield evidence.outweigh(name.key, "PERSON")  # "T.Y. Velmore caught"
        elif is_plain and len(text) == 1 and name.label == "ORG" and _is_traded(words, name, head):
            yield evidence.outweigh(name.key, "PERSON")  # "dealing Velmar to the Reds"
        elif _is_before_player(words, name.start - 1) and len(text) == 2 and name.label == "ORG":
            yield name.key, "PERSON", WEIGHTS["player"]  # "RB Zorvan Reed"
        elif len(text) == 2 and name.label != "PERSON" and _is_of_a_team(words, name):
            yield name.key, "PERSON", WEIGHTS["player"]


def _is_traded(words: Words, name: Name, head: int) -> bool:
    """ "Dealing Velmar to the Reds": who is traded, where it is no team that all know."""
    is_taken = words.dep[head] == "dobj" and words.lemma[words.head[head]] in these("trading")
    called = words.text[name.start]
    return is_taken and not (called.isupper() or called in teams.by_nickname() or naming.known_label(called))


def _is_before_player(words: Words, i: int) -> bool:
    return i >= 0 and (words.text[i] in these("positions") or words.lower[i] in these("positions_in_full"))


def _is_of_a_team(words: Words, name: Name) -> bool:
    """ "Set by Hamp Reed of the Colts": two words, of which the second may be any surname."""
    text = words.text[name.start : name.end]
    last = name.end + 2
    is_of = words.lower[name.end : last] == ["of", "the"] and words.text[last : last + 1] != []
    is_of = is_of and words.text[last] in teams.by_nickname() and words.lower[name.start - 1] != "the"
    return is_of and all(map(str.istitle, text)) and text[0] not in naming.load().telling and not in_atlas(text[0])


def _is_plain_surname(word: str) -> bool:
    is_plain = naming.load().telling.isdisjoint((word,)) or word in these("surnames_of_places")  # "P.J. Hill"
    return word.istitle() and is_plain and not in_atlas(word)


_CONFERENCE = re.compile(r"[AN]\.?(?:F\.?C\.?|L\.?)")
_SIDES = frozenset(("Central", "East", "North", "South", "West"))


def _division(evidence: Evidence) -> Iterator[Vote]:
    for name in evidence.firsts:
        text = evidence.text(name)
        if len(text) == 2 and text[1] in _SIDES and _CONFERENCE.fullmatch(text[0]):
            yield evidence.outweigh(name.key, "ORG")


_LEAGUES = frozenset(("Conference", "League"))
_OF_QUARTERS = {"East": "Eastern", "North": "Northern", "South": "Southern", "West": "Western"}


def leagues_alone(words: Words, names: Sequence[Name]) -> dict[tuple[str, ...], str]:
    """What the conferences of a text are called for short, lower case, with the name of each in full.

    "The Tarn Valley", "the Valley" of the Tarn Valley Conference; "the East" of the Eastern Conference.
    """
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        text = words.text[name.start : name.end]
        if len(text) < 2 or text[-1] not in _LEAGUES:
            continue
        whole = words.surface(name.start, name.end)
        shorts = [text[k:-1] for k in range(len(text) - 1)]
        shorts += [[quarter] for quarter, of_it in _OF_QUARTERS.items() if text[:-1] == [of_it]]
        for short in shorts:
            if _is_place_alone(words, names, short):
                continue
            found.setdefault(tuple(map(str.lower, short)), whole)
    return found


def _is_place_alone(words: Words, names: Sequence[Name], short: list[str]) -> bool:
    """ "Texas" where the Texas League plays; a town too, but for "the Valley"."""
    called = " ".join(short)
    if called in _OF_QUARTERS:
        return False
    key = tuple(map(str.lower, short))
    is_the = any(words.lower[name.start - 1] == "the" for name in names if name.key == key)
    return in_atlas(called) or (places.is_town(called) and not is_the)


def _league(evidence: Evidence) -> Iterator[Vote]:
    if not evidence.of_sport:
        return
    words, short = evidence.words, leagues_alone(evidence.words, evidence.names)
    for key in sorted(short.keys() & evidence.by_key.keys()):
        names = evidence.by_key[key]
        if evidence.best(key) not in ("GPE", "LOC"):
            continue
        is_quarter = len(key) == 1 and key[0].title() in _OF_QUARTERS
        has_games = any(words.lemma[name.end : name.end + 1] == ["tournament"] for name in names)
        is_the = all(words.lower[name.start - 1] == "the" for name in names)
        if has_games or (is_the and (is_quarter or not evidence.inside[key])):
            yield key, "ORG", WEIGHTS["known"]


def _part_that_plays(evidence: Evidence) -> Iterator[Vote]:
    """ "Northern Iowa" is a university's team, unless it stands as places do."""
    for name in evidence.firsts if evidence.of_sport else ():
        part, _, rest = evidence.surface(name).partition(" ")
        is_part = part in these("parts_of_states") and places.is_state(rest) and name.label in ("GPE", "LOC")
        if is_part and not evidence.inside[name.key]:
            yield evidence.outweigh(name.key, "ORG")


def _nickname(evidence: Evidence) -> Iterator[Vote]:
    keys = {evidence.surface(name): key for key, name in evidence.lasts}
    meant = teams.meant(keys, evidence.words.vocabulary)
    for text, key in keys.items():
        if text in meant or text in teams.in_full():
            yield key, "ORG", WEIGHTS["known"]


OF_SPORT = (
    LabelRule(
        name="team",
        description="A plural with “the” that the model takes for a person is a team.",
        example="Ohio lost to the Sabrenes.",
        gives=("Ohio=GPE", "Sabrenes=ORG"),
        counterexample="Ohio lost to Marta.",
        votes=_team,
    ),
    LabelRule(
        name="team-of-sport",
        description="Where games are told of, a lone name with a coach, fans or a victory over it is a team, and so is "
        "a plural with “the” that the model takes for a thing.",
        example="Zorvex won in overtime after the quarterback fumbled. The coach praised the Zorvex fans.",
        gives=("Zorvex=ORG", "Zorvex=ORG"),
        counterexample="Zorvex won in May after the mayor left. The minister praised the Zorvex fans.",
        votes=_team_of_sport,
    ),
    LabelRule(
        name="rank-of-team",
        description="Where games are told of, who is ranked, or has games won and lost after the name, is a team.",
        example="They won in overtime after the quarterback fumbled. He had nine points for the Crimson (8-6).",
        gives=("Crimson=ORG",),
        counterexample="They won in overtime after the quarterback fumbled. He had nine points for the Crimson.",
        votes=_ranked_team,
    ),
    LabelRule(
        name="player",
        description="Where games are told of, whoever throws or catches is no organisation.",
        example="They won in overtime after an interception. The quarterback rests, and Tarnova threw the ball.",
        gives=("Tarnova=PERSON",),
        counterexample="They won in overtime after an interception. The quarterback rests, and Tarnova sold the ball.",
        votes=_player,
    ),
    LabelRule(
        name="division",
        description="A league's or a conference's acronym and a quarter of the sky are a division of teams.",
        example="They won the N.F.C. North last year.",
        gives=("N.F.C. North=ORG",),
        counterexample="They won the north last year.",
        votes=_division,
    ),
    LabelRule(
        name="conference-alone",
        description="Where games are told of, the name of a conference without that word is the conference.",
        example="They won in overtime after the quarterback fumbled. The Eastern Conference has eight teams. "
        "They are last in the East.",
        gives=("Eastern Conference=ORG", "East=ORG"),
        counterexample="They won in overtime after the quarterback fumbled. The Eastern Bakery has eight teams. "
        "They are last in the East.",
        votes=_league,
    ),
    LabelRule(
        name="part-that-plays",
        description="Where games are told of, a state with the quarter of it is a university, unless it stands as "
        "places do.",
        example="They won in overtime after the quarterback fumbled. They pulled away late from Northern Iowa.",
        gives=("Northern Iowa=ORG",),
        counterexample="They won in overtime after the quarterback fumbled. They pulled away late in Northern Iowa.",
        votes=_part_that_plays,
    ),
    LabelRule(
        name="nickname-of-team",
        description="The nickname of a known team, with its league, its rivals or its place in the text, is that team.",
        example="The Texans lost to the Colts in overtime, and the rookie quarterback left.",
        gives=("Texans=ORG", "Colts=ORG"),
        counterexample="The Texans of Austin voted.",
        votes=_nickname,
    ),
)
"""The rules in order."""
