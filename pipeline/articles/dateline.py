"""Datelines, and the date at the head of an article.

A dateline says where a story was written, and often when and by which agency, before its prose begins:
"NAIROBI, Kenya, Oct. 3 (Reuters) — Farmers …". All rooms ask here where one stands, so that a place is no
speaker, an agency no actor and a date no time of what the first sentence tells. Works on the raw text alone.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T|A[CEW][SD]T|NZ[SD]T|HKT|IST|JST|KST|MSK|PKT|SGT|[EW]AT|SAST|Z)"
_CLOCK = (
    rf"(?:(?:\d{{4}}(?=\s*{_ZONE}\b)|\d{{1,2}}(?:[:.]\d\d){{0,2}}\s*(?:[ap]\.?m\.?)?)"
    rf"(?:\s*\(?{_ZONE}\)?(?:\s*[+-]\d\d?(?::?\d\d)?)?)?(?:\s*\(\d{{4}}\s*{_ZONE}\))?)"
)
_DATES = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}-{_DAY}-(?P<year>(?:20)?[0-3]\d)(?!\d)",
        rf"{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)",
        rf"(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",
    )
)
_LABEL = re.compile(
    r"(?:by\s[^\d\n]{2,60}?[,|·•–—-]\s*)?"
    r"(?:on\s+behalf\s+of\s[^\d\n]{2,60}?\s(?=posted\s))?"
    r"(?:(?:(?:first\s+|last\s+|originally\s+)?(?:published|posted|updated|modified|edited|filed|issued|released|created|dated?)"
    r"|(?:for\s+(?:immediate\s+)?|press\s+|news\s+|media\s+)?release)"
    r"(?:\s+(?:in|under)\s[^\d\n]{2,60}?(?=\son\s))?(?:\s+(?:on|at|date|online))*\s*:?\s*)?",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}[\s,|·•–—-]+(?:on\s+)?", re.IGNORECASE)
_REST = re.compile(
    rf"[\s,|·•–—-]*(?:at\s+)?{_CLOCK}?[\s.,;|·•–—-]*(?:\(?(?:last\s+)?(?:updated|modified)\b.*|by\s.{{2,60}})?",
    re.IGNORECASE,
)

Span = tuple[int, int]
"""Where a piece of a text begins and ends, in characters."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its place, agency and date as spans of the text, the marks around an agency left out.

    The place has its region with it ("NAIROBI, Kenya"), and is None where an agency stands alone ("(CNN) —").
    `end` is the end of the last mark, `prose` where the first word after it begins, or the text ends. A dateline
    is `bare` where nothing but capitals and a mark tell it ("KYIV: "): who knows places may look the place up.
    """

    start: int
    end: int
    prose: int
    place: Span | None
    agency: Span | None = None
    date: Span | None = None
    bare: bool = False


def _items(text: str) -> frozenset[str]:
    return frozenset(" ".join(item.split()) for item in text.split(","))


AGENCIES = _items(
    """
    aap, abc, accesswire, afp, agence france-presse, anadolu, anadolu agency, ani, ansa, ap, associated press,
    belga, bernama, bloomberg, bns, business wire, businesswire, canadian press, cbc, cna, cnn, cns, cp, dow jones,
    dpa, efe, globe newswire, globenewswire, ians, interfax, ips, irna, itar-tass, jta, knight ridder, kuna, kyodo,
    kyodo news, lusa, mcclatchy, mena, newsfile, nnn, npr, ntb, pa media, pna, pr newswire, prnewswire, pti,
    reuters, rfe/rl, rns, sapa, spa, stt, tass, the associated press, the canadian press, thomson reuters
    foundation, tt, unb, uni, upi, voa, wam, xinhua, yonhap
    """
)
"""Agencies and wires by which a dateline is one, in small letters, though its place is not in capitals."""

_NO_PLACES = _items(
    """
    in, on, at, by, as, since, after, before, until, from, the, it, and, but, this, that, these, those, monday,
    tuesday, wednesday, thursday, friday, saturday, sunday, analysis, breaking, column, comment, commentary,
    correction, editorial, exclusive, explainer, factbox, feature, gallery, graphic, headline, headlines, interview,
    letter, live, more, news, note, notes, opinion, photo, photos, picture, poll, preview, profile, question,
    answer, read, related, report, review, summary, timeline, top, update, updated, urgent, video, watch, for,
    posted, published, source, tags, with, must, why, how, what, who, when, where, which, our, your, my, we, you,
    they, he, she, no, not
    """
)
"""Words that begin a sentence or label a piece ("ANALYSIS - ", "UPDATE: "), and no place."""
_SMALL_WORDS = frozenset(
    ("de", "del", "da", "do", "la", "le", "les", "du", "sur", "of", "and", "the", "al", "el", "upon", "s")
)
"""Words in small letters that names of places have."""
_WORDS_OF_A_PLACE = 3
"""A line of its own, "Port Sorrel, 14 August 2031", is a dateline if its place has no more words than these."""
_BARE_LINES = 6
"""Among how many lines from the top, empty ones left out, a dateline of capitals and a colon may stand."""
_SPEAKER = re.compile(r"^[ \t]*[A-Z][A-Z .'’-]{0,40}:[ \t]", re.MULTILINE)
"""A line of an interview, which begins as "KYIV: " does."""

_MONTH_WORD = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_ANY_DATE = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
    rf"(?:{_MONTH_WORD}[ \t]*\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?[ \t]*\d{{4}}\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:[ \t]+of)?[ \t-]*{_MONTH_WORD}(?:,?[ \t-]*\d{{4}}\b)?"
    r"|\d{4}[-/.]\d\d[-/.]\d\d\b|\d{1,2}[/.]\d{1,2}[/.]\d{4}\b)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_NAME = r"[^\W\d_](?:[^\W\d_]|[.'’](?!\s*$)|-(?=[^\W\d_]))*"
_NAMES = rf"(?!{_ANY_DATE}){_NAME}(?:(?:[ \t]+|[ \t]*[/&][ \t]*)(?!{_ANY_DATE}){_NAME}){{0,5}}"
_CITY = re.compile(_NAMES, re.IGNORECASE)
_REGION = re.compile(rf"(?:[ \t]*,[ \t]*{_NAMES}|[ \t]*\[[^\W\d_][^\[\]\n]{{1,30}}\])", re.IGNORECASE)
_DATE = re.compile(rf"[ \t,–—-]*\(?({_ANY_DATE})\)?\.?(?:[ \t]*/[ \t]*\d{{1,2}}:\d\d(?:[ \t]*[ap]m)?)?", re.IGNORECASE)
_AGENCY = re.compile(
    r"[ \t,.]*(?:--|[–—-])?[ \t]*"
    r"(?:\([ \t]*([^\W\d_][^()\n]{0,38}?)[ \t]*\)|/[ \t]*([^\W\d_][^/\n]{0,38}?)[ \t]*/)(?:\.(?=\s))?"
)
_MARK = re.compile(r"[ \t]*(?:--+|[–—―]|[-_:](?=\s|$))(?:[ \t]*(?:--+|[–—―-])(?=\s))?")
_WORD = re.compile(r"[^\W\d_]+")
_CITY_ALONE = re.compile(r"[,\[]")
_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"\S.*")
_TITLE = re.compile(r"[^\n]{12,150}?[^\W\d_A-Z][^\w\s]{0,2}[ ]?[.!?…][\"”’']?[ \t]+(?=[A-Z]{3})")
"""A headline before a dateline on one line: "Mayor resigns. LINZ — The mayor"."""


def find_datelines(text: str) -> tuple[Dateline, ...]:
    """The datelines that begin lines of a text, in order.

    Most texts have one, near the top; a column of short news has one for each. Those that only capitals and a
    mark tell (`Dateline.bare`) come too: "LINZ — The mayor".
    """
    return _found(text)


@functools.lru_cache(maxsize=8)  # several rooms ask of one text, one after the other
def _found(text: str) -> tuple[Dateline, ...]:
    found = []
    for number, (start, end) in enumerate(_lines(text)):
        dateline = _dateline(text, start, end)
        if dateline is None and number == 0 and (title := _TITLE.match(text, start)):
            dateline = _dateline(text, title.end(), title.end() + _LINE_LENGTH)
        if dateline and _may_stand(text, dateline, number):
            found.append(dateline)
    return tuple(found)


def _lines(text: str) -> Iterator[Span]:
    """Where the lines of a text begin and end, white space around them and empty lines left out."""
    for line in _LINE.finditer(text):
        yield line.start(), min(line.end(), line.start() + _LINE_LENGTH)


def _may_stand(text: str, dateline: Dateline, line: int) -> bool:
    """Whether a dateline is told by more than a colon, or is near the top of a text that is no interview."""
    if not dateline.bare or text[dateline.end - 1] != ":":
        return True
    return line < _BARE_LINES and sum(1 for _ in _SPEAKER.finditer(text)) <= 1


def _dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that the line from `start` to `end` begins with."""
    at, place = start, None
    if city := _CITY.match(text, start, end):
        at = city.end()
        while region := _REGION.match(text, at, end):
            at = region.end()
        place = (start, at)
    agency = date = None
    for _ in range(2):
        if agency is None and (match := _AGENCY.match(text, at, end)):
            agency, at = match.span(match.lastindex or 0), match.end()
        if date is None and place and (match := _DATE.match(text, at, end)):
            date, at = match.span(1), match.end()
    if place and agency is None:
        place, agency = _agency_after_comma(text, place)
    mark = _MARK.match(text, at, end)
    own_line = mark is None and not text[at:end].strip(" .\t")
    last = mark.end() if mark else end if own_line else at
    space = _SPACE.match(text, last)
    prose = space.end() if space else last
    known = agency is not None and text[slice(*agency)].lower() in AGENCIES
    if place is None:
        return Dateline(start, last, prose, None, agency) if known and not own_line else None
    capitals = _capitals(text[slice(*place)])
    if capitals is None or (mark is None and agency is None and not own_line):
        return None
    bare = date is None and not known
    comma = date is not None and "," in text[place[1] : date[0]]
    if own_line:
        told = (capitals and not bare) or _is_place_and_full_date(text, place, date)
    elif mark is None:
        told = known or (date is not None and (capitals or comma))
    else:
        told = (
            capitals
            or known
            or comma
            or (agency is not None and text[agency[0]].isupper() and "," in text[slice(*place)])
        )
    if not told or ((bare or mark is None) and not own_line and not _is_prose(text[prose : prose + _LINE_LENGTH])):
        return None
    return Dateline(start, last, prose, place, agency, date, bare)


