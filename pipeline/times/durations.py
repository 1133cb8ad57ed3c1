"""Durations and sets: how long, and how often."""

from __future__ import annotations

from pipeline.times.context import Context
from pipeline.times.grammar import Match
from pipeline.times.lexer import unit_named
from pipeline.times.numbers import number, ordinal
from pipeline.times.reading import TimexReading, class_number, class_value, modifier
from pipeline.times.stretches import placed
from pipeline.times.values import UNKNOWN

_LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L", "weekend": "WE",
}  # fmt: skip


_HALVES = {
    "year": (6, "M"),
    "minute": (30, "TS"),
    "hour": (30, "TM"),
    "day": (12, "TH"),
    "decade": (5, "Y"),
    "century": (50, "Y"),
}


def unit_of(match: Match, part: str = "unit") -> str:
    """The unit that a word of a match names, in the singular."""
    return unit_named(match.word(part))


_PARTS_OF_CENTURY = (0.25, 0.75)
"""Parts of a century that are told in years: "a quarter of a century"."""


def _period(n: float | None, unit: str) -> str:
    """A duration's value: P2Y, PT90M, P2Y6M for two and a half years, PXM for an unknown number."""
    letter = _LETTER[unit]
    if unit == "weekend":
        return f"P{'X' if n is None else _count(n)}D"
    if n is None:
        return _spell([("X", letter)])
    if unit == "fortnight":
        n *= 2
    if unit == "quarter":
        n, letter = n * 3, "M"
    if unit == "century" and n in _PARTS_OF_CENTURY:
        n, letter = n * 100, "Y"
    if unit == "decade" and n > 1:
        n, letter = n * 10, "Y"
    whole, fraction = int(n), n - int(n)
    if fraction == 0.5 and unit in _HALVES:
        half, half_letter = _HALVES[unit]
        return _spell(([(str(whole), letter)] if whole else []) + [(str(half), half_letter)])
    return _spell([(_count(n), letter)])


def _count(n: float) -> str:
    return str(int(n)) if n == int(n) else f"{n:.2f}".rstrip("0").rstrip(".")


def _spell(parts: list[tuple[str, str]]) -> str:
    dates = "".join(n + letter for n, letter in parts if letter[0] != "T")
    times = "".join(n + letter[1] for n, letter in parts if letter[0] == "T")
    return "P" + dates + ("T" + times if times else "")


def read_duration(match: Match, context: Context) -> TimexReading:
    """A number of units, known or not: "two weeks", "several months", "half an hour"."""
    words = match.words("n")
    unit = unit_of(match)
    if "half" in match:
        n: float | None = 0.5
    elif words:
        n = number(words)
    else:
        n = 1.0 if class_value("UNIT", match.word("unit")) or unit == "night" else None
    # Of "60 to 90 days" the value tells the first number: it is so many at least.
    mod = modifier(match) or ("EQUAL_OR_MORE" if match.rule.name == "duration-range" else None)
    return placed(TimexReading("DURATION", _period(n, unit), mod), match, context, n, unit)


def read_compound_duration(match: Match, context: Context) -> TimexReading | None:
    """ "Two years and six months", "a minute and a half"."""
    n, unit = number(match.words("n")), unit_of(match)
    if n is None:
        return None
    if "half" in match:
        return TimexReading(
            "DURATION", _period(n + (0.5 if match.word("half") == "half" else 0.25), unit), modifier(match)
        )
    n2, unit2 = number(match.words("n2")), unit_of(match, "unit2")
    if n2 is None or unit == unit2 or "X" in (text := _LETTER[unit] + _LETTER[unit2]) or text == "WEWE":
        return None
    return TimexReading("DURATION", _spell([(_count(n), _LETTER[unit]), (_count(n2), _LETTER[unit2])]), modifier(match))


def read_every_unit(match: Match, context: Context) -> TimexReading:
    """ "Every day", "every two weeks", "twice a week": the length after which it comes again."""
    words = [] if match.rule.arguments.get("times") else match.words("n")
    n: float | None = 1.0
    if words:
        n = 2.0 if words in (["other"], ["second"]) else float(ordinal(words) or 0) or number(words)
        if words[0] not in ("other",) and number(words) is not None:
            n = number(words)
    return TimexReading("SET", _period(n, unit_of(match)))


def read_every_named(match: Match, context: Context) -> TimexReading:
    """ "Every Tuesday", "Fridays", "each July"; "the first Monday of every month" comes again with each month."""
    if match.rule.arguments.get("of_month"):
        return TimexReading("SET", UNKNOWN["month"])
    if "month" in match:
        return TimexReading("SET", f"XXXX-{class_number('MONTH', match.word('month')):02d}")
    if "season" in match:
        return TimexReading("SET", f"XXXX-{class_value('SEASON', match.word('season'))}")
    part = class_value("PART_OF_DAY", match.word("pod")) or class_value("NIGHTS", match.word("nights"))
    suffix = f"T{part}" if part else ""
    word = match.word("weekday")
    if not word:
        return TimexReading("SET", UNKNOWN["day"] + suffix)
    return TimexReading("SET", f"XXXX-WXX-{class_number('WEEKDAY', word) or class_number('WEEKDAYS', word)}{suffix}")


def read_every_adverb(match: Match, context: Context) -> TimexReading:
    """ "Daily", "monthly" and the like."""
    return TimexReading("SET", str(class_value("EVERY_ADVERB", match.word("word"))))
