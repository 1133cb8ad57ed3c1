"""What a run in Dagster says on the terminal."""

import logging

import pytest

from assets.console import Sentences


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
