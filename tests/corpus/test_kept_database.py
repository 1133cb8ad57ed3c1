"""The database in which a stage over the corpus keeps what it has worked out."""

import duckdb

from pipeline.corpus.kept import Kept, database


def test_it_is_opened_once_and_made_anew_for_other_code(tmp_path, monkeypatch):
    opened, connect = [], duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda path: opened.append(path) or connect(path))
    path = str(tmp_path / "counts.duckdb")
    for version, held in (("one", []), ("one", [(1,)]), ("two", [])):
        with database(Kept(path, {}, version), "CREATE TABLE counts (n INTEGER)") as db:
            assert db.execute("FROM counts").fetchall() == held
            db.execute("INSERT INTO counts VALUES (1)")
    assert len(opened) == 1 + 1 + 2