def _agency_after_comma(text: str, place: Span) -> tuple[Span, Span | None]:
    """The place without the agency that stands behind it as a region would: "LONDON, Reuters —"."""
    city, comma, last = text[slice(*place)].rpartition(",")
    if comma and last.strip().lower() in AGENCIES:
        begin = place[1] - len(last.lstrip())
        return (place[0], place[0] + len(city.rstrip())), (begin, place[1])
    return place, None


def _capitals(place: str) -> bool | None:
    """Whether a city is in capitals; None where this is no name of a place at all."""
    words = _WORD.findall(place)
    if words[0].lower() in _NO_PLACES or not all(word[0].isupper() or word in _SMALL_WORDS for word in words):
        return None
    city = [word for word in _WORD.findall(_CITY_ALONE.split(place)[0]) if word not in _SMALL_WORDS]
    return sum(map(len, city)) > 2 and all(map(str.isupper, city))


def _is_place_and_full_date(text: str, place: Span, date: Span | None) -> bool:
    """Whether a line is a short place and the full date, "Port Sorrel, 14 August 2031", and no title with a date."""
    words = _WORD.findall(text[slice(*place)])
    return (
        date is not None
        and _full_date(text, date) is not None
        and len(words) <= _WORDS_OF_A_PLACE
        and "of" not in words
    )


