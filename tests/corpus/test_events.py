"""What happened, once, however often ten articles tell it."""

import datetime as dt
import functools
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.articles.reading import article_from
from pipeline.corpus.event_keys import event_keys
from pipeline.corpus.events import COLUMNS, gather_events
from pipeline.corpus.kept import Kept
from pipeline.running.stages import STAGES, Corpus, Part, Stage
from pipeline.tables.schema import TABLES
from tests.corpus.ferry_affair import ARTICLES

NAMES = {article_from(text, uri=name).article_id: name for name, _, _, text in ARTICLES}


@pytest.fixture(scope="module")
def tables(nlp):
    """All tables of the affair, and what the map of events keeps."""
    articles = [article_from(text, uri=name, published_at=on, publisher=by) for name, on, by, text in ARTICLES]
    part = Part({"articles": TABLES["articles"].from_rows(articles)}, lambda: nlp)
    for stage in STAGES.values():
        if isinstance(stage, Stage):
            part.tables[stage.table] = stage.function(part)
        else:
            kept = stage.map(part) if stage.map else ()
            part.tables.update(stage.reduce(Corpus({name: part.tables[name] for name in stage.reads}, kept)))
    part.tables["kept"] = event_keys(part.tables["sentences"], part.tables["event_mentions"])
    return part.tables


def of_words(tables, words):
    """The event with these words in its summary, its members by article and trigger."""
    (row,) = [row for row in tables["events"].to_pylist() if words in row["summary"]]
    trigger = dict(
        zip(*(tables["event_mentions"][n].to_pylist() for n in ("event_mention_id", "trigger")), strict=True)
    )
    members = [m for m in tables["event_members"].to_pylist() if m["event_id"] == row["event_id"]]
    return row, {(NAMES[m["article_id"]], trigger[m["event_mention_id"]]): m for m in members}


def history(row):
    return [(entry["day"].day, entry["status"], NAMES[entry["article_id"]]) for entry in row["status_history"]]


def test_a_strike_planned_put_off_denied_and_held_is_one_event(tables):
    row, members = of_words(tables, "went on strike")
    assert (row["event_type"], row["status"]) == ("protest", "happened")
    assert history(row) == [
        (2, "planned", "plan"), (6, "postponed", "put-off"), (10, "denied", "denied"), (12, "happened", "held"),
    ]  # fmt: skip
    assert (row["date_start"], row["date_end"], row["granularity"]) == (*[dt.date(2026, 3, 12)] * 2, "day")
    assert row["n_date"] == 4
    other = {"date_start": dt.date(2026, 3, 9), "date_end": dt.date(2026, 3, 9), "n_independent": 3}
    assert row["other_dates"] == [other]
    assert {name for name, _ in members} == {"plan", "plan-copy", "plan-retold", "put-off", "denied", "held",
                                             "held-retold", "after"}  # fmt: skip
    assert (row["n_articles"], row["n_independent"]) == (8, 7)
    assert NAMES[row["first_article_id"]] == "plan"
    assert row["publishers"] == ["Sydnytt", "Harbour Mail", "Sund Radio"]
    assert str(row["first_reported_at"].date()) == "2026-03-02"


def test_each_telling_says_what_it_tells_and_why_it_belongs_there(tables):
    _, members = of_words(tables, "went on strike")
    assert members["put-off", "postponed"]["status"] == members["put-off", "strike"]["status"] == "postponed"
    assert members["denied", "gone"]["status"] == "denied"
    assert members["held", "went"]["because"] == "same word, near words, same day, same agent, words"
    assert members["plan-copy", "strike"]["because"] == "copied"
    assert members["plan-copy", "strike"]["closest_id"].startswith(members["plan", "strike"]["article_id"])


def test_a_fire_and_those_whom_it_killed_are_one_event_with_both_counts(tables):
    row, members = of_words(tables, "killed two people")
    assert (row["event_type"], row["status"], row["place"]) == ("accident", "happened", "Malmo")
    assert (row["date_start"], row["date_end"], row["n_date"]) == (*[dt.date(2026, 3, 14)] * 2, 3)
    killed = next(figure for figure in row["figures"] if figure["measure"] == "killed")
    assert (killed["low"], killed["high"], killed["latest"]) == (2.0, 3.0, 3.0)
    assert history(row) == [(14, "happened", "fire")]
    assert {name for name, _ in members} == {"fire", "fire-later", "after"}
    assert members["fire-later", "died"]["because"] == "told as what came of it"
    assert row["n_independent"] == 3


def test_what_happened_on_another_day_is_another_event(tables):
    row, members = of_words(tables, "A cook died")
    assert (row["date_start"], list(members)) == (dt.date(2026, 3, 15), [("fire-later", "died")])


def test_every_event_is_dated_and_every_telling_is_of_one(tables):
    events, members = tables["events"].to_pylist(), tables["event_members"].to_pylist()
    assert all(row["date_start"] or row["date_end"] for row in events)
    assert len({row["event_mention_id"] for row in members}) == len(members)
    alone = {row["event_id"] for row in members} - {row["event_id"] for row in events}
    assert all(sum(row["event_id"] == one for row in members) > 1 for one in alone)


