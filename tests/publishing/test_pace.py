"""How far a run is, as terminals and logs are told."""

import pytest

from pipeline.publishing import pace
from pipeline.publishing.pace import Pace
from pipeline.running.result import PartResult


@pytest.fixture
def clock(monkeypatch):
    """Seconds, to be set."""
    at = [100.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: at[0])
    return at


def test_a_line_tells_what_is_done_how_fast_and_how_long_it_will_take(clock):
    told = []
    run = Pace(lambda pace: told.append(pace.told()), every=10)
    clock[0] = 104.0
    run.article()
    assert told == [], "not before its time"
    for clock[0] in (110.0, 120.0, 121.0):
        run.article()
    assert told == ["2 articles read, 0 a second", "3 articles read, 0 a second"]
    del told[:]
    clock[0] = 200.0
    run.start(4_000)
    run.part([PartResult("tokens", "part-00000", "failed"), PartResult("quotes", "part-00000", "blocked")])
    run.part([PartResult("tokens", "part-00001", "made")])
    clock[0] = 210.0
    run.words(1_000)
    clock[0] = 220.0
    run.part([PartResult("tokens", "part-00002", "made"), PartResult("quotes", "part-00002", "failed")])
    run.words(500)
    assert told == [
        "0 of 4,000 words, 0 words/s, unknown time left",
        "1,000 of 4,000 words, 100 words/s, 0:00:30 left, 1 part failed",
        "1,500 of 4,000 words, 75 words/s, 0:00:33 left, 2 parts failed",
    ]
    assert run.articles == 4
