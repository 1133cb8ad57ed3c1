"""Time expressions of a parsed article, with TIMEX3 values and calendar intervals."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.times.context import Context
from pipeline.times.grammar import Match, matches
from pipeline.times.guards import admits
from pipeline.times.readings import Reading, read
from pipeline.times.said import said_days
from pipeline.times.time_expression import TimeExpression
from pipeline.times.values import granularity, interval, moved

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_time_expressions(doc: Doc, article: Article) -> list[TimeExpression]:
    """The time expressions of an article, in order; none overlaps another.

    Relative ones are counted from `article.reference_date`, or, within quotation marks, from the day that
    the reporting clause names. Where that is not known, their days are null and unknown parts of their
    value are X.
    """
    text = doc.text
    starts = doc.to_array("IDX").tolist()
    sentences = [start for start, first in zip(starts, doc.to_array("SENT_START").tolist(), strict=True) if first == 1]
    if sentences[:1] != starts[:1]:
        sentences[:0] = starts[:1]
    context = Context(doc, starts, sentences, text, article.reference_date)
    found = _longest(_trimmed(match, context) for match in matches(text) if admits(match, context))
    if not found:
        return []
    said = said_days(found, context)
    expressions: list[_Found] = []
    for match in found:
        context.said_on = said.get(match.start)
        for reading in read(match, context):
            expressions.append(_Found(match, reading))
            _remember(match, reading, context)
    expressions = _ranged(_joined(expressions, text), text)
    return [_row(item, article, text, sentences) for item in expressions]


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    reading: Reading

    @property
    def start(self) -> int:
        first = self.reading.first
        return self.match.lexemes[self.match.first if first is None else first].start

    @property
    def end(self) -> int:
        last = self.reading.last
        return self.match.lexemes[(self.match.last if last is None else last) - 1].end


def _longest(found: Iterable[Match]) -> list[Match]:
    """Of matches that overlap, the longest; of equally long ones, that of the rule that stands first."""
    chosen: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda m: (m.first - m.last, m.rule.rank, m.first)):
        span = range(match.first, match.last)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(match)
    return sorted(chosen, key=lambda m: m.first)


_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "these", "those"))
_POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))
_MODIFIERS = frozenset(("compound", "amod", "nummod", "nmod"))


def _trimmed(match: Match, context: Context) -> Match:
    """The match without first words that belong to something around it.

    A preposition ("over" the past year; but "over a year" is a measure), a possessive, and the article of
    a noun that the expression only modifies ("the third-quarter loss").
    """
    first = match.first
    word = match.lexemes[first].word
    if "mod" in match and first == match.parts["mod"][0] and match.parts["mod"][1] == first + 1:
        token = context.doc[context.tokens(match)[0]]
        if word in ("over", "under", "around", "about") and token.dep_ == "prep":
            first += 1
            word = match.lexemes[first].word
    if word == "last" and context.doc[context.tokens(match)[0]].pos_ == "VERB":
        first += 1  # "it will last two weeks"
    if first + 1 < match.last and word in _ARTICLES:
        _, last = context.tokens(match)
        token = context.doc[last - 1]
        modifies = token.head.i >= last and token.dep_ in _MODIFIERS and not ("part" in match or "which" in match)
        if word in _POSSESSIVES or (modifies and not (word in ("a", "an") and "n" not in match)):
            first += 1
    return replace(match, first=first) if first != match.first else match


def _remember(match: Match, reading: Reading, context: Context) -> None:
    unit = granularity(reading.value)
    if reading.timex_type in ("DATE", "TIME") and unit:
        context.remember(reading.value, match.end)
    if reading.timex_type == "DATE" and unit in ("quarter", "half"):
        context.period_at = match.end
        days, last = interval(reading.value), interval(context.last_period or "")
        if (
            days
            and match.rule.reading == "quarter"
            and (
                last is None
                or (context.now is not None and last[1] < days[1] < context.now)
                or _after(match) == "ended"
            )
        ):
            context.last_period = reading.value
    elif reading.value == "P9M":
        context.last_period, context.period_at = str(context.now.year) if context.now else None, match.end


def _after(match: Match) -> str:
    return match.lexemes[match.last].word if match.last < len(match.lexemes) else ""


_JOINTS = frozenset(("", "on", ",", "at", "of", ", at", ", on", "at about", "at around"))


def _joined(found: list[_Found], text: str) -> list[_Found]:
    """A clock time and the day beside it are one expression: "10 p.m. Wednesday", "on Friday at noon"."""
    out: list[_Found] = []
    for item in found:
        if out and (joined := _join(out[-1], item, text)):
            out[-1] = joined
        else:
            out.append(item)
    return out


def _join(a: _Found, b: _Found, text: str) -> _Found | None:
    if text[a.end : b.start].strip().lower() not in _JOINTS or "\n" in text[a.end : b.start]:
        return None
    clocks = ("clock", "named_time", "part_of_day")
    if a.match.rule.reading in clocks and b.reading.timex_type == "DATE":
        time, day = a, b
    elif b.match.rule.reading in clocks and a.reading.timex_type == "DATE" and b.match.rule.reading != "part_of_day":
        time, day = b, a
    else:
        return None
    suffix = time.reading.value.partition("T")[2]
    date = day.reading.value
    if granularity(date) != "day" or not suffix:
        return None
    first = a.match.first if a.reading.first is None else a.reading.first
    last = b.match.last if b.reading.last is None else b.reading.last
    match = replace(a.match, first=first, last=last)
    return _Found(
        match,
        replace(day.reading, timex_type="TIME", value=f"{date}T{suffix}", mod=time.reading.mod, first=None, last=None),
    )


_LINKS = frozenset(("to", "through", "thru", "until", "till", "-", "–", "and", "or"))


def _ranged(found: list[_Found], text: str) -> list[_Found]:
    """First and last of a range in order: the year of the last is the first's too, and the last comes after the first.

    "1 January to 31 March 2024", "October to December last year"; "from Friday to Monday", "November to February".
    """
    out = list(found)
    for i in range(1, len(out)):
        a, b = out[i - 1].reading, out[i].reading
        link = text[out[i - 1].end : out[i].start].strip().lower()
        if link not in _LINKS or a.anchor not in ("reference_date", "said_on") or a.timex_type != "DATE":
            continue
        days, last = interval(a.value), interval(b.value)
        if days is None or last is None or granularity(a.value) != granularity(b.value):
            continue
        rules = out[i - 1].match.rule.name, out[i].match.rule.name
        if rules[0] in _YEARLESS and (b.anchor is None or rules[1].endswith("relative_year")):
            year = last[0].year - (a.value[5:] > b.value[5:])
            if b.anchor is None:
                a = replace(a, anchor=None, anchor_date=None)
            out[i - 1] = replace(out[i - 1], reading=replace(a, value=f"{year:04d}{a.value[4:]}"))
        elif last[0] < days[0] and rules[0] == rules[1] and (link not in ("and", "or") or _between(out[i - 1], text)):
            if rules[1] == "weekday" and (day := moved(last[0], 7, "day")):
                out[i] = replace(out[i], reading=replace(b, value=day.isoformat()))
            elif rules[1] in _YEARLESS and a.anchor_date:
                # Of the two ranges that this may be, the one nearer to the day it is counted from.
                ahead, behind = days[0] - a.anchor_date, a.anchor_date - last[1]
                i_moved, reading, n = (i, b, 1) if ahead < behind else (i - 1, a, -1)
                value = f"{int(reading.value[:4]) + n:04d}{reading.value[4:]}"
                out[i_moved] = replace(out[i_moved], reading=replace(reading, value=value))
    return out


_YEARLESS = frozenset(("month", "month_day", "day_month"))


def _between(item: _Found, text: str) -> bool:
    return text[max(item.start - 12, 0) : item.start].rstrip().lower().endswith("between")


def _row(item: _Found, article: Article, text: str, sentences: list[int]) -> TimeExpression:
    reading = item.reading
    dated = reading.timex_type in ("DATE", "TIME")
    days = interval(reading.value) if dated else None
    known = reading.anchor is not None and days is not None
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
        granularity=granularity(reading.value) if dated else None,
        basis="unresolved" if dated and days is None else "relative" if known else "explicit",
        anchor=reading.anchor if known else None,
        anchor_date=reading.anchor_date if known else None,
        rule=item.match.rule.name,
    )
