import json
import multiprocessing
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError, OutputLockedError
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.store import STAMP_KEY, Store, content_digest, digest, replacing


def sentences(*texts, article="a"):
    rows = [
        {
            "article_id": article,
            "sentence_index": i,
            "paragraph_index": 0,
            "kind": "prose",
            "start": i,
            "end": i + 1,
            "text": text,
        }
        for i, text in enumerate(texts)
    ]
    return TABLES["sentences"].from_rows(rows)


@pytest.fixture(params=["local", "memory"])
def store(request, tmp_path):
    made = Store(tmp_path / "out" if request.param == "local" else f"memory://{tmp_path.name}/out")
    made.create()
    return made


def test_a_part_comes_back_as_it_was_written(store):
    data = sentences("One.", "Two.")
    stamp = store.write("sentences", "part-00000", data, fingerprint="f", code_version="c", model="m")
    assert store.read("sentences", "part-00000").equals(data)
    assert store.stamp("sentences", "part-00000") == stamp
    assert (stamp.rows, stamp.model, stamp.schema_version) == (2, "m", SCHEMA_VERSION)
    assert store.parts("sentences") == ["part-00000"]
    assert store.exists()


def test_what_is_not_there_is_none_or_empty(store):
    assert store.stamp("quotes", "part-00000") is None
    assert store.parts("quotes") == []
    assert store.read_all("quotes").num_rows == 0
    assert store.read_all("quotes", ["quote_id"]).column_names == ["quote_id"]
    assert not store.exists()
    store.delete("quotes", "part-00000")


def test_rows_are_sorted_and_the_bytes_do_not_depend_on_their_order(tmp_path):
    data = sentences("One.", "Two.", "Three.")
    bytes_ = []
    for name, rows in (("a", data), ("b", data.take([2, 0, 1]))):
        store = Store(tmp_path / name)
        store.write("sentences", "part-00000", rows, fingerprint="f", code_version="c")
        bytes_.append((tmp_path / name / "sentences" / "part-00000.parquet").read_bytes())
    assert bytes_[0] == bytes_[1]


def test_columns_can_be_read_alone(store):
    store.write("sentences", "part-00000", sentences("One."), fingerprint="f", code_version="c")
    assert store.read("sentences", "part-00000", ["text"]).to_pydict() == {"text": ["One."]}


def test_all_parts_read_as_one_table(store):
    store.write("sentences", "part-00001", sentences("B.", article="b"), fingerprint="f", code_version="c")
    store.write("sentences", "part-00000", sentences("A.", article="a"), fingerprint="f", code_version="c")
    assert store.read_all("sentences")["text"].to_pylist() == ["A.", "B."]


def test_a_foreign_file_has_no_stamp(tmp_path):
    store = Store(tmp_path)
    (tmp_path / "quotes").mkdir()
    pq.write_table(pa.table({"x": [1]}), tmp_path / "quotes" / "part-00000.parquet")
    (tmp_path / "quotes" / "part-00001.parquet").write_bytes(b"PAR1 half a file")
    assert store.stamp("quotes", "part-00000") is None
    assert store.stamp("quotes", "part-00001") is None


def test_the_file_tells_its_columns_and_its_stamp_to_any_reader(tmp_path):
    Store(tmp_path).write("sentences", "part-00000", sentences("One."), fingerprint="f", code_version="c")
    schema = pq.read_schema(tmp_path / "sentences" / "part-00000.parquet")
    assert schema.field("text").metadata[b"description"] == b"The sentence."
    assert json.loads(schema.metadata[STAMP_KEY])["table"] == "sentences"
    metadata = pq.read_metadata(tmp_path / "sentences" / "part-00000.parquet")
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_the_content_digest_is_that_of_the_rows(store):
    whole = sentences("One.", "Two.")
    in_chunks = pa.concat_tables([whole.slice(0, 1), whole.slice(1)])
    assert content_digest(whole) == content_digest(in_chunks)
    assert content_digest(whole) != content_digest(sentences("One.", "Two!"))
    assert content_digest(whole) != content_digest(whole.slice(0, 1))


