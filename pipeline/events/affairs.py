"""The affairs that an article tells of, and the day on which each of them took place.

An affair is an incident with all its parts, or an act that is told more than once: by the same word, or as one of its
kind in a headline. Its day is the one that the article gives it; of an incident that is told beside others, as with
those of earlier years, the day that is told most, and only where no other was told of last (`Days.of`).
"""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.attachment import Attachment
from pipeline.events.dating import Dating
from pipeline.events.happenings import Happening
from pipeline.events.modality import told_modality
from pipeline.events.participants import MentionIndex
from pipeline.language import layout, syntax
from pipeline.lexicon.loader import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTS_OF_INCIDENT = frozenset(("accident", "attack", "crime", "death", "disaster", "injury"))
"""Types of the parts of an incident."""
INCIDENT = "incident"
"""The affair of all parts of an incident."""
_AFTERMATH = {"health": (INCIDENT,)}
"""The affair that a type of happening comes of on its day, without giving it one: "was *taken* to hospital"."""
_DONE_AGAIN = frozenset(("arrest", "closure", "departure", "law", "protest", "release"))
"""Types of acts that an article tells more than once by the same word."""
_HELD = frozenset(("accident", "agreement", "attack", "ceremony", "crime", "disaster", "health", "meeting", "trial"))
"""Types of what a noun tells again, where verbs of them tell others: "after the *meeting*"."""
_OF_MANY = frozenset(("market", "other", "statement"))
"""Types of what the same one may undergo any number of times."""
IN_HEADLINES = (_DONE_AGAIN | _HELD | {"sport"}) - PARTS_OF_INCIDENT
"""Types of what a headline tells first, whatever word tells it then."""
OF_A_DAY = frozenset(("day", "part_of_day", "hour", "minute", "second"))
_NARROW = OF_A_DAY | {"weekend", "week", "month"}
"""How exact the time of an affair must be, of an incident and of an act told again."""
_CLOCK = frozenset(("hour", "minute", "second"))
"""How exact a time is that what happens shortly before or after is of the same day."""
_NEAR = ("modifier", "clause", "coordination", "subordination", "nominal")
"""How a time must be tied to a happening that sets the day of its affair."""
_OTHERS = frozenset(
    ("another", "earlier", "former", "last", "other", "past", "previous", "recent", "second", "separate", "similar")
)
"""Words beside a noun that tell it from the affair of the article: "a *similar* crash"."""
_OTHER_TIMES = word_lists(__package__, "trigger_words.toml")["other_times"]
"""Adverbs beside a verb that tell it from what befell the same one in the affair: "was arrested *again*"."""
_FINDING = ("discover", "find", "recover")
"""Verbs of what is found later than it happened: "were *found* dead on Monday"."""
DYING = frozenset(("dead", "death", "die"))
"""Words of a death that tell of nobody who brought it about."""
_LEAD = 4
"""How many sentences below a headline tell what it tells."""
_LONG_HEADLINE = 16
"""Words of a headline that is told as a sentence, at most."""
_STILL_TOLD = 10
"""How many sentences after its day an incident is still told, where the article tells others as well."""
_HARM = frozenset(("attack", "death", "injury"))
"""Types of what is done to somebody in an incident, whatever word tells it: "*shot* Lusk", "the *slaying* of Lusk"."""
_HARM_TO = "harm"
"""The affair of all harm that is done to one who is named."""
_PERSON = "person/"
"""How the names of people begin among those of all that is named."""
_BY_TYPE = frozenset(("death",))
"""Types of what befalls one person once, whatever word tells it: "*died* in Bonn … was *killed*"."""
_BY_WORD = frozenset(("appointment", "arrest", "attack", "departure", "injury", "life", "release", "trial"))
"""Types of what befalls one person once by each word for it: "was *sentenced* … when he was *sentenced*"."""
_DONE_TO_OTHERS = frozenset(("appointment", "arrest", "attack", "release", "trial"))
"""Those of these types of which the subject alone is the one who does it: "*Lusk* fired at the police"."""
_OFTEN_BEFALLING = word_lists(__package__, "trigger_words.toml")["often_befalling"]
"""Words of these types for what may befall somebody again and again: "*appeared* in court"."""
_NAMING = frozenset(("announce", "confirm", "declare", "discover", "find", "presume", "report"))
"""Verbs that are typed by what they tell of a person, later than it befell him: "was *found* dead"."""
_OFTEN = 3
"""How often the day of an incident is told, at least, where the article tells others as well."""

Kept = Sequence[tuple[Happening, Dating | None]]


def type_of(happening: Happening) -> str:
    """The type of a happening."""
    return happening.sense.event_type if happening.sense else "other"


