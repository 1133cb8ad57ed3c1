"""What a row says and where it stands: any row of a table that an id names, with its words and its rule."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.compute as pc

from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

Row = Mapping[str, Any]

TOLD = ("articles", "mentions", "time_expressions", "event_mentions", "stories", "statements", "quarantine")
"""The tables of which a row is told by its id here; of quotes, entities and events there is more to tell."""
RULES = {
    "mentions": "pipeline.entities.rules",
    "time_expressions": "pipeline.times.rules",
    "event_mentions": "pipeline.events.rules",
}
"""The module with the rules that make a table's rows."""
MEMBERS = {
    "stories": ("story_members", "story_id", ("reference_date", "publisher", "title", "article_id", "copy_of")),
    "statements": ("statement_members", "statement_id", ("reference_date", "publisher", "quote_id", "difference")),
}
"""What is gathered in a row: the table of its members, the column that names it there, and what is told of each."""
LONGEST = 200


def tell_row(store: Store, row_id: str) -> str | None:
    """The row that the id names, as a text for people to read; None where there is none."""
    for table in TOLD:
        row = _row(store, table, row_id)
        if row is not None:
            return "\n".join(_lines(store, table, row_id, row))
    return None


def _row(store: Store, table: str, row_id: str) -> Row | None:
    return next(iter(_rows(store, table, TABLES[table].key[0], row_id)), None)


def _rows(store: Store, table: str, column: str, wanted: str) -> Iterator[Row]:
    for part in store.parts(table):
        if wanted in store.read(table, part, [column])[column].to_pylist():
            rows = store.read(table, part)
            yield from rows.filter(pc.equal(rows[column], wanted)).to_pylist()


def _lines(store: Store, table: str, row_id: str, row: Row) -> Iterator[str]:
    yield row_id
    yield f"  {_words_of(store, table, row)}"
    yield f"a row of {table}"
    if table in RULES:
        yield from _rule(table, row["rule"])
    for column in TABLES[table].columns:
        if column.name not in {*TABLES[table].key, "text", "clause", "title"} and not _is_empty(row[column.name]):
            yield f"{column.name}: {_value(row[column.name])}"
    if table in MEMBERS:
        yield from _members(store, row_id, *MEMBERS[table])


def _words_of(store: Store, table: str, row: Row) -> str:
    """The words that a row is about: those of an article in their sentence, in brackets, or a title."""
    if "start" not in row:
        return _value(row.get("title") or row.get("text") or row.get("uri"))
    for sentence in _rows(store, "sentences", "article_id", row["article_id"]):
        if sentence["sentence_index"] == row["sentence_index"]:
            at, end = row["start"] - sentence["start"], row["end"] - sentence["start"]
            words = sentence["text"]
            return " ".join(f"{words[:at]}[{words[at:end]}]{words[end:]}".split())
    return ""


def _rule(table: str, name: str | None) -> Iterator[str]:
    rules = importlib.import_module(RULES[table]).RULES
    rule = next((one for one in rules if one.name == name), None)
    if rule is not None:
        yield f"rule {rule.name}: {rule.description}"
        yield f"  as in: {rule.example}"


def _members(store: Store, row_id: str, table: str, column: str, told: tuple[str, ...]) -> Iterator[str]:
    members = [dict(member) for member in _rows(store, table, column, row_id)]
    for member in members:
        article = _row(store, "articles", member["article_id"]) or {}
        member |= {name: article.get(name) for name in told if name not in member}
    yield "gathers"
    for member in sorted(members, key=lambda one: (str(one["reference_date"] or "~"), one["article_id"])):
        yield "  " + ", ".join(_named(name, member[name]) for name in told if not _is_empty(member[name]))


def _named(name: str, value: Any) -> str:
    return f"copied from {value}" if name == "copy_of" else _value(value)


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or value == ""


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return " ".join(_value(one) for one in value.values() if not _is_empty(one))
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