def test_the_content_digest_does_not_depend_on_the_dictionary():
    direct = TABLES["quarantine"].from_rows([{"quarantine_id": "b", "stage": "quotes", "reason": "y"}])
    both = TABLES["quarantine"].from_rows(
        [
            {"quarantine_id": "a", "stage": "event_mentions", "reason": "x"},
            {"quarantine_id": "b", "stage": "quotes", "reason": "y"},
        ]
    )
    assert content_digest(direct) == content_digest(both.slice(1))


def test_what_is_kept_of_a_part_is_known_to_be_whole(store):
    figures = pa.array([[], [{"measure": "killed", "low": 2.0}]])
    kept = pa.table({"article_id": ["a", "b"], "agents": [["tank"], []], "figures": figures, "days": [[1], None]})
    assert not store.is_kept_whole("events", "part-00000")
    store.keep("events", "part-00000", kept, "f")
    assert store.kept("events", "part-00000") == "f"
    assert store.is_kept_whole("events", "part-00000")
    store.write_bytes(
        ".quotidian/events/part-00000.parquet",
        store.read_bytes(".quotidian/events/part-00000.parquet").replace(b"killed", b"kilted"),
    )
    assert not store.is_kept_whole("events", "part-00000")


def test_a_digest_tells_values_apart():
    assert digest("a", "bc") != digest("ab", "c")
    assert digest({"x": 1, "y": 2}) == digest({"y": 2, "x": 1})


def test_leftovers_of_a_killed_run_are_no_parts_and_are_swept(tmp_path):
    store = Store(tmp_path)
    store.write("sentences", "part-00000", sentences("One."), fingerprint="f", code_version="c")
    leftover = tmp_path / "sentences" / ".part-00001.parquet.123.tmp"
    leftover.write_bytes(b"half")
    assert store.parts("sentences") == ["part-00000"]
    with store.lock():
        assert not leftover.exists()


def _hold(path, held, done):
    with Store(path).lock():
        held.set()
        done.wait(30)


def test_a_second_run_is_told_who_holds_the_output(tmp_path):
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(tmp_path), held, done))
    holder.start()
    try:
        assert held.wait(60)
        with pytest.raises(OutputLockedError, match=f"process {holder.pid} "), Store(tmp_path).lock():
            pass
    finally:
        done.set()
        holder.join(30)
    with Store(tmp_path).lock():
        pass


def test_a_killed_holder_lets_go(tmp_path):
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(tmp_path), held, done))
    holder.start()
    assert held.wait(60)
    holder.kill()
    holder.join(30)
    with Store(tmp_path).lock():
        assert (tmp_path / ".quotidian" / "lock-holder.json").exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    def broken():
        yield b"begun"
        raise RuntimeError

    (tmp_path / "file").write_text("before")
    with pytest.raises(RuntimeError), replacing(tmp_path / "file") as file:
        file.writelines(broken())
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("file", "before")]
    with replacing(tmp_path / "new" / "file") as file:
        file.write(b"whole")
    assert [path.read_text() for path in (tmp_path / "new").iterdir()] == ["whole"]


def test_an_output_that_cannot_be_a_folder_is_named(tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(OutputError, match=os.fspath(tmp_path / "file")):
        Store(tmp_path / "file").create()


def test_missing_values_are_counted_without_reading_rows(tmp_path):
    store = Store(tmp_path)
    rows = [{"quarantine_id": str(i), "stage": "s", "reason": "r", "detail": "", "uri": "u", "line": line}
            for i, line in enumerate([1, None, None])]  # fmt: skip
    store.write("quarantine", "a", TABLES["quarantine"].from_rows(rows), fingerprint="", code_version="")
    assert store.null_counts("quarantine", ["source", "line", "uri"]) == {"source": 3, "line": 2, "uri": 0}


@pytest.mark.parametrize("root", ["{}", "memory://looked-at"])
def test_parts_are_looked_at_in_order_wherever_they_are(root, tmp_path):
    names = [f"part-{n:05d}" for n in range(150)]
    assert list(Store(root.format(tmp_path)).map(str.upper, names)) == [name.upper() for name in names]
