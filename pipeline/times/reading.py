"""What a time expression was read as, and the small questions that all readings ask."""

from __future__ import annotations

import datetime as dt

from pipeline.language.record import record
from pipeline.times.context import Context
from pipeline.times.grammar import Match
from pipeline.times.lexer import vocabulary
from pipeline.times.numbers import year
from pipeline.times.values import UNKNOWN, interval

CLOCKS = frozenset(("clock", "clock-past-the-hour", "named-time"))
"""The readers of times of a day that stand without their day."""


@record
class TimexReading:
    """A time expression as read: TIMEX3 type, value and modifier, and from which day it was counted.

    `anchor` names what that day is. `first` and `last` bound its lexemes where it is not the whole match. Where it
    `is_open`, its value has days that the text does not tell: a quarter of a fiscal year, which begins when it likes.
    `days` are those of a length of time that has its place, and `unit` is what it is given in.
    """

    timex_type: str
    value: str
    mod: str | None = None
    anchor: str | None = None
    anchor_date: dt.date | None = None
    first: int | None = None
    last: int | None = None
    is_open: bool = False
    days: tuple[dt.date, dt.date] | None = None
    unit: str | None = None


def class_value(word_class: str, word: str) -> object:
    """What a word stands for in a class of the lexicon; None where it is not in it."""
    return vocabulary().classes[word_class].get(word)


def class_number(word_class: str, word: str) -> int:
    """The number that a word stands for in a class of the lexicon, else 0."""
    value = class_value(word_class, word)
    return value if isinstance(value, int) else 0


def modifier(match: Match, part: str = "part") -> str | None:
    """The TIMEX3 modifier that an expression's first words give: early, the end of, about, more than."""
    words = match.words(part)
    for word in words:
        for name in ("EARLY", "PART", "EARLIER"):
            if value := class_value(name, word):
                return str(value)
    if words and words[-1] in ("of",) and words[0] in ("the", "a"):
        return {"first": "START", "second": "END", "last": "END", "latter": "END"}.get(words[1])
    return approximation(match.words("mod"))


def approximation(words: list[str]) -> str | None:
    """The TIMEX3 modifier of words such as "about", "more than", "no less than"."""
    if not words:
        return None
    negative = words[0] in ("no", "not")
    if "more" in words or "longer" in words or words[-1] == "over":
        return "EQUAL_OR_LESS" if negative else "MORE_THAN"
    if "less" in words or "fewer" in words or words[-1] == "under":
        return "EQUAL_OR_MORE" if negative else "LESS_THAN"
    if "least" in words or "little" in words:
        return "EQUAL_OR_MORE"
    if "most" in words or words[0] in ("up", "as"):
        return "EQUAL_OR_LESS"
    return str(class_value("APPROX", words[-1]) or "APPROX")


def relative(context: Context, timex_type: str, value: str, mod: str | None = None) -> TimexReading:
    """A value counted from the reference date, or from the day a quotation was said."""
    if context.now is None or interval(value) is None:
        return TimexReading(timex_type, value, mod)
    return TimexReading(timex_type, value, mod, context.anchor, context.now)


def year_near(context: Context) -> int | None:
    """The year of the day that is counted from."""
    return context.now.year if context.now else None


def written_year(match: Match, context: Context) -> str:
    """The year that stands in an expression, as its value begins."""
    n = year(match.words("year"), year_near(context))
    return UNKNOWN["year"] if n is None else f"{n:04d}"


def which_of(match: Match) -> int | None:
    """0 for this, -1 for last, 1 for next; None where no such word is there."""
    words = match.words("which")
    for word in reversed(words):
        for name in ("THIS", "OF_TEXT"):
            if class_value(name, word) is not None:
                return class_number(name, word)
    return None
