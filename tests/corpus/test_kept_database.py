"""The database in which a stage over the corpus keeps what it has worked out."""

import tempfile

import duckdb
import pytest

from pipeline.corpus.kept import Kept, _of_process, database

LAYOUT = "CREATE TABLE counts (n INTEGER)"


def test_it_is_kept_and_made_anew_for_other_code(tmp_path):
    path = str(tmp_path / "the clerk's counts.duckdb")
    for version, held in (("one", []), ("one", [(1,)]), ("two", []), ("two", [(1,)])):
        with database(Kept(path, {}, version), LAYOUT) as db:
            assert db.execute("FROM counts").fetchall() == held
            db.execute("INSERT INTO counts VALUES (1)")
    assert [file.name for file in tmp_path.iterdir()] == ["the clerk's counts.duckdb"]


def test_databases_of_one_process_do_not_see_each_other():
    with database(None, LAYOUT) as one, database(None, LAYOUT) as other:
        one.execute("INSERT INTO counts VALUES (1); CREATE TEMP TABLE touched AS SELECT 1")
        assert other.execute("FROM counts").fetchall() == []
        with pytest.raises(duckdb.CatalogException):
            other.execute("FROM touched")


def test_all_but_one_are_opened_within_another(monkeypatch, tmp_path):
    with database():
        pass
    monkeypatch.setattr(duckdb, "connect", lambda *_: pytest.fail("another was opened by itself"))
    for kept in (None, Kept(str(tmp_path / "counts.duckdb"), {}, "one")):
        with database(kept) as db:
            assert db.execute("SELECT 1").fetchall() == [(1,)]


def test_after_one_that_failed_others_work(tmp_path):
    kept = Kept(str(tmp_path / "counts.duckdb"), {}, "one")
    with pytest.raises(duckdb.CatalogException), database(kept, LAYOUT) as db:
        db.execute("INSERT INTO counts VALUES (1); FROM nothing")
    with database(kept, LAYOUT) as db, database() as other:
        assert db.execute("FROM counts").fetchall() == [(1,)]
        assert other.execute("SELECT 2").fetchall() == [(2,)]


def test_what_was_moved_to_disk_is_removed_with_its_folder(monkeypatch, tmp_path):
    _of_process.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with database() as db:
        db.execute("SET memory_limit = '20MB'")
        db.execute("CREATE TEMP TABLE many AS SELECT range, hash(range)::VARCHAR AS words FROM range(2_000_000)")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
    with database() as db:
        assert db.execute("SELECT current_setting('memory_limit')").fetchall() == [("1.8 GiB",)]
    _of_process.cache_clear()
