"""Articles that are taken out of the tables: forgotten by name, or pruned since their sources are gone."""

import json
import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.articles.article import article_id
from pipeline.articles.reading import list_inputs
from pipeline.errors import OutputError
from pipeline.running import removal, replacement, stages
from pipeline.running.run import Run
from pipeline.running.stages import Stage
from pipeline.running.wholeness import NOTHING_REJECTED
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

BRIDGE = (
    "MARLOW, 6 May 2031 - The new bridge over the Tarn will open on Friday, said Ada Brenner, the mayor of Marlow. "
    "“It has cost us nine million crowns, and nobody will pay a toll,” Brenner said. "
    "The union of ferrymen called a strike for Thursday, and two thousand people marched through Marlow on Monday.\n"
)
ARTICLES = {
    "bridge": BRIDGE,
    "copy": BRIDGE + "The Marlow Echo has asked the ferrymen for their view.\n",
    "strike": "The strike of the ferrymen of Marlow was called off on Wednesday, their leader Jonas Pell said. "
    "“Nobody will pay a toll, she said, and we believe her,” Pell said of Brenner.\n",
    "opening": "Ada Brenner opened the bridge at Marlow on Friday. “It is the finest of all bridges,” she said.\n",
    "fire": "A fire killed three people in Karst on 2 May 2031, police said. Jonas Pell, a fireman, was injured.\n",
}
PUBLISHED = {"bridge": "2031-05-06", "copy": "2031-05-07", "strike": "2031-05-08", "opening": "2031-05-10"}


def write(folder, name, text, published=None):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    if published:
        (folder / f"{name}.meta.yaml").write_text(f"published_at: {published}\n", "utf-8")


def made(folder, output, names, **more):
    """A store of these articles, as a run makes it."""
    for name in names:
        write(folder, name, ARTICLES[name], PUBLISHED.get(name))
    folder.mkdir(exist_ok=True)
    Run(Store(output), Settings(**more)).do(list_inputs([str(folder)]))
    return Store(output)


def rows(store):
    """The rows of all tables, in an order of their own, without the folders that the articles were read from."""
    tables = {}
    for name in TABLES:
        listed = store.read_all(name).to_pylist()
        for row in listed:
            row |= {"source": os.path.basename(row["source"])} if row.get("source") else {}
        tables[name] = sorted(json.dumps(row, default=str, sort_keys=True) for row in listed)
    return tables


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The store of all articles, in one part and in one of two articles each."""
    folder = tmp_path_factory.mktemp("whole")
    return {size: made(folder / "in", folder / str(size), ARTICLES, part_characters=size) for size in (500_000, 600)}


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.sampled_from(sorted(ARTICLES)), min_size=1), size=st.sampled_from([500_000, 600]))
def test_a_corpus_with_articles_forgotten_is_one_that_never_had_them(whole, tmp_path_factory, gone, size):
    folder = tmp_path_factory.mktemp("forgotten")
    shutil.copytree(whole[size].root, folder / "out")
    store = Store(folder / "out")
    Run(store, Settings(part_characters=size)).forget({article_id(f"{name}.txt") for name in gone})
    never = made(folder / "in", folder / "never", ARTICLES.keys() - gone, part_characters=size)
    assert rows(store) == rows(never)
    again = Run(store, Settings(part_characters=size)).do()
    assert {result.status for result in again.results} <= {"current"}
    assert again.mended == []


def test_nothing_of_a_forgotten_article_is_left_in_the_files(whole, tmp_path):
    shutil.copytree(whole[500_000].root, tmp_path / "out")
    store = Store(tmp_path / "out")
    Run(store, Settings()).forget([article_id("fire.txt")])
    never = made(tmp_path / "in", tmp_path / "never", ARTICLES.keys() - {"fire"})
    for name in stages.made_tables():
        for part in store.parts(name):
            left, fresh = (one.read(name, part) for one in (store, never))
            assert left.equals(fresh), name
            assert [str(c.type) for c in left.schema] == [str(c.type) for c in fresh.schema]
    labels = store.read("mentions", "part-00000")["rule"].combine_chunks()
    assert set(labels.dictionary.to_pylist()) == set(labels.to_pylist())


def test_what_earlier_versions_kept_goes_with_the_last_article(whole, tmp_path):
    shutil.copytree(whole[500_000].root, tmp_path / "out")
    before = [tmp_path / "out" / ".quotidian" / name for name in ("stories.duckdb", "stories.duckdb.wal")]
    for file in before:
        file.write_bytes(b"what an article said")
    Run(Store(tmp_path / "out"), Settings()).forget([article_id(f"{name}.txt") for name in ARTICLES])
    assert not any(file.exists() for file in before)


PLACES = ("Marlow", "Grell", "Tarn", "Karst", "Velm")


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Five articles in five files, two a part, of which one table is made, a row an article."""

    def sentences(part):
        return TABLES["sentences"].from_rows(
            {"article_id": a.article_id, "sentence_index": 0, "paragraph_index": 0, "kind": "prose", "start": 0,
             "end": a.n_characters, "text": a.text}
            for a in part.articles().values()
        )  # fmt: skip

    monkeypatch.setattr(stages, "STAGES", {"sentences": Stage("sentences", ("articles",), sentences)})
    monkeypatch.setattr("pipeline.running.run.identify", lambda model: "none")

    class Corpus:
        folder = tmp_path / "in"
        store = Store(tmp_path / "out")
        run = Run(store, Settings(part_characters=50))

        def put(self, name, text=None):
            write(self.folder, name, text or f"The council of {name} has met.\n")
            self.ticks = getattr(self, "ticks", 0) + 1
            os.utime(self.folder / f"{name}.txt", (self.ticks, self.ticks))

        def lines(self, name, **texts):
            self.folder.mkdir(exist_ok=True)
            path = self.folder / f"{name}.jsonl"
            path.write_text("".join(json.dumps({"uri": uri, "text": text}) + "\n" for uri, text in texts.items()))
            self.ticks = getattr(self, "ticks", 0) + 1
            os.utime(path, (self.ticks, self.ticks))

        def do(self, source=None, **more):
            return self.run.do(list_inputs([source or str(self.folder)]), **more)

        def uris(self, table="articles"):
            ids = dict(
                zip(*(self.store.read_all("articles")[c].to_pylist() for c in ("article_id", "uri")), strict=True)
            )
            return sorted(ids[key] for key in self.store.read_all(table)["article_id"].to_pylist())

    return Corpus()


