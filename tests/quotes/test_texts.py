"""Sentences of our own with the whole of their rows."""

import pathlib
import tomllib

import pytest

from pipeline.quotes.extractor import find_quotes

TEXTS = tomllib.loads((pathlib.Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"] for case in TEXTS])
def test_text(case, parse, make_article):
    found = find_quotes(parse(case["text"]), make_article(case["text"]), [], [])
    columns = [(q.rule, q.cue, q.speaker, q.addressee, q.channel, q.cue_polarity, q.text) for q in found]
    assert [" | ".join(value or "-" for value in row) for row in columns] == case["rows"]
