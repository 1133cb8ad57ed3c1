"""One run: what it finishes, mends, takes in, makes and publishes, whoever calls it."""

import json
import os
import pathlib
import shutil

import pyarrow as pa
import pytest

from pipeline.articles.reading import list_inputs
from pipeline.errors import OutputError
from pipeline.running import stages
from pipeline.running.run import Run
from pipeline.running.stages import CorpusStage, Stage
from pipeline.running.wholeness import KNOWN, NOTHING_REJECTED, READ_BEFORE
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

SETTINGS = Settings(part_characters=50)
PLACES = ("Marlow", "Grell", "Tarn", "Karst", "Velm")


class Counted:
    """How often stages ran, and on what."""

    def __init__(self):
        self.calls = []

    def sentences(self, part):
        """A row an article."""
        self.calls.append(("sentences", sorted(article.uri for article in part.articles().values())))
        return TABLES["sentences"].from_rows(
            {"article_id": a.article_id, "sentence_index": 0, "paragraph_index": 0, "kind": "prose", "start": 0,
             "end": a.n_characters,
             "text": a.text}
            for a in part.articles().values()
        )  # fmt: skip

    def lengths(self, part):
        """The map: how long the sentences of a part are."""
        self.calls.append(("lengths", len(part.tables["sentences"])))
        return pa.table({"length": [len(text) for text in part.tables["sentences"]["text"].to_pylist()]})

    def entities(self, corpus):
        """The reduce: no rows, and a note of how long all sentences are."""
        kept = [corpus.kept] if isinstance(corpus.kept, pa.Table) else [pa.parquet.read_table(p) for p in corpus.kept]
        self.calls.append(("entities", sum(sum(table["length"].to_pylist()) for table in kept)))
        return {"entities": TABLES["entities"].from_rows([])}


@pytest.fixture
def counted(monkeypatch):
    made = Counted()
    graph = {
        "sentences": Stage("sentences", ("articles",), made.sentences),
        "entities": CorpusStage(("entities",), ("articles", "sentences"), made.entities, made.lengths),
    }
    monkeypatch.setattr(stages, "STAGES", graph)
    monkeypatch.setattr("pipeline.running.run.identify", lambda model: "none")
    return made


@pytest.fixture
def corpus(tmp_path, counted):
    """Five articles in five files, two a part; their store has been made once."""

    class Corpus:
        folder = tmp_path / "in"
        output = tmp_path / "out"
        store = Store(tmp_path / "out")

        def __init__(self):
            self.published = []

        def put(self, place, text=None):
            self.folder.mkdir(exist_ok=True)
            path = self.folder / f"{place}.txt"
            path.write_text(text or f"The council of {place} has met.\n")
            os.utime(path, (len(text or ""), len(text or "")))  # two writes may fall into one tick of the clock

        def run(self, **more):
            run = Run(self.store, SETTINGS, publish=self.published.append, **more)
            return run.do(list_inputs([str(self.folder)]))

        def bytes(self):
            return {path.relative_to(self.output).as_posix(): path.read_bytes()
                    for path in sorted(self.output.glob("*/*.parquet"))}  # fmt: skip

        def texts(self):
            return sorted(text for text in self.store.read_all("sentences")["text"].to_pylist())

    made = Corpus()
    for place in PLACES:
        made.put(place)
    made.run()
    counted.calls.clear()
    made.published.clear()
    return made


def statuses(outcome):
    return [result.status for result in outcome.results]


def test_a_second_run_makes_nothing_publishes_nothing_and_says_nothing(corpus, counted):
    before = corpus.bytes()
    known = corpus.store.read_bytes(KNOWN)
    outcome = corpus.run()
    assert set(statuses(outcome)) == {"current"}
    assert (counted.calls, corpus.published, outcome.mended) == ([], [], [])
    assert corpus.bytes() == before
    assert corpus.store.read_bytes(KNOWN) == known


def test_stages_that_ask_for_places_are_made_again_as_the_users_gazetteer_changes(
    corpus, counted, monkeypatch, tmp_path
):
    monkeypatch.setitem(
        stages.STAGES, "sentences",
        Stage("sentences", ("articles",), counted.sentences, ("pipeline.entities.extractor",)),
    )  # fmt: skip
    own = tmp_path / "own.csv"
    settings = Settings(part_characters=50, gazetteer=str(own))

    def made_with(rows):
        own.write_text(f"name,lat,lon\n{rows}", "utf-8")
        counted.calls.clear()
        outcome = Run(corpus.store, settings).do(list_inputs([str(corpus.folder)]))
        return [name for name, _ in counted.calls].count("sentences"), outcome.mended

    assert made_with("Velm,1,2\n")[0] > 1
    assert made_with("Velm,1,2\n") == (0, [])
    again, told = made_with("Velm,1,3\nTarn,x,3\n")
    assert (again > 1, len(told)) == (True, 1)
    assert told[0].startswith(f"Row 2 of the gazetteer {own} (Tarn) is left out")


