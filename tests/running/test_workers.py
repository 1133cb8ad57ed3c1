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

from expectations.validation import validate
from pipeline.articles.reading import list_inputs
from pipeline.running import engine, pool
from pipeline.running.intake import ingest
from pipeline.running.result import PartResult
from pipeline.running.wholeness import NOTHING_REJECTED
from pipeline.settings import Settings
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
    return {made.part: made for results in pool.in_pool(work, parts, workers, on_words) for made in results}


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


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def contents(folder):
    """The bytes of every part below a folder; one that is only published to be read as a table is none."""
    paths = (path for path in folder.glob("*/*.parquet") if path.stem != NOTHING_REJECTED)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    text = "“The bridge at Velm will open on Monday,” said Ada Brenner, the mayor. Prices rose by two percent in May. "
    with path.open("w") as file:
        for number in range(48):
            row = {"uri": f"t:{number}", "text": text * 8 + f"It was number {number}.", "published_at": "2025-10-17"}
            file.write(json.dumps(row) + "\n")
    return path


ENDINGS = {
    "Ctrl-C, which a terminal gives to the whole group": (os.killpg, signal.SIGINT, 130),
    "an interrupt of the parent alone": (os.kill, signal.SIGINT, 130),
    "a request to end": (os.kill, signal.SIGTERM, 143),
    "death": (os.kill, signal.SIGKILL, -signal.SIGKILL),
}


def test_however_runs_end_no_process_stays_and_the_next_goes_on_to_the_same_bytes(articles, tmp_path):
    store = Store(tmp_path / "out")
    command = [sys.executable, "-m", "pipeline", "run", str(articles), "--output", store.root,
               "--workers", "2", "--part-characters", "2500"]  # fmt: skip

    def start():
        return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True)

    def at_work(run, done):
        """Whether parts have been made, or the run has come to its end."""
        return len(store.parts("tokens")) > done or run.poll() is not None

    for how, (send, sign, code) in ENDINGS.items():
        done = contents(tmp_path / "out")
        run = start()
        assert until(functools.partial(at_work, run, len(store.parts("tokens"))), 120), how
        send(run.pid, sign)
        _, said = run.communicate(timeout=30)
        assert run.returncode == code, (how, said)
        if sign != signal.SIGKILL:
            *progress, last = said.splitlines()
            assert last == "quotidian: interrupted; what was finished is kept, and the next run goes on from there."
            assert all(" words/s, " in line for line in progress), "which are told once a minute"
        assert until(lambda group=run.pid: not members(group), 5), how
        assert done.items() <= contents(tmp_path / "out").items(), how
    assert len(store.parts("event_mentions")) < len(store.parts("articles"))
    run = start()
    whole = Store(tmp_path / "whole")
    whole.create()
    settings = Settings(part_characters=2500)
    ingest(whole, list_inputs([str(articles)]), settings, validate)
    engine.run(whole, settings, validate=validate)
    _, said = run.communicate()
    assert run.returncode == 0, said
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
