"""The day on which a quotation was said, from its reporting clause: “…,” she wrote on October 16."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import re

from pipeline.times.context import Context, lemmas
from pipeline.times.grammar import Match
from pipeline.times.readers import read
from pipeline.times.values import granularity, interval

_MARK = re.compile("[\"“”„«»]|``|''")
_DAY_READINGS = frozenset(("day", "weekday", "weekday-of-week", "deictic-day", "two-days-off", "day-in-figures"))
_CLIMB = 4
"""So many steps up the tree from a date the verb of saying may stand: "wrote on his page on Monday"."""


def said_days(found: list[Match], context: Context) -> dict[int, dt.date]:
    """The day on which each expression in quotation marks was said, by where it starts; only where it is known."""
    if not _MARK.search(context.text):
        return {}
    from pipeline.language.quotation import marked_spans

    spans = [span for span in marked_spans(context.doc) if not span.depth]
    starts = [span.start_char for span in spans]

    def quotation(at: int) -> int | None:
        i = bisect.bisect_right(starts, at) - 1
        return i if i >= 0 and at < spans[i].end_char else None

    inside: dict[int, list[Match]] = {}
    outside: list[Match] = []
    for match in found:
        i = quotation(match.start)
        if i is not None:
            inside.setdefault(i, []).append(match)
        elif match.rule.reader in _DAY_READINGS:
            outside.append(match)
    if not inside or not outside:
        return {}
    places = [match.start for match in outside]
    days: dict[int, dt.date] = {}
    known: dict[int, dt.date] = {}
    for i, span in enumerate(spans):
        before, after = _reporting_clause(context, spans, i)
        for a, b in (after, before):
            dates = outside[bisect.bisect_left(places, a) : bisect.bisect_left(places, b)]
            day = next((d for match in dates if _is_of_saying(match, context) and (d := _day(match, context))), None)
            if day:
                known[i] = day
                break
        else:
            previous = i - 1
            if previous in known and (spans[previous].continued or _goes_on(context, spans[previous], span, after)):
                known[i] = known[previous]
        if i in known:
            days.update((match.start, known[i]) for match in inside.get(i, ()))
    return days


def _reporting_clause(context: Context, spans: list, i: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The characters before and after a quotation, up to the end of the sentence, line, or next quotation."""
    text, span = context.text, spans[i]
    sentence_ends = context.sentences
    least = max(text.rfind("\n", 0, span.start_char) + 1, spans[i - 1].end_char if i else 0)
    at = bisect.bisect_right(sentence_ends, max(span.start_char - 2, 0)) - 1
    begin = max(least, sentence_ends[at] if at >= 0 else 0)
    line = text.find("\n", span.end_char)
    most = min(line if line >= 0 else len(text), spans[i + 1].start_char if i + 1 < len(spans) else len(text))
    at = bisect.bisect_right(sentence_ends, span.end_char + 1)
    end = min(most, sentence_ends[at] if at < len(sentence_ends) else len(text))
    if text[begin : span.start_char].rstrip()[-1:] in (".", "!", "?"):
        begin = span.start_char
    return (begin, span.start_char), (span.end_char, max(end, span.end_char))


def _is_of_saying(match: Match, context: Context) -> bool:
    """Whether the date belongs to a verb of saying."""
    token = context.head(match)
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token.lemma_ in lemmas()["saying"]
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _day(match: Match, context: Context) -> dt.date | None:
    for reading in itertools.islice(read(match, context), 1):
        days = interval(reading.value)
        if days and granularity(reading.value) in ("day", "part_of_day"):
            return days[0]
    return None


def _goes_on(context: Context, previous: object, span: object, after: tuple[int, int]) -> bool:
    """Whether a quotation goes on the one before: in the same paragraph, and not said anew."""
    between = context.text[previous.end_char : span.start_char]  # type: ignore[attr-defined]
    if "\n" in between or len(between) > 200:
        return False
    first, last = (bisect.bisect_left(context.starts, at) for at in after)
    new = lemmas()["saying"] - lemmas()["continuing"]
    return not any(token.lemma_ in new for token in context.doc[first:last])