@pytest.fixture
def places(corpus):
    for place in PLACES:
        corpus.put(place)
    corpus.do()
    return corpus


def gone(outcome):
    return sorted(outcome.taken.gone.values())


def test_articles_whose_file_is_gone_are_told_at_each_run_and_stay(places):
    (places.folder / "Grell.txt").unlink()
    assert gone(places.do()) == gone(places.do()) == ["Grell.txt"]
    assert len(places.uris("sentences")) == 5


def test_pruning_removes_them_with_their_rows_and_computes_nothing_anew(places):
    (places.folder / "Grell.txt").unlink()
    outcome = places.do(prune=True)
    assert (sorted(outcome.removed.values()), gone(outcome), outcome.mended) == (["Grell.txt"], [], [])
    assert {result.status for result in outcome.results} == {"current"}
    assert places.uris("sentences") == places.uris() == ["Karst.txt", "Marlow.txt", "Tarn.txt", "Velm.txt"]
    assert (gone(places.do()), places.do(prune=True).removed) == ([], {})


def test_a_part_that_loses_all_its_articles_goes(places):
    first = places.store.read("articles", "part-00000")["uri"].to_pylist()
    for uri in first:
        (places.folder / uri).unlink()
    places.do(prune=True)
    assert places.store.parts("articles") == places.store.parts("sentences") == ["part-00001", "part-00002"]
    assert places.do().mended == []


def test_files_of_other_sources_are_not_gone(places, tmp_path):
    write(tmp_path / "other", "Oster", "The council of Oster has met.\n")
    assert gone(places.do(str(tmp_path / "other"))) == []
    (places.folder / "Grell.txt").unlink()
    assert gone(places.do(str(tmp_path / "other"), prune=True)) == []
    assert gone(places.do(f"{places.folder}/[KT]*.txt")) == []
    (places.folder / "Tarn.txt").unlink()
    assert gone(places.do(f"{places.folder}/[KT]*.txt")) == ["Tarn.txt"]


def test_files_that_are_there_and_passed_over_are_not_gone(places):
    (places.folder / "log.odd").write_text("The council of Oster has met.\n")
    places.run.do(list_inputs([f"{places.folder}/log.odd"], "text"))
    assert gone(places.do()) == []


def test_a_line_that_is_gone_from_its_file_is_told_until_it_is_back(corpus):
    corpus.lines("a", u1="The council of Marlow has met.", u2="The council of Grell has met.")
    corpus.do()
    corpus.lines("a", u1="The council of Marlow has met.")
    assert gone(corpus.do()) == gone(corpus.do()) == ["u2"]
    corpus.lines("a", u1="The council of Marlow has met.", u2="The council of Grell has met.")
    assert gone(corpus.do()) == []
    corpus.lines("a", u2="The council of Grell has met.")
    assert sorted(corpus.do(prune=True).removed.values()) == ["u1"]
    assert corpus.uris("sentences") == ["u2"]


