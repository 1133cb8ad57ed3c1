"""Short texts with all that is made of them: which happenings, of which type, when, where, between whom, how many."""

from __future__ import annotations

import pathlib
import tomllib

import pytest

from pipeline.events.event_mention import EventMention
from pipeline.tables.schema import EVENT_TYPES, PLOVER_TYPES

TEXTS = tomllib.loads((pathlib.Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]


def told(row: EventMention) -> str:
    """A row as it is written in `texts.toml`."""
    days = (
        "-"
        if not (row.date_start or row.date_end)
        else str(row.date_start)
        if row.date_start == row.date_end
        else f"{row.date_start or ''}..{row.date_end or ''}"
    )
    sides = ", ".join(f"{p['role']}: {p['name']}" for p in row.participants)
    figures = ", ".join(_figure(figure) for figure in row.figures)
    kind = " ".join(word for word in (row.event_type, row.plover_type, row.plover_mode) if word)
    said = " ".join(word for word in (row.modality, row.polarity) if word not in ("asserted", "positive"))
    cells = (row.trigger, kind, days, sides, row.place or "", figures, said)
    return " | ".join(cells).rstrip(" |")


def _figure(figure: dict) -> str:
    bounds = "" if figure["low"] == figure["value"] == figure["high"] else f" [{figure['low']}, {figure['high']}]"
    return " ".join(str(word) for word in (figure["measure"], figure["value"], figure["unit"]) if word) + bounds


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"][:50] for case in TEXTS])
def test_a_text_tells_these_happenings_and_no_others(case, rows_of):
    assert [told(row) for row in rows_of(case["text"])] == case["rows"]


def test_the_texts_show_all_types_and_categories():
    assert len(TEXTS) >= 120
    kinds = [row.split(" | ")[1].split() for case in TEXTS for row in case["rows"]]
    assert {kind[0] for kind in kinds} == set(EVENT_TYPES)
    assert {kind[1] for kind in kinds if len(kind) > 1} == set(PLOVER_TYPES)
    assert sum(not case["rows"] for case in TEXTS) >= 20
