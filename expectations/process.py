"""Validation in a process of its own: Great Expectations takes longer to import than an article to parse.

While that process imports them, the one that asks reads articles and loads the language model.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import importlib
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any

from pipeline.errors import EngineError
from pipeline.running import garbage
from pipeline.running.pool import be_a_worker, starting_workers

if TYPE_CHECKING:
    import pyarrow as pa

    from expectations.validation import Validation


class ValidationProcess:
    """Validates as `expectations.validation.validate` does, in a process beside this one.

    The process starts with `start`, or when it is first asked, and ends with the context. Where Great Expectations
    are imported already, and wherever a pickled copy gets to, the work is done on the spot.
    """

    def __init__(self, meanwhile: Callable[[str, pa.Table], None] = lambda table, part: None) -> None:
        """Make one that does not run yet; `meanwhile` uses the wait for it, called with what is validated first."""
        self._meanwhile: Callable[[str, pa.Table], None] | None = meanwhile
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._asked = self._answered = 0
        self._answers: dict[int, tuple[Any, Exception | None]] = {}
        self._later = iter(_HERE)

    def __enter__(self) -> ValidationProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()  # what it has not said is of no use any more
            self._process.join()

    def __reduce__(self) -> tuple[Callable[[], Callable[..., Validation]], tuple[()]]:
        return _on_the_spot, ()

    def __call__(self, table: str, part: pa.Table, *, part_name: str, context: Mapping[str, pa.Table]) -> Validation:
        """Validate a part; see `expectations.validation.validate`, whose errors are raised here."""
        from expectations.validation import CONTEXT

        def wait() -> None:
            if self._meanwhile is not None:
                self._meanwhile(table, part)
                self._meanwhile = None

        needed = {name: context[name] for name in CONTEXT[table] or context if name in context}
        validation, accepted_all = self._do(wait, _validate, table, part, part_name, needed)
        return dataclasses.replace(validation, accepted=part) if accepted_all else validation

    def call(
        self, function: Callable[..., Any], *arguments: Any, meanwhile: Callable[[], object] = lambda: None
    ) -> Any:
        """Call a function of a module there: its result, or the exception that it raises. `meanwhile` is done here.

        What is asked meanwhile is done there after it, in order.
        """
        self.start()
        if self._connection is None:
            meanwhile()
        return self._do(meanwhile, function, *arguments)

    def start(self) -> None:
        """Start the process, if it is of use and does not run."""
        if self._process is None and "great_expectations" not in sys.modules:
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            with starting_workers():
                process.start()
            self._process = process
            theirs.close()

    def _do(self, wait: Callable[[], object], function: Callable[..., Any], *arguments: Any) -> Any:
        self.start()
        if self._connection is None:
            return function(*arguments)
        try:
            self._connection.send((function, arguments))
            self._asked = question = self._asked + 1
            try:
                wait()
                while self._answered < question:
                    _use_wait_for(self._connection, self._later, _SOON)
                    self._answered += 1
                    self._answers[self._answered] = self._connection.recv()
            except BaseException:
                self.__exit__()  # it may write tables, and who asked does not hold them any more
                raise
            result, error = self._answers.pop(question)
        except (EOFError, BrokenPipeError, ConnectionResetError) as ended:
            raise EngineError(
                "The process that validates died (out of memory, perhaps); run again, with more memory."
            ) from ended
        if error is not None:
            raise error
        return result


_LATER = (
    "pipeline.running.making",
    "pipeline.running.extracting",
    "pipeline.running.corpus_stage",
    "pipeline.corpus.stories",
    "pipeline.corpus.statements",
    "expectations.data_docs",
)
"""What is called in the process besides, imported while nobody asks."""
_HERE = (
    "pipeline.corpus.entities",
    "pipeline.corpus.events",
    "expectations.companions",
    "pipeline.publishing.terminal",
)
"""What the process that asks does itself afterwards, imported while it waits for an answer."""


_SOON = 0.05
"""Seconds in which an answer is waited for before the wait is used: an import may take longer than most answers."""


def _use_wait_for(connection: Connection, later: Iterator[str], wait: float = 0) -> None:
    """Import what will be needed, until something comes that is not there within a while."""
    while not connection.poll(wait) and (module := next(later, None)):
        with contextlib.suppress(Exception):  # whoever needs it meets the error where it can be told
            importlib.import_module(module)
        gc.freeze()  # it stays, and is not searched for garbage before a part


def _serve(connection: Connection) -> None:
    """In the process: do what is asked until nobody asks any more."""
    be_a_worker()
    with garbage.put_off():
        importlib.import_module("expectations.preload")
    later = iter(_LATER)
    with contextlib.suppress(EOFError):
        while True:
            _use_wait_for(connection, later)
            function, arguments = connection.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = function(*arguments), None
            except Exception as error:
                answer = None, error
            connection.send(answer)


def _validate(table: str, part: pa.Table, part_name: str, context: Mapping[str, pa.Table]) -> tuple[Validation, bool]:
    """A validation, and whether it accepts the whole part, which then need not be sent back."""
    from expectations.validation import validate

    validation = validate(table, part, part_name=part_name, context=context)
    if len(validation.accepted) < len(part):
        return validation, False
    return dataclasses.replace(validation, accepted=part.schema.empty_table()), True


def _on_the_spot() -> Callable[..., Validation]:
    from expectations.validation import validate

    return validate
