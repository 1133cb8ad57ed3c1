"""A rule that fails on an expression costs that expression, in every extractor, and is told once."""

import importlib
import json

import pytest

from pipeline import api

TEXT = (
    "On May 5, 2020 Mayor Ada Brenner said the bridge was closed. “We must wait until June 3, 2020,” the engineer "
    "Tom Holm said. The Harbour Company sold the mill in Oslo on Friday. He resigned in March 2019. Critics warned of "
    "floods."
)
PUBLISHED = "2020-06-10"
TABLE_OF = {
    "times": "time_expressions",
    "entities": "mentions",
    "speech": "quotes",
    "quotes": "quotes",
    "events": "event_mentions",
}


def words_of(extraction, table):
    return [row.get("trigger") or row["text"] for row in getattr(extraction, table).to_pylist()]


@pytest.fixture(scope="module")
def whole():
    return api.extract(TEXT, published_at=PUBLISHED)


def failing(function, concerns):
    """A function that fails where its arguments concern an expression."""

    def fail(*args):
        if concerns(*args):
            raise IndexError("broken on purpose")
        return function(*args)

    return fail


BROKEN = [
    (
        "times.extractor.admits",
        lambda match, _: match.all_words == ["march", "2019"],
        [("month-year", "March 2019")],
        ["March 2019"],
    ),
    ("times.extractor._trimmed", lambda match, _: "friday" in match.all_words, [("weekday", "Friday")], ["Friday"]),
    (
        "times.extractor.read",
        lambda match, _: "june" in match.all_words,
        [("month-day", "June 3, 2020")],
        ["June 3, 2020"],
    ),
    (
        "times.extractor._row",
        lambda item, *_: item.reading.value == "2020-05-05",
        [("month-day", "May 5, 2020")],
        ["May 5, 2020"],
    ),
    ("entities.names.trim", lambda words, start, *_: words.text[start] == "Oslo", [("model", "Oslo")], ["Oslo"]),
    ("entities.nominals._noun", lambda words, i: words.lower[i] == "mill", [("role-noun", "mill")], []),
    ("entities.extractor._row", lambda *args: args[3].rule == "he-or-she", [("he-or-she", "He")], ["He"]),
    (
        "quotes.reports._report",
        lambda page, rule, verb, *_: verb.i == 8,
        [("clause", "said")],
        ["the bridge was closed"],
    ),
    (
        "speech.quotations._attributed",
        lambda *_: True,
        [("quotation", "“We must wait until June 3, 2020,”")],
        [],  # the clause of its cue tells the same
    ),
    ("quotes.rows._row", lambda *args: args[3].lemma == "warn", [("about", "floods")], ["floods"]),
    (
        "events.happenings._is_habit",
        lambda verb: verb.text == "warned",
        [("happening", "warned")],
        ["warned"],
    ),
    ("events.extractor.attach", lambda doc, span, *_: span.text == "Friday", [("time-of-happening", "Friday")], []),
    ("events.extractor.place_of", lambda token, *_: token.text == "sold", [("main-verb", "sold")], ["sold"]),
]


@pytest.mark.parametrize(("function", "concerns", "told", "lost"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_failure_costs_its_expression_and_is_told_once(function, concerns, told, lost, whole, monkeypatch):
    module, _, name = f"pipeline.{function}".rpartition(".")
    place = importlib.import_module(module)
    monkeypatch.setattr(place, name, failing(getattr(place, name), concerns))
    broken = api.extract(TEXT, published_at=PUBLISHED)
    rows = broken.quarantine.to_pylist()
    table = TABLE_OF[function.partition(".")[0]]
    assert [(row["stage"], row["reason"]) for row in rows] == [(table, "rule_failed")] * len(told)
    assert [(kept["rule"], kept["text"]) for kept in (json.loads(row["rejected"]) for row in rows)] == told
    assert all("broken on purpose" in row["detail"] and row["uri"] for row in rows)
    assert words_of(broken, table) == [text for text in words_of(whole, table) if text not in lost]


def test_the_span_of_a_failure_is_one_of_the_text_as_it_came(monkeypatch):
    text = "The ma\xadyor re\xadsigned on Fri\xadday."
    module = importlib.import_module("pipeline.times.extractor")
    monkeypatch.setattr(module, "read", failing(module.read, lambda *_: True))
    (row,) = api.extract(text).quarantine.to_pylist()
    kept = json.loads(row["rejected"])
    assert (kept["start"], kept["end"], kept["text"]) == (text.index("Fri"), len(text) - 1, "Fri\xadday")
