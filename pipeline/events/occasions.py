"""The day of the one occasion that an article reports: a match with its goals, a sitting with its votes, an incident.

A report of yesterday's match dates it in its first sentences and then tells it play by play. What is told as done of
the field of that occasion is of its day, until the article tells of another time: a day, a week or a month, what had
been before, or, where it is no match, a year.
"""

from __future__ import annotations

import bisect
import collections
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pipeline.events import triggers
from pipeline.events.affairs import OF_A_DAY, PARTS_OF_INCIDENT, Kept, is_another, sets_day, type_of
from pipeline.events.attachment import Attachment
from pipeline.events.happenings import Happening
from pipeline.events.modality import polarity_of, told_modality
from pipeline.events.sources import QuoteIndex
from pipeline.language import layout, syntax
from pipeline.lexicon.loader import word_lists
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CONTESTS = word_lists(__package__, "trigger_words.toml")["contests"]

_MATCH = "match"
_FIELDS = {
    _MATCH: frozenset(("sport",)),
    "incident": PARTS_OF_INCIDENT | {"arrest", "health", "investigation"},
    "arrest": frozenset(("arrest",)),
    "sitting": frozenset(("law", "meeting")),
    "protest": frozenset(("arrest", "closure", "protest")),
}
"""The types of what belongs to an occasion of each kind."""
_SET_BY = {
    "incident": PARTS_OF_INCIDENT,
    "arrest": _FIELDS["arrest"],
    "sitting": _FIELDS["sitting"],
    "protest": frozenset(("protest",)),
}
"""The types of one of which something must have the day; a match is told from other news of sport (`_is_match`)."""
_FRESH = dt.timedelta(days=3)
"""How long after its day an occasion is news."""
_LEAD = 4
"""How many sentences below a headline tell the occasion and its day."""
TELLINGS_OF_MATCH = 4
"""How many happenings of sport the report of a match tells, at least."""
_NEAR = ("modifier", "clause", "coordination", "subordination", "nominal", "dateline")
"""How a time must be tied to a happening that sets the day."""
_PASSING = OF_A_DAY | {"weekend", "week", "month"}
"""How exact another time is that leads away from a match; a year or a season is only compared with."""
_WEEK = dt.timedelta(days=7)
_DEFINITE = ("the", "this", "that")
_IN_CLAUSE = ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
_DONE = (("past", "simple"), ("past", "progressive"))

Spans: TypeAlias = "Iterable[tuple[TimeExpression, Span | None]]"


class Occasions:
    """The occasion that an article published just after it reports, and its day; of no other article any."""

    def __init__(self, kept: Kept, spans: Spans, quoted: QuoteIndex, published: dt.date | None) -> None:
        self._quoted = quoted
        self._day: Attachment | None = None
        self._fields: list[str] = []
        self._shifts: list[tuple[int, bool]] = []
        self._shifts_in_match: list[tuple[int, bool]] = []
        lead = _in_lead(kept, published) if published is not None else []
        fresh = [(h, tie) for h, tie in lead if published is not None and _is_fresh(tie, published)]
        if len({tie.timex.days for _, tie in fresh}) > 1:
            lead = [(h, tie) for h, tie in lead if tells_result(h)]  # "scored twice *Friday*", the final is today
            fresh = [(h, tie) for h, tie in fresh if tells_result(h)]
        if published is None or len({tie.timex.days for _, tie in fresh}) != 1:
            return
        self._day = fresh[0][1]
        day, told = self._day.timex, {type_of(happening) for happening, _ in fresh}
        others = {type_of(h) for h, tie in lead if tie.timex.days != day.days and not _is_known_for(h)}
        fields = [field for field, types in _SET_BY.items() if not types.isdisjoint(told)]
        if _is_match(kept, {happening.token.sent.start for happening, _ in fresh}):
            fields.insert(0, _MATCH)
        self._fields = [field for field in fields if _SET_BY.get(field, _FIELDS[field]).isdisjoint(others)]
        if self._fields:
            times = [
                (span.root, timex)
                for timex, span in spans
                if span is not None and len(span) and timex.date_start is not None and not self._is_quoted(timex.start)
            ]
            before = _told_before(self._day.trigger.doc)
            away = [(word, timex) for word, timex in times if _leads_away(timex, day, published)]
            back = [word.sent.start for word, timex in times if timex.days == day.days]
            leads = away if _MATCH in self._fields else []
            in_match = [word for word, timex in leads if timex.granularity in _PASSING and not _is_in_passing(word)]
            self._shifts = _shifts([*before, *(word.sent.start for word, _ in away)], back)
            self._shifts_in_match = _shifts([*before, *(word.sent.start for word in in_match)], back)

    def day_of(self, happening: Happening) -> Attachment | None:
        """What gives the occasion its day, where a happening is told as part of it."""
        token, event_type = happening.token, type_of(happening)
        field = next((field for field in self._fields if event_type in _FIELDS[field]), None)
        if self._day is None or field is None or self._is_quoted(token.idx):
            return None
        if not is_told_as_done(token, is_contest=field == _MATCH):
            return None
        shifts = self._shifts_in_match if field == _MATCH else self._shifts
        at = bisect.bisect_right(shifts, (token.sent.start, True))
        if token.sent.start < self._day.trigger.sent.start:
            return self._day if at == 0 and is_in_lead(token) else None
        return self._day if at and shifts[at - 1][1] else None

    def _is_quoted(self, at: int) -> bool:
        quote = self._quoted.innermost(at, at + 1)
        return quote is not None and quote.quote_type == "direct"


