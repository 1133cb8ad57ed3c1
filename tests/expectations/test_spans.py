"""Spans looked up all at once agree with Python's own slices."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.spans import Texts, code_points, edge_space
from tests.cost import lines

TEXT = st.text(st.sampled_from("ab “”é🍎\n\u0301"), max_size=12)
SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(-2, 14), st.integers(-2, 14), st.none() | TEXT), max_size=8)


def texts_of(texts: list[str]) -> Texts:
    return Texts(pa.table({"article_id": [str(n) for n in range(len(texts))], "text": pa.array(texts, pa.string())}))


@settings(deadline=None)
@given(st.lists(TEXT, max_size=3), SPANS)
def test_reproduce_is_the_slice(articles, spans):
    articles_of, start, end, words = (
        [list(column) for column in zip(*spans, strict=True)] if spans else [[], [], [], []]
    )
    found = texts_of(articles).reproduce(
        pa.chunked_array([pa.array([str(n) for n in articles_of], pa.string())]),
        np.array(start, np.int64),
        np.array(end, np.int64),
        pa.chunked_array([pa.array(words, pa.string())]),
    )
    expected = [
        n >= len(articles) or (0 <= a <= b <= len(articles[n]) and articles[n][a:b] == (text or ""))
        for n, a, b, text in spans
    ]
    assert found.tolist() == expected


@settings(deadline=None)
@given(st.lists(TEXT, max_size=3), SPANS)
def test_blank_is_nothing_or_a_space(articles, spans):
    spans = [span for span in spans if span[0] < len(articles)]
    ids = pa.chunked_array([pa.array([str(n) for n, *_ in spans], pa.string())])
    start, end = (np.array([span[side] for span in spans], np.int64) for side in (1, 2))
    is_blank = re.compile(r" |[ \t\r]*\n[ \t\r]*").fullmatch
    expected = [a == b or (0 <= a < b <= len(articles[n]) and bool(is_blank(articles[n][a:b]))) for n, a, b, _ in spans]
    assert texts_of(articles).blank(ids, start, end).tolist() == expected


@settings(deadline=None)
@given(st.lists(TEXT))
def test_code_points_are_those_of_the_strings(texts):
    assert code_points(pa.array(texts, pa.string())).tolist() == [ord(c) for text in texts for c in text]


def test_white_space_at_an_edge():
    words = pa.chunked_array([["a", " a", "a\n", "a b", None, "\u00a0a"]])
    assert edge_space(words).tolist() == [False, True, True, False, False, True]


def test_a_hundred_thousand_spans_run_the_lines_of_one():
    text = "“Ähre” 🍎 word " * 8_000
    texts = texts_of([text])

    def cost(n):
        starts = np.arange(n)
        words = pa.chunked_array([[text[a : a + 7] for a in starts]])
        run, found = lines(texts.reproduce, pa.chunked_array([["0"] * n]), starts, starts + 7, words)
        assert found.all()
        return run

    assert cost(100_000) == cost(1)
