"""Many short texts with the whole of their rows; see `tests.rows`."""

import pathlib

import pytest

from pipeline.entities.extractor import find_mentions
from pipeline.events.extractor import find_event_mentions
from pipeline.quotes.extractor import find_quotes
from pipeline.times.extractor import find_time_expressions
from tests import rows
from tests.events.test_texts import told as in_words

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(doc, article):
    """What `texts.toml` tells of a row, and: tense and aspect | relations to times | basis of the place | rule"""
    mentions, times = find_mentions(doc, article), find_time_expressions(doc, article)
    quotes = find_quotes(doc, article, mentions, times)
    return [
        rows.row(
            (
                in_words(m),
                " ".join(filter(None, (m.tense, m.aspect))),
                ", ".join(time["relation"] for time in m.times),
                m.place_basis,
                f"{m.rule} {m.confidence:.2f}",
                "quoted" if m.quote_id else "",
            )
        )
        for m in find_event_mentions(doc, article, mentions, times, quotes)
    ]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
