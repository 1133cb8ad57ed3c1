"""Who may write to a store: one process at a time, and nobody after a process that has died.

On a folder of this machine the operating system holds the lock. In a bucket a process takes a *lease*: a numbered
file that is only written where there is none of its number ("If-None-Match" in S3, a generation of 0 in Google's
buckets), so that of two who try, one gets it. The file with the highest number counts; its holder writes it anew
while it works. A lease that was not renewed has run out, and the next number may be taken.
"""

from __future__ import annotations

import contextlib
import json
import os
import posixpath
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import fsspec

from pipeline.errors import OutputLockedError

LEASE_SECONDS = 300.0
"""How long a lease lasts that is not renewed: what clocks may differ by, and what a dead run blocks a bucket for."""
RENEWALS = 5
"""How often a lease is renewed in the time that it lasts."""
_PREFIX = "lease-"


@contextlib.contextmanager
def hold_folder(folder: str, root: str) -> Iterator[None]:
    """Hold a folder of this machine, until the block ends or the process dies.

    Raises OutputLockedError where another process holds it, naming that process.
    """
    filelock = _filelock()
    os.makedirs(folder, exist_ok=True)
    holder = os.path.join(folder, "lock-holder.json")
    lock = filelock.FileLock(os.path.join(folder, "lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise _locked(root, _read_holder(holder)) from error
    try:
        with contextlib.suppress(OSError), open(holder, "w", encoding="utf-8") as file:
            json.dump(_who(), file)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(holder)
        lock.release()


def _filelock() -> ModuleType:
    """The library of locks, without its look at all that the interpreter does.

    From Python 3.12 on it has itself called for every event, lest a thread forks while another takes a lock: each
    `id()` of a run takes seven times as long. No thread of ours does.
    """
    add, sys.addaudithook = sys.addaudithook, lambda hook: None
    try:
        import filelock
    finally:
        sys.addaudithook = add
    return filelock


@dataclass
class Lease:
    """A lease on a folder of a file system that has no locks, from `take` to `give_up`.

    `root` is what messages call the store. `lost` becomes true when another process has taken over: nothing may be
    written any more then.
    """

    fs: fsspec.AbstractFileSystem
    folder: str
    root: str
    seconds: float = LEASE_SECONDS
    now: Callable[[], float] = time.time
    lost: bool = False
    number: int = 0
    who: dict[str, Any] = field(default_factory=lambda: {**_who(), "owner": uuid.uuid4().hex})

    def take(self) -> None:
        """Take the lease. Raises OutputLockedError where another process has it, naming that process."""
        last = self._last()
        if holder := self._holder(last):
            raise _locked(self.root, holder)
        self.number = last + 1
        try:
            self.fs.pipe_file(self._path(self.number), self._content(), mode="create")
        except FileExistsError as error:
            raise _locked(self.root, self._holder(self.number) or "another process") from error
        newest = self._last()
        if newest != self.number:  # it was slow, and others have come and gone meanwhile
            self._remove(self.number)
            raise _locked(self.root, self._holder(newest) or "another process")
        for old in self._numbers():
            if old < self.number:
                self._remove(old)

    def renew(self) -> None:
        """Say that this process is still there; find out whether another has taken over."""
        if self._last() != self.number:
            self.lost = True
        else:
            self.fs.pipe_file(self._path(self.number), self._content())

    def give_up(self) -> None:
        """Let others have it. The number stays taken, so that nobody who was slow can take it again."""
        if not self.lost and self._last() == self.number:
            self.fs.pipe_file(self._path(self.number), self._content(until=0.0))

    def _content(self, until: float | None = None) -> bytes:
        return json.dumps({**self.who, "until": self.now() + self.seconds if until is None else until}).encode()

    def _holder(self, number: int) -> str | None:
        """Who has the lease of a number; None where it has run out, was given up or cannot be read."""
        try:
            content = json.loads(self.fs.cat_file(self._path(number)))
            left = content["until"] - self.now()
            return f"{_described(content)}, which must renew its lease within {left:.0f} s" if left > 0 else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _last(self) -> int:
        return max(self._numbers(), default=0)

    def _numbers(self) -> list[int]:
        self.fs.invalidate_cache(self.folder)
        try:
            names = [posixpath.basename(name) for name in self.fs.ls(self.folder, detail=False)]
        except FileNotFoundError:
            return []
        ends = (name.removeprefix(_PREFIX).removesuffix(".json") for name in names if name.startswith(_PREFIX))
        return [int(end) for end in ends if end.isdecimal()]

    def _path(self, number: int) -> str:
        return posixpath.join(self.folder, f"{_PREFIX}{number:08d}.json")

    def _remove(self, number: int) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.fs.rm_file(self._path(number))


@contextlib.contextmanager
def renewed(lease: Lease) -> Iterator[Lease]:
    """A lease, taken, renewed by a thread of its own while the block runs, and given up.

    Raises OutputLockedError where another process has it, and at the end where another has taken over meanwhile.
    """
    lease.take()
    done = threading.Event()

    def keep() -> None:
        while not done.wait(lease.seconds / RENEWALS) and not lease.lost:
            with contextlib.suppress(OSError):  # the next time may go well; the lease lasts for several
                lease.renew()

    thread = threading.Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        done.set()
        thread.join()
        with contextlib.suppress(OSError):
            lease.give_up()
    refuse_if_lost(lease)


def refuse_if_lost(lease: Lease | None) -> None:
    """Raise OutputLockedError where a lease is another's by now."""
    if lease is not None and lease.lost:
        raise OutputLockedError(
            f"The output folder {lease.root} was taken over by another run, since this one could not renew its "
            "lease in time; run it again when that run has ended."
        )


def _who() -> dict[str, Any]:
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": time.strftime("%Y-%m-%d %H:%M:%S%z")}


def _read_holder(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return _described(json.load(file))
    except (OSError, ValueError, KeyError):
        return "another process"


def _described(who: Mapping[str, Any]) -> str:
    return f"process {who['pid']} on {who['host']} since {who['since']}"


def _locked(root: str, who: str) -> OutputLockedError:
    return OutputLockedError(
        f"The output folder {root} is in use by {who}; wait until that run has ended, "
        "or name another folder with --output."
    )
