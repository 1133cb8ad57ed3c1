"""Many short texts with the whole of their rows; see `tests.rows`."""

import pathlib

import pytest

from pipeline.times.extractor import find_time_expressions
from tests import rows

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(doc, article):
    """words | type, value, modifier | days | granularity | basis, anchor | rule"""
    return [
        rows.row(
            (
                t.text,
                " ".join(filter(None, (t.timex_type, t.value, t.mod))),
                rows.days(t.date_start, t.date_end),
                t.granularity,
                " ".join(filter(None, (t.basis, t.anchor, str(t.anchor_date or "")))),
                t.rule,
            )
        )
        for t in find_time_expressions(doc, article)
    ]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
