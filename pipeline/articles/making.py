"""From what a reader found to an article: the text looked at, the metadata understood."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import reprlib
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.articles.article import Article, article_id
from pipeline.articles.dateline import find_dateline_date
from pipeline.articles.languages import identifier
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.errors import ArticleError
from pipeline.settings import MAX_CHARACTERS

STRINGS = ("uri", "url", "title", "publisher")
METADATA = ("uri", "url", "title", "published_at", "date", "publisher", "authors", "author")
"""The names under which the metadata of an article are looked for; of two, the first that has a value."""

LANGUAGE = "en"
LANGUAGE_CHARACTERS = 1_000
"""How much of a text its language is told from."""
MOST_AGAINST_ENGLISH = 100
"""How many times as probable as English another language must be for a text to count as being in it.

English of a few words, full of foreign names, stays below; another language of ten words is far above,
however its own probability is shared with its neighbours (Croatian with Bosnian).
"""

LONGEST_DATE = 100
HOURS = {
    "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9,
}  # fmt: skip
"""Hours ahead of UTC of the time zones that English news name. Of two zones of one name, the one they mean."""
ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}

_WORD = re.compile(r"[^\W_]+")
_MARKS, _WORD_CHARACTERS = re.compile(r"[\w\s]+"), re.compile(r"[\W_]+")
MOST_MARKS = 0.8
"""A text of which more than this share, white space left out, is punctuation is none; it would take hours to parse."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x9b]")
"""What no text has: U+009B begins a control sequence as Escape does. Others beyond ASCII are Windows' quotes."""
_METADATA_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile(r"[\t\n\x0b\f\r\x85\u2028\u2029]+")
EARLIEST, LATEST = 1500, 2100
"""The years that an article may be of: before there were no news, and year 1 stands for an unknown one."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NUMERIC_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\b")
_CLOCK_WITH_POINT = re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s*[ap]\.?m)", re.IGNORECASE)
_ZONE_BESIDE_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*(?=[+-]\d)|\s*\([^()]*\)$")
"""dateutil takes GMT+3 for three hours behind."""
_NO_YEAR = re.compile(r"\b000\d\b")
"""dateutil takes year 1 for 2001."""
_EXACT = {"%Y%m%d": re.compile(r"\d{8}"), "%Y%m%dT%H%M%S": re.compile(r"\d{8}T\d{6}")}


def make(
    record: Record, uri: str, source: str, file_format: str, max_characters: int = MAX_CHARACTERS
) -> tuple[Article, list[Fault]]:
    """The article of a record, and the faults that it is kept in spite of.

    `uri` is what it is known by where its metadata name none. Raises FaultError where there is no
    article in it that can be used.
    """
    uri = _string(record.metadata, "uri", "url") or uri
    text = _text(record, uri, max_characters)
    faults = [
        Fault("malformed_metadata", f"{name} is {wrong}.", uri, record.line, record.byte)
        for name, value in record.metadata.items()
        for wrong in _misuse(name, value)
    ]
    published_at, reference_date, date_faults = _published(record, uri)
    faults += date_faults
    source_of_date = "metadata" if reference_date else None
    if reference_date is None and (reference_date := find_dateline_date(text)):
        source_of_date = "dateline"
    article = Article(
        article_id=article_id(uri),
        uri=uri,
        title=_string(record.metadata, "title"),
        authors=_names(record.metadata.get("authors") or record.metadata.get("author")),
        publisher=_string(record.metadata, "publisher"),
        language=LANGUAGE,
        published_at=published_at,
        reference_date=reference_date,
        reference_date_source=source_of_date,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        n_characters=len(text),
        n_words=sum(1 for _ in _WORD.finditer(text)),
        source=source,
        format=file_format,
        encoding=record.encoding,
    )
    return article, faults


def article_from(text: str, **metadata: Any) -> Article:
    """An article made in a program: its text, and `uri`, `title`, `authors`, `publisher`, `published_at`.

    Raises ArticleError where the text cannot be used, a metadata value is not understood, or its name
    is not known.
    """
    unknown = sorted(set(metadata) - set(METADATA))
    if unknown:
        raise ArticleError(f"An article has no {', '.join(unknown)}; what is known of one is {', '.join(METADATA)}.")
    try:
        article, faults = make(Record(text, metadata), "text", "extract", "text")
    except FaultError as error:
        raise ArticleError(f"The text cannot be used ({error.fault.reason}): {error.fault.detail}") from error
    if faults:
        raise ArticleError(faults[0].detail)
    return article


def _text(record: Record, uri: str, max_characters: int) -> str:
    def fault(reason: str, detail: str, rejected: str | None = None) -> FaultError:
        return FaultError(Fault(reason, detail, uri, record.line, record.byte, rejected))

    text = record.text
    if not isinstance(text, str):
        kind = "missing or null" if text is None else f"a {type(text).__name__}, not a string"
        raise fault("missing_text", f"The `text` is {kind}.", None if text is None else reprlib.repr(text))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        raise fault("empty", "There is no text at all.")
    if len(text) > max_characters:
        detail = f"The text has {len(text):,} characters, more than the {max_characters:,} that are parsed; split it."
        raise fault("too_long", detail, text)
    if broken := _SURROGATE.search(text):
        detail = f"Character {broken.start()} is half of a surrogate pair, which no text holds."
        raise fault("invalid_unicode", detail, text)
    if control := _CONTROL.search(text):
        detail = f"Character {control.start()} is the control character U+{ord(control[0]):04X}."
        raise fault("control_characters", detail, text)
    if not _WORD.search(text):
        raise fault("no_words", "The text holds no letter and no digit.", text)
    marks = len(_MARKS.sub("", text))
    if marks > MOST_MARKS * (marks + len(_WORD_CHARACTERS.sub("", text))):
        raise fault("no_words", f"The text is hardly more than punctuation ({marks:,} marks).", text)
    language, probability = _language(text[:LANGUAGE_CHARACTERS])
    if language != LANGUAGE:
        raise fault("language", f"The text is in {language!r} (probability {probability:.2f}), not in English.", text)
    return text


def _language(text: str) -> tuple[str, float]:
    """The language of a text and its probability: English, where that is at all plausible."""
    ranked = [(language, float(probability)) for language, probability in identifier().rank(text)]
    english = dict(ranked)[LANGUAGE]
    letters = len(_LETTER.findall(text))
    if MOST_AGAINST_ENGLISH * english >= ranked[0][1] and 2 * len(_LATIN_LETTER.findall(text)) >= letters:
        return LANGUAGE, english
    return next((language, probability) for language, probability in ranked if language != LANGUAGE)


def _string(metadata: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = metadata.get(name)
        if _is_plain(value) and (text := _storable(value)):
            return text
    return None


def _names(value: Any) -> list[str]:
    """Authors: a list, or one string with a semicolon between names."""
    items = value.split(";") if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return [name for item in items if isinstance(item, str) and (name := _storable(item))]


def _misuse(name: str, value: Any) -> Iterator[str]:
    """How a metadata value is not what its name stands for."""
    if name in STRINGS and value is not None and not _is_plain(value):
        yield f"a {type(value).__name__}, not a string"
    if name in ("authors", "author") and value is not None and not isinstance(value, str):
        if not isinstance(value, list | tuple):
            yield f"a {type(value).__name__}, not a list of names"
        elif any(not isinstance(item, str | None) for item in value):
            yield "a list of other things than names"
    if name in METADATA and (control := _METADATA_CONTROL.search(" ".join(_strings(value)))):
        yield f"written with the control character U+{ord(control[0]):04X}, which was left out"


def _strings(value: Any) -> list[str]:
    items = value if isinstance(value, list | tuple) else [value]
    return [item for item in items if isinstance(item, str)]


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _storable(value: object) -> str:
    """A value as a line of text that UTF-8 can hold and no terminal obeys, with no space around it."""
    line = _METADATA_CONTROL.sub("", _LINE_ENDS.sub(" ", str(value)))
    return _SURROGATE.sub("\ufffd", line.strip())


def _published(record: Record, uri: str) -> tuple[dt.datetime | None, dt.date | None, list[Fault]]:
    """The moment of publication in UTC, the day of it as it was written, and what was wrong with it."""
    values = (record.metadata.get(name) for name in ("published_at", "date"))
    value = next(
        (value for value in values if value is not None and not (isinstance(value, str) and not value.strip())), None
    )
    if value is None:
        return None, None, []
    try:
        moment = parse_moment(value)
        if not EARLIEST <= moment.year <= LATEST:
            raise ValueError("no year of an article")
        published = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        written = str(value) if _is_plain(value) else f"a {type(value).__name__}"
        detail = f"published_at {written[:80]!r} is no date ({error}); write it as 2025-10-17."
        return None, None, [Fault("unparsable_date", detail, uri, record.line, record.byte, written)]
    return published.replace(microsecond=0), moment.date(), []


def parse_moment(value: Any) -> dt.datetime:
    """A moment as metadata give it: a date or datetime, ISO 8601, RFC 2822, or a date in words.

    Raises ValueError where it is none, is not complete, its day and month could be exchanged, or its time
    zone is not known.
    """
    if isinstance(value, dt.datetime):
        return dt.datetime.combine(value.date(), value.time(), value.tzinfo)  # no subclass finer than microseconds
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise ValueError(f"a {type(value).__name__}")
    text = value.strip()
    if len(text) > LONGEST_DATE:
        raise ValueError("too long")
    for form, pattern in _EXACT.items():
        if pattern.fullmatch(text):
            return dt.datetime.strptime(text, form)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    numeric = _NUMERIC_DATE.search(text)
    if numeric:
        first, second, year = numeric.groups()
        if len(year) < 4 or (int(first) <= 12 and int(second) <= 12 and first != second):
            raise ValueError("day and month or year could be exchanged")
    from dateutil import parser

    if _NO_YEAR.search(text):
        raise ValueError("no year of an article")
    text = _ZONE_BESIDE_OFFSET.sub("", _CLOCK_WITH_POINT.sub(r"\1:\2", text))
    try:
        one, other = (
            parser.parse(text, default=dt.datetime(*day), tzinfos=_zone) for day in ((2001, 2, 3), (2002, 4, 5))
        )
    except (TypeError, ArithmeticError, AttributeError, IndexError) as error:  # what dateutil lets out at nonsense
        raise ValueError("not understood") from error
    if one != other:
        raise ValueError("day, month or year is missing")
    return one


def _zone(name: str | None, offset: int | None) -> dt.tzinfo | None:
    """The time zone of a date in words, by its offset in seconds or by its name."""
    from dateutil import tz

    if offset is not None:
        return dt.timezone(dt.timedelta(seconds=offset))
    if name is None:
        return None
    if name in ZONES:
        return tz.gettz(ZONES[name])
    if name in HOURS:
        return dt.timezone(dt.timedelta(hours=HOURS[name]))
    raise ValueError(f"{name} is no known time zone")
