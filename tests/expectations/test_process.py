"""Validation in a process beside this one."""

from __future__ import annotations

import errno
import importlib.util
import multiprocessing
import os
import pickle
import signal
import sys

import pytest

from expectations.process import _HERE, _LATER, ValidationProcess, _use_wait_for
from expectations.validation import validate
from pipeline.errors import EngineError
from tests.expectations.small_corpus import rows, table


def beside(process: ValidationProcess) -> ValidationProcess:
    """The same, running beside this process, though Great Expectations are imported here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "great_expectations", raising=False)
        process.start()
    return process


@pytest.fixture(scope="module")
def process():
    """One that runs beside this process, until the last of those who use it kills it."""
    with beside(ValidationProcess()) as process:
        yield process


def test_it_says_what_validation_on_the_spot_says(process, world):
    broken = rows()["quotes"]
    broken[0]["confidence"] = 7.0
    for part in (world["quotes"], table("quotes", broken)):
        here = validate("quotes", part, part_name="part-00003", context=world)
        there = process("quotes", part, part_name="part-00003", context=world)
        assert there.accepted.equals(here.accepted)
        assert there.rejected.equals(here.rejected)
        assert there.checks.equals(here.checks)
        assert (there.ok, there.failures) == (here.ok, here.failures)


def test_errors_are_raised_here_and_it_goes_on(process, world):
    with pytest.raises(KeyError, match="articles"):
        process("quotes", world["quotes"], part_name="part-00000", context={})
    meanwhile = []
    assert process.call(os.getpid, meanwhile=lambda: meanwhile.append("here")) not in (os.getpid(), None)
    assert meanwhile == ["here"]


def test_what_is_asked_meanwhile_has_its_own_answer(process, world):
    found = []

    def meanwhile():
        found.append(process("articles", world["articles"], part_name="part-00000", context={}))
        found.append(process.call(len, "four"))

    assert process.call(len, "two", meanwhile=meanwhile) == 3
    assert found[0].ok
    assert found[1] == 4


def test_it_ends_where_the_work_meanwhile_fails():
    def meanwhile():
        raise OSError("full")

    with beside(ValidationProcess()) as process:
        there = process.call(os.getpid)
        with pytest.raises(OSError, match="full"):
            process.call(len, "two", meanwhile=meanwhile)
        with pytest.raises(ProcessLookupError):
            os.kill(there, 0)


def test_when_it_dies_that_is_said(process, world):
    os.kill(process.call(os.getpid), signal.SIGKILL)
    with pytest.raises(EngineError, match="died"):
        process("quotes", world["quotes"], part_name="part-00000", context=world)


def test_the_wait_for_it_is_used_once_and_it_ends_with_its_context(world):
    meanwhile = []
    with beside(ValidationProcess(lambda name, part: meanwhile.append((name, part.num_rows)))) as process:
        for name in ("articles", "quarantine"):
            process(name, world[name], part_name="part-00000", context={})
        pid = process.call(os.getpid)
    assert meanwhile == [("articles", world["articles"].num_rows)]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_where_great_expectations_are_imported_it_is_not_started(world):
    import great_expectations  # noqa: F401

    meanwhile = []
    with ValidationProcess() as process:
        assert process("articles", world["articles"], part_name="part-00000", context={}).ok
        assert process.call(os.getpid, meanwhile=lambda: meanwhile.append("here")) == os.getpid()
    assert meanwhile == ["here"]


def test_what_is_imported_later_is_there_to_be_imported():
    assert all(importlib.util.find_spec(module) for module in (*_LATER, *_HERE))


def test_modules_are_imported_one_by_one_until_something_comes(monkeypatch):
    here, there = multiprocessing.Pipe()
    imported = []

    def import_module(name):
        imported.append(name)
        if name == "b":
            there.send("answer")

    monkeypatch.setattr(importlib, "import_module", import_module)
    later = iter(("a", "b", "c"))
    _use_wait_for(here, later)
    _use_wait_for(here, later, 0.1)
    assert imported == ["a", "b"]
    assert here.recv() == "answer"


def test_a_copy_for_a_worker_works_on_the_spot():
    assert pickle.loads(pickle.dumps(ValidationProcess())) is validate


def test_a_process_that_cannot_be_started_is_told_as_such(monkeypatch):
    def start(_):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", start)
    with pytest.raises(OSError, match="Too many open files"), ValidationProcess() as process:
        beside(process)
