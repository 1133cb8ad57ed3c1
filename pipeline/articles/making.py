"""From what a reader found to an article: the text looked at, the metadata understood."""

from __future__ import annotations

import datetime as dt
import email.utils
import functools
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.articles.article import Article, article_id
from pipeline.articles.readers.record import Record
from pipeline.articles.rejection import Fault, FaultError
from pipeline.errors import ArticleError
from pipeline.times.dateline import find_dateline_date

METADATA = ("uri", "url", "title", "published_at", "date", "publisher", "authors", "author")
"""The names under which the metadata of an article are looked for; of two, the first that has a value."""

MAX_CHARACTERS = 1_000_000
LANGUAGE = "en"
LANGUAGE_CHARACTERS = 2_000
"""How much of a text its language is told from."""
LANGUAGE_CERTAINTY = 0.5
"""The probability from which a text counts as being in another language; short texts rarely reach it."""

_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NUMERIC_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\b")
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
    published_at, reference_date, faults = _published(record, uri)
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
        raise fault("missing_text", f"The `text` is {kind}.", None if text is None else str(text))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        raise fault("empty", "There is no text at all.")
    if broken := _SURROGATE.search(text):
        detail = f"Character {broken.start()} is half of a surrogate pair, which no text holds."
        raise fault("invalid_unicode", detail, text)
    if control := _CONTROL.search(text):
        detail = f"Character {control.start()} is the control character U+{ord(control[0]):04X}."
        raise fault("control_characters", detail, text)
    if not _WORD.search(text):
        raise fault("no_words", "The text holds no letter and no digit.", text)
    if len(text) > max_characters:
        detail = f"The text has {len(text):,} characters, more than the {max_characters:,} that are parsed; split it."
        raise fault("too_long", detail, text)
    language, probability = _identifier().classify(text[:LANGUAGE_CHARACTERS])
    if language != LANGUAGE and probability >= LANGUAGE_CERTAINTY:
        raise fault("language", f"The text is in {language!r} (probability {probability:.2f}), not in English.", text)
    return text


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _string(metadata: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = metadata.get(name)
        if value is not None and str(value).strip():
            return _SURROGATE.sub("\ufffd", str(value).strip())
    return None


def _names(value: Any) -> list[str]:
    """Authors: a list, or one string with a semicolon between names."""
    if value is None:
        return []
    items = value.split(";") if isinstance(value, str) else value if isinstance(value, Sequence) else [value]
    return [_SURROGATE.sub("\ufffd", str(item).strip()) for item in items if str(item).strip()]


def _published(record: Record, uri: str) -> tuple[dt.datetime | None, dt.date | None, list[Fault]]:
    """The moment of publication in UTC, the day of it as it was written, and what was wrong with it."""
    value = next((record.metadata[name] for name in ("published_at", "date") if record.metadata.get(name)), None)
    if value is None:
        return None, None, []
    try:
        moment = parse_moment(value)
        published = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        detail = f"published_at {str(value)[:80]!r} is no date ({error}); write it as 2025-10-17."
        return None, None, [Fault("unparsable_date", detail, uri, record.line, record.byte, str(value))]
    return published.replace(microsecond=0), moment.date(), []


def parse_moment(value: Any) -> dt.datetime:
    """A moment as metadata give it: a date or datetime, ISO 8601, RFC 2822, or a date in words.

    Raises ValueError where it is none, is not complete, or its day and month could be exchanged.
    """
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise ValueError(f"a {type(value).__name__}")
    text = value.strip()
    for form, pattern in _EXACT.items():
        if pattern.fullmatch(text):
            return dt.datetime.strptime(text, form)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        pass
    numeric = _NUMERIC_DATE.match(text)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        raise ValueError("day and month could be exchanged")
    from dateutil import parser

    first, second = (parser.parse(text, default=dt.datetime(*day)) for day in ((2001, 2, 3), (2002, 4, 5)))
    if first != second:
        raise ValueError("day, month or year is missing")
    return first
