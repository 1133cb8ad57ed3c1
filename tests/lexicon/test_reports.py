"""Each verb, noun and adjective that introduces what somebody says or thinks does so in a short sentence."""

import pathlib

from pipeline.language.parse import parse
from pipeline.quotes.extractor import find_quotes

SENTENCES = (pathlib.Path(__file__).parent / "reports.txt").read_text("utf-8").splitlines()


def test_every_sentence_reports_something(nlp, make_article):
    told = zip(SENTENCES, parse(nlp, SENTENCES), strict=True)
    assert [text for text, doc in told if not find_quotes(doc, make_article(text), [], [])] == []


def test_there_is_one_for_nearly_every_word():
    assert len(set(SENTENCES)) == len(SENTENCES) > 750
