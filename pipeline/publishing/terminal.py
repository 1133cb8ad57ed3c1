"""Tables as a person reads them in a terminal."""

from __future__ import annotations

import pathlib
import re
import shutil
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table as Grid

from pipeline.errors import UnknownNameError
from pipeline.publishing.counted import counted
from pipeline.settings import DEFAULT_OUTPUT
from pipeline.tables.schema import TABLES
from pipeline.tables.traits import TRAITS

if TYPE_CHECKING:
    from pipeline.running.run import Outcome
    from pipeline.tables.store import Store

WIDTH_OF_FILES = 160
LEAST_WIDTH = 20
"""How narrow a column of words may get."""
DATABASE = "quotidian.duckdb"
"""As `publishing.views` calls it, which imports DuckDB."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What would steer a terminal, and is written out instead."""


def console() -> Console:
    """Where tables are printed: as wide as the terminal, or as rows need where there is none."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH_OF_FILES
    return Console(width=max(width, 80), highlight=False, soft_wrap=False, emoji=False)


def show(store: Store, name: str, article: str | None = None, limit: int = 20) -> None:
    """Print rows of a table. Raises UnknownNameError where there is no such table."""
    if name not in TABLES:
        raise UnknownNameError(f"There is no table {name!r}; there are {', '.join(TABLES)}.")
    rows = _rows(store, name, article, limit)
    grid = _grid(name, rows)
    console().print(grid)
    console().print(
        f"{len(rows)} of {counted(n_rows(store, name), 'row')}; `quotidian schema {name}` tells the columns.",
        soft_wrap=True,
    )


def n_rows(store: Store, name: str) -> int:
    """How many rows a table has, told by the stamps of its parts."""
    return sum(stamp.rows for part in store.parts(name) if (stamp := store.stamp(name, part)))


def _rows(store: Store, name: str, article: str | None, limit: int) -> list[dict[str, Any]]:
    ids = None if article is None else {article, *_article_ids(store, article)}
    rows: list[dict[str, Any]] = []
    for part in store.parts(name):
        data = store.read(name, part)
        if ids is not None and "article_id" in data.column_names:
            data = data.filter(pc.is_in(data["article_id"], pa.array(sorted(ids))))
        rows += data.slice(0, limit - len(rows)).to_pylist()
        if len(rows) >= limit:
            break
    return rows


def _article_ids(store: Store, uri: str) -> set[str]:
    from pipeline.articles.article import article_id

    return {article_id(uri)}


def _grid(name: str, rows: Sequence[dict[str, Any]], title: str | None = None) -> Grid:
    """Rows as a table; where their columns do not fit beside each other, below each other, a row after the other."""
    columns = TRAITS[name].shown
    grid = Grid(title=title, title_justify="left", title_style="bold", header_style="bold", expand=False)
    for column in columns:
        number = pa.types.is_integer(TABLES[name][column].type)
        cells = [_cell(row[column]) for row in rows]
        whole = number or column.endswith("_id") or pa.types.is_date(TABLES[name][column].type)
        least = min(max(map(len, [column, *cells])), LEAST_WIDTH)
        grid.add_column(
            column, justify="right" if number else "left", overflow="fold" if whole else "ellipsis", max_width=60,
            min_width=None if whole else least, no_wrap=whole,
        )  # fmt: skip
    for row in rows:
        grid.add_row(*(escape(_cell(row[column])) for column in columns))
    out = console()
    if Measurement.get(out, out.options.update(max_width=1000), grid).minimum <= out.width:
        return grid
    listed = Grid(
        title=title, title_justify="left", title_style="bold", show_header=False, box=None, padding=(0, 2, 0, 0)
    )
    listed.add_column(style="bold", no_wrap=True)
    listed.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            listed.add_row("", "")
        for column in columns:
            listed.add_row(column, escape(_cell(row[column])))
    return listed


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    text = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", " ".join(str(value).split()))
    return text if len(text) <= 160 else text[:159] + "…"


def run_summary(store: Store, outcome: Outcome) -> None:
    """What a run did: the articles taken in, and the tables with their rows."""
    out = console()
    taken, results = outcome.taken, outcome.results
    quarantined = _quarantined(store)
    out.print(
        f"{counted(taken.new, 'new article')}, {taken.changed:,} changed, {taken.unchanged:,} unchanged"
        + (f", {taken.forgotten:,} forgotten" if taken.forgotten else "")
        + "; "
        f"{sum(quarantined.values()):,} quarantined"
        + (f" ({', '.join(f'{reason} {n}' for reason, n in quarantined.most_common())})" if quarantined else "")
        + "."
    )
    grid = Grid(header_style="bold")
    for heading, justify in (("table", "left"), ("rows", "right"), ("parts made", "right"), ("reused", "right"),
                             ("rejected", "right"), ("seconds", "right")):  # fmt: skip
        grid.add_column(heading, justify=justify)  # type: ignore[arg-type]
    made = {name: [r for r in results if r.table == name] for name in TABLES}
    for name in TABLES:
        states = Counter(result.status for result in made[name])
        new = len(taken.parts) if name == "articles" else states["made"]
        rejected, seconds = sum(r.rejected for r in made[name]), sum(r.seconds for r in made[name])
        counts = (new, states["current"], rejected)
        grid.add_row(
            name,
            f"{n_rows(store, name):,}",
            *(f"{n:,}" if n else "" for n in counts),
            f"{seconds:.1f}" if seconds else "",
        )
    out.print(grid)


def passed_over(names: Sequence[str]) -> None:
    """The files in the sources that no reader reads: how many, and the first of them by name."""
    if names:
        files = "file of a format that is not read" if len(names) == 1 else "files of formats that are not read"
        console().print(f"{len(names):,} {files}, passed over: {escape(_named(names))}.", soft_wrap=True)


def gone(kept: Collection[str], removed: Collection[str]) -> list[str]:
    """A sentence on the articles, by uri, that are in none of their sources any more: those removed, those kept."""
    hint = "; `quotidian run --prune` removes such articles"
    return [
        f"{counted(len(uris), 'article')} no longer in the sources {done}: {_named(sorted(uris))}{more}."
        for uris, done, more in ((removed, "removed", ""), (kept, "kept", hint))
        if uris
    ]


def _named(names: Sequence[str], most: int = 5) -> str:
    """The first of these names, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(_cell(name) for name in names[:most]) + more


