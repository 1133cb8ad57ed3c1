"""The day of an article's affair, for what is told of it without one: "A bus overturned on Monday. … *Nine died*."

A report dates its happening once, mostly in its lead, and then tells of its parts. What is told as done, has no other
time near it and belongs to the same affair is of the one day on which the article has that happen: the harm and the
deeds of an incident, and the same act told again, as in a headline. Where the article gives such happenings two days,
none is given.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from pipeline.events import triggers
from pipeline.events.attachment import Attachment
from pipeline.events.dating import Dating, date_of
from pipeline.events.happenings import Happening
from pipeline.events.modality import polarity_of, told_modality
from pipeline.events.places import Where
from pipeline.events.rules import confidences
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

_INCIDENT = frozenset(("accident", "attack", "crime", "death", "disaster", "injury"))
"""Types of the parts of an incident."""
_INCIDENT_DAY = "incident"
"""The affair of all parts of an incident."""
_AFTERMATH = {"health": (_INCIDENT_DAY,)}
"""The affair that a type of happening comes of on its day, without giving it one: "was *taken* to hospital"."""
_DONE_AGAIN = frozenset(("arrest", "closure", "departure", "law", "protest", "release"))
"""Types of acts that an article tells more than once by the same word."""
_HELD = frozenset(("accident", "agreement", "attack", "ceremony", "crime", "disaster", "health", "meeting", "trial"))
"""Types of what a noun tells again, where verbs of them tell others: "after the *meeting*"."""
_IN_HEADLINES = (_DONE_AGAIN | _HELD | {"sport"}) - _INCIDENT
"""Types of what a headline tells first, whatever word tells it then."""
_OF_A_DAY = frozenset(("day", "part_of_day", "hour", "minute", "second"))
_NARROW = _OF_A_DAY | {"weekend", "week", "month"}
"""How exact the time of an affair must be, of an incident and of an act told again."""
_NEAR = ("modifier", "clause", "coordination", "subordination", "nominal")
"""How a time must be tied to a happening that sets the day of its affair."""
_OTHERS = frozenset(
    ("another", "earlier", "former", "last", "other", "past", "previous", "recent", "second", "separate", "similar")
)
"""Words beside a noun that tell it from the affair of the article: "a *similar* crash"."""
_FINDING = ("discover", "find", "recover")
"""Verbs of what is found later than it happened: "were *found* dead on Monday"."""
_KNOWN = ("the", "this", "that")
_DONE = (("past", "simple"), ("past", "progressive"))
"""Tenses and aspects of what is told as done then; a present perfect does so before the day is told."""

_RULE = "day-of-scene"

Kept = Sequence[tuple[Happening, Dating | None]]
Times = Mapping[int, Collection[tuple[dt.date | None, dt.date | None]]]


def dated_by_scene(kept: Kept, times: Times) -> list[tuple[Happening, Dating | None]]:
    """The happenings with their dates, those without one with that of the affair that they are part of.

    `times` has the days of the times of each sentence, by its first word.
    """
    days = _days_of_affairs(kept)
    if not days or _RULE not in confidences():
        return list(kept)
    return [(happening, _with_day(happening, dating, days, times)) for happening, dating in kept]


def has_own_day(dating: Dating | None) -> bool:
    """Whether a happening has a time that is told of it, and not only that of its affair."""
    return dating is not None and dating.attachments[0].rule != _RULE


def _affairs(happening: Happening) -> Iterator[str]:
    """The affairs that a happening is part of, the nearest first: the act that its word tells, then the incident."""
    event_type = happening.sense.event_type if happening.sense else "other"
    is_noun = not syntax.is_verbal(happening.token)
    if event_type in _DONE_AGAIN or (is_noun and event_type in _HELD):
        yield f"{event_type} {happening.token.lemma_.lower()}"
    if event_type in _INCIDENT:
        yield _INCIDENT_DAY
    if event_type in _IN_HEADLINES:
        yield event_type


def _days_of_affairs(kept: Kept) -> Mapping[str, Attachment]:
    """The tie of a time to a happening that gives an affair its day, of affairs with one day."""
    found: dict[str, list[Attachment]] = {}
    for happening, dating in kept:
        best = dating.attachments[0] if dating is not None else None
        if best is not None and best.timex.date_start is not None and _sets_day(happening.token):
            for affair in _affairs(happening):
                found.setdefault(affair, []).append(best)
    return {affair: ties[0] for affair, ties in found.items() if _is_one_day(affair, ties)}


def _sets_day(token: Token) -> bool:
    """Whether the day of a happening is that of its affair: one that was, and neither another nor only found."""
    return not _is_another(token) and token.lemma_ not in _FINDING and told_modality(token) in ("asserted", "possible")


def _is_one_day(affair: str, ties: Sequence[Attachment]) -> bool:
    """Whether times give one and the same day, and one of them is tied to its happening by grammar."""
    days = {(tie.timex.date_start, tie.timex.date_end) for tie in ties}
    narrow = _OF_A_DAY if affair == _INCIDENT_DAY else _NARROW
    is_day = ties[0].timex.granularity in narrow and all(tie.relation == "during" for tie in ties)
    return len(days) == 1 and is_day and any(tie.basis in _NEAR for tie in ties)


def _with_day(
    happening: Happening, dating: Dating | None, days: Mapping[str, Attachment], times: Times
) -> Dating | None:
    """The date of a happening; of one that has none, or only an hour, with the day of its affair."""
    token = happening.token
    own = dating.attachments if dating is not None else ()
    is_untold = all(tie.timex.timex_type == "TIME" and not tie.timex.date_start for tie in own)
    if not is_untold:
        return dating
    affair = next(iter(_affairs_of_day(happening, days)), None)
    if affair is None or not _is_done_then(token, days[affair].trigger.idx, is_same_act=" " in affair):
        return dating
    timex = days[affair].timex
    if any(day != (timex.date_start, timex.date_end) for day in times.get(token.sent.start, ())):
        return dating
    return date_of(token, [*own, Attachment(token, timex, "during", "scene", _RULE)])


def _affairs_of_day(happening: Happening, days: Mapping[str, Attachment]) -> Iterator[str]:
    """The affairs with a day that a happening is part of or comes of."""
    event_type = happening.sense.event_type if happening.sense else "other"
    for affair in (*_affairs(happening), *_AFTERMATH.get(event_type, ())):
        if affair in days and _holds_for(affair, happening.token):
            yield affair


def _holds_for(affair: str, token: Token) -> bool:
    """Whether a word can tell of an affair: what is only of the same type as an act tells it in a headline alone."""
    return affair not in _IN_HEADLINES or triggers.is_in_headline(token)


def _is_done_then(token: Token, told_at: int, is_same_act: bool) -> bool:
    """Whether a word tells what was done on the day of its affair, of what is told as done or known."""
    if polarity_of(token) != "positive" or _is_another(token):
        return False
    modality = told_modality(token)
    if modality == "possible" and token.dep_ == "pcomp" and token.tag_ == "VBG":
        return True  # "is accused of *firing* at them"
    if modality != "asserted":
        return False
    if triggers.is_in_headline(token) or token.pos_ == "ADJ":
        return True  # "a man is *dead*"
    if not syntax.is_verbal(token):
        return _is_known(token) or (is_same_act and (token.idx < told_at or _is_owned(token)))
    group = syntax.verb_group(token)
    told = (group.tense, group.aspect)
    return group.modal is None and (told in _DONE or (told == ("present", "perfect") and token.idx < told_at))


def _is_another(noun: Token) -> bool:
    return any(c.lower_ in _OTHERS for c in noun.children if c.dep_ in ("amod", "det"))


def _is_known(noun: Token) -> bool:
    return any(c.lower_ in _KNOWN for c in noun.children if c.dep_ == "det")


def _is_owned(noun: Token) -> bool:
    return any(c.dep_ == "poss" for c in noun.children)


def placed_by_scene(kept: Kept, places: Sequence[Where | None]) -> list[Where | None]:
    """The places of happenings, those without their own with that of the affair that they are part of, on its day."""
    found: dict[tuple[str, dt.date | None], list[Where]] = {}
    for (happening, dating), place in zip(kept, places, strict=True):
        if place is not None and place.basis != "dateline":
            for affair in _affairs(happening):
                found.setdefault((affair, _first_day(dating)), []).append(place)
    return [
        place or _place_of_affair(happening, dating, found)
        for (happening, dating), place in zip(kept, places, strict=True)
    ]


def _place_of_affair(
    happening: Happening, dating: Dating | None, found: Mapping[tuple[str, dt.date | None], Sequence[Where]]
) -> Where | None:
    """The one place of an affair of a happening that is told as done on its day."""
    token, day = happening.token, _first_day(dating)
    affair = next((a for a in _affairs(happening) if (a, day) in found and a not in _IN_HEADLINES), None)
    if day is None or affair is None:
        return None
    places = found[affair, day]
    is_one = len({place.named["entity_id"] or place.named["name"] for place in places}) == 1
    is_told = is_one and _is_done_then(token, places[0].named["start"], is_same_act=" " in affair)
    return dataclasses.replace(places[0], basis="scene") if is_told else None


def _first_day(dating: Dating | None) -> dt.date | None:
    return dating.first_day if dating is not None else None


def times_of_sentences(spans: Iterable[tuple[TimeExpression, Span | None]]) -> Times:
    """The days of the times of each sentence that tells more than an hour, by its first word."""
    found: dict[int, set[tuple[dt.date | None, dt.date | None]]] = {}
    for timex, span in spans:
        if span is not None and len(span) and (timex.timex_type != "TIME" or timex.date_start is not None):
            found.setdefault(span.root.sent.start, set()).add((timex.date_start, timex.date_end))
    return found