def _in_lead(kept: Kept, published: dt.date) -> list[tuple[Happening, Attachment]]:
    """What took place on a day by the first sentences of an article, with what gives it that."""
    return [
        (happening, dating.attachments[0])
        for happening, dating in kept
        if dating is not None
        and is_in_lead(happening.token)
        and dating.attachments[0].timex.granularity in OF_A_DAY
        and dating.attachments[0].relation == "during"
        and dating.attachments[0].basis in _NEAR
        and _is_over(dating.attachments[0], published)
        and sets_day(happening.token)
    ]


def _is_over(tie: Attachment, published: dt.date) -> bool:
    return tie.timex.date_start is not None and tie.timex.date_start <= published


def _is_fresh(tie: Attachment, published: dt.date) -> bool:
    return tie.timex.date_start is not None and published - tie.timex.date_start <= _FRESH


def _is_match(kept: Kept, dated: Collection[int]) -> bool:
    """Whether an article is of sport and one of the sentences that have the day tells who won or scored."""
    types = collections.Counter(type_of(happening) for happening, _ in kept)
    if types["sport"] < TELLINGS_OF_MATCH or types["election"]:
        return False
    return any(happening.token.sent.start in dated and tells_result(happening) for happening, _ in kept)


def tells_result(happening: Happening) -> bool:
    """Whether a happening tells who won, lost or scored in a match."""
    token = happening.token
    is_contest = type_of(happening) == "sport" and token.lemma_.lower() in _CONTESTS
    return is_contest and told_modality(token) == "asserted"


def is_in_lead(token: Token) -> bool:
    """Whether a word is of the first sentences of its article, which tell what it reports."""
    return layout.sentence_of(token.doc)[token.i] <= _LEAD


def _leads_away(timex: TimeExpression, day: TimeExpression, published: dt.date) -> bool:
    """Whether a time leads to what was at another time: neither one to come nor the week in which all of it lies."""
    first, last = timex.date_start, timex.date_end or timex.date_start
    if first is None or last is None or day.date_start is None or timex.days == day.days:
        return False
    is_now = first <= day.date_start and last >= published and last - first <= _WEEK
    return first <= published and not is_now


def _is_known_for(happening: Happening) -> bool:
    """Whether a happening of sport is only told of those who play: "Velden, which *lost* on Thursday"."""
    return type_of(happening) == "sport" and happening.token.dep_ == "relcl"


def _is_in_passing(time: Token) -> bool:
    """Whether a time is only told of what somebody or something is known for: "Velden, which had lost *Thursday*"."""
    return any(word.dep_ == "relcl" for word in (time, *syntax.ancestors(time)))


def _told_before(doc: Doc) -> list[int]:
    """The sentences that tell what had been before, by their first word: "They *had lost* twice in Bonn"."""
    found = []
    for sentence in doc.sents:
        root = sentence.root
        group = syntax.verb_group(root) if syntax.is_verbal(root) else None
        if group is not None and (group.tense, group.aspect) == ("past", "perfect"):
            found.append(sentence.start)
    return found


def _shifts(away: Sequence[int], back: Sequence[int]) -> list[tuple[int, bool]]:
    """The sentences that change the time that is told of, in order, and whether they lead back to the day."""
    return sorted({**dict.fromkeys(away, False), **dict.fromkeys(back, True)}.items())


def is_told_as_done(token: Token, is_contest: bool) -> bool:
    """Whether a word tells what was done then: a verb in the past, or a noun in its clause that is known.

    In a match it may also be one that tells who won or scored: "got a 2-1 *win*".
    """
    if polarity_of(token) != "positive" or told_modality(token) != "asserted" or is_another(token):
        return False
    if syntax.is_verbal(token):
        is_result = token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i
        if is_result and syntax.is_verbal(token.head) and syntax.child(token, "mark", "nsubj", "aux") is None:
            return _is_past(token.head)  # "opened fire, *killing* two"
        return _is_past(token)
    is_known = any(c.lower_ in _DEFINITE for c in token.children if c.dep_ == "det")
    if token.dep_ not in _IN_CLAUSE or not (token.lemma_.lower() in _CONTESTS if is_contest else is_known):
        return False
    verb = next((above for above in syntax.ancestors(token) if syntax.is_verbal(above)), None)
    return verb is not None and _is_past(verb)


def _is_past(verb: Token) -> bool:
    if verb.tag_ == "VBN" and (verb.dep_ == "acl" or triggers.is_gapped_passive(verb)):
        return True
    group = syntax.verb_group(verb)
    return group.modal is None and (group.tense, group.aspect) in _DONE
