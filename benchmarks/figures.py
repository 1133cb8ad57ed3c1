"""Writes the figures of accuracy, from benchmarks/measured.toml, wherever they are told.

    python benchmarks/figures.py

A table is known by its first line, and stands as long as its lines begin with a bar.
"""

from __future__ import annotations

import pathlib
import re
import tomllib
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
README, ACCURACY, BENCHMARKS = ROOT / "README.md", ROOT / "docs" / "accuracy.md", ROOT / "benchmarks" / "README.md"
CARD = ROOT / "pipeline" / "publishing" / "dataset-card.md"
CELLS = ("all", "unseen", "peer", "people")


def measured() -> list[dict[str, Any]]:
    """The tables of what was measured."""
    return tomllib.loads((ROOT / "benchmarks" / "measured.toml").read_text("utf-8"))["table"]


def documents(tables: list[dict[str, Any]]) -> dict[pathlib.Path, list[str]]:
    """The tables that stand in each document, as Markdown."""
    rows = [(table["on"], row) for table in tables for row in table["rows"]]
    readme = [
        [row["readme"], *(_figure(row.get(cell, ""), row) for cell in ("all", "peer", "people"))]
        for _, row in rows
        if "readme" in row
    ]
    card = [[row["card"], on, _figure(row["all"], row)] for on, row in rows if "card" in row]
    whole = [
        _markdown(table["columns"], [[row["what"], *(row.get(cell, "") for cell in CELLS)] for row in table["rows"]])
        for table in tables
    ]
    told = _markdown(["what", "measured on", "figure"], card)
    return {
        README: [_markdown(["", "Quotidian", "best other system", "people"], readme)],
        ACCURACY: [told],
        CARD: [told],
        BENCHMARKS: whole,
    }


def written(text: str, table: str, nth: int = 0) -> str:
    """The text with the table in place of the one that begins with the same line, the `nth` of those."""
    first = re.escape(table.splitlines()[0])
    places = list(re.finditer(rf"^{first}\n(?:\|.*\n)*", text, re.MULTILINE))
    place = places[nth]
    return text[: place.start()] + table + text[place.end() :]


def main() -> None:
    """Write all figures."""
    for path, tables in documents(measured()).items():
        path.write_text(updated(path, tables), "utf-8")


def updated(path: pathlib.Path, tables: list[str]) -> str:
    """A document with its tables as they were measured."""
    text = path.read_text("utf-8")
    heads = [table.splitlines()[0] for table in tables]
    for place, table in enumerate(tables):
        text = written(text, table, heads[:place].count(heads[place]))
    return text


def _figure(cell: str, row: dict[str, Any]) -> str:
    """A figure alone: without remarks, and the second of two where the row says so."""
    bare = re.sub(r" \(.*\)", "", cell)
    return bare.split(" / ")[-1] if row.get("last") else bare


def _markdown(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *(row[: len(columns)] for row in rows)]
    return "".join(f"|{'|'.join(_cell(cell) for cell in line)}|\n" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" else f" {text} " if text else " "


if __name__ == "__main__":
    main()
