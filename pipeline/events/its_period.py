"""What else is of the period that a figure names: "*hurt* third-quarter profit", "1989 results included a *gain*"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.site import PREMODIFIERS, Site
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERIODS = frozenset(("month", "quarter", "half", "year"))
_BEARING = frozenset(
    (
        "bolster", "boost", "buoy", "dampen", "dent", "depress", "erode", "fuel", "hamper", "help", "hurt", "inflate",
        "lift", "penalize", "reduce", "spur", "swell",
    )
)  # fmt: skip
"""Verbs of what bears on a figure while it comes about, which nobody decides afterwards."""
_CONTAINING = frozenset(("contain", "include", "reflect"))
"""Verbs of what a figure is made up of."""
_EXPECTING = frozenset(("expect", "forecast", "predict", "project"))
"""Verbs with a figure and what it will do: "*expects* sales in the fourth quarter to rise"."""


def of_period_figures(site: Site, timex: TimeExpression, in_timex: frozenset[int]) -> Iterator[Token]:
    """What is told of a figure that names its period, as far as it is of that period too."""
    figure = site.anchor
    is_figure = triggers.is_measure(figure) or figure.lemma_.lower() in _OF_PERIODS
    if not is_figure or timex.granularity not in _PERIODS or site.through is not None:
        return
    above = figure.head
    if above.pos_ != "VERB":
        return
    if figure.dep_ in ("dobj", "nsubjpass") and site.dep in PREMODIFIERS and above.lemma_ in _BEARING:
        yield above
    elif figure.dep_ == "nsubj" and above.lemma_ in _CONTAINING:
        held = (c for o in syntax.objects(above) for c in syntax.conjuncts(o) if _is_figure(c))
        yield from (c for c in held if not any(t.i in in_timex for t in c.subtree))
    elif figure.dep_ == "dobj" and site.dep == "prep":
        yield from changes_foreseen(above)


def changes_foreseen(verb: Token) -> Iterator[Token]:
    """How a figure is expected to change in the period told with it: "expects sales in 2027 to *rise*"."""
    if verb.lemma_ in _EXPECTING:
        yield from (c for c in syntax.children(verb, "ccomp", "xcomp") if _is_change(c))


_OF_PERIODS = frozenset(("growth", "performance", "result"))
"""Nouns beside measures that a period is told of."""


def _is_figure(noun: Token) -> bool:
    """Whether a noun is of an amount that is gained or lost once: "a *gain*", "a *charge*", "a *write-down*"."""
    sense = sense_of_noun(noun) if triggers.is_event_noun(noun) else None
    return triggers.is_measure(noun) or (sense is not None and sense.event_type == "market")


def _is_change(verb: Token) -> bool:
    """Whether an infinitive tells how a figure changes: "to *rise*"."""
    changes = verb.lemma_ in verbs_that("undergoing") or verb.lemma_ in verbs_that("changing")
    return verb.tag_ == "VB" and (changes or triggers.is_of_market(verb))