class Affairs:
    """The affairs that each happening of an article is part of."""

    def __init__(self, kept: Kept, people: MentionIndex) -> None:
        self._of = {happening.token.i: tuple(_affairs_of(happening, people)) for happening, _ in kept}

    def of(self, happening: Happening) -> Sequence[str]:
        """The affairs of a happening, the nearest first: what befell a person, the act told, then the incident."""
        return self._of[happening.token.i]


def _affairs_of(happening: Happening, people: MentionIndex) -> Iterator[str]:
    event_type, token = type_of(happening), happening.token
    act = f"{event_type} {token.lemma_.lower()}"
    if event_type in _BY_TYPE or event_type in _BY_WORD:
        for who in _befallen(token, event_type, people):
            yield f"{event_type if event_type in _BY_TYPE else act} {who}"
            if event_type in _HARM:
                yield f"{_HARM_TO} {who}"
    if event_type in _DONE_AGAIN or (event_type in _HELD and not syntax.is_verbal(token)):
        yield act
    if event_type not in _OF_MANY:
        for name in _undergoers(token):
            yield f"{act} {name}"
            if event_type in _HARM:
                yield f"{_HARM_TO} {name}"
    if event_type in PARTS_OF_INCIDENT or _is_incident(token):
        yield f"{INCIDENT} {event_type}"
        yield INCIDENT
    if event_type in IN_HEADLINES:
        yield event_type


def is_act(affair: str) -> bool:
    """Whether an affair is an act that is told by the same word, no incident of many parts."""
    return " " in affair and not affair.startswith(INCIDENT)


def is_of_person(affair: str) -> bool:
    """Whether an affair is what befell one person once."""
    return f" {_PERSON}" in affair


def is_another(noun: Token) -> bool:
    """Whether a noun is told from the affair of the article: "a *similar* crash"."""
    return any(c.lower_ in _OTHERS for c in noun.children if c.dep_ in ("amod", "det"))


def is_of_another_time(word: Token) -> bool:
    """Whether what befell a person is told from what did before: "was arrested *again*", "in *another* case"."""
    if is_another(word) or any(c.lower_ in _OTHER_TIMES for c in word.children if c.dep_ in ("advmod", "npadvmod")):
        return True
    cases = (syntax.child(c, "pobj") for c in word.children if c.dep_ == "prep" and c.lower_ in ("in", "on"))
    return any(case is not None and is_another(case) for case in cases)


def is_heading(word: Token) -> bool:
    """Whether a word is of a headline, or of the first sentence where that is as short as one and names everybody."""
    if triggers.is_in_headline(word):
        return True
    sentence = word.sent
    if sentence.end == len(word.doc):
        return False
    return sentence.start == 0 and len(sentence) <= _LONG_HEADLINE and all(t.pos_ != "PRON" for t in sentence)


def _undergoers(token: Token) -> Iterator[str]:
    """The names of those whom an act is done to, or who do what is done to nobody: "*Lusk* died"."""
    yield from (w.lower_ for w in _undergoing(token) if w.pos_ == "PROPN")


def _undergoing(token: Token) -> Sequence[Token]:
    if syntax.is_verbal(token):
        return syntax.children(token, "dobj", "nsubjpass") or syntax.subjects(token)
    return [*(o for _, o in syntax.prepositional_objects(token, "of")), *syntax.children(token, "poss")]


def _is_incident(noun: Token) -> bool:
    """Whether a noun is the incident of the article, whatever that was: "the *incident* happened on Monday"."""
    return noun.lower_ == INCIDENT and any(c.lower_ in ("the", "this") for c in noun.lefts)


def _befallen(token: Token, event_type: str, people: MentionIndex) -> Iterator[str]:
    """The people whom an act befalls, whatever names them: "*Lusk* was shot", "*his* death"."""
    if token.lemma_ in _NAMING or token.lemma_ in _OFTEN_BEFALLING:
        return
    is_doing = event_type in _DONE_TO_OTHERS and syntax.is_verbal(token) and not syntax.is_passive(token)
    if not is_doing or syntax.child(token, "dobj") is not None:
        for word in _undergoing(token):
            mention = people.of(word)
            if mention is not None and mention.entity_id is not None and mention.entity_id.startswith(_PERSON):
                yield mention.entity_id


def _are_done_to_others(token: Token, other: Token) -> bool:
    """Whether two words of one act tell whom it was done to, and by name others: "Lusk was *arrested*"."""
    names, others = set(_undergoers(token)), set(_undergoers(other))
    return bool(names) and bool(others) and names.isdisjoint(others)


