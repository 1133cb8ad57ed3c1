"""The DuckDB database beside the tables."""

import shutil

import duckdb
import pytest

from pipeline.publishing.report.overview import SPEAKERS
from pipeline.publishing.views import FILE, VIEWS, connect, write_views
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from tests.stored import stored

NEWS = (
    "MARLOW, May 5 — “Tarn Power will close the dam,” Ada Brenner, the mayor of Marlow, told David Miller on Monday. "
    "The council will meet on 12 May 2031. Brenner said that Miller was wrong. The dam opened in 1999."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    about = {"uri": "a.txt", "title": "The dam", "published_at": "2031-05-06"}
    store = stored(tmp_path_factory.mktemp("views") / "it's here", (NEWS, about))
    write_views(store)
    return store


def in_folder(store, monkeypatch):
    monkeypatch.chdir(store.path)
    return duckdb.connect(FILE, read_only=True)


def test_every_table_is_a_view_with_the_rows_of_its_parts(store, monkeypatch):
    with in_folder(store, monkeypatch) as database:
        for name in TABLES:
            rows = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            assert rows == store.read_all(name).num_rows, name


def test_a_table_without_parts_is_an_empty_view_of_the_same_columns(store, monkeypatch):
    with in_folder(store, monkeypatch) as database:
        assert not store.parts("quarantine")
        assert database.execute("SELECT * FROM quarantine").fetchall() == []
        names = [row[0] for row in database.execute("DESCRIBE quarantine").fetchall()]
        assert names == [column.name for column in TABLES["quarantine"].columns]


def test_every_table_of_the_schema_can_be_an_empty_view(tmp_path):
    with connect(Store(tmp_path / "none")) as database:
        for name in (*TABLES, *(view.name for view in VIEWS)):
            assert database.execute(f'SELECT * FROM "{name}"').fetchall() == []


def test_it_opens_from_any_folder(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(f"{store.path}/{FILE}", read_only=True) as database:
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] > 0
        assert database.execute("SELECT count(*) FROM people").fetchone()[0] > 0


@pytest.fixture
def moved(store, tmp_path):
    """The store in another place, and without quotes, so that it is known from the first."""
    shutil.copytree(store.path, tmp_path / "moved")
    copy = Store(tmp_path / "moved")
    for part in copy.parts("quotes"):
        copy.write("quotes", part, copy.read("quotes", part).slice(0, 0), fingerprint="", code_version="v", model="m")
    return copy


def test_where_the_folder_has_moved_it_is_written_again(moved):
    write_views(moved)
    with duckdb.connect(f"{moved.path}/{FILE}", read_only=True) as database:
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] == 0


def test_a_client_may_say_where_the_tables_are(moved, monkeypatch):
    monkeypatch.chdir(moved.path)
    with duckdb.connect(FILE, read_only=True) as database:
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] > 0
        database.execute("SET VARIABLE quotidian = '.'")
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] == 0


def test_views_and_columns_say_what_they_hold(store, monkeypatch):
    with in_folder(store, monkeypatch) as database:
        views = dict(database.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
        assert set(views) == {*TABLES, *(view.name for view in VIEWS)}
        assert all(views.values())
        for name in views:
            columns = database.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]
            ).fetchall()
            assert columns
            assert all(comment for _, comment in columns), name


def test_the_questions_are_answered(store):
    with connect(store) as database:
        (said,) = database.execute("SELECT DISTINCT speaker FROM quotes_by").fetchall()
        assert said == ("Ada Brenner",)
        about = {row[0] for row in database.execute("SELECT about FROM quotes_about").fetchall()}
        assert "David Miller" in about
        assert "Ada Brenner" not in about
        times = database.execute("SELECT date_start::VARCHAR, status FROM timeline").fetchall()
        assert times == sorted(times)
        assert ("2031-05-12", "planned") in times
        assert ("1999-01-01", "happened") in times
        people = database.execute("SELECT name, n_quotes, role_names FROM people").fetchall()
        assert people[0][:2] == ("Ada Brenner", 2)
        told = database.execute("SELECT speaker, addressee FROM said_to_whom").fetchall()
        assert told == [("Ada Brenner", "David Miller")]
        counted = database.execute("SELECT speaker, about, n_quotes FROM who_on_whom").fetchall()
        assert ("Ada Brenner", "David Miller", 1) in counted


LEAD = (
    "The Harrow Bridge over the River Tamsel will stay closed until spring after engineers found cracks in two of its "
    "steel cables, the county of Velden said on Monday.\n\nThe crossing carries about nine thousand cars a day, and "
    "ferries will run every half hour in the meantime."
)
WORDS = "“We cannot let a single lorry on it before the cables have been replaced,” said Ada Brenner, the engineer."
LATER = (
    "Drivers in Velden face a winter of ferries, as Harrow Bridge over the River Tamsel is shut because of cracks in "
    "its steel cables. “We cannot let a single lorry on it before the cables have been replaced,” Ada Brenner told "
    "reporters on Tuesday. “I have run out of patience,” said Tom Halloran, who farms forty acres."
)
WIRE, COPY, OWN = "https://wire.example/1", "https://paper.example/2", "https://other.example/3"


