"""The date at the head of an article: its dateline, or a line that holds a date and nothing else.

Works on the raw text alone. Only a full date counts, day, month and year: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re

_HEAD_LINES = 12
_LINE_LENGTH = 200
"""Only so much of a text is its head: this many lines that are not empty, this much of each of them."""

_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d){0,2}\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|BST|CET|CEST|[ECMP][SD]?T|IST|JST|Z)\)?"
    r"(?:\s*[+-]\d\d?(?::?\d\d)?)?)?)"
)
_DATES = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        rf"(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",
    )
)
_LABEL = re.compile(
    r"(?:by\s[^\d\n]{2,60}?[,|·•–—-]\s*)?"
    r"(?:(?:first\s+|last\s+|originally\s+)?(?:published|posted|updated|modified|filed|issued|released|created|dated?)"
    r"(?:\s+(?:on|at|date|online))*\s*:?\s*)?",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}[\s,|·•–—-]+(?:on\s+)?", re.IGNORECASE)
_REST = re.compile(
    rf"[\s,|·•–—-]*(?:at\s+)?{_CLOCK}?[\s.,;|·•–—-]*(?:\(?(?:last\s+)?(?:updated|modified)\b.*|by\s.{{2,60}})?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[^\W\d_][^\d\n]{0,80}[\s,(–—-]")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    ("de", "del", "da", "do", "la", "le", "les", "du", "sur", "of", "and", "the", "al", "el", "upon", "s")
)
_NO_PLACES = frozenset(
    ("In", "On", "At", "By", "As", "Since", "After", "Before", "Until", "From", "The", "It", "And", "But")
)
"""Words in small letters that names of places have, and words in capitals that begin a sentence instead."""
_WORDS_OF_A_PLACE = 3
_AFTER_DATELINE = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*|/[^/\n]{1,40}/\s*|,?\s*[A-Z][\w. ]{0,20}\s*)?(?:--|[–—―:-])(?=\s|$)"
)


def find_dateline_date(text: str) -> dt.date | None:
    """The full date at the head of a text, or None where the head has none.

    Read are a line of its own ("Friday, 17 Oct. 2025", "Published: 2025-10-17 09:30 GMT") and a dateline
    ("BUDAPEST, October 17, 2025 (Reuters) —", or the place and the date as a line). A date without its
    year counts for nothing, and neither does one in figures whose day and month could change places
    (03/04/2025).
    """
    lines = 0
    start = 0
    while start < len(text) and lines < _HEAD_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        head = text[start : min(end, start + _LINE_LENGTH)].strip()
        if head:
            lines += 1
            date = _own_line(head) or _dateline(head)
            if date is not None:
                return date
        start = end + 1
    return None


def _own_line(line: str) -> dt.date | None:
    """The date of a line that holds only a date, or nothing besides it but a label and a time of day."""
    label = _LABEL.match(line)
    at = label.end() if label else 0
    clock = _CLOCK_BEFORE.match(line, at)
    for begin in (at, clock.end() if clock else at):
        for form in _DATES:
            match = form.match(line, begin)
            rest = match and _REST.match(line, match.end())
            if match and rest and rest.end() == len(line):
                return _date(match)
    return None


def _dateline(line: str) -> dt.date | None:
    """The date of a dateline: a place in capitals or with a capital, the date, and then a dash or colon."""
    if not line[0].isupper():
        return None
    for form in _DATES:
        match = form.search(line, 0, 120)
        if match is None:
            continue
        place = line[: match.start()]
        follows = _AFTER_DATELINE.match(line, match.end()) or _ends_line_of_its_own(place, line[match.end() :])
        if follows and _PLACE.fullmatch(place) and _is_place(place):
            return _date(match)
    return None


def _ends_line_of_its_own(place: str, rest: str) -> bool:
    """Whether a line is a short place and the date, "Port Sorrel, 14 August 2031", and no title that ends in a date."""
    words = _WORD.findall(place)
    return not rest.strip(" .") and len(words) <= _WORDS_OF_A_PLACE and "of" not in words


def _is_place(text: str) -> bool:
    """Whether words before a date name a place and perhaps an agency, and are no beginning of a sentence."""
    words = _WORD.findall(text)
    capitals = all(word[0].isupper() or word in _SMALL_WORDS for word in words)
    return capitals and words[0] not in _NO_PLACES and (text.isupper() or text.rstrip()[-1] in ",()–—-")


def _date(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if parts["mark"] == "." or first > 12:
            day, month = first, second
        elif second > 12 or first == second:
            month, day = first, second
        else:
            return None
    else:
        day = int(parts["day"])
        month = int(parts["month"]) if parts["month"].isdigit() else _month_number(parts["month"])
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(i for i, form in enumerate(_MONTHS, 1) if re.fullmatch(form, name, re.IGNORECASE))
