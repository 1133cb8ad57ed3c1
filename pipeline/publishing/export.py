"""The tables in the forms that other tools read: CSV, JSON Lines, PLOVER's JSON of events, W3C Web Annotations.

All forms are UTF-8 and are made part by part, so that a table of any size passes through little memory.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pipeline.articles.article import article_id
from pipeline.corpus.namesakes import meant
from pipeline.errors import UnknownNameError
from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Table
from pipeline.tables.store import Store, replacing

CONTEXT_LENGTH = 32
"""Characters before and after a mark by which an annotation tool finds it again in a text that has changed."""

MARKED = {
    table.name: table.key[0]
    for table in TABLES.values()
    if len(table.key) == 1 and {"article_id", "start", "end"} <= {column.name for column in table.columns}
}
"""The tables whose rows mark a span of a text, and the column that identifies a row."""


@dataclass(frozen=True)
class Form:
    """A form: the tables it holds, the ending of its files, and what makes it of rows that come part by part."""

    holds: tuple[str, ...]
    ending: str
    write: Callable[[Table, Rows], Iterator[bytes]]


@dataclass(frozen=True)
class Rows:
    """The rows of a table, part by part; with `article`, an id or uri, only those of that article.

    `escape_formulas` asks for an apostrophe before text that a spreadsheet would take for a formula.
    """

    store: Store
    table: str
    article: str | None = None
    escape_formulas: bool = False

    def __iter__(self) -> Iterator[pa.Table]:
        for part in self.store.parts(self.table):
            yield self.part(self.table, part)

    def with_articles(self, columns: tuple[str, ...]) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
        """The rows of each part, and its articles by their ids, with these columns."""
        for part in self.store.parts(self.table):
            articles = self.part("articles", part, ("article_id", *columns)).to_pylist()
            yield _values(self.part(self.table, part)), {article["article_id"]: article for article in articles}

    def part(self, table: str, part: str, columns: tuple[str, ...] | None = None) -> pa.Table:
        """The rows of a part of a table. Raises OutputError where it cannot be read."""
        data = self.store.read(table, part, columns)
        if self.article is None:
            return data
        wanted = pa.array([self.article, article_id(self.article)])
        return data.filter(pc.is_in(data["article_id"], wanted))


NOT_WRITTEN = (".xlsx", ".xls", ".ods")
"""How files end that no form is fit for."""


def export(
    store: Store, table: str, form: str, article: str | None = None, escape_formulas: bool = False
) -> Iterator[bytes]:
    """A table as pieces of a file in one of `FORMS`; with `article`, an id or uri, only the rows of that article.

    With `escape_formulas`, CSV has an apostrophe before text that a spreadsheet would take for a formula.

    Raises UnknownNameError where there is no such table, or the form does not hold it, and, as pieces are taken,
    OutputError where a part cannot be read.
    """
    if table not in TABLES:
        raise UnknownNameError(f"There is no table {table!r}; there are {', '.join(TABLES)}.")
    if table not in FORMS[form].holds:
        raise UnknownNameError(f"{form} holds {', '.join(FORMS[form].holds)}; {table} can be had as csv or jsonl.")
    if article is not None and table not in _ABOUT_ARTICLES:
        raise UnknownNameError(f"The rows of {table} are not those of one article; export it whole.")
    return FORMS[form].write(TABLES[table], Rows(store, table, article, escape_formulas))


def export_to(
    store: Store,
    tables: Sequence[str],
    form: str,
    path: str | os.PathLike[str],
    article: str | None = None,
    escape_formulas: bool = False,
) -> list[str]:
    """Write these tables, or all that the form holds, and return the paths of the files.

    One table goes to `path` itself, unless that is a folder; several go into it, a file each. Files are replaced.
    Raises what `export` raises, and OutputError where a file cannot be written.
    """
    names = tables or tables_of(form, article)
    single = len(names) == 1 and not os.path.isdir(path) and not os.fspath(path).endswith("/")
    exports = {
        os.fspath(path) if single else os.path.join(path, name + FORMS[form].ending): export(
            store, name, form, article, escape_formulas
        )
        for name in names
    }
    for file, pieces in exports.items():
        with replacing(file) as whole:
            whole.writelines(pieces)
    return list(exports)


def tables_of(form: str, article: str | None = None) -> tuple[str, ...]:
    """The tables that a form holds; of one article, those with rows that are its own."""
    return tuple(name for name in FORMS[form].holds if article is None or name in _ABOUT_ARTICLES)


def _csv(table: Table, rows: Rows) -> Iterator[bytes]:
    """Comma-separated values. Text is in quotes, even if empty; what is missing is nothing at all; lists are JSON."""
    yield _csv_bytes(_flat(table.from_rows([])), header=True)
    for data in rows:
        flat = _flat(data)
        yield _csv_bytes(_without_formulas(flat) if rows.escape_formulas else flat, header=False)


def _csv_bytes(data: pa.Table, header: bool) -> bytes:
    sink = io.BytesIO()
    # Arrow's writer, whose output does not depend on the version of Python; csv learnt to quote like this in 3.12.
    pyarrow.csv.write_csv(data, sink, pyarrow.csv.WriteOptions(include_header=header))
    return sink.getvalue()


def _without_formulas(data: pa.Table) -> pa.Table:
    """The table with an apostrophe before each text that begins as a formula does, by which spreadsheets know text."""
    for index, field in enumerate(data.schema):
        if pa.types.is_string(field.type):
            escaped = pc.replace_substring_regex(data[field.name], r"\A([=+\-@\t\r])", r"'\1")
            data = data.set_column(index, field.name, escaped)
    return data


def _flat(data: pa.Table) -> pa.Table:
    """The table with its labels as plain strings, and its lists as JSON."""
    for index, field in enumerate(data.schema):
        if pa.types.is_dictionary(field.type):
            data = data.set_column(index, field.name, data[field.name].cast(field.type.value_type))
        elif pa.types.is_list(field.type):
            texts = [None if value is None else _json(value) for value in data[field.name].to_pylist()]
            data = data.set_column(index, field.name, pa.array(texts, pa.string()))
    return data


def _jsonl(table: Table, rows: Rows) -> Iterator[bytes]:
    """A JSON object a line, with all columns; days and moments in ISO 8601, what is missing as null."""
    for data in rows:
        yield _lines(_values(data))


def _values(data: pa.Table) -> list[dict[str, Any]]:
    """The rows as Python values, with 32-bit floats as the shortest decimals that stand for them."""
    for index, field in enumerate(data.schema):
        if pa.types.is_float32(field.type):
            data = data.set_column(index, field.name, data[field.name].cast(pa.string()).cast(pa.float64()))
    return data.to_pylist()


def _plover(table: Table, rows: Rows) -> Iterator[bytes]:
    """Events as records of PLOVER (its chapter “JSON Data Fields”, draft 0.7), a line each.

    Where PLOVER has no category for a happening, `event` and `mode` are empty and `has_event` is false. Of its
    contexts those of factuality are told by `modality` and `polarity`. Where the text does not fix when an event
    begins or ends, `date` or `enddate` is null. The article's text is left out, as PLOVER asks of those who do not
    own it; the whole row stands in a field of our own, `quotidian`.
    """
    entities = _entities(rows.store)
    for events, articles in rows.with_articles(("uri", "title", "publisher", "language", "text")):
        yield _lines(_plover_record(row, articles[row["article_id"]], entities) for row in events)


def _plover_record(row: dict[str, Any], article: Mapping[str, Any], entities: _Entities) -> dict[str, Any]:
    place = {"name": row["place"], **entities.places.get(row["place_entity_id"], {})} if row["place"] else None
    return {
        "id": row["event_mention_id"],
        "has_event": row["plover_type"] is not None,
        "date": row["date_start"],
        "enddate": row["date_end"],
        "source": _actors(row, ("agent",), article["text"], entities),
        "recipient": _actors(row, ("patient", "recipient"), article["text"], entities),
        "event": _told(row["plover_type"]),
        "mode": _told(row["plover_mode"]),
        "context": [*PLOVER_CONTEXTS[row["modality"]], *PLOVER_CONTEXTS[row["polarity"]]],
        "event_loc": place,
        "event_text": [row["clause"]],
        "text_info": {"sequence": row["sentence_index"], "start": row["clause_start"], "end": row["clause_end"]},
        "cite_info": {
            "citation": article["uri"],
            "title": article["title"],
            "language": article["language"],
            "publication": article["publisher"],
            "coder": "Quotidian",
            "version": SCHEMA_VERSION,
        },
        "quotidian": row,
    }


def _told(value: str | None) -> list[str]:
    return [] if value is None else [value]


PLOVER_CONTEXTS: dict[str, tuple[str, ...]] = {
    "asserted": (),
    "planned": ("future",),
    "possible": ("hypothetical",),
    "hypothetical": ("hypothetical",),
    "required": (),
    "positive": (),
    "negative": ("negation",),
}
"""Our modalities and polarities as contexts of PLOVER, which has none for what is required."""


def _actors(
    row: Mapping[str, Any], roles: tuple[str, ...], text: str, entities: _Entities
) -> list[dict[str, str | None]]:
    """The participants of these roles as actor objects; the ids are ours, where PLOVER would like Wikidata's."""
    return [
        {
            "actor_text": text[one["start"] : one["end"]],
            "identifier_id": entities.meant(row["article_id"], one["entity_id"]),
            "identifier_text": one["name"] if one["entity_id"] else None,
        }
        for one in row["participants"]
        if one["role"] in roles
    ]


