"""What the holder of a bucket knows without asking."""

import os
import uuid

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipeline.tables.listing import Listing, Stamps
from pipeline.tables.schema import TABLES
from pipeline.tables.store import STAMPS, Store

ROW = {
    "article_id": "a",
    "sentence_index": 0,
    "paragraph_index": 0,
    "kind": "prose",
    "start": 0,
    "end": 1,
    "text": "A",
}
ROWS = TABLES["sentences"].from_rows([ROW])


class Bucket(MemoryFileSystem):
    """A file system in memory that counts how often a file is opened or a folder listed."""

    protocol = "counted"
    asked = 0

    def _open(self, path, mode="rb", **more):
        Bucket.asked += mode == "rb"
        return super()._open(path, mode, **more)

    def info(self, path, **more):
        Bucket.asked += 1
        return super().info(path, **more)

    def ls(self, path, detail=True, **more):
        Bucket.asked += 1
        return super().ls(path, detail, **more)


@pytest.fixture
def store():
    fsspec.register_implementation("counted", Bucket, clobber=True)
    store = Store(f"counted://{uuid.uuid4().hex}")
    yield store
    store.fs.rm(store.path, recursive=True)


def write(store, part, fingerprint="f"):
    store.write("sentences", part, ROWS, fingerprint=fingerprint, code_version="c")


def stamps(store):
    return [store.stamp("sentences", part).fingerprint for part in store.parts("sentences")]


def asked(work):
    """How many questions a piece of work costs."""
    before = Bucket.asked
    work()
    return Bucket.asked - before


def a_look_at_all(store):
    def look():
        with store.lock():
            assert set(stamps(store)) == {"f"}

    return look


def test_what_a_look_at_all_stamps_costs_does_not_grow_with_the_parts(store):
    costs = []
    for first in (0, 10):
        for index in range(first, first + 10):
            write(store, f"part-{index:05}")
        a_look_at_all(store)()
        costs.append(asked(a_look_at_all(store)))
    assert costs[0] == costs[1]


def test_what_is_written_and_removed_is_seen(store):
    write(store, "part-00000", "old")
    with store.lock():
        assert stamps(store) == ["old"]
        write(store, "part-00000", "new")
        write(store, "part-00001", "second")
        assert stamps(store) == ["new", "second"]
        assert set(store.versions("sentences")) == {"part-00000.parquet", "part-00001.parquet"}
        store.delete("sentences", "part-00000")
        store.delete("sentences", "part-00000")
        assert store.parts("sentences") == ["part-00001"]
        assert store.stamp("sentences", "part-00000") is None
    assert stamps(store) == ["second"]


def test_what_workers_wrote_is_seen_after_another_look(store):
    write(store, "part-00000", "old")
    with store.lock():
        assert stamps(store) == ["old"]
        worker = Store(store.root)
        write(worker, "part-00000", "newer, and longer")
        write(worker, "part-00001")
        store.look_again()
        assert stamps(store) == ["newer, and longer", "f"]


@pytest.mark.parametrize("written", [b"", b"garbage", Stamps().written({})[:5]])
def test_broken_stamps_are_read_from_the_parts_again(store, written):
    write(store, "part-00000")
    a_look_at_all(store)()
    store.fs.pipe_file(f"{store.path}/{STAMPS}", written)
    a_look_at_all(store)()
    assert asked(a_look_at_all(store)) == asked(a_look_at_all(store))
    assert len(store.read_bytes(STAMPS)) > 10


def test_a_stamp_of_another_version_is_read_anew():
    known = Stamps()
    assert known.get("a", "1", lambda: "first") == "first"
    assert known.get("a", "1", lambda: "not asked") == "first"
    assert known.get("a", "2", lambda: "second") == "second"
    again = Stamps(known.written({"a": None}))
    assert (again.get("a", "2", lambda: "not asked"), again.is_new) == ("second", False)
    assert Stamps(known.written({})).get("a", "2", lambda: "gone") == "gone"


def test_only_the_files_of_the_folder_itself_lie_inside(store):
    for path in ("sentences/a.parquet", "sentences/deep/b.parquet", "sentences-more/c.parquet", "d"):
        store.fs.pipe_file(f"{store.path}/{path}", b"x")
    assert Listing(store.fs, store.path).inside("sentences") == ["a.parquet"]


def test_a_working_copy_is_fetched_put_back_and_removed(store):
    with store.lock():
        for content in ("first", "second"):
            with store.working_copy("state/db") as path, open(path, "a") as file:
                file.write(content)
        assert store.read_bytes("state/db") == b"firstsecond"
        with store.working_copy("state/db") as path:
            os.unlink(path)
        assert store.read_bytes("state/db") is None
