"""What the articles say of each entity, counted by DuckDB over the parts of the tables, out of core.

`gather` brings these tables of the database up to date, each with whole numbers only, so that the order
of rows changes nothing. What single articles say is kept part by part:

- `mentioned`: how often an article mentions an id with a label, name, role and wording;
- `appearance`: how often an article mentions an id at all, and the article's day;
- `beside`: the places that an article names right before another entity ("Paris, Texas");
- `held_place`: how often an article names an id with a place in its name ("Oslo Police Department"), and which;
- `quoted`, `taken_part`, `referred`: of quotes and events, the ids that stand in them.

From them follows what the corpus says, worked out anew only for ids in parts that are new or gone:

- `namesake`: in which articles an id means another than the one who keeps it (see `pipeline.corpus.namesakes`);
  all that follow count each namesake by himself;
- `seen`: `appearance`, namesakes told apart;
- `subject`: an entity's name, kind, label and counts, a row for every id that any table refers to;
- `alias`: what it is called, its full name included, in how many mentions and articles;
- `held`: a role, and the days of the articles that give it.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TypeAlias

import duckdb
import fsspec
import pyarrow as pa

from pipeline.corpus import namesakes
from pipeline.corpus.kept import Kept, transaction
from pipeline.corpus.kept import database as kept_database
from pipeline.tables.plain import plain
from pipeline.tables.schema import TABLES
from pipeline.tables.store import part_of
from pipeline.world.ids import KIND_OF_LABEL

READS = ("articles", "mentions", "quotes", "event_mentions")
Source: TypeAlias = Sequence[str] | pa.Table
"""A table: the paths of its Parquet parts (local, or addresses that fsspec knows), or the table itself."""

MOST_ALIASES, MOST_ROLES = 100, 100
"""How many of each an entity keeps, the commonest first: misspellings have no end."""

AT_A_TIME = 2_000
"""So many parts are counted at a time: of a bucket, some two GB of them are on this machine's disk meanwhile."""

_FIRST_LABEL = {kind: label for label, kind in KIND_OF_LABEL.items()} | {"place": "GPE"}

_MACROS = """
CREATE TEMP MACRO kind(entity_id) AS split_part(entity_id, '/', 1);
CREATE TEMP MACRO shared_id(entity_id) AS split_part(entity_id, '~', 1);
CREATE TEMP MACRO tidy(words) AS trim(regexp_replace(words, '\\s+', ' ', 'g'));
CREATE TEMP MACRO bare(words) AS regexp_replace(tidy(words), '(^["“”‘''–—-]+)|(["“”’'',;:–—-]+$)', '', 'g');
CREATE TEMP MACRO key(words) AS trim(regexp_replace(
    regexp_replace(lower(strip_accents(words)), '[''’.]', '', 'g'), '[^\\p{L}\\p{N}]+', ' ', 'g'));
"""

_TABLES = """
CREATE TABLE counted (part VARCHAR, content VARCHAR);
CREATE TABLE mentioned (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, label VARCHAR, name VARCHAR,
                        role VARCHAR, called VARCHAR, n INTEGER);
CREATE TABLE appearance (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, n INTEGER, day DATE);
CREATE TABLE beside (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, beside VARCHAR);
CREATE TABLE held_place (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, place_id VARCHAR, n INTEGER);
CREATE TABLE quoted (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, n INTEGER);
CREATE TABLE taken_part (part VARCHAR, entity_id VARCHAR, article_id VARCHAR, n INTEGER);
CREATE TABLE referred (part VARCHAR, entity_id VARCHAR);
CREATE TABLE namesake (entity_id VARCHAR, article_id VARCHAR, namesake_id VARCHAR);
CREATE TABLE subject (entity_id VARCHAR, kind VARCHAR, name VARCHAR, key VARCHAR, label VARCHAR,
                      n_mentions INTEGER, n_articles INTEGER, n_quotes INTEGER, n_events INTEGER,
                      first_seen DATE, last_seen DATE);
CREATE TABLE alias (entity_id VARCHAR, alias VARCHAR, key VARCHAR, n INTEGER, articles INTEGER);
CREATE TABLE held (entity_id VARCHAR, role VARCHAR, key VARCHAR, n INTEGER, first_seen DATE, last_seen DATE);
CREATE VIEW seen AS
SELECT coalesce(namesake_id, entity_id) AS entity_id, article_id, n, day
FROM appearance LEFT JOIN namesake USING (entity_id, article_id);
"""

