"""Reading with worker processes: the same as without, whatever becomes of them."""

import functools
import json
import os
import signal
import time

import pytest

from pipeline.articles.inputs import list_inputs
from pipeline.articles.rejection import Rejection
from pipeline.running import reading_ahead
from pipeline.running.intake import ingest
from pipeline.running.pool import in_order
from pipeline.running.reading_ahead import read_all
from pipeline.settings import Settings
from pipeline.tables.store import Store

PAGE = "<html><body><article><h1>Dam</h1><p>The dam at Marlow will close on Friday, {}.</p></article></body></html>"


def write_sources(folder):
    lines = [{"uri": f"line:{n}", "text": f"The dam at Marlow was closed {n} times last year, its owner said."}
             for n in range(20)]  # fmt: skip
    lines[7]["text"] = None
    lines[13]["published_at"] = "some day"
    lines[15]["uri"] = "line:3"
    (folder / "b.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{ broken\n", "utf-8")
    for n in range(5):
        (folder / f"{n}.txt").write_text(f"Ada Brenner, the mayor, paid {n} million for the dam at Marlow.", "utf-8")
    pages = [PAGE.format(f"Ada Brenner said {n} times").encode() for n in range(6)]
    (folder / "p.warc").write_bytes(b"".join(
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://marlow.example/%d\r\n"
        b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (n, len(page), page)
        for n, page in enumerate(pages)
    ))  # fmt: skip
    (folder / "q.html").write_text(PAGE.format("q"), "utf-8")


@pytest.fixture
def sources(tmp_path, monkeypatch):
    monkeypatch.setattr(reading_ahead, "FEW", 1)
    monkeypatch.setattr(reading_ahead, "BATCH_RECORDS", 3)
    folder = tmp_path / "sources"
    folder.mkdir()
    write_sources(folder)
    return list_inputs([str(folder)])


def test_workers_read_what_one_process_reads(sources):
    alone, together = (list(read_all(sources, Settings(workers=workers))) for workers in (1, 2))
    assert together == alone
    assert [file.name for file, _ in alone] == sorted(file.name for file, _ in alone)
    assert sum(isinstance(item, Rejection) for _, item in alone) == 3
    assert {item.uri for _, item in alone} >= {"0.txt", "q.html", "line:19", "https://marlow.example/5"}


def test_the_tables_are_the_same_bytes(sources, tmp_path):
    made = {}
    for workers in (1, 2):
        store = Store(tmp_path / f"out{workers}")
        store.create()
        done = ingest(store, sources, Settings(workers=workers, part_characters=400))
        assert (done.new, done.rejected) == (30, 4)
        made[workers] = {
            path.name: path.read_bytes() for path in (tmp_path / f"out{workers}" / "articles").glob("*.parquet")
        }
    assert len(made[1]) > 1
    assert made[1] == made[2]


def _square(n):
    return n * n


def _squares_or_death(numbers):
    if 5 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return [n * n for n in numbers]


def test_results_come_in_the_order_of_the_items_which_are_taken_as_they_are_needed():
    taken = []

    def items():
        for n in range(40):
            taken.append(n)
            yield n

    results = in_order(_square, items(), 2, lambda n: -n)
    assert next(results) == 0
    assert len(taken) <= 10
    assert list(results) == [n * n for n in range(1, 40)]


def test_an_item_on_which_workers_die_is_lost_alone():
    items = [range(3), range(3, 7), range(7, 12)]
    made = in_order(_squares_or_death, items, 2, lambda numbers: [-n for n in numbers])
    assert [n for numbers in made for n in numbers] == [0, 1, 4, -3, -4, -5, -6, 49, 64, 81, 100, 121]


def test_of_an_item_that_has_pieces_the_one_is_lost_on_which_workers_die():
    items = [range(3, 7), range(7, 9)]
    made = in_order(
        _squares_or_death, items, 2, lambda numbers: [-n for n in numbers], lambda item: ([n] for n in item)
    )
    assert [n for numbers in made for n in numbers] == [9, 16, -5, 36, 49, 64]


def test_the_pieces_of_a_batch_are_its_files_and_the_records_of_one(sources):
    pieces = functools.partial(reading_ahead._pieces, Settings())
    text, lines = sources[0], next(file for file in sources if file.name == "b.jsonl")
    assert list(pieces([(text, None), (lines, None)])) == [[(text, None)], [(lines, None)]]
    assert list(pieces([(text, None)])) == [[(text, None)]]
    found = list(reading_ahead.find(lines))
    assert list(pieces([(lines, None)])) == [[(lines, [one])] for one in found]
    assert list(pieces([(lines, found[2:4])])) == [[(lines, [found[2]])], [(lines, [found[3]])]]


def test_what_a_dead_worker_was_reading_is_told(sources):
    (text,) = reading_ahead._lost([(sources[0], None)])
    assert "died twice while it was read" in text[1].detail
    found = list(reading_ahead.find(next(file for file in sources if file.name == "b.jsonl")))
    (lines,) = reading_ahead._lost([(sources[0], found[:3])])
    assert "records 1 to 3" in lines[1].detail
    assert lines[1].line == 1
