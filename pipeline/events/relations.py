"""How a happening lies to its time: during it, from it on, up to it, before or after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.site import Site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_RELATIONS = {
    "since": "begins", "from": "begins", "starting": "begins", "beginning": "begins",
    "until": "ends", "till": "ends", "til": "ends", "through": "ends", "to": "ends", "by": "ends",
    "before": "before", "after": "after", "following": "after",
}  # fmt: skip
_OWN_RELATIONS = {"put-off": "during", "since-clause": "begins", "time-when": "during", "told-in-cleft": "during"}
"""How an event lies to its time by the rule that found it, whatever stands before the time."""
_EXTENDING = frozenset(("extend", "prolong"))
"""Verbs that put off the end of a thing: "*extended* the ban until Friday"."""


def relation_at(doc: Doc, span: Span, timex: TimeExpression, site: Site) -> str:
    """How what is told at a site lies to its time, as far as the words around the time tell."""
    relation = "during"
    is_led = site.preposition is not None and not _governs_another(site.preposition, span)
    if site.preposition is not None and is_led and (site.through is None or not _leads_elsewhere(site.preposition)):
        relation = _RELATIONS.get(site.preposition.lower_, relation)
        if site.preposition.lower_ == "between":
            relation = "begins" if span.start == site.preposition.i + 1 else "ends"
        if _is_as_of(site.preposition):
            relation = "ends"
    if span.start and doc[span.start - 1].lower_ in ("until", "till"):
        relation = "ends"
    if site.starts:
        relation = "begins"
    return _relation_to_stretch(doc, span, timex, site) or relation


def relation_of(tie: Tie, site: Site | None, relation: str) -> str:
    """How an event lies to its time: mostly as the preposition says."""
    if tie.rule == "put-off" and site is not None and site.anchor.lemma_ in _EXTENDING:
        return relation
    return _OWN_RELATIONS.get(tie.rule, relation)


def _is_as_of(preposition: Token) -> bool:
    """Whether something had come to be so by a time: "*as of* Monday, 300 had died"."""
    before = preposition.nbor(-1) if preposition.i else preposition
    is_state = syntax.is_verbal(before.head) and syntax.verb_group(before.head).tense == "past"
    return preposition.lower_ == "of" and before.lower_ == "as" and is_state


def _governs_another(preposition: Token, span: Span) -> bool:
    """Whether a preposition has an object before the time that hangs on it: "fell *to* $4 yesterday"."""
    is_loose = span.root.dep_ == "npadvmod" and span.root.head == preposition
    return is_loose and any(o.i < span.start for o in syntax.children(preposition, "pobj"))


def _leads_elsewhere(preposition: Token) -> bool:
    """Whether a preposition before a noun with a time is not the time's: "found by *a clerk* June 3"."""
    return preposition.lower_ in ("from", "to") or preposition.dep_ == "agent"


def _relation_to_stretch(doc: Doc, span: Span, timex: TimeExpression, site: Site) -> str | None:
    """How an event lies to the time between it and another: "*weeks* before it filed", "left *days* after the vote"."""
    link = doc[span.end] if span.end < len(doc) and timex.timex_type == "DURATION" else None
    if link is None or link.lower_ not in ("before", "after", "since"):
        return None
    within = link.dep_ in ("mark", "advmod") and link.head.i == site.anchor.i
    if link.lower_ == "since" and not within:
        return None  # "in the weeks since the vote"
    return "ends" if (link.lower_ == "before") == within else "begins"