_OF_PARTS = {
    "mentioned": """
        SELECT part, entity_id, article_id, label::VARCHAR, name, role,
               CASE WHEN mention_type::VARCHAR = 'name' THEN text END AS called, count(*)::INT
        FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL""",
    "appearance": """
        SELECT mentioned.part, entity_id, article_id, sum(n)::INT, any_value(reference_date)
        FROM (FROM mentioned SEMI JOIN at_hand USING (part)) AS mentioned LEFT JOIN articles USING (article_id)
        GROUP BY ALL""",
    "beside": """
        SELECT DISTINCT place.part, place.entity_id, place.article_id, other.entity_id
        FROM mentions AS place JOIN mentions AS other
          ON other.article_id = place.article_id AND other.start = place."end" + 2
        WHERE kind(place.entity_id) = 'place' AND other.entity_id IS NOT NULL
          AND place.mention_type::VARCHAR = 'name' AND other.mention_type::VARCHAR = 'name'""",
    "held_place": """
        SELECT part, entity_id, article_id, place_entity_id, count(*)::INT FROM mentions
        WHERE entity_id IS NOT NULL AND place_entity_id IS NOT NULL GROUP BY ALL""",
    "quoted": """
        SELECT part, speaker_entity_id, article_id, count(*)::INT FROM quotes
        WHERE speaker_entity_id IS NOT NULL GROUP BY ALL""",
    "taken_part": """
        WITH ids AS (
            SELECT part, article_id, unnest(list_distinct(list_transform(participants, lambda p: p.entity_id)
                || [agent_entity_id, patient_entity_id, place_entity_id])) AS entity_id
            FROM event_mentions
        )
        SELECT part, entity_id, article_id, count(*)::INT FROM ids WHERE entity_id IS NOT NULL GROUP BY ALL""",
    "referred": """
        SELECT DISTINCT part, addressee_entity_id FROM quotes WHERE addressee_entity_id IS NOT NULL
        UNION SELECT DISTINCT part, source_entity_id FROM event_mentions WHERE source_entity_id IS NOT NULL
        UNION SELECT DISTINCT part, place_entity_id FROM mentions WHERE place_entity_id IS NOT NULL""",
}
"""What single articles say, by table: the rows of the parts that the views `mentions`, `quotes` and so on show."""

_TOUCHED = "INSERT INTO touched " + " UNION ".join(
    f"SELECT entity_id FROM {table} SEMI JOIN stale USING (part)"
    for table in ("appearance", "quoted", "taken_part", "referred")
)
"""The ids of which something is said in the parts that are new or gone."""

_NAMESAKES_CHANGED = """
INSERT INTO touched SELECT DISTINCT entity_id FROM (
    (FROM namesake EXCEPT FROM found_namesakes) UNION (FROM found_namesakes EXCEPT FROM namesake)
)
"""

_USED = """
CREATE TEMP TABLE used AS
SELECT coalesce(namesake_id, entity_id) AS entity_id, article_id, label, name, role, called, n
FROM (FROM mentioned SEMI JOIN touched USING (entity_id)) LEFT JOIN namesake USING (entity_id, article_id)
"""

_TOUCHED_IDS = """
CREATE TEMP TABLE touched_id AS
FROM touched UNION SELECT namesake_id FROM namesake SEMI JOIN touched USING (entity_id)
"""

_NAMED = """
CREATE TEMP TABLE named AS
SELECT entity_id, arg_max(name, (name <> upper(name), articles, n, length(name), name)) AS name
FROM (
    SELECT entity_id, bare(name) AS name, count(*) AS articles, sum(n) AS n
    FROM (SELECT entity_id, name, article_id, sum(n) AS n FROM used WHERE name IS NOT NULL GROUP BY ALL)
    GROUP BY entity_id, name
) WHERE name <> '' GROUP BY entity_id
"""

