"""Times that belong to an amount another one is compared with: "up from $2 million *a year ago*".

And times over which something is the most of its kind: "the highest level *since 2011*".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.language import syntax
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BASES = frozenset(("from", "than", "with", "against", "versus"))
_WITHIN_AMOUNT = frozenset((",", "(", ")", "-", "%"))
_UNITS = frozenset(("%", "percent", "cents", "points", "million", "billion", "up", "down"))
_RANGE = frozenset(("to", "until", "till", "through"))
_LOOK_BACK = 25
"""Tokens before the time that are looked at."""
_MULTIPLES = frozenset(("double", "half", "triple", "twice"))
"""Before an amount they compare with it: "twice the $3 million *a year earlier*"."""
_OTHERS = frozenset(
    ("colleague", "companion", "friend", "man", "officer", "other", "passenger", "people", "person", "suspect", "woman")
)
"""Those with whom somebody does or undergoes something."""
_COUNTED_FROM = re.compile(
    r"(last|a|the (same|previous|prior|year-earlier|year-ago|corresponding|comparable))\b|[12]\d{3}$"
)
"""A time after "over" that a change is counted from: "8% over *last year*", not "over the weekend"."""
_AMONG = frozenset(("for", "in", "over"))
"""Before a length of time they say among how much something is the most: "the highest level in *two decades*"."""
_HEIGHTS = frozenset(("average", "high", "level", "low", "peak", "price", "record", "total", "value"))
_LEVELS = _HEIGHTS | {"pace", "period", "rate"}
_FROM_LEVEL = frozenset(("above", "below", "from", "over", "than"))
"""Before a level of some time they compare with it: "above the *pace* of last spring"."""
_NO_RANK = frozenset(("latest", "least", "most"))
_NEAR = 12
"""Tokens between a superlative and its time."""


def is_base_of_comparison(span: Span, in_timex: frozenset[int]) -> bool:
    """Whether the time belongs to an amount that another is compared with: "up from $2 million a year ago"."""
    doc, seen_number = span.doc, False
    for i in range(span.start - 1, max(span.start - _LOOK_BACK, 0) - 1, -1):
        if doc[i + 1].is_sent_start:
            return False
        token = doc[i]
        if token.lower_ in _BASES or (token.lower_ == "to" and i and doc[i - 1].lower_ == "compared"):
            if token.lower_ == "than" and i and doc[i - 1].lower_ in ("more", "less", "fewer"):
                continue
            if token.lower_ == "with" and _is_company(token):
                return False
            return seen_number or token.lower_ == "than" or _owns_amount(span) or _follows_amount(span)
        if token.lower_ == "over" and i == span.start - 1:
            return _follows_amount(span)
        if token.lower_ in _MULTIPLES and seen_number:
            return True
        if token.lower_ == "of" and seen_number:
            return _is_height_from(doc[i - 1])
        if token.i in in_timex:
            return False  # "rose from *2010* to 2016": a year is no amount
        if token.like_num or token.pos_ in ("NUM", "SYM") or token.is_currency:
            seen_number = True
        elif (
            (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
            or (token.pos_ == "ADP" and i != span.start - 1)
            or (token.is_punct and token.text not in _WITHIN_AMOUNT)
        ):
            return False
    return False


def _is_company(preposition: Token) -> bool:
    """Whether somebody does or undergoes something with others who are counted: "held *with* two others on Friday"."""
    if preposition.i and preposition.nbor(-1).lower_ in ("compare", "compared"):
        return False
    return any(o.lemma_ in _OTHERS and syntax.child(o, "nummod") for o in syntax.children(preposition, "pobj"))


def _is_height_from(noun: Token) -> bool:
    """Whether a noun tells how high something was that a change is counted from: "from a *price* of $8 in May"."""
    before = {token.lower_ for token in noun.lefts}
    return noun.dep_ == "pobj" and noun.head.lower_ == "from" and noun.lemma_ in _HEIGHTS and "all" not in before


def _owns_amount(span: Span) -> bool:
    """Whether the time is the owner of an amount: "from *last year's* $1.5 billion"."""
    return span.root.dep_ == "poss" and span.root.head.pos_ in ("NUM", "SYM")


def is_counted_from(span: Span) -> bool:
    """Whether a change by an amount is counted from the time: "fell 8% from *a year ago*"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ == "from" and _follows_amount(span)


def _follows_amount(span: Span) -> bool:
    """Whether the time is what a change is counted from: "down 4.5%, different from *the previous Friday*"."""
    doc, at = span.doc, span.start - 1
    if at < 1 or (span.end < len(doc) and doc[span.end].lower_ in _RANGE):
        return False
    before = doc[at - 1]
    is_over = doc[at].lower_ == "over" and _COUNTED_FROM.match(span.text.lower()) is not None
    if not is_over and doc[at].lower_ != "from":
        return False
    return before.lower_ == "different" or before.like_num or before.lower_ in _UNITS


def is_of_base_level(span: Span) -> bool:
    """Whether the time is of a level that another is compared with: "up from the low levels of *last spring*"."""
    doc, at = span.doc, span.start - 1
    if at < 1 or doc[at].lower_ not in ("in", "of"):
        return False
    level = doc[at - 1]
    is_base = level.dep_ == "pobj" and level.head.lower_ in _FROM_LEVEL
    return level.lemma_ in _LEVELS and (is_base or any(c.lower_ in _MULTIPLES for c in level.lefts))


def is_range_of_superlative(span: Span, timex: TimeExpression, in_timex: frozenset[int]) -> bool:
    """Whether the time says among how much something is the most or the first: "the worst flood *since 2004*"."""
    doc, at = span.doc, span.start - 1
    is_long = timex.timex_type == "DURATION" or timex.granularity in ("century", "decade")
    if at < 1 or (doc[at].lower_ != "since" and not (doc[at].lower_ in _AMONG and is_long)):
        return False
    above = doc[at].head
    if syntax.is_verbal(above) and not _may_tell_rank(above):
        return False  # "has led the largest party since 2004"
    for i in range(at - 1, max(at - _NEAR, -1), -1):
        if doc[i + 1].is_sent_start or _ends_phrase(doc[i]):
            return False
        if i not in in_timex and _is_rank(doc[i]):
            return True
    return False


def _may_tell_rank(verb: Token) -> bool:
    """Whether a verb above a time may tell of what is the most: "*fell* at the fastest pace since 2008"."""
    group = syntax.verb_group(verb)
    is_since_then = group.aspect.startswith("perfect")
    return not is_since_then or verb.lemma_ in verbs_that("undergoing") or verb.lemma_ in ("be", "have")


def _is_rank(word: Token) -> bool:
    """Whether a word tells that something is the most of its kind, or the first."""
    if word.lower_ == "first":
        return word.dep_ in ("amod", "attr", "pobj", "dobj")
    return (word.tag_ == "JJS" and word.lower_ not in _NO_RANK) or word.tag_ == "RBS"


def _ends_phrase(word: Token) -> bool:
    """Whether a phrase with a superlative does not go on over a word: punctuation, the verb of its clause."""
    is_main = word.pos_ in ("VERB", "AUX") and word.dep_ not in ("acl", "amod", "aux", "auxpass", "relcl")
    return is_main or (word.is_punct and word.text != "-")
