"""How sure a time expression is follows from its rule, its kind and what it was counted from."""

import pathlib

from pipeline.lexicon.loader import toml
from pipeline.times import confidence as room
from pipeline.times.rules import RULES

FILE = pathlib.Path(__file__).parent / "confidences.txt"
KEPT = dict(line.split(" = ") for line in FILE.read_text("utf-8").splitlines())
"""How sure each kind of expression is: by rule, type, unit, basis and what it is counted from."""


def read(kind):
    """What stands in a line, for the model that weighs it."""
    rule, timex_type, unit, basis, anchor = (None if cell == "-" else cell for cell in kind.split(" | "))
    return rule, timex_type, unit, basis, anchor


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


def test_each_kind_is_as_sure_as_is_written_down(request):
    now = {kind: f"{room.confidence(*read(kind)):.3f}" for kind in KEPT}
    if request.config.option.rewrite_rows:
        FILE.write_text("\n".join(f"{kind} = {sure}" for kind, sure in now.items()) + "\n", "utf-8")
        return
    assert {kind: (KEPT[kind], sure) for kind, sure in now.items() if KEPT[kind] != sure} == {}


def test_each_weight_counts_for_a_kind():
    counted = {trait for kind in KEPT for trait in room.traits(*read(kind))}
    assert toml("pipeline.times", "confidence.toml").keys() <= counted
