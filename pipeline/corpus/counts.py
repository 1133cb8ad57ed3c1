"""What the articles say of each entity, counted by DuckDB over the parts of the tables, out of core.

`gather` makes these tables in the database, each with whole numbers only, so that the order of rows
changes nothing:

- `used`: how often an article uses an entity with a label, name, role and wording;
- `namesake`: in which articles an id means another than the one who keeps it (see `pipeline.corpus.namesakes`);
  all that follow count each namesake by himself;
- `seen`: how often an article mentions an entity;
- `subject`: an entity's name, kind, label and counts, a row for every id that any table refers to;
- `alias`: what it is called, its full name included, in how many mentions and articles;
- `held`: a role, and the days of the articles that give it.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import duckdb
import fsspec
import pyarrow as pa

from pipeline.corpus import namesakes
from pipeline.tables.schema import TABLES

READS = ("articles", "mentions", "quotes", "events")
Source: TypeAlias = Sequence[str] | pa.Table
"""A table: the paths of its Parquet parts (local, or addresses that fsspec knows), or the table itself."""

MOST_ALIASES, MOST_ROLES = 100, 100
"""How many of each an entity keeps, the commonest first: misspellings have no end."""

KINDS = {
    "PERSON": "person", "NORP": "group", "ORG": "org", "FAC": "place", "GPE": "place", "LOC": "place",
    "EVENT": "event", "WORK_OF_ART": "work", "PRODUCT": "product", "LAW": "law", "LANGUAGE": "language",
}  # fmt: skip
"""The kind that an entity's id begins with, by its label."""

_FIRST_LABEL = {kind: label for label, kind in KINDS.items()} | {"place": "GPE"}

_MACROS = """
CREATE MACRO kind(entity_id) AS split_part(entity_id, '/', 1);
CREATE MACRO shared_id(entity_id) AS split_part(entity_id, '~', 1);
CREATE MACRO tidy(words) AS trim(regexp_replace(words, '\\s+', ' ', 'g'));
CREATE MACRO bare(words) AS regexp_replace(tidy(words), '(^["“”‘''–—-]+)|(["“”’'',;:–—-]+$)', '', 'g');
CREATE MACRO key(words) AS trim(regexp_replace(
    regexp_replace(lower(strip_accents(words)), '[''’.]', '', 'g'), '[^\\p{L}\\p{N}]+', ' ', 'g'));
"""

_USED = """
CREATE TEMP TABLE used AS
SELECT entity_id, article_id, label::VARCHAR AS label, name, role,
       CASE WHEN mention_type::VARCHAR = 'name' THEN text END AS called, count(*) AS n
FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL
"""

_SEEN = """
CREATE TEMP TABLE seen AS
SELECT entity_id, article_id, sum(n)::INT AS n, any_value(reference_date) AS day
FROM used LEFT JOIN articles USING (article_id) GROUP BY ALL
"""

_MEANT = """
CREATE OR REPLACE TEMP TABLE {table} AS
SELECT {table}.* REPLACE (coalesce(namesake_id, entity_id) AS entity_id) FROM {table}
LEFT JOIN namesake USING (entity_id, article_id)
"""

_QUOTED = """
CREATE TEMP TABLE quoted AS
SELECT coalesce(namesake_id, speaker_entity_id) AS entity_id, count(*)::INT AS n
FROM quotes LEFT JOIN namesake ON namesake.entity_id = speaker_entity_id AND namesake.article_id = quotes.article_id
WHERE speaker_entity_id IS NOT NULL GROUP BY ALL
"""

_TAKEN_PART = """
CREATE TEMP TABLE taken_part AS
WITH ids AS (
    SELECT article_id, unnest(list_distinct(
        list_transform(participants, lambda p: p.entity_id) || [agent_entity_id, patient_entity_id, place_entity_id]
    )) AS entity_id FROM events
)
SELECT coalesce(namesake_id, ids.entity_id) AS entity_id, count(*)::INT AS n
FROM ids LEFT JOIN namesake USING (entity_id, article_id) WHERE ids.entity_id IS NOT NULL GROUP BY ALL
"""

_REFERRED_TO = """
CREATE TEMP TABLE referred_to AS
SELECT entity_id FROM (
    SELECT entity_id FROM seen
    UNION SELECT entity_id FROM namesake
    UNION SELECT entity_id FROM quoted
    UNION SELECT entity_id FROM taken_part
    UNION SELECT addressee_entity_id FROM quotes
    UNION SELECT source_entity_id FROM events
) WHERE entity_id IS NOT NULL
"""

_NAMES = """
CREATE TEMP TABLE named AS
SELECT entity_id, arg_max(name, (name <> upper(name), articles, n, length(name), name)) AS name
FROM (
    SELECT entity_id, bare(name) AS name, count(*) AS articles, sum(n) AS n
    FROM (SELECT entity_id, name, article_id, sum(n) AS n FROM used WHERE name IS NOT NULL GROUP BY ALL)
    GROUP BY entity_id, name
) WHERE name <> '' GROUP BY entity_id
"""

