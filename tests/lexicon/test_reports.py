"""Each verb, noun and adjective that introduces what somebody says or thinks does so in a short sentence."""

import pathlib

import pytest

from pipeline.language.parse import parse
from pipeline.quotes.extractor import find_quotes

SENTENCES = (pathlib.Path(__file__).parent / "reports.txt").read_text("utf-8").splitlines()
A_TEST = 20
"""So many sentences a test."""


@pytest.fixture(scope="module")
def docs(nlp):
    """The sentences, parsed together."""
    return dict(zip(SENTENCES, parse(nlp, SENTENCES), strict=True))


@pytest.mark.parametrize("first", range(0, len(SENTENCES), A_TEST), ids=lambda first: SENTENCES[first])
def test_every_sentence_reports_something(first, docs, make_article):
    sentences = SENTENCES[first : first + A_TEST]
    assert [text for text in sentences if not find_quotes(docs[text], make_article(text), [], [])] == []


def test_there_is_one_for_nearly_every_word():
    assert len(set(SENTENCES)) == len(SENTENCES) > 750
