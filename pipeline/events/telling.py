"""What the same people did next, told on without a time: "A man fired at a baker on Monday. *He drove* off."

A report that tells what somebody did or underwent on a day goes on with him in the simple past, sentence by sentence.
What is told so is of the same day, and at the same place as long as nobody goes from there, until it tells another.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.events.affairs import OF_A_DAY, PARTS_OF_INCIDENT, Kept, is_another, type_of
from pipeline.events.attachment import Attachment
from pipeline.events.dating import Dating, date_of
from pipeline.events.happenings import Happening
from pipeline.events.modality import polarity_of, told_modality
from pipeline.events.participants import PLACES, MentionIndex
from pipeline.events.places import Where
from pipeline.events.rules import confidences
from pipeline.events.scene import Interval, Times, sets_scene
from pipeline.events.sources import QuoteIndex
from pipeline.language import layout, syntax
from pipeline.lexicon.loader import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_RULE = "day-of-scene"
_OPENING = PARTS_OF_INCIDENT | {"arrest"}
"""Types of what such a story begins with."""
_DEEDS = _OPENING | {"aid", "closure", "health", "investigation", "military", "other", "protest", "travel"}
"""Types of what is told on."""
_APART = PARTS_OF_INCIDENT | {"arrest", "investigation"}
"""Types of what is another incident, or what those who come to help may do on a later day as well."""
_SCENES = 2
"""How many places the incidents of an article have, at most, where what is told on takes place at the last: a street
and its town."""
_MOVING = word_lists(__package__, "roles.toml")["moving"]
_AT_SCENE = word_lists(__package__, "roles.toml")["at_scene"]
_ABOUT = "@scene"
"""All who are about where there was an incident."""
_INTO = frozenset(("into", "onto"))
_NEAR = 2
"""How many sentences after what was last told of it a story still goes on."""
_DONE = (("past", "simple"), ("past", "progressive"))
_CLAUSES = frozenset(("ROOT", "advcl", "ccomp", "conj", "parataxis"))
"""How a verb stands that tells a step of a story; in a relative clause it tells of somebody in passing."""


class Story:
    """What an article tells step by step of those who take part, and where it tells another time."""

    def __init__(self, kept: Kept, times: Times, people: MentionIndex, quoted: QuoteIndex) -> None:
        self._people = people
        self._times = times
        self._timed = sorted(times)
        self.steps = [
            (happening, self._actors(happening.token))
            for happening, _ in kept
            if type_of(happening) in _DEEDS and _is_told(happening) and not _is_spoken(happening.token, quoted)
        ]

    def _actors(self, verb: Token) -> frozenset[str]:
        """Those who take part, among them all who are about where there was an incident, as one."""
        subjects = syntax.subjects(verb)
        words = (*subjects, *syntax.children(verb, "dobj"), *syntax.passive_agents(verb))
        mentions = (self._people.of(word) for word in words)
        found = {m.entity_id for m in mentions if m is not None and m.entity_id and m.label == "PERSON"}
        if any(map(_is_about, subjects)):
            found.add(_ABOUT)
        return frozenset(found)

    def before(self, at: int, holds: Callable[[Happening], bool]) -> Happening | None:
        """The nearest step before one, of the same people, for which something holds."""
        happening, actors = self.steps[at]
        is_about = _ABOUT in actors and type_of(happening) not in _APART
        sentences = layout.sentence_of(happening.token.doc)
        for i in range(at - 1, -1, -1):
            earlier, others = self.steps[i]
            if sentences[happening.token.i] - sentences[earlier.token.i] > _NEAR:
                return None
            is_one = bool(actors & others) or (is_about and _brings_harm(earlier))
            if is_one and holds(earlier):
                return earlier
        return None

    def names_place(self, verb: Token) -> bool:
        """Whether the sentence of a verb names a place that may be where it was."""
        return any(word.dep_ != "poss" and self._people.label(word) in PLACES for word in verb.sent)

    def tells_other_time(self, first: Token, last: Token, day: Interval | None) -> bool:
        """Whether from the sentence of one word to that of another a time is told that is not this day."""
        low = bisect.bisect_left(self._timed, first.sent.start)
        high = bisect.bisect_right(self._timed, last.sent.start)
        return any(time != day for sentence in self._timed[low:high] for time in self._times[sentence])


def _is_told(happening: Happening) -> bool:
    """Whether a happening is a step of a story, or an incident that a noun tells."""
    token = happening.token
    if syntax.is_verbal(token):
        return _is_step(token)
    return type_of(happening) in PARTS_OF_INCIDENT


def _brings_harm(happening: Happening) -> bool:
    """Whether a happening is an incident that is told as having been."""
    if type_of(happening) not in PARTS_OF_INCIDENT or not sets_scene(happening):
        return False
    token = happening.token
    return syntax.is_verbal(token) or (not is_another(token) and told_modality(token) == "asserted")


def _is_about(subject: Token) -> bool:
    """Whether those who do something are such as are about where there was an incident: "the *gunman*"."""
    return subject.lemma_.lower() in _AT_SCENE and not any(c.lower_ in ("a", "an", "some") for c in subject.lefts)


def _is_step(verb: Token) -> bool:
    if not syntax.is_verbal(verb) or verb.dep_ not in _CLAUSES or is_another(verb):
        return False
    group = syntax.verb_group(verb)
    if group.modal is not None or (group.tense, group.aspect) not in _DONE:
        return False
    return polarity_of(verb) == "positive" and told_modality(verb) == "asserted"


def _is_spoken(token: Token, quoted: QuoteIndex) -> bool:
    quote = quoted.innermost(token.idx, token.idx + 1)
    return quote is not None and quote.quote_type == "direct"


def dated_by_story(kept: Kept, story: Story) -> list[tuple[Happening, Dating | None]]:
    """The happenings with their dates, the steps of a story without a time with the day of the step before."""
    if _RULE not in confidences():
        return list(kept)
    dated = {happening.token.i: dating for happening, dating in kept if dating is not None}

    def opens(happening: Happening) -> bool:
        dating = dated.get(happening.token.i)
        if dating is None or dating.granularity not in OF_A_DAY or dating.attachments[0].relation != "during":
            return False
        return type_of(happening) in _OPENING or dating.attachments[0].rule == _RULE

    for at, (happening, _) in enumerate(story.steps):
        token = happening.token
        if token.i in dated or not syntax.is_verbal(token):
            continue
        before = story.before(at, opens)
        day = dated[before.token.i].attachments[0].timex if before is not None else None
        if before is None or day is None:
            continue
        if not story.tells_other_time(before.token, token, day.days):
            dated[token.i] = date_of(token, [Attachment(token, day, "during", "scene", _RULE)])
    return [(happening, dated.get(happening.token.i)) for happening, _ in kept]


def placed_by_story(kept: Kept, places: Sequence[Where | None], story: Story) -> list[Where | None]:
    """The places of happenings, the steps of a story without one with that of the step before, where nobody moves."""
    placed = {happening.token.i: place for (happening, _), place in zip(kept, places, strict=True) if place is not None}
    dated = {happening.token.i: dating for happening, dating in kept if dating is not None}
    scenes = {
        place.named["entity_id"] for h, place in zip(kept, places, strict=True) if place and type_of(h[0]) in _OPENING
    }
    if len(scenes) > _SCENES:
        return list(places)
    for at, (happening, _) in enumerate(story.steps):
        token = happening.token
        if token.i in placed or not syntax.is_verbal(token) or _moves(happening) or type_of(happening) == "health":
            continue
        before = story.before(at, lambda step: step.token.i in placed or _moves(step))
        if before is None or type_of(before) not in _OPENING or _days(dated, before) != _days(dated, happening):
            continue
        if before.token.i not in placed or story.names_place(token):
            continue
        if not story.tells_other_time(before.token, token, _days(dated, happening)):
            placed[token.i] = dataclasses.replace(placed[before.token.i], basis="scene")
    return [placed.get(happening.token.i) for happening, _ in kept]


def _moves(happening: Happening) -> bool:
    """Whether somebody goes elsewhere: "*burst* into a court", "*fled*"."""
    token = happening.token
    is_into = any(c.lower_ in _INTO for c in syntax.children(token, "prep"))
    return is_into or type_of(happening) == "travel" or token.lemma_ in _MOVING


def _days(dated: dict[int, Dating], happening: Happening) -> Interval | None:
    dating = dated.get(happening.token.i)
    return (dating.first_day, dating.last_day) if dating is not None else None
