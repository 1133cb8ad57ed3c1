"""Counts that are kept from run to run."""

from __future__ import annotations

import datetime as dt
import os
import signal
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corpus import counts
from pipeline.corpus.entities import resolve_entities
from pipeline.corpus.kept import Kept
from tests.corpus.test_entities import MENTION
from tests.corpus.written_corpus import Row, article, tables

MAY = dt.date(2025, 5, 1)
SENATOR = "PERSON", "Ivo Marsh", None, "senator"
KEEPER = "PERSON", "Ivo Marsh", None, "goalkeeper"

HAPPENED = {
    "trigger": "met", "trigger_lemma": "meet", "trigger_pos": "VERB", "clause_start": 0, "clause_end": 1,
    "clause": "", "participants": [], "event_type": "other", "figures": [], "times": [],
    "modality": "asserted", "polarity": "positive",
    "rule": "test",
}  # fmt: skip

Part = Sequence[Mapping[str, list[Row]]]


@pytest.fixture(autouse=True, scope="module")
def _a_part_at_a_time():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "AT_A_TIME", 1)
        yield


def written(parts: Mapping[str, Part], folder: Path) -> dict[str, list[str]]:
    """The paths of the parts of each table, written below a folder."""
    paths: dict[str, list[str]] = {}
    for part, articles in parts.items():
        for name, rows in tables(articles, **said_and_done(articles)).items():
            path = folder / name / f"{part}.parquet"
            path.parent.mkdir(exist_ok=True)
            pq.write_table(rows, path)
            paths.setdefault(name, []).append(str(path))
    return paths


def said_and_done(articles: Part) -> dict[str, list[Row]]:
    """In each article a quote of whom it mentions first, to whom it mentions last, and an event of both."""
    quotes, events = [], []
    for one in articles:
        name, ids = one["articles"][0]["article_id"], [mention["entity_id"] for mention in one["mentions"]]
        if not ids:
            continue
        of_both = {"article_id": name, "sentence_index": 0, "start": 0, "end": 1, "confidence": 1.0}
        said = {"quote_id": f"{name}-q", "quote_type": "direct", "attitude": "speech", "text": "", "fragments": [],
                "cue_polarity": "positive", "speakers": []}  # fmt: skip
        quotes.append(of_both | said | {
            "rule": "test", "speaker_entity_id": ids[0], "addressee_entity_id": ids[-1],
        })  # fmt: skip
        events.append(of_both | HAPPENED | {
            "event_mention_id": f"{name}-e", "agent_entity_id": ids[0], "patient_entity_id": ids[-1],
            "source_entity_id": ids[-1],
        })  # fmt: skip
    return {"quotes": quotes, "event_mentions": events}


def resolved(parts: Mapping[str, Part], folder: Path, version: str = "1") -> pa.Table:
    """The entities of these parts, with the counts kept below a folder."""
    contents = {part: repr(articles) for part, articles in parts.items()}
    return resolve_entities(written(parts, folder), None, Kept(str(folder / "counts.duckdb"), contents, version))


def anew(parts: Mapping[str, Part]) -> pa.Table:
    """The entities of these parts, with nothing kept."""
    articles = [one for articles in parts.values() for one in articles]
    return resolve_entities(tables(articles, **said_and_done(articles)))


MENTIONS = st.lists(MENTION, max_size=5)
CORPUS = st.dictionaries(st.sampled_from(["part-0", "part-1", "part-2"]), st.lists(MENTIONS, max_size=3), max_size=3)


def with_roles_of_people(drawn: Sequence[tuple]) -> list[tuple]:
    """What is mentioned, as `article` takes it."""
    return [(*name, text, role if name[0] == "PERSON" else None) for name, text, role in drawn]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CORPUS, min_size=2, max_size=4))
def test_as_parts_come_change_and_go_entities_are_those_of_a_count_of_all(corpora):
    with tempfile.TemporaryDirectory() as folder:
        for drawn in corpora:
            parts = {
                part: [
                    article(
                        f"{part}-{i}", [(*n, text, role if n[0] == "PERSON" else None) for n, text, role in one], MAY
                    )
                    for i, one in enumerate(articles)
                ]
                for part, articles in drawn.items()
            }
            assert resolved(parts, Path(folder)).equals(anew(parts))


def test_namesakes_come_and_go_with_the_articles_that_show_them(tmp_path):
    parts = {"a": [article("1", [SENATOR]), article("2", [SENATOR])]}
    assert resolved(parts, tmp_path).equals(anew(parts))
    parts["b"] = [article("3", [KEEPER])]
    both = resolved(parts, tmp_path)
    assert both["entity_id"].to_pylist() == ["person/ivo-marsh", "person/ivo-marsh~sport"]
    assert both.equals(anew(parts))
    del parts["b"]
    assert resolved(parts, tmp_path).equals(anew(parts))


def test_parts_that_have_not_changed_are_not_read(tmp_path):
    parts = {"a": [article("1", [SENATOR])], "b": [article("2", [KEEPER])]}
    before = resolved(parts, tmp_path)
    paths = written(parts, tmp_path)
    for name in paths:
        (tmp_path / name / "a.parquet").write_bytes(b"not read")
    contents = {part: repr(articles) for part, articles in parts.items()}
    kept = Kept(str(tmp_path / "counts.duckdb"), contents | {"b": "another"}, "1")
    assert resolve_entities(paths, None, kept).equals(before)


@pytest.mark.parametrize("broken", ["no database", "of other code", "of no code"])
def test_counts_that_cannot_be_used_are_made_anew(broken, tmp_path):
    parts = {"a": [article("1", [SENATOR])]}
    before = resolved(parts, tmp_path)
    path = tmp_path / "counts.duckdb"
    if broken == "no database":
        path.write_bytes(b"nothing of the kind")
    else:
        with duckdb.connect(str(path)) as database:
            if broken == "of no code":
                database.execute("DROP TABLE made_by")
            database.execute("DELETE FROM subject")
    assert resolved(parts, tmp_path, "2").equals(before)


def test_a_count_that_fails_leaves_what_was_kept(tmp_path):
    parts = {"a": [article("1", [SENATOR])]}
    before = resolved(parts, tmp_path)
    paths = written(parts | {"b": [article("2", [KEEPER])]}, tmp_path)
    (tmp_path / "event_mentions" / "b.parquet").write_bytes(b"broken")
    contents = {"a": repr(parts["a"]), "b": "new"}
    with pytest.raises(duckdb.Error):
        resolve_entities(paths, None, Kept(str(tmp_path / "counts.duckdb"), contents, "1"))
    assert resolved(parts, tmp_path).equals(before)


def test_an_interruption_while_the_database_works_is_one():
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt), counts.database() as db:
        db.execute("SELECT sum(a.range * b.range) FROM range(100_000) AS a, range(1_000_000) AS b").fetchall()