_LABELLED = """
CREATE TEMP TABLE labelled AS
SELECT entity_id, arg_max(label, (n, label)) AS label
FROM (SELECT entity_id, label, sum(n) AS n FROM used GROUP BY ALL)
JOIN kinds USING (label) WHERE kinds.kind = kind(entity_id) GROUP BY entity_id
"""


_SUBJECTS = """
INSERT INTO subject
WITH told AS (
    SELECT entity_id, n AS n_mentions, 1 AS n_articles, 0 AS n_quotes, 0 AS n_events, day
    FROM seen SEMI JOIN touched_id USING (entity_id)
    UNION ALL SELECT coalesce(namesake_id, entity_id), 0, 0, n, 0, NULL
    FROM (FROM quoted SEMI JOIN touched USING (entity_id)) LEFT JOIN namesake USING (entity_id, article_id)
    UNION ALL SELECT coalesce(namesake_id, entity_id), 0, 0, 0, n, NULL
    FROM (FROM taken_part SEMI JOIN touched USING (entity_id)) LEFT JOIN namesake USING (entity_id, article_id)
    UNION ALL SELECT entity_id, 0, 0, 0, 0, NULL FROM referred SEMI JOIN touched USING (entity_id)
), titled AS (
    SELECT *, coalesce(name, array_to_string(list_transform(
        string_split(split_part(entity_id, '/', 2), '-'), lambda w: upper(w[1]) || w[2:]), ' ')) AS title
    FROM (
        SELECT entity_id, kind(entity_id) AS kind, sum(n_mentions)::INT AS n_mentions,
               sum(n_articles)::INT AS n_articles, sum(n_quotes)::INT AS n_quotes, sum(n_events)::INT AS n_events,
               min(day) AS first_seen, max(day) AS last_seen
        FROM told GROUP BY entity_id
    ) LEFT JOIN named USING (entity_id)
)
SELECT entity_id, kind, title, key(title), coalesce(labelled.label, kinds.label, 'ORG'), n_mentions, n_articles,
       n_quotes, n_events, first_seen, last_seen
FROM titled LEFT JOIN labelled USING (entity_id) LEFT JOIN (FROM kinds WHERE first) AS kinds USING (kind)
"""

_ALIASES = """
INSERT INTO alias
WITH wordings AS (
    SELECT entity_id, article_id, called, sum(n) AS n FROM used WHERE called IS NOT NULL GROUP BY ALL
    UNION ALL SELECT DISTINCT entity_id, article_id, name, 0 FROM used WHERE name IS NOT NULL
), spellings AS MATERIALIZED (SELECT called, bare(called) AS alias FROM (SELECT DISTINCT called FROM wordings))
SELECT entity_id, alias, key(alias), n, articles FROM (
    SELECT entity_id, alias, sum(n)::INT AS n, count(DISTINCT article_id)::INT AS articles
    FROM wordings JOIN spellings USING (called) WHERE alias <> '' GROUP BY ALL
)
"""

_ROLES = """
INSERT INTO held
SELECT entity_id, arg_max(role, (n, role)), key, sum(n)::INT, min(first_seen), max(last_seen)
FROM (
    SELECT entity_id, tidy(role) AS role, key(role) AS key, sum(used.n) AS n, min(day) AS first_seen,
           max(day) AS last_seen
    FROM used JOIN seen USING (entity_id, article_id) WHERE role IS NOT NULL GROUP BY ALL
) WHERE key <> '' GROUP BY entity_id, key
"""


