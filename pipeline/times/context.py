"""What surrounds a time expression: the parse, the day to count from, and what the text named before."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.lexicon.nouns import adjectives_that
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.grammar import Match
from pipeline.times.values import interval

Direction = Literal["past", "future"] | None
_IN_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\w/])")


@dataclass
class Context:
    """The text around the time expressions of one article, and the memory of those read so far.

    `reference` is the day that relative dates are counted from, None where it is unknown; inside a
    quotation with a known day, `said_on` takes its place. `doc` is spaCy's Doc; `starts` and `sentences` are
    where its tokens and sentences begin.
    """

    doc: Any
    starts: list[int]
    sentences: list[int]
    text: str
    reference: dt.date | None
    said_on: dt.date | None = None
    last_value: str | None = None
    last_at: int = 0
    last_period: str | None = None
    period_at: int = 0
    named_days: dict[tuple[str, ...], dt.date] = field(default_factory=dict)

    @property
    def now(self) -> dt.date | None:
        """The day that "today" means here."""
        return self.said_on or self.reference

    @property
    def anchor(self) -> str:
        """What `now` is, as the table names it."""
        return "said_on" if self.said_on else "reference_date"

    @functools.cached_property
    def order_of_figures(self) -> str:
        """ "day first" or "month first" where a date such as 13/5/2025 shows it and none the contrary, else ""."""
        pairs = [(int(a), int(b)) for a, b in _IN_FIGURES.findall(self.text)]
        days_first = any(a > 12 >= b for a, b in pairs)
        months_first = any(b > 12 >= a for a, b in pairs)
        return "" if days_first == months_first else "day first" if days_first else "month first"

    def remember(self, value: str, at: int) -> None:
        """Keep a calendar value for the expressions after it that are counted from it."""
        self.last_value, self.last_at = value, at

    def in_sentence(self, a: int, b: int) -> bool:
        """Whether two places of the text lie in one sentence."""
        return bisect.bisect_right(self.sentences, a) == bisect.bisect_right(self.sentences, b)

    def follows_a_plan(self, match: Match) -> bool:
        """Whether the sentence has just named a day to come: "in May, back in June" goes on from there."""
        days = interval(self.last_value) if self.last_value else None
        return bool(days and self.now and days[0] > self.now and self.in_sentence(self.last_at, match.start))

    def tokens(self, match: Match) -> tuple[int, int]:
        """The tokens `[first, last)` that a match covers."""
        first = max(bisect.bisect_right(self.starts, match.start) - 1, 0)
        return first, max(bisect.bisect_left(self.starts, match.end), first + 1)

    def head(self, match: Match) -> Any:
        """The token through which a match hangs in its sentence; None in an empty text."""
        first, last = self.tokens(match)
        for token in self.doc[first:last]:
            if not first <= token.head.i < last or token.head.i == token.i:
                return token
        return self.doc[last - 1]


@functools.cache
def planned_words() -> frozenset[str]:
    """The verbs and adjectives of what lies ahead: "expects to meet on Friday", "is due on Monday"."""
    return verbs_that("planned") | adjectives_that("planned")


def direction(context: Context, match: Match, schedule: bool = False) -> Direction:
    """Whether the clause of an expression tells what was or what is to come; None where grammar does not say.

    Only the verb that the expression itself belongs to counts, not one above its noun. With `schedule` the
    simple present means a plan: "the trial begins Monday".
    """
    planned = planned_words()
    under, head = _governor(context, match)
    if under == "since":
        return "past"
    if _is_led_up_to(match) and _direction_of_verb(_verb_above(context, head)) != "past":
        return "future"
    if head.lemma_ in planned and (under == "for" or head.pos_ == "ADJ"):
        return "future"
    if under == "of" and head.lower_ == "ahead":
        return "future"
    if head.pos_ not in ("VERB", "AUX"):
        # "ahead of Saturday's vote"
        before = head.head
        return "future" if before.lower_ == "of" and before.head.lower_ == "ahead" else None
    if schedule and _is_simple_present(head):
        return "future"
    return _direction_of_verb(head)


def _is_led_up_to(match: Match) -> bool:
    """Whether the words before say that it lies ahead: "in the run-up to Tuesday's vote", "on the eve of Friday's"."""
    words = [lexeme.word for lexeme in match.lexemes[max(match.first - 4, 0) : match.first]]
    if words and words[-1] == "the":
        words.pop()
    return words[-2:] in (["up", "to"], ["ahead", "to"], ["advance", "of"], ["eve", "of"])


def _verb_above(context: Context, token: Any) -> Any:
    """The first verb above a word, or the last word near it where there is none."""
    for _ in range(6):
        head = token.head
        is_apart = "\n" in context.text[min(head.idx, token.idx) : max(head.idx, token.idx)]
        if token.pos_ == "VERB" or head.i == token.i or is_apart:
            break
        token = head
    return token


def _governor(context: Context, match: Match) -> tuple[str, Any]:
    """The preposition that an expression stands under, and the word that both belong to."""
    token = context.head(match)
    under = ""
    for _ in range(8):
        head = token.head
        if head.i == token.i or "\n\n" in context.text[min(head.idx, token.idx) : max(head.idx, token.idx)]:
            break
        if token.dep_ == "conj" and head.pos_ in ("PROPN", "NOUN", "NUM"):
            token = head
        elif head.pos_ in ("ADP", "SCONJ"):
            under, token = under or head.lower_, head
        else:
            return under, head
    return under, token


def _is_simple_present(verb: Any) -> bool:
    return (
        verb.tag_ in ("VBZ", "VBP")
        and verb.lemma_ not in verbs_that("stative")
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    )


def is_forecast(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression, even above its noun, tells what is expected or planned."""
    return _verb_above(context, context.head(match)).lemma_ in planned_words()


