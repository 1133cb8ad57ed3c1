"""The dataset card: what the tables hold, how they were made, how right they are, and what they are not for."""

from __future__ import annotations

import functools
import importlib.resources
import re

import pyarrow.compute as pc

from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.store import Store

FILE = "dataset-card.md"


@functools.cache
def card() -> str:
    """The card as it stands for all tables that Quotidian makes."""
    return importlib.resources.files(__package__).joinpath(FILE).read_text("utf-8")


def items(heading: str) -> list[str]:
    """What stands below a heading of the card: the items of its list, or its paragraphs, each in one line."""
    section = card().split(f"\n## {heading}\n")[1].split("\n## ")[0].strip()
    return [" ".join(item.removeprefix("- ").split()) for item in re.split(r"\n\n|\n(?=- )", section)]


def write_dataset_card(store: Store) -> None:
    """Bring `dataset-card.md` in the store's folder up to date: the card, with the numbers of these tables."""
    head, rest = card().split("\n## How they were made\n")
    text = f"{head}\n{_numbers(store)}\n## How they were made\n{rest}".encode()
    if store.read_bytes(FILE) != text:
        store.write_bytes(FILE, text)


def _numbers(store: Store) -> str:
    stamps = [stamp for name in TABLES for part in store.parts(name) if (stamp := store.stamp(name, part))]
    rows = {name: sum(stamp.rows for stamp in stamps if stamp.table == name) for name in TABLES}
    missing = {
        what: _share(store.null_counts(table, [column])[column], rows[table])
        for what, (table, column) in _MISSING.items()
    }
    articles = store.read_all("articles", ["n_words", "reference_date"])
    days = pc.min_max(articles["reference_date"]).as_py()
    facts = {
        "Rows": ", ".join(f"{name} {count:,}" for name, count in rows.items()),
        "Words of text": f"{pc.sum(articles['n_words']).as_py() or 0:,}",
        "Days of the articles": f"{days['min']} to {days['max']}" if days["min"] else "unknown",
        **missing,
        "Language model": ", ".join(sorted({stamp.model for stamp in stamps if stamp.model})) or "none",
        "Version of the schema": SCHEMA_VERSION,
    }
    lines = ["## These tables", "", "| | |", "|---|---|", *(f"| {what} | {value} |" for what, value in facts.items())]
    return "\n".join(lines) + "\n"


_MISSING = {
    "Articles without a day": ("articles", "reference_date"),
    "Quotes without a known speaker": ("quotes", "speaker_entity_id"),
    "Time expressions without a calendar date": ("time_expressions", "date_start"),
    "Events without a calendar date": ("event_mentions", "date_start"),
}


def _share(count: int, of: int) -> str:
    return f"{count:,} ({count / of:.0%})" if of else "0"
