"""Many short texts with the whole of their rows; see `tests.rows`."""

import pathlib

import pytest

from pipeline.quotes.extractor import find_quotes
from pipeline.times.extractor import find_time_expressions
from tests import rows

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(doc, article):
    """rule | cue | speakers | addressee | channel | kind | words | confidence | in marks | said on | within"""
    found = find_quotes(doc, article, [], find_time_expressions(doc, article))
    number = {quote.quote_id: str(n) for n, quote in enumerate(found, 1)}
    return [
        rows.row(
            (
                q.rule,
                q.cue,
                " + ".join(speaker["text"] for speaker in q.speakers),
                q.addressee,
                q.channel,
                " ".join((q.quote_type, q.attitude, *([q.cue_polarity] if q.cue_polarity != "positive" else ()))),
                rows.words(article.text, q.fragments) if len(q.fragments) > 1 else q.text,
                q.confidence,
                q.quotation if q.quotation != q.text else None,
                q.said_on,
                number.get(q.parent_quote_id),
            )
        )
        for q in found
    ]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
