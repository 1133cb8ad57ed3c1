"""Numbers as newspapers write them: figures, words, fractions, and years said aloud."""

from __future__ import annotations

from pipeline.times.lexer import vocabulary

_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "half": 0.5, "quarter": 0.25}


_LONGEST = 15
"""A figure of more characters counts no days or years that a text could mean; it is no number here."""


def number(words: list[str]) -> float | None:
    """The number that words stand for ("two and a half", "2 1/2", "a hundred and ten", "half a dozen"), or None.

    "a" and "an" are one, "a couple of" two; "several" and its like have no number.
    """
    values = vocabulary().classes["NUMBER_WORD"]
    total = current = fraction = 0.0
    seen = False
    for word in words:
        value = values.get(word)
        if isinstance(value, int):
            seen = True
            if value in (12, 100) and word in ("dozen", "hundred"):
                current, fraction = (current + fraction or 1) * value, 0.0
            elif value >= 1000:
                total += (current + fraction or 1) * value
                current = fraction = 0.0
            else:
                current += value
        elif word in _FRACTIONS:
            fraction, seen = _FRACTIONS[word], True
        elif len(word) == 3 and word[1] == "/":
            if word[2] == "0":
                return None
            fraction, seen = int(word[0]) / int(word[2]), True
        elif word[0].isdigit():
            if len(word) > _LONGEST:
                return None
            try:
                current, seen = current + float(word.replace(",", "")), True
            except ValueError:
                return None
        elif word in ("couple", "pair"):
            current, seen = 2, True
    if not seen:
        return 1.0 if words and words[-1] in ("a", "an") else None
    return total + current + fraction


def ordinal(words: list[str]) -> int | None:
    """The number of an ordinal in figures or words ("3rd", "third", "twenty-first"), or of a plain figure."""
    classes = vocabulary().classes
    n = 0
    for word in words:
        digits = word.rstrip("stndrh")
        if digits.isdigit():
            return int(digits)
        value = classes["ORDINAL_WORD"].get(word, classes["TENS"].get(word))
        n += value if isinstance(value, int) else 0
    return n or None


def year(words: list[str], near: int | None = None) -> int | None:
    """The year that words or figures stand for ("1998", "’98", "nineteen ninety-eight", "two thousand six").

    Of a year in two figures the century is that which brings it nearest below `near` plus ten years.
    """
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    if len(words) == 1 and words[0][1:].isdigit():
        latest = (near or 2020) + 10
        return latest - (latest - int(words[0][1:])) % 100
    values = vocabulary().classes["NUMBER_WORD"]
    parts = [v for v in (values.get(word) for word in words) if isinstance(v, int)]
    if not parts:
        return None
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(parts[2:])
    if "hundred" in words:
        return parts[0] * 100
    return parts[0] * 100 + sum(parts[1:])
