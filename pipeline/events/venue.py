"""Where a match is played that an article reports, for its plays: "Velden beat Bonn in *Ulm*. … Fenn scored twice."

A report names the venue in its first sentences or in its dateline, and then tells the match play by play. A play that
is told as done takes place there, until the report tells of sport at another time.
"""

from __future__ import annotations

import bisect
import collections
import dataclasses
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.affairs import Kept, type_of
from pipeline.events.dating import Dating
from pipeline.events.event_mention import Participant
from pipeline.events.happenings import Happening
from pipeline.events.occasions import TELLINGS_OF_MATCH, is_in_lead, is_told_as_done, tells_result
from pipeline.events.participants import MentionIndex
from pipeline.events.places import Where
from pipeline.language import syntax
from pipeline.lexicon.loader import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(__package__, "trigger_words.toml")
_OFF_FIELD, _HALLS, _NO_HALLS = _WORDS["off_field"], _WORDS["halls"], _WORDS["no_halls"]

_SURE = ("noun", "clause", "dateline")
"""How a place must be found to be that of a match."""
_NAMES_OF_SIDES = 5
"""How many names two sides have at most, those of their towns among them."""


def placed_by_match(kept: Kept, places: Sequence[Where | None], people: MentionIndex) -> list[Where | None]:
    """The places of happenings, the plays of a match without one with its venue."""
    types = collections.Counter(type_of(happening) for happening, _ in kept)
    if types["sport"] < TELLINGS_OF_MATCH or types["election"]:
        return list(places)
    told = [
        (happening, dating, place)
        for (happening, dating), place in zip(kept, places, strict=True)
        if place is not None and type_of(happening) == "sport" and is_in_lead(happening.token)
    ]
    lead = [(h, dating, place) for h, dating, place in told if _tells_venue(h, place, people)]
    is_one = len({place.named["entity_id"] or place.named["name"] for _, _, place in told}) == 1
    if len(_sides(kept, people)) > _NAMES_OF_SIDES:
        return list(places)
    venue, tells = _venue(kept, lead, people) if is_one or not lead else (None, [])
    if venue is None or not tells:
        return list(places)
    venue = dataclasses.replace(venue, basis="scene")
    dated = {happening.token.i: _days(dating) for happening, dating in kept if dating is not None}
    days = {day for happening in tells for day in dated.get(happening.token.i, ())}
    away = {at for at, others in dated.items() if not days.issuperset(others)}
    shifts = sorted(at for at in dated if _heads_sentence(kept[0][0].token.doc[at]))
    return [
        place or (venue if type_of(happening) == "sport" and _is_play(happening.token, away, shifts) else None)
        for (happening, _), place in zip(kept, places, strict=True)
    ]


def _venue(
    kept: Kept, lead: Sequence[tuple[Happening, Dating | None, Where]], people: MentionIndex
) -> tuple[Where | None, list[Happening]]:
    """The place of a match, and what tells its day: those who won or lost there, or the one hall that is named."""
    if lead:
        return lead[0][2], [happening for happening, _, _ in lead]
    results = [(h, dating) for h, dating in kept if is_in_lead(h.token) and tells_result(h)]
    dated = [h for h, dating in results if dating is not None][:1]
    return _hall(kept[0][0].token.doc, people), dated or [h for h, _ in results]


def _hall(doc: Doc, people: MentionIndex) -> Where | None:
    """The one hall or ground that an article names as where something was: "with 6,000 fans at *Lindmere Arena*"."""
    found: dict[str, Participant] = {}
    for mention in people.all():
        words = mention.text.lower().split()
        if mention.label not in ("FAC", "ORG") or words[-1] not in _HALLS or not _NO_HALLS.isdisjoint(words):
            continue
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        root = span.root if span is not None else None
        if root is not None and root.dep_ == "pobj" and root.head.lower_ in ("at", "in", "inside"):
            named = people.participant(root, "place")
            found.setdefault(named["entity_id"] or named["name"], named)
    return Where(next(iter(found.values())), "scene") if len(found) == 1 else None


def _tells_venue(happening: Happening, place: Where, people: MentionIndex) -> bool:
    """Whether a happening tells who won or lost, and where: in a town or a hall, not in a league or a region."""
    token, named = happening.token, place.named
    if place.basis not in _SURE or triggers.is_in_headline(token) or not tells_result(happening):
        return False
    if any(syntax.is_verbal(above) and syntax.verb_group(above).modal for above in syntax.ancestors(token)):
        return False  # "may miss the *match* in Bonn"
    span = token.doc.char_span(named["start"], named["end"], alignment_mode="expand")
    return span is not None and people.label(span.root) != "LOC"


def _sides(kept: Kept, people: MentionIndex) -> set[str]:
    """The names of those who win or lose; a roundup of many matches has more than two play."""
    found = set()
    for happening, _ in kept:
        if tells_result(happening):
            token = happening.token
            words = (
                *syntax.subjects(token),
                *syntax.children(token, "dobj"),
                *(o for _, o in syntax.prepositional_objects(token, "over", "against", "to", "by")),
            )
            mentions = (people.of(word) for word in words)
            found |= {m.entity_id for m in mentions if m is not None and m.entity_id and m.label in ("GPE", "ORG")}
    return found


def _days(dating: Dating) -> frozenset[str]:
    """The days of the times of a happening as they are told, known or not: "Sunday", whichever it is."""
    return frozenset(
        tie.timex.value.partition("T")[0] for tie in dating.attachments if tie.timex.timex_type != "DURATION"
    )


def _heads_sentence(word: Token) -> bool:
    return word.dep_ == "ROOT" and syntax.is_verbal(word)


def _is_play(token: Token, away: Collection[int], shifts: Sequence[int]) -> bool:
    """Whether a word tells what was done in the match, and not in another or off the field."""
    if token.lemma_.lower() in _OFF_FIELD or not is_told_as_done(token, is_contest=True):
        return False
    if any(word.i in away for word in (token, *syntax.ancestors(token))):
        return False
    root, last = token.sent.root.i, bisect.bisect_left(shifts, token.i) - 1
    if root >= token.i and root in shifts[last + 1 : last + 2 + root - token.i]:
        return True  # its own sentence has the day of the match
    return last < 0 or shifts[last] not in away