def _is_prose(text: str) -> bool:
    """Whether a sentence begins here, and no line in capitals or second half of one."""
    line = text.partition("\n")[0]
    return not line[:1].islower() and any(map(str.islower, line))


def find_dateline_date(text: str) -> dt.date | None:
    """The full date at the head of a text, or None where the head has none.

    Read are a line of its own ("Friday, 17 Oct. 2025", "Published: 2025-10-17 09:30 GMT") and a dateline
    ("BUDAPEST, October 17, 2025 (Reuters) —", or the place and the date as a line). A date without its
    year counts for nothing, and neither does one in figures whose day and month could change places
    (03/04/2025).
    """
    for start, end in itertools.islice(_lines(text), _HEAD_LINES):
        date = _own_line(text[start:end].rstrip())
        if date is None and (dateline := _dateline(text, start, end)) and dateline.date:
            date = _full_date(text, dateline.date)
        if date is not None:
            return date
    return None


def _full_date(text: str, span: Span) -> dt.date | None:
    """The date in a span of a text, where it has its year."""
    matches = (form.fullmatch(text, *span) for form in _DATES)
    return next((_date(match) for match in matches if match), None)


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


def _date(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = 2000 + int(parts["year"]) if len(parts["year"]) == 2 else int(parts["year"])
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
