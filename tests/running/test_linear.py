"""The cost of extracting grows with the length of a text: four times the text takes about four times as long.

The long texts are one parse, put side by side many times, so that the model costs next to nothing here.
"""

import gc
import time

import pytest
from spacy.tokens import Doc

from pipeline.entities.extractor import find_mentions
from pipeline.events.extractor import find_event_mentions
from pipeline.quotes.extractor import find_quotes
from pipeline.times.extractor import find_time_expressions

UNITS = [
    "he ",
    "He died on May 5, 2020 and ",
    "“No,” he said. ",
    '"Well, yes. ',
    "“We are late.” “We go on and on here.” ",
    "“We will go on and on from here.\n",
    "Mayor Ada Holm met Tom Berg in Oslo. ",
    "Paris, Texas, ",
    "On Monday or 5 May ",
    "Yes.\n",
    "- a mill\n",
    "[a (b ",
    "she said, adding that they left and ",
    "KELD, Norway, May 3 (Wire) — Two men died.\n\n",
    "The minister, who led the firm, said it lost $3 million in the quarter. ",
]
EXTRACTORS = ("mentions", "times", "quotes", "events")


def extract(doc, article):
    """CPU seconds that each extractor takes."""
    seconds = {}

    def timed(name, function, *arguments):
        begin = time.process_time()
        found = function(*arguments)
        seconds[name] = time.process_time() - begin
        return found

    mentions = timed("mentions", find_mentions, doc, article)
    times = timed("times", find_time_expressions, doc, article)
    quotes = timed("quotes", find_quotes, doc, article, mentions, times)
    timed("events", find_event_mentions, doc, article, mentions, times, quotes)
    return seconds


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_four_times_as_long(unit, parse, make_article):
    piece = parse((unit * (1_000 // len(unit))).rstrip() + "\n\n")

    def seconds(n):
        doc = Doc.from_docs([piece] * n, ensure_whitespace=False)
        gc.disable()  # to look through what other tests have left behind takes longer than this
        try:
            return extract(doc, make_article(doc.text, "2020-06-05"))
        finally:
            gc.enable()

    once, again, long = seconds(4), seconds(4), seconds(16)
    short = {name: min(once[name], again[name]) for name in EXTRACTORS}  # the first may load what is remembered
    assert {name: (short[name], long[name]) for name in EXTRACTORS if long[name] > 8 * max(short[name], 0.02)} == {}
