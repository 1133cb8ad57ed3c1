"""One fault costs what it concerns: a rule that fails on an expression costs that expression, not its article.

An extractor wraps the work that one rule does on one expression, inside its loop:

    for match in matches:
        with guarded(rule.name, match.start, match.end):
            found.append(value(match, rule))

`start` and `end` are the characters of the article that the rule was at work on. Where failures are collected, as
they are when the stages run, an exception inside ends the block, and what the block had not yet added is not
added; the loop goes on. The failure becomes a row of `quarantine` with the rule, the span and the article. Where
nobody collects (a test that calls an extractor, a script), the exception goes on as if there were no guard, so
that no fault is overlooked.

Nothing is caught that is no fault of the rule: an interruption, or memory that is at its end.
"""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Failure:
    """That a rule failed on a span of an article, and how."""

    rule: str
    start: int
    end: int
    error: Exception

    @property
    def detail(self) -> str:
        """What went wrong, and where in the code."""
        return told(self.error)


_collected: contextvars.ContextVar[list[Failure] | None] = contextvars.ContextVar("failures", default=None)


class guarded:
    """Around the work of one rule on one expression; see the module. Quick, as there may be one a token."""

    __slots__ = ("end", "failed", "rule", "start")

    def __init__(self, rule: str, start: int, end: int) -> None:
        self.rule, self.start, self.end = rule, start, end
        self.failed = False

    def span(self) -> tuple[int, int]:
        """The characters that the rule was at work on."""
        return self.start, self.end

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        if error is None:
            return False
        collected = _collected.get()
        if collected is None or not isinstance(error, Exception) or isinstance(error, MemoryError):
            return False
        collected.append(Failure(self.rule, *self.span(), error))
        self.failed = True
        return True


class guarded_word(guarded):
    """The same around work on a word, which is asked where it stands only if a rule fails on it."""

    __slots__ = ("word",)

    def __init__(self, rule: str, word: Token) -> None:
        self.rule, self.word = rule, word
        self.failed = False

    def span(self) -> tuple[int, int]:
        """The characters of the word."""
        return self.word.idx, self.word.idx + len(self.word)


@contextlib.contextmanager
def collecting() -> Iterator[list[Failure]]:
    """While it lasts, the failures of what is guarded are collected in this list instead of raised."""
    failures: list[Failure] = []
    token = _collected.set(failures)
    try:
        yield failures
    finally:
        _collected.reset(token)


@contextlib.contextmanager
def set_aside() -> Iterator[list[Failure]]:
    """Like `collecting`, where anybody collects: for what several stages ask for and one of them tells of."""
    if _collected.get() is None:
        yield []
    else:
        with collecting() as failures:
            yield failures


def tell(failures: Iterable[Failure]) -> None:
    """Pass on failures that were set aside to whoever collects them now."""
    collected = _collected.get()
    if collected is not None:
        collected += failures


def told(error: Exception) -> str:
    """An exception in a sentence: its kind, what it says, and the function and line that raised it."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_name}, line {place.tb_lineno})" if place else ""
    return f"{type(error).__name__}: {error}{where}"