@dataclass(frozen=True)
class _Entities:
    """What the entities' table says of ids: which of several namesakes or merged ones is meant, and where it lies."""

    namesakes: dict[tuple[str, str], str]
    merged: dict[str, str]
    places: dict[str, dict[str, Any]]

    def meant(self, article: str, entity: str | None) -> str | None:
        """The entity that an article means by an id."""
        if entity is None:
            return None
        entity = self.namesakes.get((article, entity), entity)
        return self.merged.get(entity, entity)


def _entities(store: Store) -> _Entities:
    reads = ("entity_id", "canonical_id", "namesake_of", "article_ids", *_LOCATION)
    rows = [row for part in store.parts("entities") for row in _values(store.read("entities", part, reads))]
    return _Entities(
        namesakes=meant(rows),
        merged={row["entity_id"]: row["canonical_id"] for row in rows if row["canonical_id"] != row["entity_id"]},
        places={
            row["entity_id"]: {name: row[column] for column, name in _LOCATION.items()}
            for row in rows
            if row["country_code"] is not None
        },
    )


_LOCATION = {
    "geonames_id": "geonameid",
    "latitude": "latitude",
    "longitude": "longitude",
    "country_code": "country code",
}
"""What is known of a place, as GeoNames and with it PLOVER call it."""


