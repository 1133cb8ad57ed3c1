"""The data files of the report: JavaScript that hands one value to the page that asked for it.

A page opened from disk may load scripts that lie beside it but may not fetch anything else, so data come
as scripts. Each page loads only the files it shows something of.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import pathlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

ROWS_AT_ONCE = 50
"""Rows of a list that come with the thing they belong to; the rest is loaded when asked for."""
ROWS_A_FILE = 500


class DataFolder:
    """The folder of the data files; each is known by its name, such as `articles/abc`."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._more = 0

    def write(self, name: str, value: Any) -> None:
        """Write a value as the data file `name`."""
        path = self.folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=_plain)
        path.write_text(f"quotidian.take({json.dumps(name)},{content})\n", encoding="ascii")

    def section(self, rows: Iterable[Any]) -> dict[str, Any]:
        """A list of any length: its first rows, and the names of the files that hold the others."""
        rows = iter(rows)
        first = list(itertools.islice(rows, ROWS_AT_ONCE))
        n, more = len(first), []
        for chunk in chunks(rows, ROWS_A_FILE):
            more.append(f"more/{self._more}")
            self._more += 1
            self.write(more[-1], chunk)
            n += len(chunk)
        return {"n": n, "rows": first, "more": more}


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most `size`."""
    rows = iter(rows)
    while chunk := list(itertools.islice(rows, size)):
        yield chunk


def without_nulls(row: dict[str, Any], leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """The row without what is missing or empty and without the columns named, its fractions short."""
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in row.items()
        if value is not None and value != [] and name not in leave_out
    }


def shortened(text: str | None, length: int = 600) -> str | None:
    """The text in one line, cut at a word where it is longer than `length`."""
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes").removesuffix("+00:00")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a data file.")
