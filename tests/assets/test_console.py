"""What a run in Dagster says on the terminal."""

import logging
import re

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


@pytest.mark.parametrize(
    ("level", "said", "line"),
    [
        (logging.INFO, "quotes: 1 row", "\x1b[36mquotes\x1b[0m: 1 row"),
        (logging.INFO, "no colon", "no colon"),
        (logging.WARNING, "entities: 2 rows", "\x1b[33mentities\x1b[0m: 2 rows"),
    ],
)
def test_on_a_terminal_what_is_spoken_of_stands_out(level, said, line):
    record = logging.LogRecord("d", level, "", 0, "a long name", None, None)
    record.dagster_meta = {"orig_message": said}
    time, _, rest = Sentences(coloured=True).format(record).partition(" ")
    assert re.fullmatch(r"\x1b\[2m\d\d:\d\d:\d\d\x1b\[0m", time)
    assert rest == line
