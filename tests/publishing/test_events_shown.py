"""Views of events, and why an event is one, over an affair in ten articles."""

import dataclasses
import shutil

import pytest

from pipeline.articles.rejection import Fault, reject
from pipeline.errors import UnknownNameError
from pipeline.publishing.explain import explain
from pipeline.publishing.views import connect
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from pipeline.tables.traits import TRAITS
from tests.corpus.ferry_affair import ARTICLES
from tests.stored import stored


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    told = [
        (text, {"uri": name, "published_at": day, "publisher": publisher}) for name, day, publisher, text in ARTICLES
    ]
    return stored(tmp_path_factory.mktemp("affair") / "out", *told)


@pytest.fixture(scope="module")
def ask(store):
    with connect(store) as database:
        yield lambda sql: database.execute(sql).fetchall()


def test_events_of_a_day_are_counted_with_their_independent_reports(ask):
    days = ask(
        "SELECT day::VARCHAR, status, n_events, n_independent, n_articles, len(event_ids) FROM events_by_day "
        "WHERE event_type IN ('protest', 'accident') ORDER BY day"
    )
    assert days == [("2026-03-12", "happened", 1, 7, 8, 1), ("2026-03-14", "happened", 1, 3, 3, 1)]


def test_what_became_of_a_plan_is_told_step_by_step(ask):
    steps = ask("SELECT step, told_on::VARCHAR, told, days_after, publisher FROM planned_and_then "
                "WHERE event_type = 'protest'")  # fmt: skip
    assert steps == [
        (1, "2026-03-02", "planned", 0, "Sydnytt"),
        (2, "2026-03-06", "postponed", 4, "Sydnytt"),
        (3, "2026-03-10", "denied", 8, "Harbour Mail"),
        (4, "2026-03-12", "happened", 10, "Sydnytt"),
    ]


def test_sources_that_differ_stand_side_by_side(ask):
    sides = ask("SELECT about, measure, told, value, n_sources, first_told::VARCHAR FROM contradictions "
                "WHERE event_type IN ('protest', 'accident') ORDER BY about, first_told")  # fmt: skip
    assert sides == [
        ("denial", None, "denied", None, 1, "2026-03-10"),
        ("denial", None, "happened", None, 3, "2026-03-12"),
        ("figure", "killed", "2", 2.0, 1, "2026-03-14"),
        ("figure", "killed", "3", 3.0, 2, "2026-03-16"),
    ]


def test_what_began_with_no_plan_is_none_and_what_was_not_said_contradicts_nothing(store, tmp_path):
    """ "The company said …", and next day "it did not say …": two sayings, of which neither was ahead."""
    shutil.copytree(store.path, tmp_path / "other")
    other = Store(tmp_path / "other")
    events = other.read_all("events").to_pylist()
    for row in events:
        if row["event_type"] == "protest":
            row["event_type"] = "statement"
            row["status_history"][0]["status"] = "happened"
    other.write("events", "part-00000", TABLES["events"].from_rows(events), fingerprint="", code_version="v")
    with connect(other) as database:
        assert database.execute("SELECT DISTINCT about FROM contradictions").fetchall() == [("figure",)]
        steps = database.execute("SELECT count(*) FROM planned_and_then WHERE event_type = 'statement'").fetchall()
        assert steps == [(0,)]


def test_an_event_is_explained_by_its_tellings(store, ask):
    (event_id,) = ask("SELECT event_id FROM events WHERE event_type = 'protest'")[0]
    lines = explain(store, event_id).splitlines()
    assert lines.pop(2).startswith("protest PROTEST strike, happened, confidence 0.")
    assert lines[:5] == [
        event_id,
        "  Ferry crews went on strike on Thursday",
        "on 2026-03-12 (4), else 2026-03-09 (3)",
        "history: planned 2026-03-02, postponed 2026-03-06, denied 2026-03-10, happened 2026-03-12",
        "agent: Ferry crews (2)",
    ]
    assert "7 independent of 8 articles" in lines
    told = lines.index("told")
    assert lines[told + 1].startswith("  2026-03-02, ")
    assert "    Ferry crews [went] on strike on Thursday" in lines
    assert any(line.endswith(": copied") for line in lines)


def test_what_is_the_id_of_no_row_is_said_to_be_unknown(store):
    with pytest.raises(UnknownNameError, match=r"No row in .* has the id 'x'"):
        explain(store, "x")


def test_what_was_quarantined_is_told_by_its_id(tmp_path):
    store = Store(tmp_path)
    rejection = reject(Fault("malformed_csv", "No CSV.", line=1), "in/a.csv", "a.csv")
    table = TABLES["quarantine"].from_rows([dataclasses.asdict(rejection)])
    store.write("quarantine", "part-00000", table, fingerprint="", code_version="")
    (row,) = store.read_all("quarantine").to_pylist()
    assert "quarantine_id" in TRAITS["quarantine"].shown
    told = explain(store, row["quarantine_id"]).splitlines()
    assert told[1:3] == ["  a.csv", "a row of quarantine"]
    assert "reason: malformed_csv" in told


@pytest.mark.parametrize("table", [name for name in TRAITS if name not in ("quarantine", "checks")])
def test_every_id_that_is_shown_can_be_explained(store, table):
    for row in store.read_all(table).to_pylist()[:4]:
        for column in TRAITS[table].shown:
            if column.endswith("_id") and row[column]:
                assert explain(store, row[column]).startswith(row[column]), column


def test_a_row_is_told_with_its_words_its_rule_and_what_it_gathers(store):
    (timex, *_) = store.read_all("time_expressions").to_pylist()
    told = explain(store, timex["timex_id"]).splitlines()
    assert f"[{timex['text']}]" in told[1]
    assert f"value: {timex['value']}" in told
    assert any(line.startswith(f"rule {timex['rule']}: ") for line in told)
    story = max(store.read_all("stories").to_pylist(), key=lambda row: row["n_articles"])
    members = [line for line in explain(store, story["story_id"]).splitlines() if line.startswith("  20")]
    assert len(members) == story["n_articles"]
    assert sum(", copied from " in line for line in members) == story["n_copies"] > 0