class Days:
    """The days of the affairs of an article: ties of times to happenings that set them."""

    def __init__(self, kept: Kept, affairs: Affairs) -> None:
        self._affairs = affairs
        self._told: dict[str, list[Attachment]] = {}
        """All the days that are told of an affair, in text order."""
        setting: dict[str, list[Attachment]] = {}
        for happening, dating in kept:
            best = dating.attachments[0] if dating is not None else None
            if best is not None and best.timex.date_start is not None:
                sets = sets_day(happening.token)
                for affair in affairs.of(happening):
                    self._told.setdefault(affair, []).append(best)
                    if sets:
                        setting.setdefault(affair, []).append(best)
        days = {affair: _day_of(affair, ties) for affair, ties in setting.items()}
        self._days = {affair: day for affair, day in days.items() if day is not None}
        self._is_only_death = all(
            tie.trigger.lemma_.lower() in DYING
            for tie in setting.get(INCIDENT, ())
            if tie.timex.granularity in OF_A_DAY
        )
        leads = {affair: _in_lead(ties) for affair, ties in setting.items()}
        self._leads = {affair: day for affair, day in leads.items() if day is not None}

    def of(self, happening: Happening) -> tuple[str, Attachment] | None:
        """The nearest affair with a day that a happening is part of or comes of, and what gives it that day."""
        token, event_type = happening.token, type_of(happening)
        is_in_heading = is_heading(token)
        for affair in (*self._affairs.of(happening), *_AFTERMATH.get(event_type, ())):
            if not is_in_heading and (affair in IN_HEADLINES or (affair != INCIDENT and not is_act(affair))):
                continue  # what is only of the same type is told again in a headline alone
            lead = self._leads.get(affair) if is_in_heading else None
            is_below = lead is not None and lead.trigger.sent.start > token.i
            day = lead if is_below else self._days.get(affair)
            if day is None or (is_act(affair) and _are_done_to_others(token, day.trigger)):
                continue
            if affair == INCIDENT and event_type == "crime" and self._is_only_death:
                continue  # whoever dies of age has nothing to do with the burglary that he is known for
            if is_in_heading or self._is_told_last(affair, token, day):
                return affair, day
        return None

    def _is_told_last(self, affair: str, token: Token, day: Attachment) -> bool:
        """Whether the day of an affair that was told of last, before a word, is this one."""
        told = self._told[affair]
        last = next((tie for tie in reversed(told) if tie.trigger.i < token.i), told[0])
        if last.timex.days != day.timex.days:
            return False
        sentences = layout.sentence_of(token.doc)
        is_near = abs(sentences[token.i] - sentences[last.trigger.i]) <= _STILL_TOLD
        return is_near or len({tie.timex.days for tie in told}) == 1


def sets_day(token: Token) -> bool:
    """Whether the day of a happening is that of its affair: one that was, and neither another nor only found."""
    return not is_another(token) and token.lemma_ not in _FINDING and told_modality(token) in ("asserted", "possible")


def _day_of(affair: str, ties: Sequence[Attachment]) -> Attachment | None:
    """The tie that gives an affair its day: the one day that is told of it, or of an incident the day told most."""
    if len({tie.timex.days for tie in ties}) == 1:
        return _surest(ties, affair)
    if not affair.startswith(INCIDENT):
        return None
    told = [tie for tie in ties if tie.timex.granularity in OF_A_DAY and _is_then(tie)]
    ranked = collections.Counter(tie.timex.days for tie in told).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < max(_OFTEN, 2 * ranked[1][1])):
        return None
    return _surest([tie for tie in told if tie.timex.days == ranked[0][0]], affair)


def _surest(ties: Sequence[Attachment], affair: str) -> Attachment | None:
    """The first of ties to one day, where it is exact and one of them is tied by grammar."""
    narrow = OF_A_DAY if affair.startswith(INCIDENT) else _NARROW | {"year"} if is_of_person(affair) else _NARROW
    is_day = ties[0].timex.granularity in narrow and all(map(_is_then, ties))
    return ties[0] if is_day and any(tie.basis in _NEAR for tie in ties) else None


def _in_lead(ties: Sequence[Attachment]) -> Attachment | None:
    """The tie to the first day that is told of an affair, where it is told below the headline."""
    first = ties[0]
    is_day = first.timex.granularity in _NARROW and _is_then(first) and first.basis in _NEAR
    return first if is_day and layout.sentence_of(first.trigger.doc)[first.trigger.i] <= _LEAD else None


def _is_then(tie: Attachment) -> bool:
    """Whether a happening is of the day of its time: on it, or shortly before or after an hour of it."""
    return tie.relation == "during" or (tie.relation in ("before", "after") and tie.timex.granularity in _CLOCK)
