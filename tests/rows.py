"""Texts with all rows that are made of them, in plain files: a text to a paragraph, a row to a line below it.

A line break in a text is written ¶. `pytest --rewrite-rows` writes the rows that are made now in place of those that
stand there, so that `git diff` shows what a change of the rules does.
"""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Iterable, Sequence
from typing import Any

PUBLISHED = "2024-03-15"
"""The Friday on which all these texts appear."""


def read(path: pathlib.Path) -> list[tuple[str, list[str]]]:
    """The texts of a file with their rows, in order."""
    paragraphs = [part.splitlines() for part in path.read_text("utf-8").strip().split("\n\n")]
    return [(text.replace("¶", "\n"), rows) for text, *rows in paragraphs if not text.startswith("#")]


def rewrite(path: pathlib.Path, made: dict[str, list[str]]) -> None:
    """Write rows in place of those of the same texts; remarks and other texts stay."""
    parts = path.read_text("utf-8").strip().split("\n\n")
    for number, part in enumerate(parts):
        text = part.partition("\n")[0]
        if text.replace("¶", "\n") in made:
            parts[number] = "\n".join([text, *made[text.replace("¶", "\n")]])
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def lists(path: pathlib.Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Lists of words with the sentence in which each stands in place of {}, and all rows of that sentence in a line."""
    found = {}
    for heading, *lines in (part.splitlines() for part in path.read_text("utf-8").strip().split("\n\n")):
        name, _, sentence = heading.partition(": ")
        found[name] = sentence, dict(line.split(" = ", 1) for line in lines)
    return found


def rewrite_lists(path: pathlib.Path, made: dict[str, dict[str, str]]) -> None:
    """Write rows in place of those of the same words."""
    parts = []
    for name, (sentence, words) in lists(path).items():
        lines = (f"{word} = {rows}" for word, rows in (words | made.get(name, {})).items())
        parts.append("\n".join([f"{name}: {sentence}", *lines]))
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def row(cells: Iterable[Any]) -> str:
    """A row in a line; what is empty is a dash, and left out at the end."""
    return " | ".join(_cell(cell) for cell in cells).rstrip(" |-").replace("\n", "¶")


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value) if value or value == 0 else "-"


def days(first: dt.date | None, last: dt.date | None) -> str:
    """Two days as one cell: one day, an interval, an open one, none."""
    if first == last:
        return str(first or "")
    return f"{first or ''}..{last or ''}"


def words(text: str, spans: Sequence[Any]) -> str:
    """The words of several stretches of a text."""
    return " … ".join(text[span["start"] : span["end"]] for span in spans)
