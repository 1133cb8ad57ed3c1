"""Where what is told of a trial takes place: "was tried at *Velden Crown Court*. … A clerk testified."

A report names the court once, mostly in its first sentences, and then tells what was said and done there. What is told
as done in court takes place there, where the article names no other.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.events.affairs import OF_A_DAY, Kept, type_of
from pipeline.events.dating import Dating
from pipeline.events.event_mention import Participant
from pipeline.events.happenings import Happening
from pipeline.events.occasions import is_told_as_done
from pipeline.events.participants import PLACES, MentionIndex
from pipeline.events.places import Where
from pipeline.events.scene import Times
from pipeline.language import layout
from pipeline.lexicon.loader import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(__package__, "trigger_words.toml")
_IN_COURT, _UNNAMED, _OF_LAW = _WORDS["in_court"], _WORDS["courts_unnamed"], _WORDS["courts_of_law"]
_COURTS = ("court", "courthouse")
_NAMED = frozenset(("FAC", "GPE", "LOC", "ORG"))
_JUST = 2
"""How many sentences after a time what is told may still be of it."""
_SITTINGS = 2
"""How many happenings of a trial the report of one tells, at least."""


def placed_by_court(
    kept: Kept, places: Sequence[Where | None], people: MentionIndex, times: Times
) -> list[Where | None]:
    """The places of happenings, what is told as done in court without one with the court that an article names.

    `times` has the days of the times of each sentence, by its first word.
    """
    tried = [at for at, (happening, _) in enumerate(kept) if type_of(happening) == "trial"]
    told = [at for at in tried if _is_in_court(*kept[at])]
    missing = [at for at in told if places[at] is None]
    court = _court(people) if missing and len(told) >= _SITTINGS else None
    if court is None:
        return list(places)
    found, timed = list(places), sorted(times)
    days = {(dating.first_day, dating.last_day) for _, dating in (kept[at] for at in told) if dating is not None}
    for at in missing:
        token, dating = kept[at][0].token, kept[at][1]
        before = timed[: bisect.bisect_left(timed, token.sent.start)][-1:]
        is_undated = dating is None or dating.first_day is None
        is_of_other = is_undated and any(_is_near(last, token) and days.isdisjoint(times[last]) for last in before)
        if not is_of_other and not _names_place(token, people):
            found[at] = dataclasses.replace(court, basis="scene")
    return found


def _is_in_court(happening: Happening, dating: Dating | None) -> bool:
    """Whether a happening of a trial is told as done in court, on a day or without one."""
    token = happening.token
    if token.lemma_.lower() not in _IN_COURT:
        return False
    is_of_now = dating is None or dating.granularity is None or dating.granularity in OF_A_DAY
    return is_of_now and is_told_as_done(token, is_contest=False)


def _court(people: MentionIndex) -> Where | None:
    """The one court of law that an article names by its town or county, whatever it is called there."""
    found: dict[str, Participant] = {}
    for mention in people.all():
        if mention.label in _NAMED and _is_of_law(mention.text):
            name = mention.name or " ".join(mention.text.split())
            first = name.lower().split()[0]
            if first not in _UNNAMED and first not in found:
                found[first] = Participant(
                    role="place", entity_id=mention.entity_id, name=name, start=mention.start, end=mention.end
                )
    return Where(next(iter(found.values())), "scene") if len(found) == 1 else None


def _is_of_law(name: str) -> bool:
    """Whether a name is that of a court of law: "Velden Crown Court", not "Port Harcourt", "Tarn Court"."""
    words = name.lower().replace("’", "'").split()
    if len(words) < 2 or words[-1] not in _COURTS:
        return False
    return words[-1] == "courthouse" or words[-2].removesuffix("'s").rstrip("'") in _OF_LAW


def _is_near(sentence: int, token: Token) -> bool:
    """Whether the sentence with this first word is that of a word or one just before it."""
    sentences = layout.sentence_of(token.doc)
    return sentences[token.i] - sentences[sentence] <= _JUST


def _names_place(token: Token, people: MentionIndex) -> bool:
    """Whether the sentence of a word names a place by a preposition."""
    return any(word.dep_ == "pobj" and people.label(word) in PLACES for word in token.sent)