def test_which_stages_ask_for_places():
    uses = {name for name, stage in stages.STAGES.items() if stage.uses_gazetteer}
    assert {"mentions", "entities"} <= uses
    assert uses.isdisjoint({"tokens", "sentences", "time_expressions"})


def test_a_stage_over_the_corpus_maps_only_the_parts_that_changed(corpus, counted):
    corpus.put("Marlow", "The council of Marlow did not meet.\n")
    outcome = corpus.run()
    assert outcome.taken.changed == 1
    assert [name for name, _ in counted.calls] == ["sentences", "lengths", "entities"]
    assert counted.calls[-1][1] == sum(len(text) for text in corpus.texts())
    assert corpus.published == [corpus.store]


def test_stages_that_do_not_need_each_other_are_made_at_the_same_time(corpus, counted, monkeypatch):
    def stories(corpus):
        counted.calls.append(("stories", corpus.contents.keys()))
        return {"stories": TABLES["stories"].from_rows([])}

    def beside(function, *arguments, meanwhile):
        counted.calls.append(("beside", arguments[1]))
        meanwhile()
        return function(*arguments)

    made_aside = CorpusStage(("stories",), ("articles",), stories, aside=True)
    monkeypatch.setitem(stages.STAGES, "stories", made_aside)
    corpus.put("Velm", "The council of Velm did not meet.\n")
    outcome = corpus.run(beside=beside)
    assert [name for name, _ in counted.calls if name not in ("sentences", "lengths")] == [
        "beside",
        "entities",
        "stories",
    ]
    assert [result.table for result in outcome.results if result.table in ("entities", "stories")] == [
        "entities",
        "stories",
    ]
    counted.calls.clear()
    assert set(statuses(corpus.run(beside=beside))) == {"current"}
    corpus.store.delete("stories", "part-00000")
    corpus.run(beside=beside)
    assert [name for name, _ in counted.calls] == ["stories"]  # alone, it is made here


def test_which_stages_of_the_corpus_need_each_other():
    groups = [[stage.table for stage in group] for group in stages.independent(stages.corpus_stages())]
    assert groups == [["entities", "stories"], ["statements", "events"]]
    judged_by = CorpusStage(("stories",), (), dict, beside={"entities": ("entity_id",)})
    entities = CorpusStage(("entities",), (), dict)
    assert stages.independent([entities, judged_by]) == [[entities], [judged_by]]


def test_what_is_kept_of_parts_is_made_again_where_it_is_broken_or_lost(corpus, counted):
    kept = sorted((corpus.output / ".quotidian" / "entities").iterdir())
    kept[0].write_bytes(b"garbage")
    kept[1].unlink()
    corpus.put("Velm", "The council of Velm did not meet at all.\n")
    corpus.run()
    assert [name for name, _ in counted.calls].count("lengths") == 3
    assert counted.calls[-1] == ("entities", sum(len(text) for text in corpus.texts()))


def test_the_file_in_which_earlier_versions_kept_something_goes(corpus, counted):
    before = corpus.output / ".quotidian" / "entities.duckdb"
    before.write_bytes(b"what an article said that is gone since")
    corpus.put("Velm", "The council of Velm did not meet.\n")
    corpus.run()
    assert not before.exists()


def test_an_interrupted_compaction_is_finished_before_anything_is_taken_in(corpus, monkeypatch):
    interrupt = pytest.MonkeyPatch()
    interrupt.setattr(Store, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        Run(corpus.store, Settings(part_characters=1000)).compact()
    interrupt.undo()
    corpus.put("Marlow", "The council of Marlow did not meet.\n")
    first = Run(corpus.store, SETTINGS).do(list_inputs([str(corpus.folder)]), tables=())  # an asset of Dagster's
    assert (first.taken.changed, first.mended) == (1, [])
    second = corpus.run()
    assert (second.taken.unchanged, second.mended) == (5, [])
    assert "The council of Marlow did not meet.\n" in corpus.texts()
    assert len(corpus.texts()) == 5


@pytest.mark.parametrize("how", ["deleted", "cut", "garbled"])
@pytest.mark.parametrize("table", ["articles", "sentences", "entities"])
def test_a_part_that_is_lost_or_broken_comes_back_as_it_was(corpus, counted, table, how):
    before = corpus.bytes()
    name = f"{table}/part-0000{0 if table == 'entities' else 1}.parquet"
    path = corpus.output / name
    damage(path, how)
    outcome = corpus.run()
    assert corpus.bytes() == before
    (told,) = outcome.mended
    assert told.startswith(f"{name} was {'lost' if how == 'deleted' else 'broken'}")
    if how != "deleted":
        aside = told.rpartition(" ")[2].rstrip(".")
        assert (corpus.output / aside).exists()
    counted.calls.clear()
    assert corpus.run().mended == []
    assert counted.calls == []


def damage(path, how):
    """Delete a file, or cut it, or turn a byte in its middle."""
    whole = path.read_bytes()
    if how == "deleted":
        path.unlink()
    elif how == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    else:
        middle = whole.index(b"PAR1") + 40
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :])