def is_habit(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression tells what is always so: "she drinks no coffee in the morning"."""
    verb = _verb_above(context, context.head(match))
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return bool(
        (verb.tag_ in ("VBZ", "VBP") and not helpers) or (helpers and all(c.lower_ in ("do", "does") for c in helpers))
    )


def is_told_as_past(context: Context, match: Match) -> bool:
    """Whether the first verb above an expression, even above its noun, tells what was."""
    return _direction_of_verb(_verb_above(context, context.head(match))) == "past"


def preposition(context: Context, match: Match) -> str:
    """The preposition that an expression stands under, in lower case; empty where there is none."""
    return _governor(context, match)[0]


_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_OPEN_FUTURE = frozenset(("would", "may", "might", "can", "ca", "must", "should"))
_MODALS = _OPEN_FUTURE | {"could"}
_PRESENT_BE = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"))
_PAST = frozenset(("was", "were", "had", "did", "has", "have", "been", "'d", "’d", "'ve", "’ve"))


def _direction_of_verb(verb: Any, depth: int = 0) -> Direction:
    planned = planned_words()
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass") or c.tag_ in ("MD", "TO")}
    if helpers & _FUTURE:
        return "future"
    governor = verb.head
    governed = governor.i != verb.i and depth < 3
    if "to" in helpers:
        if governed and (governor.lemma_ in planned or governor.lower_ == "going"):
            return "future"
        if governed and governor.lemma_ == "be" and governor.tag_ in ("VBZ", "VBP"):
            return "future"
        if governed and governor.pos_ in ("VERB", "AUX"):
            return _direction_of_verb(governor, depth + 1)
        return "future" if "be" in helpers and verb.dep_ in ("acl", "relcl") else None
    if helpers & _MODALS:
        return "future" if helpers & _OPEN_FUTURE and not helpers & _PAST else None
    if helpers & _PAST:
        return "past"
    if verb.dep_ == "xcomp" and governed and verb.tag_ in ("VBG", "VB", "VBN"):
        return _direction_of_verb(governor, depth + 1)
    if helpers & _PRESENT_BE:
        ahead = verb.tag_ == "VBG" or (verb.tag_ == "VBN" and verb.lemma_ in planned)
        return "future" if ahead else "past" if verb.tag_ == "VBN" else None
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    return None