_LABELS = """
CREATE TEMP TABLE labelled AS
SELECT entity_id, arg_max(label, (n, label)) AS label
FROM (SELECT entity_id, label, sum(n) AS n FROM used GROUP BY ALL)
JOIN kinds USING (label) WHERE kinds.kind = kind(entity_id) GROUP BY entity_id
"""

_SUBJECTS = """
CREATE TEMP TABLE subject AS
WITH counts AS (
    SELECT entity_id, sum(n)::INT AS n_mentions, count(*)::INT AS n_articles,
           min(day) AS first_seen, max(day) AS last_seen
    FROM seen GROUP BY entity_id
), titled AS (
    SELECT *, kind(entity_id) AS kind,
           coalesce(name, array_to_string(list_transform(
               string_split(split_part(entity_id, '/', 2), '-'), lambda w: upper(w[1]) || w[2:]), ' ')) AS title
    FROM referred_to LEFT JOIN named USING (entity_id)
)
SELECT entity_id, kind, title AS name, key(title) AS key, coalesce(labelled.label, kinds.label, 'ORG') AS label,
       coalesce(n_mentions, 0) AS n_mentions, coalesce(n_articles, 0) AS n_articles,
       coalesce(quoted.n, 0) AS n_quotes, coalesce(taken_part.n, 0) AS n_events, first_seen, last_seen
FROM titled
LEFT JOIN counts USING (entity_id) LEFT JOIN labelled USING (entity_id) LEFT JOIN quoted USING (entity_id)
LEFT JOIN taken_part USING (entity_id) LEFT JOIN (FROM kinds WHERE first) AS kinds USING (kind)
"""

_ALIASES = """
CREATE TEMP TABLE alias AS
WITH wordings AS (
    SELECT entity_id, article_id, called, sum(n) AS n FROM used WHERE called IS NOT NULL GROUP BY ALL
    UNION ALL SELECT DISTINCT entity_id, article_id, name, 0 FROM used WHERE name IS NOT NULL
), spellings AS MATERIALIZED (SELECT called, bare(called) AS alias FROM (SELECT DISTINCT called FROM wordings))
SELECT entity_id, alias, key(alias) AS key, n, articles FROM (
    SELECT entity_id, alias, sum(n)::INT AS n, count(DISTINCT article_id)::INT AS articles
    FROM wordings JOIN spellings USING (called) WHERE alias <> '' GROUP BY ALL
)
"""

_ROLES = """
CREATE TEMP TABLE held AS
SELECT entity_id, arg_max(role, (n, role)) AS role, key, sum(n)::INT AS n, min(first_seen) AS first_seen,
       max(last_seen) AS last_seen
FROM (
    SELECT entity_id, tidy(role) AS role, key(role) AS key, sum(used.n) AS n, min(day) AS first_seen,
           max(day) AS last_seen
    FROM used JOIN seen USING (entity_id, article_id) WHERE role IS NOT NULL GROUP BY ALL
) WHERE key <> '' GROUP BY entity_id, key
"""


@contextlib.contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, which moves to disk what its memory cannot hold."""
    with tempfile.TemporaryDirectory(prefix="quotidian-") as folder, duckdb.connect() as connection:
        connection.execute("SET temp_directory = ?", [folder])
        connection.execute("SET memory_limit = '2GB'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(_MACROS)
        try:
            yield connection
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from error
            raise


def open_tables(db: duckdb.DuckDBPyConnection, sources: Mapping[str, Source], names: Sequence[str] = READS) -> None:
    """Make each table a view of its name, whether it is given as files or in memory, or not at all."""
    for name in names:
        source = sources.get(name)
        if source is None or (not isinstance(source, pa.Table) and not source):
            source = TABLES[name].arrow_schema.empty_table()
        if isinstance(source, pa.Table):
            db.register(name, _plain(source))
            continue
        paths = list(source)
        reach(db, paths[0])
        db.read_parquet(paths, hive_partitioning=False).create_view(name)


def reach(db: duckdb.DuckDBPyConnection, path: str) -> None:
    """Let the database read from the file system of `path`, if that is not the local one."""
    if "://" not in path:
        return
    system = fsspec.core.url_to_fs(path)[0]
    protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
    if not protocols & set(db.list_filesystems()):
        db.register_filesystem(system)


def gather(db: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Make the tables of counts (see the module) from `sources`."""
    open_tables(db, sources)
    kinds = [{"label": label, "kind": kind, "first": _FIRST_LABEL[kind] == label} for label, kind in KINDS.items()]
    db.register("kinds", pa.Table.from_pylist(kinds))
    db.execute(_USED)
    db.execute(_SEEN)
    namesakes.tell_apart(db)
    for table in ("used", "seen"):
        db.execute(_MEANT.format(table=table))
    for statement in (_QUOTED, _TAKEN_PART, _REFERRED_TO, _NAMES, _LABELS, _SUBJECTS, _ALIASES, _ROLES):
        db.execute(statement)


def _plain(table: pa.Table) -> pa.Table:
    """The table with its dictionaries decoded: those of its chunks may differ."""
    fields = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
