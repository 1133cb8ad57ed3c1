"""The entities of a corpus, made from the mentions of its articles.

An entity's id is that of the name it goes by in the articles, so it is the same from run to run and as
articles come and go. Counting is done by DuckDB over the parts of the tables, out of core; what is left
for Python is a row an entity. Rows do not depend on the order of articles or parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from pipeline.corpus.knowledge import link
from pipeline.corpus.merging import merge
from pipeline.corpus.places import locate
from pipeline.tables.schema import TABLES

READS = ("articles", "mentions", "quotes", "events")
Source: TypeAlias = Sequence[str] | pa.Table

_LABELS = {
    "person": "PERSON", "org": "ORG", "place": "GPE", "group": "NORP", "event": "EVENT", "work": "WORK_OF_ART",
    "product": "PRODUCT", "law": "LAW", "language": "LANGUAGE",
}  # fmt: skip
"""The label of an entity that only another table names, by the beginning of its id."""

_MENTIONED = """
CREATE TEMP TABLE named AS
    SELECT entity_id, name, label::VARCHAR AS label, text, mention_type::VARCHAR AS mention_type, role, article_id
    FROM mentions WHERE entity_id IS NOT NULL
"""
_COUNTS = """
SELECT entity_id, count(*) AS n_mentions, count(DISTINCT article_id) AS n_articles,
       min(reference_date) AS first_seen, max(reference_date) AS last_seen
FROM named LEFT JOIN articles USING (article_id) GROUP BY entity_id ORDER BY entity_id
"""
_NAMES = """
SELECT entity_id, value, count(*) AS n
FROM (SELECT entity_id, {column} AS value FROM named WHERE {column} IS NOT NULL AND {condition})
GROUP BY entity_id, value ORDER BY entity_id, n DESC, length(value) DESC, value
"""
_ROLES = """
SELECT entity_id, role, count(*) AS n, min(reference_date) AS first_seen, max(reference_date) AS last_seen
FROM named LEFT JOIN articles USING (article_id) WHERE role IS NOT NULL
GROUP BY entity_id, role ORDER BY entity_id, n DESC, role
"""
_QUOTED = (
    "SELECT speaker_entity_id AS entity_id, count(*) AS n FROM quotes WHERE speaker_entity_id IS NOT NULL GROUP BY ALL"
)
_TAKING_PART = """
SELECT entity_id, count(DISTINCT (article_id, start)) AS n
FROM (SELECT article_id, start, unnest(participants).entity_id AS entity_id FROM events)
WHERE entity_id IS NOT NULL GROUP BY entity_id
"""
_REFERRED_TO = """
SELECT DISTINCT entity_id FROM (
    SELECT entity_id FROM named
    UNION ALL SELECT unnest([speaker_entity_id, addressee_entity_id]) FROM quotes
    UNION ALL SELECT unnest([agent_entity_id, patient_entity_id, place_entity_id, source_entity_id]) FROM events
    UNION ALL SELECT unnest(participants).entity_id FROM events
) WHERE entity_id IS NOT NULL ORDER BY entity_id
"""
_TOGETHER = """
SELECT DISTINCT entity_id, article_id FROM named ORDER BY entity_id, article_id
"""


def resolve_entities(sources: Mapping[str, Source], knowledge_base: str | None = None) -> pa.Table:
    """The `entities` table of a corpus.

    `sources` gives, for each of the tables in `READS`, the paths of its Parquet parts, or the table
    itself. `knowledge_base` is a Parquet or CSV file of `id`, `name`, `aliases` and `label`, to whose
    entries entities are linked where exactly one fits.

    Raises KnowledgeBaseError where that file cannot be used.
    """
    with duckdb.connect() as database:
        _open(database, sources)
        database.execute(_MENTIONED)
        rows = _entities(database)
        articles: dict[str, set[str]] = {}
        for entity_id, article_id in _fetch(database, _TOGETHER):
            articles.setdefault(entity_id, set()).add(article_id)
    locate(rows, articles)
    merge(rows, articles)
    if knowledge_base is not None:
        link(rows, knowledge_base)
    return TABLES["entities"].from_rows(rows.values())


def _open(database: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Make each table a view, whether it is given as files or in memory, or not at all."""
    for name in READS:
        source = sources.get(name)
        if isinstance(source, pa.Table):
            database.register(name, source)
        elif source:
            database.from_parquet(list(source)).create_view(name)
        else:
            database.register(name, TABLES[name].from_rows([]))


def _fetch(database: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()


def _entities(database: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for (entity_id,) in _fetch(database, _REFERRED_TO):
        kind, _, rest = entity_id.partition("/")
        rows[entity_id] = {
            "entity_id": entity_id,
            "name": rest.replace("-", " ").title() or entity_id,
            "label": _LABELS.get(kind, "ORG"),
            "aliases": [],
            "roles": [],
            "canonical_id": entity_id,
            "n_mentions": 0,
            "n_articles": 0,
            "n_quotes": 0,
            "n_events": 0,
        }
    for entity_id, *counts in _fetch(database, _COUNTS):
        rows[entity_id].update(zip(("n_mentions", "n_articles", "first_seen", "last_seen"), counts, strict=True))
    seen: set[tuple[str, str]] = set()
    for column in ("name", "label"):
        for entity_id, value, _ in _fetch(database, _NAMES.format(column=column, condition="true")):
            if (entity_id, column) not in seen:
                seen.add((entity_id, column))
                rows[entity_id][column] = value
    for entity_id, text, _ in _fetch(database, _NAMES.format(column="text", condition="mention_type = 'name'")):
        alias = " ".join(text.split())
        if alias != rows[entity_id]["name"] and alias not in rows[entity_id]["aliases"]:
            rows[entity_id]["aliases"].append(alias)
    for entity_id, role, _, first_seen, last_seen in _fetch(database, _ROLES):
        rows[entity_id]["roles"].append({"role": role, "first_seen": first_seen, "last_seen": last_seen})
    for query, column in ((_QUOTED, "n_quotes"), (_TAKING_PART, "n_events")):
        for entity_id, n in _fetch(database, query):
            rows[entity_id][column] = n
    return rows