def overview(store: Store, limit: int = 3) -> None:
    """The tables with their rows, some rows of those that readers want first, and where to look next."""
    out = console()
    grid = Grid("table", "rows", "parts", "what a row is", header_style="bold")
    for name, table in TABLES.items():
        grid.add_row(name, f"{n_rows(store, name):,}", str(len(store.parts(name))), table.description)
    out.print(grid)
    for name in (name for name, traits in TRAITS.items() if traits.example):
        rows = sorted(_rows(store, name, None, 2000), key=lambda row: _interest(name, row), reverse=True)[:limit]
        out.print(_grid(name, rows, title=f"\n{name}"))
    next_steps(store)


def option_of(store: Store) -> str:
    """What a command needs to be told to find these tables: nothing where they are where it looks."""
    return "" if store.root == DEFAULT_OUTPUT else f" --output {store.root}"


def next_steps(store: Store) -> None:
    """What to do with the tables once they are made, in the words of whoever installed this."""
    if not n_rows(store, "articles"):
        return
    root, elsewhere = store.root, option_of(store)
    steps = {f"quotidian show quotes{elsewhere}": "rows in the terminal; any table"}
    if store.is_local:
        page = pathlib.Path(root, "report", "index.html")
        steps |= (
            {str(page): "the report: open it in a browser"}
            if page.exists()
            else {f"quotidian report{elsewhere}": "web pages: stories, quotes in their texts, a timeline"}
        )
        steps[f"duckdb {root}/{DATABASE} 'FROM people'"] = "who said how much, in SQL; other views beside it"
    if pathlib.Path("Makefile").exists() and pathlib.Path("workspace.yaml").exists():
        steps["make ui"] = "Dagster's web interface"
    steps[f"{root}/README.md"] = "what every column holds"
    console().print(f"\nThe tables are in {escape(root)}/. Look next:", highlight=False)
    for step, meaning in steps.items():
        console().print(f"  {escape(step)}\n      {meaning}", highlight=False, soft_wrap=True)


def _interest(name: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """How well a row shows what its table can hold: complete rows first."""
    traits = TRAITS[name]
    if traits.best:
        return tuple(row[column] for column in traits.best)
    return (sum(row[column] is not None for column in traits.shown), row["confidence"])


def checks(table: pa.Table) -> None:
    """What the expectations said: the failed ones, and how many held."""
    rows = table.to_pylist()
    failed = [row for row in rows if not row["success"]]
    if failed:
        console().print(_grid("checks", failed))
    console().print(f"{len(rows) - len(failed):,} of {len(rows):,} expectations met.")


def _quarantined(store: Store) -> Counter[str]:
    return Counter(store.read_all("quarantine", ["reason"])["reason"].to_pylist())
