"""Taking articles into the store: what is new, what has changed, what is passed over."""

import json
import os

import fsspec
import pytest

from pipeline.articles.reading import list_inputs
from pipeline.running.intake import ingest
from pipeline.settings import Settings
from pipeline.tables.store import Store

NEWS = "The council of {} met on Monday and voted for the new bridge."


@pytest.fixture
def corpus(tmp_path):
    class Corpus:
        folder = tmp_path / "in"
        store = Store(tmp_path / "out")

        def write(self, name, rows):
            self.folder.mkdir(exist_ok=True)
            path = self.folder / name
            path.write_text("\n".join(json.dumps(row) for row in rows))
            # Two writes in one test may fall into one tick of the file system's clock.
            self.ticks = getattr(self, "ticks", 0) + 1
            os.utime(path, (self.ticks, self.ticks))

        def ingest(self, **settings):
            self.store.create()
            return ingest(self.store, list_inputs([str(self.folder)]), Settings(**settings))

        def texts(self):
            rows = self.store.read_all("articles").to_pylist()
            return {row["uri"]: row["text"] for row in rows}

        def bytes(self):
            return {p: (tmp_path / "out" / p).read_bytes() for t in ("articles", "quarantine")
                    for p in (f"{t}/{name}.parquet" for name in self.store.parts(t))}  # fmt: skip

    return Corpus()


def row(uri, place, **more):
    return {"uri": uri, "text": NEWS.format(place), **more}


def counts(done):
    return done.new, done.changed, done.unchanged, done.rejected


def test_new_articles_fill_parts_up_to_their_size(corpus):
    corpus.write("a.jsonl", [row(f"u{i}", "Marlow") for i in range(5)])
    done = corpus.ingest(part_characters=130)
    assert counts(done) == (5, 0, 0, 0)
    assert done.parts == ["part-00000", "part-00001", "part-00002"]
    assert [corpus.store.read("articles", part).num_rows for part in done.parts] == [2, 2, 1]


def test_a_second_run_reads_nothing_and_changes_no_byte(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow"), {"uri": "u2"}])
    corpus.ingest()
    before = corpus.bytes()
    done = corpus.ingest()
    assert counts(done) == (0, 0, 1, 0)
    assert done.files_unchanged == 1
    assert corpus.bytes() == before


def test_the_same_text_read_again_is_passed_over(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    corpus.ingest()
    before = corpus.bytes()
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    done = corpus.ingest()
    assert (counts(done), done.files_unchanged) == ((0, 0, 1, 0), 0)
    assert corpus.bytes() == before


def test_another_text_replaces_the_old_one_in_its_part(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow"), row("u2", "Grell")])
    corpus.ingest()
    corpus.write("a.jsonl", [row("u1", "Karst"), row("u2", "Grell"), row("u3", "Tarn")])
    done = corpus.ingest()
    assert counts(done) == (1, 1, 1, 0)
    assert corpus.store.parts("articles") == ["part-00000", "part-00001"]
    assert corpus.texts() == {"u1": NEWS.format("Karst"), "u2": NEWS.format("Grell"), "u3": NEWS.format("Tarn")}


def test_other_metadata_replace_the_article_too(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    corpus.ingest()
    corpus.write("a.jsonl", [row("u1", "Marlow", published_at="2031-05-06")])
    assert counts(corpus.ingest()) == (0, 1, 0, 0)


def test_one_uri_with_two_texts_in_one_input_keeps_the_first(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow"), row("u1", "Grell"), row("u1", "Marlow")])
    corpus.write("b.jsonl", [row("u1", "Karst")])
    done = corpus.ingest()
    assert counts(done) == (1, 0, 0, 2)
    assert corpus.texts() == {"u1": NEWS.format("Marlow")}
    assert corpus.store.read_all("quarantine")["reason"].to_pylist() == ["duplicate_uri"] * 2


def test_a_uri_keeps_its_first_text_when_a_later_file_brings_another(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    corpus.ingest()
    corpus.write("b.jsonl", [row("u1", "Karst"), row("u2", "Grell")])
    done = corpus.ingest()
    assert counts(done) == (1, 0, 1, 1)
    assert corpus.texts()["u1"] == NEWS.format("Marlow")


def test_the_quarantine_of_a_mended_file_goes_and_that_of_others_stays(corpus):
    corpus.write("a.jsonl", [{"uri": "u1"}])
    corpus.write("b.jsonl", [{"uri": "u2"}])
    corpus.ingest()
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    corpus.ingest()
    assert corpus.store.read_all("quarantine")["uri"].to_pylist() == ["u2"]


def test_articles_stay_when_their_file_goes(corpus):
    corpus.write("a.jsonl", [row("u1", "Marlow")])
    corpus.write("b.jsonl", [row("u2", "Grell")])
    corpus.ingest()
    (corpus.folder / "a.jsonl").unlink()
    corpus.ingest()
    assert set(corpus.texts()) == {"u1", "u2"}


def test_a_run_cut_off_half_way_ends_in_the_same_parts(corpus, tmp_path, monkeypatch):
    corpus.write("a.jsonl", [row(f"u{i}", "Marlow") for i in range(7)])
    corpus.ingest(part_characters=130)
    whole = corpus.bytes()
    other = Store(tmp_path / "other")
    other.create()
    write, written = other.write, []

    def failing(table, part, *args, **more):
        if len(written) == 1:
            raise KeyboardInterrupt
        written.append(part)
        return write(table, part, *args, **more)

    monkeypatch.setattr(other, "write", failing)
    with pytest.raises(KeyboardInterrupt):
        ingest(other, list_inputs([str(corpus.folder)]), Settings(part_characters=130))
    monkeypatch.undo()
    ingest(other, list_inputs([str(corpus.folder)]), Settings(part_characters=130))
    again = {p: (tmp_path / "other" / p).read_bytes() for p in whole}
    assert again == whole


def test_what_could_not_be_read_in_a_network_is_read_with_the_next_run(corpus, monkeypatch):
    fsspec.filesystem("memory").pipe("/news/a.jsonl", json.dumps(row("u1", "Marlow")).encode())
    sources = list_inputs(["memory://news"])
    corpus.store.create()

    def gone(*_, **__):
        raise ConnectionError("the storage does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(fsspec, "open", gone)
        done = ingest(corpus.store, sources, Settings())
    assert (counts(done), done.failures) == ((0, 0, 0, 1), [])
    assert corpus.store.read_all("quarantine")["reason"].to_pylist() == ["unreadable"]
    assert counts(ingest(corpus.store, sources, Settings())) == (1, 0, 0, 0)
    assert corpus.store.parts("quarantine") == []
    assert ingest(corpus.store, sources, Settings()).files_unchanged == 1