@pytest.fixture(scope="module")
def bridge(tmp_path_factory):
    """A report, its copy of the day after by a paper without a name, and another paper's own of the day after that."""
    text = f"{LEAD}\n\n{WORDS}"
    return stored(
        tmp_path_factory.mktemp("bridge") / "out",
        (text, {"uri": WIRE, "title": "Bridge shut", "published_at": "2031-05-05", "publisher": "Wire"}),
        (text, {"uri": COPY, "title": "No cars", "published_at": "2031-05-06"}),
        (LATER, {"uri": OWN, "title": "Ferries", "published_at": "2031-05-13", "publisher": "Other"}),
    )


def test_what_is_printed_again_is_counted_once(bridge):
    with connect(bridge) as database:
        people = database.execute("SELECT name, n_statements, n_quotes, quoted_articles, n_articles FROM people")
        assert people.fetchall() == [("Ada Brenner", 1, 3, 3, 3), ("Tom Halloran", 1, 1, 1, 1)]
        first = database.execute("SELECT speaker, first_in, after, n_articles, n_independent FROM who_said_first")
        assert first.fetchall() == [("Ada Brenner", "Wire", ["Other"], 3, 2)]
        again = database.execute(
            "SELECT printing, printed_on::VARCHAR, days_after, publisher, copy_of IS NOT NULL, title FROM said_again"
        )
        assert again.fetchall() == [
            (1, "2031-05-05", 0, "Wire", False, "Bridge shut"),
            (2, "2031-05-06", 1, None, True, "No cars"),
            (3, "2031-05-13", 8, "Other", False, "Ferries"),
        ]


def test_copies_are_counted_by_source(bridge):
    with connect(bridge) as database:
        copies = database.execute("SELECT source, copied_by, n_copies, first_day::VARCHAR FROM sources_of").fetchall()
    assert copies == [("Wire", "paper.example", 1, "2031-05-06")]


def test_stories_have_their_rank_in_each_week(bridge):
    with connect(bridge) as database:
        stories = database.execute(
            "SELECT week::VARCHAR, rank, title, n_articles, n_independent FROM stories_of_the_week"
        ).fetchall()
        named = database.execute("SELECT names, places FROM stories_of_the_week").fetchall()
    assert stories == [("2031-05-12", 1, "Bridge shut", 1, 1), ("2031-05-05", 1, "Bridge shut", 2, 1)]
    assert all("Ada Brenner" in names for names, _ in named)


def test_quotes_are_dated_by_what_is_known(store, bridge):
    with connect(bridge) as database:
        days = database.execute("SELECT day::VARCHAR, day_basis, speaker FROM quotes_dated WHERE quote_type = 'direct'")
        assert days.fetchall() == [
            ("2031-05-05", "printed", "Ada Brenner"),
            ("2031-05-06", "printed", "Ada Brenner"),
            ("2031-05-13", "said", "Ada Brenner"),
            ("2031-05-13", "printed", "Tom Halloran"),
        ]
    with connect(store) as database:
        (day,) = database.execute("SELECT day::VARCHAR, said_on = day, day_basis FROM quotes_dated LIMIT 1").fetchall()
    assert day == ("2031-05-05", True, "said")


def test_what_somebody_said_is_counted_alike_in_the_views_and_in_the_report(tmp_path):
    """A hope is a quote, and no thing that was said."""
    text = "Ada Brenner, the mayor, said that the bridge was safe. Brenner hopes that it will open soon."
    with connect(stored(tmp_path / "out", (text, {"uri": OWN, "published_at": "2031-05-05"}))) as database:
        people = database.execute("SELECT name, n_statements, n_quotes, quoted_articles FROM people").fetchall()
        assert people == [("Ada Brenner", 1, 2, 1)]
        assert database.execute(SPEAKERS).fetchall() == [("person/ada-brenner", "Ada Brenner", 1, 1)]


def test_merged_entities_are_counted_as_one(bridge, tmp_path):
    shutil.copytree(bridge.path, tmp_path / "merged")
    store = Store(tmp_path / "merged")
    entities = store.read_all("entities").to_pylist()
    for row in entities:
        if row["entity_id"] == "person/tom-halloran":
            row["canonical_id"] = "person/ada-brenner"
    store.write("entities", "part-00000", TABLES["entities"].from_rows(entities), fingerprint="", code_version="v")
    with connect(store) as database:
        people = database.execute("SELECT name, n_statements, n_quotes, n_articles, last_seen::VARCHAR FROM people")
        assert people.fetchall() == [("Ada Brenner", 2, 4, 3, "2031-05-13")]
