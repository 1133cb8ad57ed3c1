"""The cost of extracting grows with the length of a text: four times the text runs about four times the lines.

The long texts are one parse, put side by side many times, so that the model costs next to nothing here.
"""

import pytest
from spacy.tokens import Doc

from pipeline.entities.extractor import find_mentions
from pipeline.events.extractor import find_event_mentions
from pipeline.quotes.extractor import find_quotes
from pipeline.times.extractor import find_time_expressions
from tests.cost import lines

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


def extract(cost, doc, article):
    """What each extractor costs, by the measure."""
    taken, found = {}, {}
    taken["mentions"], found["mentions"] = cost(find_mentions, doc, article)
    taken["times"], found["times"] = cost(find_time_expressions, doc, article)
    taken["quotes"], found["quotes"] = cost(find_quotes, doc, article, *found.values())
    taken["events"], _ = cost(find_event_mentions, doc, article, *found.values())
    return taken


@pytest.fixture
def texts(parse, make_article):
    """Makes texts of n pieces of a unit, each piece some thousand characters."""

    def make(unit, *sizes):
        piece = parse((unit * (1_000 // len(unit))).rstrip() + "\n\n")
        piece.user_data.clear()
        docs = [Doc.from_docs([piece] * n, ensure_whitespace=False) for n in sizes]
        return [(doc, make_article(doc.text, "2020-06-05")) for doc in docs]

    return make


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_runs_four_times_the_lines(unit, texts):
    short, long = (extract(lines, *text) for text in texts(unit, 2, 8))
    assert {name: (short[name], long[name]) for name in short if long[name] > 5 * short[name]} == {}
