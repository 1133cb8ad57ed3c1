"""Time expressions of a parsed article, with TIMEX3 values and calendar intervals."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.language import layout
from pipeline.language.document import document
from pipeline.language.guard import guarded
from pipeline.language.once import starts_of, text_of
from pipeline.times.confidence import confidence
from pipeline.times.context import Context
from pipeline.times.grammar import Match, matches
from pipeline.times.guarding import admits
from pipeline.times.pairs import ReadMatch, dated, joined, local, ranged, shifted, within
from pipeline.times.readers import read
from pipeline.times.reading import CLOCKS, TimexReading
from pipeline.times.said import said_days
from pipeline.times.time_expression import TimeExpression
from pipeline.times.values import granularity, interval

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_time_expressions(doc: Doc, article: Article) -> list[TimeExpression]:
    """The time expressions of an article, in order; none overlaps another.

    Relative ones are counted from `article.reference_date`, or, within quotation marks, from the day that
    the reporting clause names. Where that is not known, their days are null and unknown parts of their
    value are X.
    """
    doc = document(doc)
    text = text_of(doc)
    starts = starts_of(doc)
    sentences = [starts[first] for first in layout.sentence_starts(doc)]
    context = Context(doc, starts, sentences, text, article.reference_date, published_at=article.published_at)
    found = _longest(*_admitted(matches(text), context))
    if not found:
        return []
    said: dict[int, dt.date] = {}
    with guarded("day-of-saying", 0, len(text)):
        said = said_days(found, context)
    expressions: list[ReadMatch] = []
    for match in found:
        with guarded(match.rule.name, match.start, match.end):
            context.said_on = said.get(match.start)
            expressions += _expressions(match, context)
    rows: list[TimeExpression] = []
    for item in _side_by_side(expressions, context):
        with guarded(item.match.rule.name, item.start, item.end):
            rows.append(_row(item, article, text, sentences))
    return rows


def _admitted(found: Iterable[Match], context: Context) -> tuple[list[Match], set[int]]:
    """The matches that no guard refuses, trimmed; and the lexemes of those that a guard failed on."""
    admitted: list[Match] = []
    lost: set[int] = set()
    for match in found:
        with guarded(match.rule.name, match.start, match.end) as work:
            if admits(match, context):
                admitted.append(_trimmed(match, context))
        if work.failed:
            lost.update(range(match.first, match.last))
    return admitted, lost


def _side_by_side(expressions: list[ReadMatch], context: Context) -> list[ReadMatch]:
    """The expressions with what those beside them tell: times with their days, the first and last of ranges."""
    text = context.text
    with guarded("time-with-day", 0, len(text)):
        expressions = joined(expressions, text)
    with guarded("first-and-last", 0, len(text)):
        expressions = ranged(expressions, context)
    with guarded("day-nearby", 0, len(text)):
        expressions = local(dated(expressions, context), text)
    with guarded("hours-later", 0, len(text)):
        expressions = shifted(expressions)
    with guarded("part-of-period", 0, len(text)):
        expressions = within(expressions, text)
    return expressions


def _expressions(match: Match, context: Context) -> list[ReadMatch]:
    """What one match is read as; the context remembers it for those after it."""
    expressions = [ReadMatch(match, reading) for reading in read(match, context)]
    for item in expressions:
        _remember(match, item.reading, context)
    return expressions


def _longest(found: Iterable[Match], lost: Iterable[int]) -> list[Match]:
    """Of matches that overlap, the longest; of equally long ones, that of the rule that stands first.

    None of the lexemes that are `lost` is read as something less: "May 2019", where it fails, is not "May".
    """
    chosen: list[Match] = []
    taken = set(lost)
    for match in sorted(found, key=lambda m: (m.first - m.last, m.rule.rank, m.first)):
        span = range(match.first, match.last)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.first)


_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "these", "those"))
_POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))
_MODIFIERS = frozenset(("compound", "amod", "nummod", "nmod"))


_BEFORE_MEASURES = frozenset(("in", "for", "within", "after", "of"))
"""Prepositions behind which "under" belongs to the measure: "in under two weeks"."""


def _is_behind_money(match: Match) -> bool:
    """Whether a length of time is that over which a sum is paid: "$12 million over three years"."""
    before = match.lexemes[max(match.first - 2, 0) : match.first]
    return any(lexeme.shape == "MONEY" or lexeme.word in ("million", "billion", "dollars") for lexeme in before)


def _trimmed(match: Match, context: Context) -> Match:
    """The match without first words that belong to something around it.

    A preposition ("over" the past year; but "over a year" is a measure), a possessive, and the article of
    a noun that the expression only modifies ("the third-quarter loss").
    """
    first, parts = match.first, match.parts
    word = match.lexemes[first].word
    if "mod" in match and first == match.parts["mod"][0] and match.parts["mod"][1] == first + 1:
        token = context.doc[context.tokens(match)[0]]
        is_measure = _before(match) in _BEFORE_MEASURES
        if word in ("over", "under", "around", "about") and (
            (token.dep_ == "prep" and not is_measure and match.rule.reader != "ago")
            or (word == "over" and _is_behind_money(match))
        ):
            first += 1
            word = match.lexemes[first].word
            parts = {name: span for name, span in parts.items() if name != "mod"}
    if word == "last" and (context.doc[context.tokens(match)[0]].pos_ == "VERB" or _before(match) in ("to", "will")):
        first += 1  # "it will last two weeks"
    if first + 1 < match.last and word in _ARTICLES:
        _, last = context.tokens(match)
        token = context.doc[last - 1]
        modifies = token.head.i >= last and token.dep_ in _MODIFIERS and not ("part" in match or "which" in match)
        if word in _POSSESSIVES or (modifies and not (word in ("a", "an") and "n" not in match)):
            first += 1
    return replace(match, first=first, parts=parts) if first != match.first else match


def _remember(match: Match, reading: TimexReading, context: Context) -> None:
    unit = granularity(reading.value)
    if match.rule.name == "part-of-day-of":
        context.part_ahead = reading.value.partition("T")[2]  # the day is told behind it
    elif reading.timex_type in ("DATE", "TIME") and unit and match.rule.reader not in CLOCKS:
        context.remember(reading.value, match.end, is_counted=reading.anchor is not None)
        context.since = _before(match) == "since" and "when" not in _words_after(match)
        if unit == "year" and match.rule.name == "year":
            context.frame(reading.value, match.start, match.end)
    if reading.timex_type == "DATE" and unit in ("quarter", "half"):
        context.period_at = match.end
        days, last = interval(reading.value), interval(context.last_period or "")
        if (
            days
            and match.rule.reader == "quarter"
            and (
                last is None
                or (context.now is not None and last[1] < days[1] < context.now)
                or _after(match) == "ended"
            )
        ):
            context.last_period = reading.value
    elif reading.value == "P9M":
        context.last_period, context.period_at = str(context.now.year) if context.now else None, match.end


def _before(match: Match) -> str:
    return match.lexemes[match.first - 1].word if match.first else ""


def _words_after(match: Match) -> list[str]:
    return [lexeme.word for lexeme in match.lexemes[match.last : match.last + 2]]


def _after(match: Match) -> str:
    return match.lexemes[match.last].word if match.last < len(match.lexemes) else ""


def _row(item: ReadMatch, article: Article, text: str, sentences: list[int]) -> TimeExpression:
    reading = item.reading
    dated = reading.timex_type in ("DATE", "TIME")
    days = reading.days or (interval(reading.value) if dated and not reading.is_open else None)
    known = reading.anchor is not None and days is not None
    rule, unit = item.match.rule.name, granularity(reading.value) if dated else None
    basis = "unresolved" if dated and days is None else "relative" if known else "explicit"
    anchor = reading.anchor if known else None
    sure = confidence(rule, reading.timex_type, unit, basis, anchor)
    if not dated:
        sure = confidence(rule, reading.timex_type, None, "explicit", None)
    return TimeExpression(
        timex_id=f"{article.article_id}-t{item.start}-{item.end}",
        article_id=article.article_id,
        sentence_index=max(bisect.bisect_right(sentences, item.start) - 1, 0),
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        timex_type=reading.timex_type,
        value=reading.value,
        mod=reading.mod,
        date_start=days[0] if days else None,
        date_end=days[1] if days else None,
        granularity=unit or reading.unit,
        basis=basis,
        anchor=anchor,
        anchor_date=reading.anchor_date if known else None,
        confidence=sure,
        rule=rule,
    )
