"""The DuckDB database beside the tables."""

import shutil

import duckdb
import pytest

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


def test_the_folder_may_move(store, tmp_path, monkeypatch):
    shutil.copytree(store.path, tmp_path / "moved")
    monkeypatch.chdir(tmp_path / "moved")
    with duckdb.connect(FILE, read_only=True) as database:
        assert database.execute("SELECT DISTINCT filename FROM read_parquet('quotes/*.parquet')").fetchall()
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] > 0


def test_a_client_started_elsewhere_says_where_the_tables_are(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(f"{store.path}/{FILE}", read_only=True) as database:
        database.execute("SET VARIABLE quotidian = ?", [store.path])
        assert database.execute("SELECT count(*) FROM quotes").fetchone()[0] > 0


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