def gathered(tables, kept=None):
    """The tables of events made of these, all of which are of one part."""
    read = lambda name, parts: tables[name]  # noqa: E731
    return gather_events(read, tables["entities"], tables["story_members"], kept)


def read_by_events(tables):
    """What events are made of, of all tables."""
    return {"held": tables["kept"], **{name: tables[name].select(columns) for name, columns in COLUMNS.items()}}


def shuffled(table, chance):
    rows = list(range(table.num_rows))
    chance.shuffle(rows)
    return table.take(pa.array(rows, pa.int64()))


@pytest.mark.parametrize("seed", range(4))
def test_rows_do_not_depend_on_the_order_of_anything(tables, seed):
    chance = random.Random(seed)
    made = gathered({name: shuffled(rows, chance) for name, rows in read_by_events(tables).items()})
    assert {name: rows.to_pylist() for name, rows in made.items()} == {
        name: tables[name].to_pylist() for name in ("events", "event_members")
    }


def test_rows_do_not_depend_on_how_many_stories_are_joined_at_a_time(tables, monkeypatch):
    monkeypatch.setattr("pipeline.corpus.event_clusters.PAIRS_AT_A_TIME", 1)
    made = gathered(read_by_events(tables))
    assert made["events"].equals(tables["events"])
    assert made["event_members"].equals(tables["event_members"])


@pytest.mark.parametrize("late", ["plan", "held-retold", "after"])
def test_rows_do_not_depend_on_what_was_kept_before_an_article_came(tables, late, tmp_path):
    (late_id,) = [article_id for article_id, name in NAMES.items() if name == late]

    def made(without=""):
        own = {
            name: rows.filter(pa.compute.not_equal(rows["article_id"].cast("string"), without))
            if "article_id" in rows.column_names else rows
            for name, rows in read_by_events(tables).items()
        }  # fmt: skip
        return gathered(own, Kept(str(tmp_path / "events.arrow"), {"": without}, "1"))

    assert made(late_id)["event_members"].num_rows < tables["event_members"].num_rows
    for _ in range(2):
        assert {name: rows.to_pylist() for name, rows in made().items()} == {
            name: tables[name].to_pylist() for name in ("events", "event_members")
        }


def test_what_is_kept_does_not_depend_on_how_articles_are_cut_into_parts(tables):
    ids = sorted(NAMES)
    parts = []
    for own in (ids[:3], ids[3:4], ids[4:]):
        among = functools.partial(pa.compute.is_in, value_set=pa.array(own))
        parts.append(
            event_keys(
                *(
                    t.filter(among(t["article_id"].cast("string")))
                    for t in (tables["sentences"], tables["event_mentions"])
                )
            )
        )
    assert sorted(map(str, pa.concat_tables(parts).to_pylist())) == sorted(map(str, tables["kept"].to_pylist()))


def test_no_articles_are_no_events(tables):
    made = gathered({name: rows.slice(0, 0) for name, rows in read_by_events(tables).items()})
    assert {name: rows.num_rows for name, rows in made.items()} == {"events": 0, "event_members": 0}


def test_articles_are_read_again_only_of_parts_that_have_changed(tables, tmp_path):
    own = read_by_events(tables)
    ids = {"a": sorted(NAMES)[:3], "b": sorted(NAMES)[3:]}
    asked = []

    def read(name, parts):
        asked.append(parts)
        wanted = pa.array([one for part in sorted(parts) for one in ids[part]])
        return own[name].filter(pa.compute.is_in(own[name]["article_id"].cast("string"), wanted))

    def made(**contents):
        asked.clear()
        kept = Kept(str(tmp_path / "events.arrow"), contents, "1")
        return gather_events(read, own["entities"], own["story_members"], kept)

    assert made(a="1", b="1")["event_members"].equals(tables["event_members"])
    assert {"a"} in asked
    assert made(a="1", b="2")["event_members"].equals(tables["event_members"])
    assert asked == [{"b"}] * 3
    assert made(a="1", b="2")["events"].equals(tables["events"])
    assert asked == []


@pytest.mark.parametrize("is_kept", [False, True])
def test_rows_are_the_same_of_files_in_parts(tables, tmp_path, is_kept):
    paths = {}
    for name, rows in read_by_events(tables).items():
        of_parts = "article_id" in rows.column_names and name != "story_members"
        for part, ids in (("a", sorted(NAMES)[:3]), ("b", sorted(NAMES)[3:])) if of_parts else (("a", None),):
            own = rows.filter(pa.compute.is_in(rows["article_id"].cast("string"), pa.array(ids))) if ids else rows
            paths.setdefault(name, []).append(str(tmp_path / name / f"{part}.parquet"))
            (tmp_path / name).mkdir(exist_ok=True)
            pq.write_table(own, paths[name][-1])
    held = paths.pop("held")
    state = str(tmp_path / "events.arrow") if is_kept else None
    corpus = Corpus(paths, held, {"a": "1", "b": "1"}, "1", state)
    for _ in range(2):
        made = STAGES["events"].reduce(corpus)
        assert {name: rows.to_pylist() for name, rows in made.items()} == {
            name: tables[name].to_pylist() for name in ("events", "event_members")
        }
