"""Leases on buckets, with a clock of the test's own; the lock of a folder is mostly tested with the store."""

import json
import subprocess
import sys
import uuid

import fsspec
import pytest

from pipeline.errors import OutputLockedError
from pipeline.tables.holding import Lease, refuse_if_lost, renewed


class Clock:
    def __init__(self):
        self.time = 1_000.0

    def __call__(self):
        return self.time


@pytest.fixture
def bucket():
    """A file system without locks, and a folder in it that is nobody else's."""
    fs = fsspec.filesystem("memory")
    folder = f"/{uuid.uuid4().hex}/.quotidian"
    yield fs, folder
    fs.rm(folder, recursive=True)


@pytest.fixture
def clock():
    return Clock()


def lease(bucket, clock, **fields):
    return Lease(*bucket, "s3://bucket/tables", seconds=60.0, now=clock, **fields)


def files(bucket):
    fs, folder = bucket
    return sorted(path.rsplit("/", 1)[1] for path in fs.ls(folder, detail=False))


def test_a_second_process_is_refused_and_told_who_holds_it(bucket, clock):
    first = lease(bucket, clock)
    first.take()
    clock.time += 59
    wanted = rf"s3://bucket/tables is in use by process {first.who['pid']} on .*, which must renew its lease within 1 s"
    with pytest.raises(OutputLockedError, match=wanted):
        lease(bucket, clock).take()


def test_a_lease_that_was_given_up_is_free_at_once(bucket, clock):
    first, second = lease(bucket, clock), lease(bucket, clock)
    first.take()
    first.give_up()
    second.take()
    assert second.number == 2
    assert files(bucket) == ["lease-00000002.json"]


def test_the_lease_of_a_dead_run_is_taken_over_when_it_has_run_out(bucket, clock):
    dead, next_one = lease(bucket, clock), lease(bucket, clock)
    dead.take()
    clock.time += 60
    next_one.take()
    assert next_one.number == 2


def test_a_renewed_lease_lasts(bucket, clock):
    first = lease(bucket, clock)
    first.take()
    clock.time += 50
    first.renew()
    clock.time += 50
    with pytest.raises(OutputLockedError):
        lease(bucket, clock).take()
    assert not first.lost


def test_who_was_taken_over_learns_it_and_leaves_the_other_alone(bucket, clock):
    slow, other = lease(bucket, clock), lease(bucket, clock)
    slow.take()
    refuse_if_lost(slow)
    clock.time += 61
    other.take()
    slow.renew()
    with pytest.raises(OutputLockedError, match="taken over by another run"):
        refuse_if_lost(slow)
    slow.give_up()
    with pytest.raises(OutputLockedError, match="in use by"):
        lease(bucket, clock).take()


def test_of_two_who_see_it_free_one_gets_it(bucket, clock):
    fs, _ = bucket
    first, second = lease(bucket, clock), lease(bucket, clock)
    numbers = iter([0])
    second._last = lambda: next(numbers)  # what it saw before the first was there
    first.take()
    with pytest.raises(OutputLockedError, match="in use by process"):
        second.take()
    assert json.loads(fs.cat_file(first._path(1)))["owner"] == first.who["owner"]


def test_who_was_slow_takes_no_number_that_others_have_left_behind(bucket, clock):
    slow, second, third = lease(bucket, clock), lease(bucket, clock), lease(bucket, clock)
    looks = iter([lambda: 0, slow._last])  # it looked before the others came, and again when it had written
    slow._last = lambda: next(looks)()
    for other in (second, third):
        other.take()
        if other is second:
            other.give_up()
    assert files(bucket) == ["lease-00000002.json"]
    with pytest.raises(OutputLockedError, match="in use by process"):
        slow.take()
    assert files(bucket) == ["lease-00000002.json"]


def test_a_file_that_is_no_lease_holds_nothing(bucket, clock):
    fs, folder = bucket
    fs.pipe_file(f"{folder}/lease-00000007.json", b"\x00 garbage")
    fs.pipe_file(f"{folder}/lease-notes.json", b"")
    first = lease(bucket, clock)
    first.take()
    assert first.number == 8


def test_a_lease_is_renewed_while_the_block_runs_and_given_up_after(bucket):
    fs, _ = bucket
    held = Lease(*bucket, "s3://bucket/tables", seconds=0.5)
    with renewed(held):
        path = held._path(held.number)
        before = json.loads(fs.cat_file(path))["until"]
        while json.loads(fs.cat_file(path))["until"] == before:
            pass
    assert json.loads(fs.cat_file(path))["until"] == 0


def test_a_block_that_lost_its_lease_fails(bucket, clock):
    held = lease(bucket, clock)
    with pytest.raises(OutputLockedError, match="taken over"), renewed(held):
        held.lost = True


def test_a_folder_is_held_without_a_look_at_every_event(tmp_path):
    code = (
        "import sys\nfrom pipeline.tables.holding import hold_folder\nhooks = []\nsys.addaudithook = hooks.append\n"
        f"with hold_folder({str(tmp_path / 'held')!r}, 'held'):\n    print(hooks, sys.addaudithook == hooks.append)\n"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[] True\n"
    )
