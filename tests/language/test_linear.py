"""The cost of reading a text grows with its length: four times the text takes about four times as long."""

from __future__ import annotations

import time

import pytest
from spacy.lang.en import English

from pipeline.language import as_read, kinds, parse, quotation

UNITS = [
    "he ", "He died on May 5, 2020 and ", "one, ", "a\n", "- a\n", "a\u00ad", "&quot;", '." ', "(", "D.C. Ms. ",
    "LINZ: a\n", "LINZ — It rained.\n\n", "the of\n", "Photo: ",
]  # fmt: skip
tokenize = English()


def read(text: str) -> float:
    """The lesser of two times that it takes to read a text, without the networks."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        as_read.as_read(text)
        doc = parse.prepared(tokenize, text)
        kinds.kind_of(doc)
        quotation.marked_spans(doc)
        taken.append(time.process_time() - begin)
    return min(taken)


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_four_times_as_long(unit):
    short, long = (unit * (size // len(unit)) for size in (2_000, 8_000))
    assert read(long) < 9 * max(read(short), 0.002)


def test_no_sentence_is_longer_than_a_parser_can_bear():
    doc = parse.prepared(tokenize, "he " * 5_000)
    starts = [token.i for token in doc if token.is_sent_start]
    assert max(b - a for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)) <= 200
