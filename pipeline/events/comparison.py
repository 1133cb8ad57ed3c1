"""Times that belong to an amount another one is compared with: "up from $2 million *a year ago*"."""

from __future__ import annotations

from spacy.tokens import Span

_BASES = frozenset(("from", "than", "with", "against", "versus"))
_WITHIN_AMOUNT = frozenset((",", "(", ")", "-", "%"))
_UNITS = frozenset(("%", "percent", "cents", "points", "million", "billion", "up", "down"))
_RANGE = frozenset(("to", "until", "till", "through"))
_LOOK_BACK = 25
"""Tokens before the time that are looked at."""


def is_base_of_comparison(span: Span, in_timex: frozenset[int]) -> bool:
    """Whether the time belongs to an amount that another is compared with: "up from $2 million a year ago"."""
    doc, seen_number = span.doc, False
    for i in range(span.start - 1, max(span.start - _LOOK_BACK, 0) - 1, -1):
        if doc[i + 1].is_sent_start:
            return False
        token = doc[i]
        if token.lower_ in _BASES:
            if token.lower_ == "than" and i and doc[i - 1].lower_ in ("more", "less", "fewer"):
                continue
            return seen_number or token.lower_ == "than" or _owns_amount(span) or _follows_amount(span)
        if token.like_num or token.pos_ in ("NUM", "SYM") or token.is_currency:
            seen_number = True
        elif (
            token.i in in_timex
            or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
            or (token.pos_ == "ADP" and i != span.start - 1)
            or (token.is_punct and token.text not in _WITHIN_AMOUNT)
        ):
            return False
    return False


def _owns_amount(span: Span) -> bool:
    """Whether the time is the owner of an amount: "from *last year's* $1.5 billion"."""
    return span.root.dep_ == "poss" and span.root.head.pos_ in ("NUM", "SYM")


def _follows_amount(span: Span) -> bool:
    """Whether the time is what a change is counted from: "down 4.5%, different from *the previous Friday*"."""
    doc, at = span.doc, span.start - 1
    if at < 1 or doc[at].lower_ != "from" or (span.end < len(doc) and doc[span.end].lower_ in _RANGE):
        return False
    before = doc[at - 1]
    if before.lower_ == "different":
        return True
    return before.like_num or before.lower_ in _UNITS
