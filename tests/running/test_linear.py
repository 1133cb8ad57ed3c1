"""The cost of extracting grows with the length of a text: four times the text takes about four times as long.

The long texts are one parse, put side by side many times, so that the model costs next to nothing here.
"""

import contextlib
import gc
import pathlib
import sys
import time

import pytest
from spacy.tokens import Doc

import pipeline
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
PACKAGE = str(pathlib.Path(pipeline.__file__).parent)


def extract(measured, doc, article):
    """What each extractor takes, by the measure."""
    taken, found = {}, {}
    taken["mentions"], found["mentions"] = measured(find_mentions, doc, article)
    taken["times"], found["times"] = measured(find_time_expressions, doc, article)
    taken["quotes"], found["quotes"] = measured(find_quotes, doc, article, *found.values())
    taken["events"], _ = measured(find_event_mentions, doc, article, *found.values())
    return taken


def lines(function, *arguments):
    """How many lines of ours are run, however busy the machine is."""
    n = 0

    def line(*_):
        nonlocal n
        n += 1

    with (_monitored if hasattr(sys, "monitoring") else _traced)(line):
        found = function(*arguments)
    return n, found


@contextlib.contextmanager
def _monitored(line):
    """Calls `line` for each line of ours: three times as fast as tracing, from Python 3.12 on."""
    monitoring, tool, ours = sys.monitoring, sys.monitoring.PROFILER_ID, []

    def start(code, _):
        if PACKAGE in code.co_filename:
            ours.append(code)
            monitoring.set_local_events(tool, code, monitoring.events.LINE)
        return monitoring.DISABLE

    monitoring.use_tool_id(tool, __name__)
    monitoring.register_callback(tool, monitoring.events.PY_START, start)
    monitoring.register_callback(tool, monitoring.events.LINE, line)
    monitoring.restart_events()
    monitoring.set_events(tool, monitoring.events.PY_START)
    try:
        yield
    finally:
        monitoring.set_events(tool, monitoring.events.NO_EVENTS)
        for code in ours:
            monitoring.set_local_events(tool, code, monitoring.events.NO_EVENTS)
        monitoring.free_tool_id(tool)


@contextlib.contextmanager
def _traced(line):
    def trace(*_):
        line()
        return trace

    sys.settrace(lambda frame, event, argument: trace if PACKAGE in frame.f_code.co_filename else None)
    try:
        yield
    finally:
        sys.settrace(None)


def seconds(function, *arguments):
    """CPU seconds: patterns are searched for in what is no line of ours."""
    gc.disable()  # to look through what other tests have left behind takes longer than this
    begin = time.process_time()
    try:
        found = function(*arguments)
        return time.process_time() - begin, found
    finally:
        gc.enable()


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


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_takes_four_times_as_long(unit, texts):
    short_text, long_text = texts(unit, 4, 16)
    slow = set(EXTRACTORS)
    for _ in range(5):  # what is slow for its length is so each time, what a busy machine held up is not
        short, long = extract(seconds, *short_text), extract(seconds, *long_text)
        slow &= {name for name in short if long[name] > 8 * max(short[name], 0.02)}
        if not slow:
            break
    assert slow == set()
