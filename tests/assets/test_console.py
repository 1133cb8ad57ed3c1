"""What a run in Dagster says on the terminal."""

import logging

import pytest

from assets.console import Sentences
from assets.tables import sentence
from pipeline.running.result import PartResult


@pytest.mark.parametrize(
    ("level", "meta", "said"),
    [
        (logging.INFO, {"orig_message": "quotes: 1 part in 1.2 s"}, "quotes: 1 part in 1.2 s"),
        (logging.ERROR, {"orig_message": "failed"}, "error: a long name - failed"),
        (logging.WARNING, None, "warning: a long name - failed"),
    ],
)
def test_sentences_stand_alone_and_errors_keep_their_names(level, meta, said):
    record = logging.LogRecord("dagster", level, "", 0, "a long name - failed", None, None)
    if meta:
        record.dagster_meta = meta
    assert Sentences().format(record).split(" ", 1)[1] == said


def test_what_was_made_is_told_in_a_line():
    made = [PartResult("quotes", f"part-{n}", "made", seconds=0.7) for n in range(2)]
    assert sentence("quotes", made[:1]) == "quotes: 1 part in 0.7 s"
    assert sentence("quotes", made) == "quotes: 2 parts in 1.4 s"
    assert sentence("quotes", [PartResult("quotes", "part-0", "current")]) == "quotes: up to date"
