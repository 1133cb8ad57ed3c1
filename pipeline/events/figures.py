"""A time that holds over the figures told after it: "In the quarter the firm lost $3 million. *Sales fell*."

Reports on business and the economy name the period once and then go through its figures, a sentence each. So do
reports on a day's trading: "Acme shares fell 3% on Friday. *Nordvik closed* at $12."
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.attachment import Attachment
from pipeline.language import syntax
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PERIODS = frozenset(("month", "quarter", "half", "season", "year"))
_PRICED_DAILY = frozenset(("average", "index", "price", "share", "shares", "stock", "stocks", "volume"))
"""What is told of a day, not of a period."""
_BEFORE = ("year-ago", "year-earlier", "previous", "prior", "corresponding", "comparable")
"""Words of a period that others are compared with."""
_EARNING = frozenset(("earn", "lose", "make", "net"))
"""Verbs of an amount that need no noun for it: "*earned* $2 million"."""
_MAX_SENTENCES = 4
_MAX_PRICES = 4
"""How many sentences go on with a period's figures, and with a day's prices."""


def figure_attachments(doc: Doc, attachments: Sequence[Attachment], sentence_of: Sequence[int]) -> list[Attachment]:
    """The changes of figures in sentences without a dated event, dated by the period of the figures before.

    `sentence_of` has the number of the sentence of each token.
    """
    periods: dict[int, Attachment | None] = {}
    back = {sentence_of[a.trigger.i] for a in attachments if looks_back(a)}
    for attachment in attachments:
        if looks_back(attachment):
            continue
        is_figure = (_is_period(attachment) and is_of_figures(attachment.trigger)) or _is_of_trading(attachment)
        if not is_figure and not syntax.is_verbal(attachment.trigger) and not attachment.timex.date_start:
            continue  # "after a *strike* of three weeks"
        index = sentence_of[attachment.trigger.i]
        periods[index] = periods.get(index) or (attachment if is_figure else None)
    if not any(periods.values()):
        return []
    found: list[Attachment] = []
    current: Attachment | None = None
    held = 0
    for sentence in doc.sents:
        index = sentence_of[sentence.start]
        if index in periods:
            current, held = periods[index], 0
            continue
        if index in back:
            continue
        held += 1
        verbs = _going_on(sentence, current, held) if current is not None else []
        if current is None or not verbs:
            current = None
            continue
        rule = "day-of-prices" if _is_of_trading(current) else "period-of-figures"
        found += [Attachment(verb, current.timex, "during", "topic", rule) for verb in verbs]
    sessions = [a for a in periods.values() if a is not None and _is_of_trading(a) and a.timex.date_start]
    if not sessions:
        return found
    return [*found, *_of_session(doc, max(sessions, key=_last_day), {a.trigger.i for a in (*attachments, *found)})]


def _last_day(attachment: Attachment) -> tuple[dt.date, int]:
    """The day of trading that an attachment tells of, and how early in the text it stands."""
    return attachment.timex.date_start or dt.date.min, -attachment.timex.start


def _of_session(doc: Doc, session: Attachment, dated: Container[int]) -> list[Attachment]:
    """The prices quoted after the last day of trading that an article tells of has been named, all of that day."""
    told = (verb for sentence in doc.sents if sentence.start > session.trigger.i for verb in _main_verbs(sentence.root))
    return [
        Attachment(verb, session.timex, "during", "topic", "price-of-session")
        for verb in told
        if verb.i not in dated and verb.tag_ == "VBD" and _is_quoted_price(verb)
    ]


def _main_verbs(root: Token) -> list[Token]:
    """The main verb of a sentence and those that a semicolon parts it from: "Velden *rose* 2 to 17; Solt *fell*"."""
    parted = (c for c in syntax.children(root, "ccomp") if c.doc[c.right_edge.i + 1].text == ";")
    return [root, *parted]


def _is_quoted_price(verb: Token) -> bool:
    """Whether a price is told to have come to a bare number: "rose 2 to 17"."""
    if not triggers.is_of_market(verb) or syntax.child(verb, "nsubj") is None:
        return False
    numbers = [n for _, n in syntax.prepositional_objects(verb, "to") if n.like_num]
    moves = [c for c in verb.children if c.dep_ in ("npadvmod", "dobj") and c.like_num]
    return bool(numbers and moves) and not any(c.tag_ == "$" for n in (*numbers, *moves) for c in n.children)


def _going_on(sentence: Span, current: Attachment, held: int) -> list[Token]:
    """The verbs of a sentence that go on with the figures of a period, or with the prices of a day."""
    if _is_of_trading(current):
        told = syntax.conjuncts(sentence.root) if held <= _MAX_PRICES else []
        return [verb for verb in told if verb.tag_ == "VBD" and triggers.is_of_market(verb)]
    verb = _change(sentence) if held <= _MAX_SENTENCES else None
    return [verb] if verb is not None else []


def _is_of_trading(attachment: Attachment) -> bool:
    """Whether it dates what a price did on a day: "shares *fell* on Friday"."""
    if attachment.timex.granularity != "day" or attachment.relation != "during":
        return False
    trigger = attachment.trigger
    if trigger.lower_ == "close" and any(o.lower_ == "trading" for _, o in syntax.prepositional_objects(trigger, "of")):
        return True  # "after the close of trading on Friday"
    return trigger.lower_ == "trading" or (trigger.tag_ == "VBD" and triggers.is_of_market(trigger))


def looks_back(attachment: Attachment) -> bool:
    """Whether a figure is told for comparison with those of the period: "*a year earlier* it earned $2 million"."""
    words = attachment.timex.text.lower()
    is_before = words.endswith(("ago", "earlier", "before")) or any(w in words for w in _BEFORE)
    return is_before and is_of_figures(attachment.trigger)


def _is_period(attachment: Attachment) -> bool:
    timex = attachment.timex
    if attachment.relation != "during":
        return False
    return timex.granularity in _PERIODS or (timex.timex_type == "DURATION" and timex.value.endswith(("M", "Y", "Q")))


def is_of_figures(trigger: Token) -> bool:
    """Whether the event is an amount or its change."""
    if trigger.pos_ == "NOUN":
        return triggers.is_measure(trigger)
    objects = syntax.children(trigger, "dobj")
    if trigger.lemma_ in _EARNING and any(t.like_num for t in objects):
        return True
    return any(triggers.is_measure(t) for t in (*syntax.subjects(trigger), *objects))


def _change(sentence: Span) -> Token | None:
    """The past verb that tells how a figure changed, as the main verb or what somebody said."""
    for verb in (sentence.root, *syntax.children(sentence.root, "ccomp")):
        changes = verb.lemma_ in verbs_that("undergoing") or verb.lemma_ in verbs_that("changing")
        subject = syntax.child(verb, "nsubj")
        if changes and verb.tag_ == "VBD" and subject is not None:
            is_of_period = subject.lemma_.lower() not in _PRICED_DAILY
            return verb if is_of_period and triggers.is_measure(subject) else None
    return None
