"""How far a run has come and how fast it is, in a line: for a terminal, and for the logs of clusters and Dagster."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipeline.publishing.counted import counted
from pipeline.running.result import PartResult

EVERY = 60.0
"""Seconds from one line in a log to the next."""


@dataclass
class Pace:
    """Counts what a run tells of its work, and has it said now and then.

    Speed and time left are told by the whole time since the start: words come in gusts.
    """

    say: Callable[[Pace], None]
    every: float = EVERY
    articles: int = 0
    done: int = 0
    """Words that have been worked on."""
    total: int = 0
    """Words that are to be worked on; 0 as long as sources are read."""
    failed: int = 0
    """Parts that could not be made."""
    _started: float = field(default_factory=lambda: time.monotonic())
    _said: float = field(default_factory=lambda: time.monotonic())

    def article(self) -> None:
        """One record more has been read."""
        self.articles += 1
        self._tell()

    def start(self, words: int) -> None:
        """So many words are to be worked on from now."""
        self.done, self.total, self._started = 0, words, time.monotonic()
        self._tell()

    def words(self, words: int) -> None:
        """So many words more have been worked on."""
        self.done += words
        self._tell()

    def part(self, results: Iterable[PartResult]) -> None:
        """A part has been worked on."""
        self.failed += any(result.status == "failed" for result in results)

    def told(self) -> str:
        """How far the run is."""
        seconds = max(time.monotonic() - self._started, 0.001)
        if not self.total:
            return f"{counted(self.articles, 'article')} read, {self.articles / seconds:,.0f} a second"
        speed = self.done / seconds
        left = dt.timedelta(seconds=round((self.total - self.done) / speed)) if self.done else "unknown time"
        told = f"{self.done:,} of {self.total:,} words, {speed:,.0f} words/s, {left} left"
        return told + f", {counted(self.failed, 'part')} failed" * bool(self.failed)

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._said >= self.every:
            self._said = now
            self.say(self)
