"""The day and the place of an article's affair, for what is told of it without: "A bus overturned on Monday. … *Nine
died*."

A report dates its happening once, mostly in its lead, and then tells of its parts. What is told as done, has no other
time near it and belongs to the same affair (`pipeline.events.affairs`) is of the day on which the article has that
happen: the harm and the deeds of an incident, and the same act told again, as in a headline.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.affairs import (
    DYING,
    IN_HEADLINES,
    INCIDENT,
    OF_A_DAY,
    PARTS_OF_INCIDENT,
    Affairs,
    Days,
    Kept,
    is_act,
    is_another,
    is_heading,
    is_of_another_time,
    is_of_person,
    type_of,
)
from pipeline.events.attachment import Attachment
from pipeline.events.dating import Dating, date_of
from pipeline.events.happenings import Happening
from pipeline.events.modality import polarity_of, told_modality
from pipeline.events.occasions import Occasions
from pipeline.events.places import Where
from pipeline.events.rules import confidences
from pipeline.language import layout, syntax
from pipeline.lexicon.event_types import sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_KNOWN = ("the", "this", "that")
_DONE = (("past", "simple"), ("past", "progressive"))
"""Tenses and aspects of what is told as done then; a present perfect does so before the day is told."""
_ALLEGING = frozenset(("allegedly", "apparently", "reportedly"))
"""Words by which a verb in the past tells what is only said to have been done."""
_TOGETHER = frozenset(("after", "before", "by", "in", "upon", "while"))
"""Words before a participle of what was done just before, after or with what its sentence tells."""
_NEXT = frozenset(("another", "second", "third"))
"""Words beside who undergoes in a headline what others did before."""
_UNDERGONE_ONCE = frozenset(("death", "injury", "killing", "murder", "shooting"))
"""Nouns of what was done to the one whose it is, by the incident: "his *death*"."""
_COUNTED_FROM = frozenset(
    ("after", "afterward", "afterwards", "ago", "ahead", "before", "earlier", "from", "later", "previously", "since")
)
"""Words beside a length of time that lead from one happening to another: "two years *later*"."""
_KILLING = frozenset(("gun", "kill", "shoot", "slay", "stab"))
"""Verbs of harm that tell what brought it about as well."""
_AT_SCENE = PARTS_OF_INCIDENT | {"arrest", "closure", "protest"}
"""Types of what takes place where an incident does, in an article that has one place."""
_ELSEWHERE = frozenset(("centre", "center", "clinic", "court", "courthouse", "hospital", "jail", "prison", "station"))
"""Words of the names of places to which those of an incident are taken, where it did not happen."""
_TREATING = frozenset(("clinic", "hospital"))
"""Houses in the town of which those of an incident are treated: "died in a Bonn *hospital*"."""
_OF_ONE_PLACE = 2
"""How many happenings of an incident an article has at its one place, at least, for others to be there."""
_TOLD_AGAIN = PARTS_OF_INCIDENT | {"arrest"}
"""Types of which a noun tells the same again, whatever else its sentence tells: "Lusk's *arrest*"."""
_DESKS = word_lists(__package__, "trigger_words.toml")["desks"]
_JUST = 3
"""How many sentences before a known noun the incident that it means was told of."""
_SHORT = ("M", "S")
"""How the value of a length ends that is counted in minutes or seconds: "fifteen minutes later"."""
_WITHOUT_DAY = ("DURATION", "TIME")
"""Types of times that may leave open on which day something happened."""

_RULE = "day-of-scene"

Interval = tuple[dt.date | None, dt.date | None]
Times = Mapping[int, Collection[Interval]]


def dated_by_scene(
    kept: Kept, affairs: Affairs, times: Times, occasions: Occasions
) -> list[tuple[Happening, Dating | None]]:
    """The happenings with their dates, those without one with that of the affair that they are part of.

    `times` has the days of the times of each sentence, by its first word; `occasions` what the article reports.
    """
    if _RULE not in confidences():
        return list(kept)
    days = Days(kept, affairs)
    said = {happening.token.i: dating for happening, dating in kept if dating is not None}
    return [
        (happening, _with_day(happening, dating, days, occasions, _Near(times, said))) for happening, dating in kept
    ]


def has_own_day(dating: Dating | None) -> bool:
    """Whether a happening has a time that is told of it, and not only that of its affair."""
    return dating is not None and dating.attachments[0].basis != "scene"


@dataclasses.dataclass(frozen=True, slots=True)
class _Near:
    """The times that stand near a word, and whose they are."""

    of_sentences: Times
    dated: Mapping[int, Dating]

    def allow(self, token: Token, day: Interval, *, is_same_act: bool) -> bool:
        """Whether no time of the sentence of a word is of another day, or only that of somebody who tells of it.

        Where the same act is told again, it may also be that of something else: "was *arrested* weeks after the vote".
        """
        others = {other for other in self.of_sentences.get(token.sent.start, ()) if other != day}
        return others <= set(self._of_saying(token)) or (is_same_act and others <= set(self._of_something_else(token)))

    def _of_something_else(self, token: Token) -> Iterable[Interval]:
        for word in token.sent:
            dating = self.dated.get(word.i) if word.i != token.i else None
            if dating is not None:
                yield from ((a.timex.date_start, a.timex.date_end) for a in dating.attachments)

    def _of_saying(self, token: Token) -> Iterable[Interval]:
        for above in syntax.ancestors(token):
            dating = self.dated.get(above.i)
            if dating is not None and _is_saying(above):
                yield from ((a.timex.date_start, a.timex.date_end) for a in dating.attachments if a.timex.date_start)


def _is_saying(verb: Token) -> bool:
    sense = sense_of_verb(verb) if syntax.is_verbal(verb) else None
    return verb.lemma_ in verbs_that("mere-saying") or (sense is not None and sense.event_type == "statement")


def _with_day(
    happening: Happening, dating: Dating | None, days: Days, occasions: Occasions, near: _Near
) -> Dating | None:
    """The date of a happening; of one that has none, or only an hour or a length, with the day of its affair."""
    token = happening.token
    own = dating.attachments if dating is not None else ()
    if not all(tie.timex.timex_type in _WITHOUT_DAY and not tie.timex.date_start for tie in own):
        return dating
    is_same_act, day = _day_of_affair(happening, days, occasions)
    if day is None or _is_of_other_season(token):
        return dating
    timex = day.timex
    if not near.allow(token, (timex.date_start, timex.date_end), is_same_act=is_same_act):
        return dating
    return date_of(token, [*own, Attachment(token, timex, "during", "scene", _RULE)])


def _is_of_other_season(token: Token) -> bool:
    """Whether a word tells what was in another season, or of what its anniversary is: "won two games *last season*"."""
    for word in (*token.children, *(o for _, o in syntax.prepositional_objects(token))):
        if word.lemma_.lower() in _SEASONS and any(c.lower_ in _NOT_THIS for c in word.lefts):
            return True
        if word.lower_ == "anniversary":
            return True
    return False


_SEASONS = frozenset(("campaign", "season", "term"))
_NOT_THIS = frozenset(("last", "next", "past", "previous"))


def _day_of_affair(happening: Happening, days: Days, occasions: Occasions) -> tuple[bool, Attachment | None]:
    """What gives its day to a happening that is told as done, and whether that is the same act or incident."""
    token, found = happening.token, days.of(happening)
    if found is None or not _is_done_then(token, found[1].trigger.idx, found[0]):
        return False, occasions.day_of(happening)
    affair, day = found
    return is_act(affair) and (syntax.is_verbal(token) or type_of(happening) in _TOLD_AGAIN), day


def _is_done_then(token: Token, told_at: int, affair: str) -> bool:
    """Whether a word tells what was done on the day of its affair, of what is told as done or known."""
    if is_another(token) or (polarity_of(token) != "positive" and not _is_spared(token)):
        return False
    modality = told_modality(token)
    if modality == "possible" and token.dep_ == "pcomp" and token.tag_ == "VBG":
        return True  # "is accused of *firing* at them"
    if modality != "asserted" and not _is_only_alleged(token):
        return False
    if is_heading(token) and any(c.lower_ in _NEXT for s in syntax.subjects(token) for c in s.lefts):
        return False  # "*Second* man dies in park"
    if is_heading(token) or token.pos_ == "ADJ":
        return True  # "a man is *dead*"
    if not syntax.is_verbal(token):
        return _is_known(token) or (is_act(affair) and (token.idx < told_at or _is_owned(token)))
    if token.tag_ == "VBN" and (token.dep_ == "acl" or triggers.is_gapped_passive(token)):
        return True  # "two are dead and another *wounded*"
    return _is_told_then(token, told_at, affair)


def _is_told_then(token: Token, told_at: int, affair: str) -> bool:
    """Whether a verb stands in a tense that tells what was done on the day of its affair."""
    if is_of_person(affair) and is_of_another_time(token):
        return False
    main = _main_of(token)
    group = syntax.verb_group(token if main is None else main)
    told = (group.tense, group.aspect)
    if told == ("past", "perfect"):  # "said that nine had *died*"
        if is_of_person(affair):
            return True  # "where Lusk had been *shot*"
        return token.dep_ == "ccomp" and _is_saying(token.head) and syntax.verb_group(token.head).tense == "past"
    return group.modal is None and (told in _DONE or (told == ("present", "perfect") and token.idx < told_at))


def _is_only_alleged(verb: Token) -> bool:
    """Whether a verb in the past tells what was done by what is alleged: "allegedly *shot* a nurse"."""
    if not syntax.is_verbal(verb) or not any(c.lower_ in _ALLEGING for c in syntax.children(verb, "advmod")):
        return False
    group = syntax.verb_group(verb)
    return group.modal is None and (group.tense, group.aspect) in _DONE


def _main_of(participle: Token) -> Token | None:
    """The verb of what was done together with what a participle tells: "fired twice, *wounding* a nurse"."""
    if participle.tag_ != "VBG" or syntax.child(participle, "mark", "nsubj", "aux") is not None:
        return None
    above = participle.head
    if participle.dep_ == "pcomp" and above.lower_ in _TOGETHER:
        above = above.head
    elif participle.dep_ != "advcl" or participle.i < above.i:
        return None
    return above if syntax.is_verbal(above) and told_modality(above) == "asserted" else None


def _is_spared(verb: Token) -> bool:
    """Whether a verb tells that an incident did no harm to anybody: "*nobody* was hurt", not "he was not hurt"."""
    subjects = syntax.subjects(verb) if syntax.is_verbal(verb) else ()
    return any(verb.doc[subject.left_edge.i].lower_ in _NOBODY for subject in subjects)


_NOBODY = frozenset(("no", "no-one", "nobody", "none"))


def _is_known(noun: Token) -> bool:
    if any(c.lower_ in _KNOWN for c in noun.children if c.dep_ == "det"):
        return True
    return noun.tag_ == "NN" and noun.lemma_ in _UNDERGONE_ONCE and _is_owned(noun)


def _is_owned(noun: Token) -> bool:
    return any(c.dep_ == "poss" for c in noun.children)


def placed_by_scene(kept: Kept, affairs: Affairs, places: Sequence[Where | None], times: Times) -> list[Where | None]:
    """The places of happenings, those without their own with that of the affair that they are part of.

    `times` has the days of the times of each sentence, by its first word.
    """
    placed = [
        _Placed(happening, dating, place)
        for (happening, dating), place in zip(kept, places, strict=True)
        if place is not None and place.named["entity_id"]
    ]
    told = [p for p in placed if p.place.basis != "dateline"]
    if not any(type_of(p.happening) in _AT_SCENE for p in told):  # the town of a local report, not an agency's desk
        told += [p for p in placed if p.place.basis == "dateline" and p.place.named["name"].lower() not in _DESKS]
    return [
        place or _place_of_affair(happening, dating, told, affairs, times)
        for (happening, dating), place in zip(kept, places, strict=True)
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class _Placed:
    """A happening whose place its own words tell."""

    happening: Happening
    dating: Dating | None
    place: Where

    @property
    def day(self) -> dt.date | None:
        """Its day; None where it has none, or only a longer time."""
        return _first_day(self.dating) if self.dating is not None and self.dating.granularity in OF_A_DAY else None

    @property
    def name(self) -> str:
        """What its place is told from others by."""
        return self.place.named["entity_id"] or self.place.named["name"]

    @property
    def is_elsewhere(self) -> bool:
        """Whether its place is a house to which those of an incident are taken, or the town of a hospital."""
        return not _ELSEWHERE.isdisjoint(self.place.named["name"].lower().split()) or self.is_in_hospital

    @property
    def is_in_hospital(self) -> bool:
        """Whether its place is the town of a hospital: "died in a Bonn *hospital*"."""
        named, trigger = self.place.named, self.happening.token
        span = trigger.doc.char_span(named["start"], named["end"], alignment_mode="expand")
        above = () if span is None else syntax.ancestors(span.root)
        return any(word.lower_ in _TREATING for word in above)

    @property
    def is_of_long_ago(self) -> bool:
        """Whether it has only a longer time, as what is told for comparison has: "a fire killed two there in 2003"."""
        return self.day is None and _first_day(self.dating) is not None


def _place_of_affair(
    happening: Happening, dating: Dating | None, told: Sequence[_Placed], affairs: Affairs, times: Times
) -> Where | None:
    """The one place of an affair of a happening that is told as done."""
    day = _first_day(dating)
    scenes = _scenes_of(happening, dating, told, affairs, _is_of_other_time(happening.token, dating, times))
    for affair, placed in scenes:
        is_of_incident = type_of(happening) in _AT_SCENE and day is not None and all(p.day == day for p in placed)
        if len({p.name for p in placed}) == 1 or (is_of_incident and _is_one_scene(placed)):
            before = [p for p in placed if p.happening.token.i < happening.token.i]
            scene = (before or placed[:1])[-1].place
            is_told = _is_done_then(happening.token, scene.named["start"], affair)
            return dataclasses.replace(scene, basis="scene") if is_told else None
    return _place_told_before(happening, day, told)


def _place_told_before(happening: Happening, day: dt.date | None, told: Sequence[_Placed]) -> Where | None:
    """The place of the incident of its type that was told of just before a noun that is known: "the *quake*"."""
    token, event_type = happening.token, type_of(happening)
    if event_type not in PARTS_OF_INCIDENT or syntax.is_verbal(token) or not _is_known(token) or is_another(token):
        return None
    before = [p for p in told if p.happening.token.i < token.i and type_of(p.happening) == event_type]
    before = [p for p in before if not p.is_of_long_ago]
    sentences = layout.sentence_of(token.doc)
    if not before or sentences[token.i] - sentences[before[-1].happening.token.i] > _JUST:
        return None
    meant = before[0 if event_type == "disaster" else -1]  # those of other years are told of in passing
    return dataclasses.replace(meant.place, basis="scene") if _may_be_with(meant, day) else None


def _is_one_scene(placed: Sequence[_Placed]) -> bool:
    """Whether several places are the street and the town of one incident: no act is told at two of them."""
    acts: dict[tuple[str, str], str] = {}
    for p in placed:
        if syntax.is_verbal(p.happening.token) and not triggers.is_in_headline(p.happening.token):
            act = (type_of(p.happening), p.happening.token.lemma_)
            if acts.setdefault(act, p.name) != p.name:
                return False
    return bool(placed)


def _scenes_of(
    happening: Happening,
    dating: Dating | None,
    told: Sequence[_Placed],
    of_all: Affairs,
    is_of_other_time: bool,
) -> Iterator[tuple[str, list[_Placed]]]:
    """The placed happenings that may share their place with one, the nearest to it first.

    Those of its affair on its day; of a match those of sport on its day; others of an incident on its day; parts of
    an incident where the text gives one of them no day; and, where all in the article is at one place, what often
    belongs to an incident. Each with the affair that they share.
    """
    day, affairs = _first_day(dating), [a for a in of_all.of(happening) if a not in IN_HEADLINES]
    for affair in affairs:
        same = [p for p in told if affair in of_all.of(p.happening) and _is_of_day(p, day, affair)]
        is_act_there = is_act(affair) and (not is_of_person(affair) or happening.token.lemma_.lower() in DYING)
        placed = [p for p in same if is_act_there or not p.is_elsewhere]
        if placed:
            yield affair, placed
            return
    if type_of(happening) == "sport" and day is not None and not is_of_other_time:
        yield "sport match", [p for p in told if type_of(p.happening) == "sport" and p.day == day]
        return
    if type_of(happening) not in _AT_SCENE or is_of_other_time:
        return
    near = [p for p in told if not p.is_of_long_ago]
    scenes = [p for p in near if type_of(p.happening) in _AT_SCENE or INCIDENT in of_all.of(p.happening)]
    parts = [p for p in scenes if INCIDENT in of_all.of(p.happening)] if INCIDENT in affairs else []
    is_one = len(scenes) == len(told) or (len(scenes) >= _OF_ONE_PLACE and len({p.name for p in told}) == 1)
    placed = [p for p in scenes if p.day == day is not None] or parts or (scenes if is_one else [])
    if all(_may_be_with(p, day) for p in placed) and _is_scene_of(placed, happening, day):
        yield INCIDENT, placed


def _is_of_day(placed: _Placed, day: dt.date | None, affair: str) -> bool:
    """Whether a placed happening of an affair is of a day; of what befell a person once also where none is told."""
    own = _first_day(placed.dating)
    if is_of_person(affair) and (day is None or own is None):
        return not is_of_another_time(placed.happening.token)
    return own == day is not None


def _is_scene_of(placed: Sequence[_Placed], happening: Happening, day: dt.date | None) -> bool:
    """Whether one of some placed happenings tells the scene of another: an incident told before it or on its day.

    That somebody died or was hurt there tells only where such as died or were hurt did.
    """
    return any(
        (sets_scene(p.happening) or type_of(p.happening) == type_of(happening))
        and (
            p.day == day is not None
            or p.happening.token.i < happening.token.i
            or triggers.is_in_headline(happening.token)
        )
        for p in placed
    )


def sets_scene(happening: Happening) -> bool:
    """Whether a happening is what brings harm about, and not the harm alone."""
    return type_of(happening) not in ("death", "injury") or happening.token.lemma_ in _KILLING


def _is_of_other_time(token: Token, dating: Dating | None, times: Times) -> bool:
    """Whether a happening has only a longer time, or its sentence tells a day that is not its own."""
    day = _first_day(dating)
    if day is None or dating is None:
        return any(first is not None for first, _ in times.get(token.sent.start, ()))
    return dating.granularity not in OF_A_DAY


def _may_be_with(placed: _Placed, day: dt.date | None) -> bool:
    """Whether a placed happening may be of one scene with another of a day, or of none that is told."""
    if is_another(placed.happening.token) or placed.is_elsewhere:
        return False
    return day is None or placed.day is None or placed.day == day


def _first_day(dating: Dating | None) -> dt.date | None:
    return dating.first_day if dating is not None else None


def times_of_sentences(spans: Iterable[tuple[TimeExpression, Span | None]]) -> Times:
    """The days of the times of each sentence that tells more than an hour or how long, by its first word."""
    found: dict[int, set[Interval]] = {}
    for timex, span in spans:
        if span is None or not len(span) or (timex.date_start is None and _is_of_no_day(timex, span)):
            continue
        found.setdefault(span.root.sent.start, set()).add(timex.days)
    return found


def _is_of_no_day(timex: TimeExpression, span: Span) -> bool:
    """Whether a time tells no other day: an hour, or a length that is counted from nothing else: "for *two hours*"."""
    is_short = timex.value.startswith("PT") and timex.value.endswith(_SHORT)
    if timex.timex_type == "DURATION" and not is_short:
        beside = span.doc[max(span.start - 1, 0) : span.end + 1]
        return not any(word.lower_ in _COUNTED_FROM for word in beside)
    return timex.timex_type in _WITHOUT_DAY
