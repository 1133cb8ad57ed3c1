"""How sure a time expression is follows from its rule, its kind and what it was counted from."""

from pipeline.lexicon.loader import toml
from pipeline.times import confidence as room
from pipeline.times.rules import RULES


def test_traits(find, monkeypatch):
    kept = []
    monkeypatch.setattr("pipeline.times.extractor.confidence", lambda *row: kept.append(room.traits(*row)) or 0.5)
    find("The bridge closed on Monday.")
    assert kept == [
        [
            "all", "rule weekday", "type DATE", "basis relative", "unit day, relative", "anchor reference_date",
            "rule weekday, day", "rule weekday, from reference_date",
        ]
    ]  # fmt: skip


def test_a_named_day_is_surer_than_what_is_vague_or_counted_from_a_day_that_is_not_known(find):
    day, vague = find("The bridge closed on Monday, as others have in recent weeks.")
    (unknown,) = find("The bridge closed on Monday.", None)
    assert day.confidence > 0.9 > 0.7 > vague.confidence
    assert day.confidence > unknown.confidence


def test_every_rule_with_weights_is_a_rule():
    weights = toml("pipeline.times", "confidence.toml")
    names = {name.removeprefix("rule ").partition(",")[0] for name in weights if name.startswith("rule ")}
    assert names <= {rule.name for rule in RULES}
    assert {"weekday", "duration", "relative-unit", "month-day"} <= names