def _web_annotation(table: Table, rows: Rows) -> Iterator[bytes]:
    """A collection of W3C Web Annotations in JSON-LD, one a row, found by position and by its words.

    Positions are Unicode code points, as the standard has it, not the UTF-16 units that JavaScript counts.
    """
    identity = f"urn:quotidian:{table.name}" + (f":{article_id(rows.article)}" if rows.article else "")
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": identity,
        "type": "AnnotationCollection",
        "label": table.description,
        "last": f"{identity}:page",
        "first": {"id": f"{identity}:page", "type": "AnnotationPage", "partOf": identity, "startIndex": 0},
    }
    yield _json(head).removesuffix("}}").encode() + b',"items":['
    total = 0
    for marks, articles in rows.with_articles(("uri", "text")):
        items = [_json(_annotation(table.name, row, articles[row["article_id"]])) for row in marks]
        yield ((",\n" if total and items else "\n") + ",\n".join(items)).encode()
        total += len(items)
    yield f'\n]}},"total":{total}}}\n'.encode()


def _annotation(table: str, row: dict[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    kind = MARKED[table].removesuffix("_id")
    text = article["text"]
    targets = [
        {
            "source": _iri(article["uri"]),
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(start - CONTEXT_LENGTH, 0) : start],
                    "suffix": text[end : end + CONTEXT_LENGTH],
                },
            ],
        }
        for start, end in ((piece["start"], piece["end"]) for piece in row.get("fragments") or [row])
    ]
    return {
        "id": f"urn:quotidian:{kind}:{row[MARKED[table]]}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": kind},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": _json(row)},
        ],
        "target": targets if len(targets) > 1 else targets[0],
    }


def _iri(uri: str) -> str:
    """The uri with what no IRI may hold, such as the spaces of a file's name, percent-encoded."""
    return re.sub(
        r'[\x00-\x20\x7f-\x9f<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})', lambda found: urllib.parse.quote(found[0]), uri
    )


_ABOUT_ARTICLES = tuple(
    table.name for table in TABLES.values() if any(column.name == "article_id" for column in table.columns)
)

FORMS = {
    "csv": Form(tuple(TABLES), ".csv", _csv),
    "jsonl": Form(tuple(TABLES), ".jsonl", _jsonl),
    "plover": Form(("event_mentions",), ".plover.jsonl", _plover),
    "webannotation": Form(tuple(MARKED), ".annotations.jsonld", _web_annotation),
}
"""The forms by their names."""


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(_json(row) + "\n" for row in rows).encode()


def _json(value: Any) -> str:
    """The value as JSON on one line, without the characters of text that some readers end a line at."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_iso).translate(_LINE_ENDS)


_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def _iso(value: dt.date) -> str:
    return value.isoformat().replace("+00:00", "Z")
