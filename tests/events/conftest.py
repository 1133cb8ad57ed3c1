"""Rows for the events' tests, made from words of the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pytest
from spacy.tokens import Doc

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.times.time_expression import TimeExpression

PUBLISHED = "2024-03-15"


def _time_row(article: Article, words: str, first: str, last: str, timex_type: str = "DATE") -> TimeExpression:
    start = article.text.index(words)
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    length = (days[1] - days[0]).days if days[0] and days[1] else None
    unit = next(
        (u for n, u in ((0, "day"), (6, "week"), (30, "month"), (91, "quarter"), (365, "year")) if length == n), None
    )
    if length in (28, 29):
        unit = "month"
    if length == 364:
        unit = "year"
    return TimeExpression(
        timex_id=f"{article.article_id}-t{start}-{start + len(words)}",
        article_id=article.article_id,
        sentence_index=0,
        start=start,
        end=start + len(words),
        text=words,
        timex_type=timex_type,
        value=first or "PXD",
        mod=None,
        date_start=days[0],
        date_end=days[1],
        granularity=unit,
        basis="explicit" if first else "unresolved",
        anchor=None,
        anchor_date=None,
        confidence=0.9,
        rule="test",
    )


def name_row(article: Article, doc: Doc, name: str, label: str) -> Mention:
    start = article.text.index(name)
    end = start + len(name)
    head = doc.char_span(start, end, alignment_mode="expand")[-1]
    return Mention(
        mention_id=f"{article.article_id}-m{start}-{end}",
        article_id=article.article_id,
        sentence_index=0,
        start=start,
        end=end,
        text=name,
        head_start=head.idx,
        head_end=head.idx + len(head),
        mention_type="name",
        label=label,
        entity_id=f"{label.lower()}/{name.lower().replace(' ', '-')}",
        name=name,
        role=None,
        antecedent_id=None,
        rule="test",
        confidence=1.0,
    )


@pytest.fixture(scope="session")
def time_row() -> Callable[..., TimeExpression]:
    """An article, words of it, and their first and last day, to a row."""
    return _time_row


@pytest.fixture(scope="session")
def events_of(parse: Callable[[str], Doc], make_article: Callable[..., Article]) -> Callable[..., list]:
    """Text, its times {words: (first, last)} and its names {words: label} to events."""
    from pipeline.events.extractor import find_event_mentions

    def run(
        text: str,
        times: Mapping[str, Sequence[str]],
        names: Mapping[str, str] | None = None,
        quotes: Sequence = (),
        published_at: str | None = PUBLISHED,
    ) -> list:
        article, doc = make_article(text, published_at), parse(text)
        rows = [_time_row(article, words, *days) for words, days in times.items()]
        rows.sort(key=lambda t: t.start)
        mentions = [name_row(article, doc, name, label) for name, label in (names or {}).items()]
        return find_event_mentions(doc, article, mentions, rows, list(quotes))

    return run


@pytest.fixture(scope="session")
def rows_of(parse: Callable[[str], Doc], make_article: Callable[..., Article]) -> Callable[[str], list]:
    """Text to events, with all that is made before them."""
    from pipeline.entities.extractor import find_mentions
    from pipeline.events.extractor import find_event_mentions
    from pipeline.quotes.extractor import find_quotes
    from pipeline.times.extractor import find_time_expressions

    def run(text: str) -> list:
        article, doc = make_article(text, PUBLISHED), parse(text)
        mentions, times = find_mentions(doc, article), find_time_expressions(doc, article)
        return find_event_mentions(doc, article, mentions, times, find_quotes(doc, article, mentions, times))

    return run
