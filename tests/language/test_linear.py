"""The cost of reading a text grows with its length: four times the text runs about four times the lines."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from pipeline.language import as_read, kinds, parse, quotation
from tests.cost import lines

UNITS = [
    "he ", "He died on May 5, 2020 and ", "one, ", "a\n", "- a\n", "a\u00ad", "&quot;", '." ', "(", "D.C. Ms. ",
    "LINZ: a\n", "LINZ — It rained.\n\n", "the of\n", "Photo: ",
]  # fmt: skip
tokenize = English()


def read(text: str) -> None:
    """Read a text, without the networks."""
    as_read.as_read(text)
    doc = parse.prepared(tokenize, text)
    kinds.kind_of(doc)
    quotation.marked_spans(doc)


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_runs_four_times_the_lines(unit):
    short, long = (unit * (size // len(unit)) for size in (1_000, 4_000))
    assert lines(read, long)[0] < 5 * lines(read, short)[0]


def test_no_sentence_is_longer_than_a_parser_can_bear():
    doc = parse.prepared(tokenize, "he " * 5_000)
    starts = [token.i for token in doc if token.is_sent_start]
    assert max(b - a for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)) <= 200
