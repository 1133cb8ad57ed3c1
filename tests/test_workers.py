"""Worker processes: what is done, what is done again, and how a run ends."""

import functools
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from pipeline import engine
from pipeline.engine import PartResult
from pipeline.tables.store import Store


def make(folder, part, *, on_words):
    """Stands for `make_part`: does what the part's name says."""
    tries = pathlib.Path(folder) / part
    with tries.open("a") as file:
        file.write(".")
    if part.startswith("dies") or (part.startswith("stumbles") and len(tries.read_text()) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if part.startswith("breaks"):
        raise ValueError(part)
    on_words(10)
    return [PartResult("tokens", part, "made")]


@pytest.fixture
def work(tmp_path):
    return functools.partial(make, str(tmp_path))


def in_pool(work, parts, workers=2, on_words=lambda words: None):
    return {made.part: made for results in engine._in_pool(work, parts, workers, on_words) for made in results}


def test_every_part_is_made_once(work, tmp_path):
    parts = [f"part-{n}" for n in range(7)]
    made = in_pool(work, parts)
    assert {name: result.status for name, result in made.items()} == dict.fromkeys(parts, "made")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(parts, ".")


def test_the_words_of_the_workers_are_told(work):
    told = []
    in_pool(work, [f"part-{n}" for n in range(4)], on_words=told.append)
    assert sum(told) == 40


def test_a_part_whose_worker_was_killed_is_made_again(work):
    made = in_pool(work, ["a", "stumbles", "b", "c"])
    assert {result.status for result in made.values()} == {"made"}
    assert len(made) == 4


def test_a_part_that_kills_its_workers_has_failed_by_name_and_the_others_are_made(work, tmp_path):
    made = in_pool(work, ["a", "dies", "b", "c", "d"])
    assert {name: result.status for name, result in made.items()} == {
        "a": "made", "b": "made", "c": "made", "d": "made", "dies": "failed",
    }  # fmt: skip
    assert "while dies was in work" in made["dies"].failures[0]
    assert (tmp_path / "dies").read_text() == ".."


def test_an_error_in_a_worker_is_raised_here(work):
    with pytest.raises(ValueError, match="breaks"):
        in_pool(work, ["a", "breaks", "b"])


def members(group):
    """The processes of a process group that are alive."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [pid for pid, of, state in rows if int(of) == group and not state.startswith("Z")]


@pytest.fixture
def corpus(tmp_path):
    text = "“The bridge at Velm will open on Monday,” said Ada Brenner, the mayor. Prices rose by two percent in May. "
    with (tmp_path / "articles.jsonl").open("w") as file:
        for number in range(30):
            row = {"uri": f"t:{number}", "text": text * 8 + f"It was number {number}.", "published_at": "2025-10-17"}
            file.write(json.dumps(row) + "\n")
    return tmp_path


def command(corpus):
    return [sys.executable, "-m", "pipeline", "run", str(corpus / "articles.jsonl"), "--output", str(corpus / "out"),
            "--workers", "2", "--part-characters", "2500"]  # fmt: skip


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_a_run_that_is_interrupted_leaves_no_process_and_the_next_goes_on(corpus):
    process = subprocess.Popen(command(corpus), start_new_session=True, stderr=subprocess.PIPE, text=True)
    store = Store(corpus / "out")
    assert until(lambda: store.parts("tokens") or process.poll() is not None, 120)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does
    started = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert time.monotonic() - started < 2
    assert process.returncode == 130
    assert said.startswith("quotidian: interrupted")
    assert said.count("\n") == 1
    assert until(lambda: not members(process.pid), 2)
    done = {part: store.stamp("tokens", part) for part in store.parts("tokens")}
    assert 0 < len(done) < len(store.parts("articles"))
    kept = {part: (corpus / "out" / "tokens" / f"{part}.parquet").stat().st_mtime_ns for part in done}
    again = subprocess.run(command(corpus), capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert store.parts("events") == store.parts("articles")
    assert kept == {part: (corpus / "out" / "tokens" / f"{part}.parquet").stat().st_mtime_ns for part in done}