@contextlib.contextmanager
def database(kept: Kept | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of counts, in memory or kept in its file, with what names are compared by."""
    with kept_database(kept, _TABLES) as connection:
        connection.execute(_MACROS)
        yield connection


def open_tables(db: duckdb.DuckDBPyConnection, sources: Mapping[str, Source], names: Sequence[str] = READS) -> None:
    """Make each table a view of its name, whether it is given as files or in memory, or not at all."""
    for name in names:
        source = sources.get(name)
        if source is None or (not isinstance(source, pa.Table) and not source):
            source = TABLES[name].arrow_schema.empty_table()
        if isinstance(source, pa.Table):
            db.register(f"{name}_rows", plain(source))
            db.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT *, '' AS part FROM {name}_rows")
            continue
        paths = list(source)
        reach(db, paths[0])
        files = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        db.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * EXCLUDE filename, parse_filename(filename, true) AS part "
            f"FROM read_parquet([{files}], filename = true, hive_partitioning = false)"
        )


def reach(db: duckdb.DuckDBPyConnection, path: str) -> None:
    """Let the database read from the file system of `path`, if that is not the local one."""
    if "://" not in path:
        return
    system = fsspec.core.url_to_fs(path)[0]
    protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
    if not protocols & set(db.list_filesystems()):
        db.register_filesystem(system)


def gather(db: duckdb.DuckDBPyConnection, sources: Mapping[str, Source], kept: Kept | None = None) -> None:
    """Bring the tables of counts (see the module) up to date with `sources`, all or nothing.

    With `kept`, whose database `db` is, sources are paths, and parts that it has counted are not read again.
    """
    before = dict(db.execute("FROM counted").fetchall())
    now = kept.contents if kept else dict.fromkeys(_parts(sources), "")
    new = [part for part, content in now.items() if before.get(part) != content]
    stale = {*new, *(before.keys() - now.keys())}
    if not stale:
        return
    kinds = [
        {"label": label, "kind": kind, "first": _FIRST_LABEL[kind] == label} for label, kind in KIND_OF_LABEL.items()
    ]
    db.register("kinds", pa.Table.from_pylist(kinds))
    db.register("stale", pa.table({"part": pa.array(sorted(stale), pa.string())}))
    contents = pa.array([now[part] for part in new], pa.string())
    db.register("new_parts", pa.table({"part": pa.array(new, pa.string()), "content": contents}))
    with transaction(db):
        db.execute("CREATE TEMP TABLE touched (entity_id VARCHAR)")
        db.execute(_TOUCHED)
        for table in ("counted", *_OF_PARTS):
            db.execute(f"DELETE FROM {table} WHERE part IN (FROM stale)")
        for at in range(0, len(new), AT_A_TIME):
            parts = new[at : at + AT_A_TIME]
            with _brought_here(sources, set(parts)) if kept else contextlib.nullcontext(sources) as here:
                open_tables(db, here)
                db.register("at_hand", pa.table({"part": pa.array(parts, pa.string())}))
                for table, rows in _OF_PARTS.items():
                    db.execute(f"INSERT INTO {table} {rows}")
        db.execute("INSERT INTO counted FROM new_parts")
        db.execute(_TOUCHED)
        db.register("found_namesakes", namesakes.tell_apart(db))
        for statement in (_NAMESAKES_CHANGED, "DELETE FROM namesake", "INSERT INTO namesake FROM found_namesakes",
                          _USED, _TOUCHED_IDS, _NAMED, _LABELLED):  # fmt: skip
            db.execute(statement)
        for table, statement in (("subject", _SUBJECTS), ("alias", _ALIASES), ("held", _ROLES)):
            db.execute(f"DELETE FROM {table} WHERE shared_id(entity_id) IN (FROM touched)")
            db.execute(statement)


def _parts(sources: Mapping[str, Source]) -> set[str]:
    """The parts that sources are in: files by their names, tables in memory without one."""
    files = (source for source in sources.values() if not isinstance(source, pa.Table))
    return {"", *(part_of(path) for paths in files for path in paths)}


@contextlib.contextmanager
def _brought_here(sources: Mapping[str, Source], parts: Set[str]) -> Iterator[dict[str, Source]]:
    """The files of these parts, in a folder of this machine if they are not on it.

    DuckDB reads a file several times, and asks for its size each time: in a bucket some forty requests a file.
    """
    named = {table: [str(path) for path in paths if part_of(str(path)) in parts] for table, paths in sources.items()}
    with tempfile.TemporaryDirectory(prefix="quotidian-") as folder:
        here: dict[str, Source] = {}
        for table, paths in named.items():
            here[table] = paths
            if paths and "://" in paths[0]:
                fs = fsspec.core.url_to_fs(paths[0])[0]
                copies = [posixpath.join(folder, table, posixpath.basename(path)) for path in paths]
                os.mkdir(posixpath.join(folder, table))
                fs.get([fs._strip_protocol(path) for path in paths], copies)
                here[table] = copies
        yield here