def test_lost_articles_whose_file_is_gone_too_leave_no_rows_behind(corpus):
    (corpus.output / "articles" / "part-00001.parquet").unlink()
    for place in PLACES:
        (corpus.folder / f"{place}.txt").unlink()
    corpus.put("Grell")
    outcome = corpus.run()
    assert "part-00001 were lost and are not in the sources" in outcome.mended[-1]
    assert corpus.store.parts("sentences") == corpus.store.parts("articles") == ["part-00000", "part-00002"]


def test_a_table_made_alone_does_not_clear_away_what_lost_its_articles(corpus):
    (corpus.output / "articles" / "part-00001.parquet").unlink()
    outcome = Run(corpus.store, SETTINGS).do(tables=["entities"])
    assert outcome.mended == ["articles/part-00001.parquet was lost."]
    assert "part-00001" in corpus.store.parts("sentences")
    corpus.run()
    assert len(corpus.texts()) == 5
    assert corpus.store.parts("articles") == ["part-00000", "part-00001", "part-00002"]


@pytest.mark.parametrize("garbage", [b"no json", b"[1]", b'{"a": 1}', b"\xff\xfe"])
@pytest.mark.parametrize("name", [READ_BEFORE, KNOWN])
def test_garbage_in_what_is_known_is_told_and_costs_reading_again(corpus, counted, name, garbage):
    before = corpus.bytes()
    corpus.store.write_bytes(name, garbage)
    outcome = corpus.run()
    assert outcome.mended == ["What was known of the parts or the inputs cannot be read; all are looked at again."]
    assert (outcome.taken.new, outcome.taken.changed, outcome.taken.unchanged) == (0, 0, 5)
    assert corpus.bytes() == before
    assert counted.calls == []
    assert corpus.run().mended == []


def test_a_store_without_its_memory_loses_nothing(corpus):
    before = corpus.bytes()
    shutil.rmtree(corpus.output / ".quotidian")
    (corpus.output / "articles" / "part-00001.parquet").unlink()
    corpus.run()
    assert corpus.bytes() == before


def test_a_copy_of_a_store_is_read_once_and_then_known(corpus, counted):
    copy = Store(corpus.output.parent / "copy")
    shutil.copytree(corpus.output, copy.root, copy_function=shutil.copyfile)
    run = Run(copy, SETTINGS)
    assert run.do(list_inputs([str(corpus.folder)])).mended == []
    assert counted.calls == []
    entries = json.loads(copy.read_bytes(KNOWN))
    stat = os.stat(copy.part_path("articles", "part-00000"))
    assert entries["articles/part-00000.parquet"][0] == f"{stat.st_size} {stat.st_mtime_ns}"


def test_a_part_under_another_parts_name_is_broken(corpus):
    before = corpus.bytes()
    folder = corpus.output / "sentences"
    shutil.copyfile(folder / "part-00000.parquet", folder / "part-00001.parquet")
    assert corpus.run().mended[0].startswith("sentences/part-00001.parquet was broken")
    assert corpus.bytes() == before


def test_an_output_folder_that_vanishes_during_a_run_is_an_error(corpus, counted, monkeypatch):
    def vanishing(part):
        shutil.rmtree(corpus.output, ignore_errors=True)
        return TABLES["sentences"].from_rows([])

    corpus.put("Velm", "The council of Velm did not meet.\n")
    graph = {"sentences": Stage("sentences", ("articles",), vanishing)}
    monkeypatch.setattr(stages, "STAGES", graph)
    with pytest.raises(OutputError) as error:
        corpus.run()
    assert str(corpus.output) in str(error.value)


def test_what_was_made_before_a_run_was_killed_is_published_by_the_next(corpus, monkeypatch):
    corpus.put("Velm", "The council of Velm did not meet.\n")

    def killed(store):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Run(corpus.store, SETTINGS, publish=killed).do(list_inputs([str(corpus.folder)]))
    outcome = corpus.run()
    assert (set(statuses(outcome)), outcome.mended) == ({"current"}, [])
    assert corpus.published == [corpus.store]


def test_only_runs_bring_tables_up_to_date():
    root = pathlib.Path(__file__).parent.parent.parent
    for path in (root / "pipeline" / "cli.py", *(root / "assets").glob("*.py")):
        for name in ("running.engine", "running.intake import ingest", "compaction", "lock()"):
            assert name not in path.read_text(), (path.name, name)


def test_the_quarantine_has_a_part_without_rows_where_it_has_no_other(corpus):
    assert corpus.store.parts("quarantine") == [NOTHING_REJECTED]
    corpus.put("Oster", " ")
    corpus.run()
    assert corpus.store.parts("quarantine") == ["articles"]
    corpus.put("Oster", "The council of Oster has met.\n")
    corpus.run()
    assert corpus.store.parts("quarantine") == [NOTHING_REJECTED]
    (corpus.output / "quarantine" / f"{NOTHING_REJECTED}.parquet").unlink()
    outcome = corpus.run()
    assert (outcome.mended, outcome.taken.files_unchanged) == ([], 6)
    assert corpus.store.parts("quarantine") == [NOTHING_REJECTED]
