import json

import pytest

from pipeline.publishing.descriptions import write_descriptions
from pipeline.running import engine, stages
from pipeline.running.compaction import compact
from pipeline.running.currency import WHOLE, corpus_fingerprint, corpus_inputs
from pipeline.running.replacement import JOURNAL, STAGING, finish
from pipeline.running.stages import Stage
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

SETTINGS = Settings(part_characters=20)


@pytest.fixture
def store(tmp_path, monkeypatch, make_article):
    """Three small parts of one article each, with a stage that makes a sentence of each article."""

    def sentences(part):
        return TABLES["sentences"].from_rows(
            {
                "article_id": a.article_id,
                "sentence_index": 0,
                "paragraph_index": 0,
                "kind": "prose",
                "start": 0,
                "end": 1,
                "text": a.text,
            }
            for a in part.articles().values()
        )

    graph = {"sentences": Stage("sentences", ("articles",), sentences), "entities": stages.STAGES["entities"]}
    monkeypatch.setattr(stages, "STAGES", graph)
    made = Store(tmp_path)
    made.create()
    for number, text in enumerate(["First one.", "Second.", "Third one is long."]):
        article = TABLES["articles"].from_rows([make_article(text, uri=str(number))])
        made.write("articles", f"part-{number:05d}", article, fingerprint="", code_version="")
    engine.run(made, SETTINGS, tables=["sentences"])
    return made


def texts(store):
    return sorted(store.read_all("sentences")["text"].to_pylist())


def test_neighbours_are_merged_up_to_the_target_size(store):
    before = texts(store)
    merges = compact(store, SETTINGS)
    assert [(m.into, m.parts) for m in merges] == [("part-00000", ["part-00000", "part-00001"])]
    assert store.parts("articles") == store.parts("sentences") == ["part-00000", "part-00002"]
    assert texts(store) == before


def test_the_descriptions_name_the_merged_parts(store):
    compact(store, SETTINGS)
    write_descriptions(store)
    for resource in json.loads(store.read_bytes("datapackage.json"))["resources"]:
        assert resource["path"] == [f"{resource['name']}/part-{number:05}.parquet" for number in (0, 2)]


def test_merged_parts_are_current_and_not_merged_again(store):
    compact(store, SETTINGS)
    assert {r.status for r in engine.run(store, SETTINGS, tables=["sentences"])} == {"current"}
    assert compact(store, SETTINGS) == []


def test_parts_that_are_not_up_to_date_are_left_alone(store, make_article):
    changed = TABLES["articles"].from_rows([make_article("Changed.", uri="0")])
    store.write("articles", "part-00000", changed, fingerprint="", code_version="")
    assert compact(store, SETTINGS) == []


def test_the_quarantine_of_merged_parts_is_kept(store):
    row = {"quarantine_id": "q", "stage": "sentences", "reason": "rule", "detail": "", "uri": "1"}
    rejected = TABLES["quarantine"].from_rows([row])
    store.write("quarantine", "sentences-part-00001", rejected, fingerprint="", code_version="")
    compact(store, SETTINGS)
    assert store.parts("quarantine") == ["sentences-part-00000"]
    assert store.read_all("quarantine").num_rows == 1


def test_a_compaction_killed_before_its_journal_changes_nothing(store, monkeypatch):
    before = {table: store.parts(table) for table in ("articles", "sentences")}

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt):
        compact(store, SETTINGS)
    monkeypatch.undo()
    finish(store)
    assert {table: store.parts(table) for table in before} == before
    assert not store.fs.exists(f"{store.path}/{STAGING}")


def test_a_compaction_killed_after_its_journal_is_finished_by_the_next_run(store, monkeypatch):
    before = texts(store)
    monkeypatch.setattr(store, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        compact(store, SETTINGS)
    monkeypatch.undo()
    assert json.loads(store.read_bytes(JOURNAL))
    finish(store)
    assert store.parts("sentences") == ["part-00000", "part-00002"]
    assert texts(store) == before
    assert store.read_bytes(JOURNAL) is None


@pytest.mark.parametrize("up_to_date", [True, False])
def test_the_table_of_entities_is_not_made_anew_for_merged_parts(store, up_to_date):
    entities = stages.STAGES["entities"]

    def made_from():
        return corpus_fingerprint(corpus_inputs(store, entities), entities, SETTINGS)

    no_rows = TABLES["entities"].from_rows([])
    store.write("entities", WHOLE, no_rows, fingerprint=made_from() if up_to_date else "older", code_version="")
    assert compact(store, SETTINGS)
    assert store.parts("entities") == [WHOLE]
    assert (store.stamp("entities", WHOLE).fingerprint == made_from()) == up_to_date
