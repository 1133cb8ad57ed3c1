"""A time beside the day of the text: behind it or ahead, and whether a verb can tell something of that time."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.site import Site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

LONG = frozenset(("year", "decade", "century"))
"""Granularities of times within which much may have changed."""

_YEAR = re.compile(r"\d{4}")
_DAYS_TO_PRINT = 3
_FORESEEING = frozenset(
    ("aim", "budget", "envisage", "envision", "estimate", "eye", "foresee", "hope", "intend", "target")
)
"""Verbs of what somebody expects or means to do, beside those for plans."""
_SETTING_DAYS = frozenset(("await", "propose", "schedule", "seek"))
"""Of verbs for plans those that are about a thing itself."""
_LEADING_AHEAD = frozenset(("by", "for", "from", "through", "till", "to", "until"))
"""Prepositions by which a past verb leads to a time to come."""


def is_past(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether a time was over on the day of the text."""
    return bool(timex.date_end and reference_date and timex.date_end <= reference_date)


def is_ahead(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether a time begins after the day of the text."""
    return bool(timex.date_start and reference_date and timex.date_start > reference_date)


def is_misfit(verb: Token, timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether a verb's tense does not go with its time: a past one with a plan, one ahead with what was done."""
    if is_past(timex, reference_date) and not _may_be_past(verb, timex):
        return True
    return is_ahead(timex, reference_date) and not _may_be_ahead(verb)


def is_plain_present(site: Site, timex: TimeExpression) -> bool:
    """Whether a verb tells what is so today: "are tied"; of other verbs than passives only where the time is far."""
    group = syntax.verb_group(site.anchor)
    if group.passive and group.auxiliaries and (site.through is not None or timex.granularity in LONG):
        return group.auxiliaries[0].tag_ in ("VBZ", "VBP") and group.aspect == "simple"
    return site.through is not None and (group.tense, group.aspect) == ("present", "simple") and group.modal is None


def _may_be_past(verb: Token, timex: TimeExpression) -> bool:
    """Whether something done at a past time can be told by this verb: not by "will go", "to go", "has gone … ago"."""
    group = syntax.verb_group(verb)
    if group.tense == "present" and group.aspect == "perfect" and timex.text.endswith("ago"):
        return False
    if (group.tense, group.aspect) == ("present", "progressive") and timex.granularity in ("day", "part_of_day"):
        return timex.value == "PRESENT_REF" or timex.text.lower().startswith(("today", "this", "tonight"))
    if group.tense == "infinitive" and verb.dep_ == "advcl":
        # "fell 30 cents to end at $7" is no purpose.
        return verb.head.lemma_ in verbs_that("undergoing")
    return group.tense not in ("future", "infinitive") or group.aspect.startswith("perfect")


def _may_be_ahead(verb: Token) -> bool:
    """Whether something done at a time to come can be told by this verb: not by "went", "has gone", "expects"."""
    group = syntax.verb_group(verb)
    return group.tense != "past" and not group.aspect.startswith("perfect") and not is_only_foreseen(verb)


def is_far_ahead(timex: TimeExpression, site: Site, reference_date: dt.date | None) -> bool:
    """Whether a verb cannot tell of a time that is so far ahead: "*declared* a dividend, payable Dec. 1".

    A text may be dated some days before it was in print, or wrongly: a time with its year is believed.
    """
    verb = site.anchor
    if not timex.date_start or not reference_date or timex.date_start <= reference_date or _may_be_ahead(verb):
        return False
    if is_only_foreseen(verb):
        return True
    is_told_then = verb.tag_ == "VBD" or syntax.child(verb, "aux", "auxpass") is not None
    is_by_year = _YEAR.search(timex.text) is not None and site.through is None
    return is_told_then and not is_by_year and (timex.date_start - reference_date).days > _DAYS_TO_PRINT


def leads_ahead(site: Site) -> bool:
    """Whether a past verb may lead to a time to come: "moved the vote *to* May", "is closed *until* Friday"."""
    verb, preposition = site.anchor, site.preposition
    leads = preposition is not None and preposition.lower_ in _LEADING_AHEAD
    return (leads and not is_only_foreseen(verb)) or verb.lemma_ in verbs_that("put-off") | _SETTING_DAYS


def is_only_foreseen(verb: Token) -> bool:
    """Whether a verb tells what somebody now expects of a time to come: "*foresees* a slump next year"."""
    group = syntax.verb_group(verb)
    is_now = group.tense in ("past", "present") and group.modal is None and not group.passive
    return is_now and verb.lemma_ in verbs_that("plans") | _FORESEEING and verb.lemma_ not in _SETTING_DAYS


def of_what_is_foreseen(verb: Token, basis: str) -> list[Tie]:
    """What a verb tells of as still to come: "by 2030 it intends to *double* its output", "plans a *march* for May"."""
    doing = syntax.child(verb, "xcomp")
    if doing is not None:
        is_to_do = syntax.is_verbal(doing) and doing.tag_ == "VB"
        return [Tie(doing, basis, "infinitive-that-is-due")] if is_to_do else []
    return [Tie(noun, "nominal", "noun-before-only") for noun in syntax.objects(verb) if triggers.is_event_noun(noun)]
