"""What something costs, told by the lines of ours that it runs: a busy machine changes nothing in their number."""

from __future__ import annotations

import contextlib
import pathlib
import sys
from collections.abc import Callable, Iterator

import pipeline

ROOT = pathlib.Path(pipeline.__file__).parents[1]
OURS = tuple(str(ROOT / package) for package in ("pipeline", "expectations"))


def lines(function: Callable, *arguments: object) -> tuple[int, object]:
    """How many lines of ours are run, and what the function gives."""
    n = 0

    def line(*_):
        nonlocal n
        n += 1

    with (_monitored if hasattr(sys, "monitoring") else _traced)(line):
        found = function(*arguments)
    return n, found


@contextlib.contextmanager
def _monitored(line: Callable) -> Iterator[None]:
    """Calls `line` for each line of ours: three times as fast as tracing, from Python 3.12 on."""
    monitoring, tool, ours = sys.monitoring, sys.monitoring.PROFILER_ID, []

    def start(code, _):
        if code.co_filename.startswith(OURS):
            ours.append(code)
            monitoring.set_local_events(tool, code, monitoring.events.LINE)
        return monitoring.DISABLE

    monitoring.use_tool_id(tool, __name__)
    monitoring.register_callback(tool, monitoring.events.PY_START, start)
    monitoring.register_callback(tool, monitoring.events.LINE, line)
    monitoring.restart_events()
    monitoring.set_events(tool, monitoring.events.PY_START)
    try:
        yield
    finally:
        monitoring.set_events(tool, monitoring.events.NO_EVENTS)
        for code in ours:
            monitoring.set_local_events(tool, code, monitoring.events.NO_EVENTS)
        monitoring.free_tool_id(tool)


@contextlib.contextmanager
def _traced(line: Callable) -> Iterator[None]:
    def trace(*_):
        line()
        return trace

    sys.settrace(lambda frame, event, argument: trace if frame.f_code.co_filename.startswith(OURS) else None)
    try:
        yield
    finally:
        sys.settrace(None)