def test_of_a_file_that_cannot_be_read_whole_nothing_is_gone(corpus):
    corpus.lines("a", u1="The council of Marlow has met.", u2="The council of Grell has met.")
    corpus.do()
    (corpus.folder / "a.jsonl").write_text('{"uri": "u1", "text": "The council of Marlow has met."}\n{"uri": "u2", "te')
    assert gone(corpus.do()) == []


def test_an_article_that_another_file_holds_too_is_not_gone(corpus):
    corpus.lines("a", u1="The council of Marlow has met.")
    corpus.lines("b", u1="The council of Marlow has met.", u2="The council of Grell has met.")
    corpus.do()
    (corpus.folder / "a.jsonl").unlink()
    assert gone(corpus.do(prune=True)) == []
    os.rename(corpus.folder / "b.jsonl", corpus.folder / "c.jsonl")
    assert gone(corpus.do()) == []
    corpus.lines("c", u2="The council of Grell has met.")
    assert gone(corpus.do()) == ["u1"]


def test_another_text_under_the_same_uri_comes_in_where_the_first_is_pruned(corpus):
    corpus.lines("a", u1="The council of Marlow has met.")
    corpus.lines("b", u1="The council of Marlow has not met.")
    assert corpus.do().taken.rejected == 1
    (corpus.folder / "a.jsonl").unlink()
    assert corpus.do(prune=True).taken.new == 1
    assert corpus.store.read_all("sentences")["text"].to_pylist() == ["The council of Marlow has not met."]
    assert corpus.store.read_all("quarantine").num_rows == 0


def test_what_was_rejected_of_a_file_that_is_pruned_goes_too(places):
    places.put("empty", " ")
    assert places.do().taken.rejected == 1
    (places.folder / "empty.txt").unlink()
    (places.folder / "Velm.txt").unlink()
    places.do(prune=True)
    assert places.store.parts("quarantine") == [NOTHING_REJECTED]


def test_nothing_is_pruned_where_no_article_is_found(places):
    for place in PLACES:
        (places.folder / f"{place}.txt").unlink()
    with pytest.raises(OutputError, match="quotidian forget"):
        places.do(prune=True)
    assert len(places.uris()) == 5


def test_a_forgotten_article_stays_away_until_it_is_taken_back(places):
    places.run.forget([article_id("Grell.txt")])
    assert places.uris("sentences") == ["Karst.txt", "Marlow.txt", "Tarn.txt", "Velm.txt"]
    places.put("Grell", "The council of Grell has met again.\n")
    outcome = places.do()
    assert (outcome.taken.forgotten, outcome.taken.new, gone(outcome)) == (1, 0, [])
    assert places.run.take_back(["Grell.txt", "Karst.txt"]) == {article_id("Grell.txt")}
    assert places.do().taken.new == 1
    assert places.uris("sentences") == sorted(f"{place}.txt" for place in PLACES)


def test_a_part_that_was_out_of_date_still_is(places, monkeypatch):
    stale = Stage("sentences", ("articles",), stages.STAGES["sentences"].function, ("pipeline.settings",))
    monkeypatch.setitem(stages.STAGES, "sentences", stale)
    object.__setattr__(stale, "code_version", "another")
    places.run.forget([article_id("Grell.txt")])
    assert {result.status for result in places.run.do().results} == {"made"}


class KilledError(BaseException):
    """What stands for a kill."""


@pytest.mark.parametrize("after", range(12))
@pytest.mark.parametrize("how", ["forget", "prune"])
def test_who_is_killed_while_removing_loses_nothing_and_the_next_run_goes_on(places, monkeypatch, how, after):
    (places.folder / "Grell.txt").unlink()
    before = places.uris("sentences")
    left = [name for name in before if name != "Grell.txt"]
    calls = iter(range(after, -1, -1))

    def killing(act):
        def killed(*args, **more):
            if next(calls, 0) == 0:
                raise KilledError
            return act(*args, **more)

        return killed

    with monkeypatch.context() as kill:
        begun = removal.start

        def start(*args):
            begun(*args)
            for name in ("write_bytes", "remove"):
                kill.setattr(Store, name, killing(getattr(Store, name)))

        kill.setattr(removal, "start", start)
        try:
            places.run.forget([article_id("Grell.txt")]) if how == "forget" else places.do(prune=True)
        except KilledError:
            pass
        else:
            assert after > 6
    outcome = places.do()
    assert outcome.mended == []
    assert gone(outcome) == []
    assert places.uris("sentences") == places.uris() == left
    assert not places.store.fs.exists(f"{places.store.path}/{replacement.STAGING}")
    assert places.do().mended == []
    assert removal.forgotten(places.store) == ({article_id("Grell.txt")} if how == "forget" else set())
