"""The DuckDB database beside the tables: views over the Parquet parts, with what readers ask first written out.

The views name the parts by relative paths, so the folder can be moved. DuckDB looks for such paths where
its client was started; a client started elsewhere says where the tables are, once per session:
`SET VARIABLE quotidian = '/path/to/output';`.
"""

from __future__ import annotations

import pathlib
import posixpath
import tempfile
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from pipeline.tables.schema import TABLES, Table
from pipeline.tables.store import STATE_FOLDER, Store, digest

FILE = "quotidian.duckdb"
STATE = posixpath.join(STATE_FOLDER, "views")
"""Where a store remembers what its database was made from."""
VARIABLE = "quotidian"
"""The DuckDB variable that says where the tables are, for clients that were not started in their folder."""


@dataclass(frozen=True)
class View:
    """A question that readers ask first: what a row is, what its columns hold, and the SQL that answers it.

    A column that is left out of `columns` is that of `table`, and described there.
    """

    name: str
    description: str
    table: str
    columns: dict[str, str]
    sql: str


_QUOTES = """(
    SELECT q.* REPLACE (coalesce(s.meant_id, speaker_entity_id) AS speaker_entity_id,
                        coalesce(t.meant_id, addressee_entity_id) AS addressee_entity_id)
    FROM quotes q
    LEFT JOIN namesakes s ON s.article_id = q.article_id AND s.entity_id = speaker_entity_id
    LEFT JOIN namesakes t ON t.article_id = q.article_id AND t.entity_id = addressee_entity_id)"""
_MENTIONS = """(
    SELECT m.* REPLACE (coalesce(s.meant_id, m.entity_id) AS entity_id)
    FROM mentions m LEFT JOIN namesakes s ON s.article_id = m.article_id AND s.entity_id = m.entity_id)"""
"""The tables with the ids that the articles mean, where namesakes share one."""

VIEWS = (
    View(
        "namesakes",
        "Ids that several people of one name share: which of them an article means, if not the one who keeps the id.",
        "entities",
        {
            "article_id": "The article.",
            "entity_id": "An entity id, as it stands in the other tables.",
            "meant_id": "The entity that this article means by it.",
        },
        """SELECT unnest(article_ids) AS article_id, namesake_of AS entity_id, entity_id AS meant_id
           FROM entities WHERE namesake_of IS NOT NULL""",
    ),
    View(
        "canonical",
        "Every entity id with the entity it stands for, once merged ones are followed.",
        "entities",
        {"entity_id": "An entity id, as it stands in the other tables.", "canonical_id": "The entity that is meant."},
        """SELECT e.entity_id, e.canonical_id, c.name, c.label
           FROM entities e JOIN entities c ON c.entity_id = e.canonical_id""",
    ),
    View(
        "quotes_by",
        "Quotes whose speaker is known, with the article: who said what, when, and to whom.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed.",
            "speaker": "The speaker's name.",
            "speaker_label": "OntoNotes label of the speaker.",
            "day": "The day it was said; else the article's reference date.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        f"""SELECT c.canonical_id AS speaker_id, c.name AS speaker, c.label AS speaker_label, q.attitude, q.text,
                  q.quotation, q.cue, coalesce(q.said_on, a.reference_date) AS day, q.said_on, q.addressee, q.channel,
                  q.confidence, q.quote_id, q.article_id, a.title, a.uri
           FROM {_QUOTES} q JOIN canonical c ON c.entity_id = q.speaker_entity_id JOIN articles a USING (article_id)""",
    ),
    View(
        "quotes_about",
        "What is said about an entity: a row for each quote and each entity, other than its speaker, mentioned in it.",
        "quotes",
        {
            "about_id": "An entity mentioned in the quote, once merged entities are followed.",
            "about": "Its name.",
            "about_label": "Its OntoNotes label.",
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "day": "The day it was said; else the article's reference date.",
        },
        f"""SELECT DISTINCT m.canonical_id AS about_id, m.name AS about, m.label AS about_label,
                  s.canonical_id AS speaker_id, coalesce(s.name, q.speaker_name, q.speaker) AS speaker,
                  q.attitude, q.text, coalesce(q.said_on, a.reference_date) AS day, q.confidence,
                  q.quote_id, q.article_id
           FROM {_QUOTES} q
           JOIN {_MENTIONS} n ON n.article_id = q.article_id AND n.start >= q.start AND n."end" <= q."end"
           JOIN canonical m ON m.entity_id = n.entity_id
           JOIN articles a ON a.article_id = q.article_id
           LEFT JOIN canonical s ON s.entity_id = q.speaker_entity_id
           WHERE s.canonical_id IS DISTINCT FROM m.canonical_id""",
    ),
    View(
        "timeline",
        "Events with a date, in order of it, each with how it is told.",
        "event_mentions",
        {
            "status": "happened, did not happen, planned, not planned, possible, hypothetical or required.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        """SELECT e.date_start, e.date_end, e.granularity,
                  CASE WHEN e.modality = 'asserted' AND e.polarity = 'positive' THEN 'happened'
                       WHEN e.modality = 'asserted' THEN 'did not happen'
                       WHEN e.modality = 'planned' AND e.polarity = 'negative' THEN 'not planned'
                       ELSE e.modality END AS status,
                  e.event_type, e.agent, e.trigger, e.patient, e.place, e.figures, e.clause, e.date_basis, e.confidence,
                  e.event_mention_id, e.quote_id, e.article_id, a.title, a.uri
           FROM event_mentions e JOIN articles a USING (article_id)
           WHERE e.date_start IS NOT NULL
           ORDER BY e.date_start, e.date_end, e.article_id, e.start""",
    ),
    View(
        "places",
        "Places on the map, those with most mentions first: once merged entities are followed, with their names.",
        "entities",
        {
            "n_mentions": "Number of mentions, by any of its names.",
            "n_articles": "Number of articles that mention it by the name it mostly goes by.",
        },
        """SELECT e.entity_id, e.name, e.label, e.aliases, e.country_code, e.admin1_code, e.admin1_name, e.latitude,
                  e.longitude, e.place_precision, e.place_confidence, e.population, e.geonames_id,
                  (sum(e.n_mentions) OVER (PARTITION BY e.canonical_id))::INT AS n_mentions,
                  e.n_articles, e.first_seen, e.last_seen
           FROM entities e
           WHERE e.label IN ('GPE', 'LOC', 'FAC') AND e.latitude IS NOT NULL
           QUALIFY e.canonical_id = e.entity_id
           ORDER BY n_mentions DESC, e.entity_id""",
    ),
    View(
        "events_on_map",
        "Events whose place is known: what happened, when and where, a row a telling.",
        "event_mentions",
        {
            "place_id": "The place, once merged entities are followed.",
            "place_name": "Its name.",
            "title": "The headline of the article.",
            "uri": "What the article is known by.",
        },
        """SELECT e.event_mention_id, e.event_type, e.trigger, e.clause, e.date_start, e.date_end, e.modality,
                  e.polarity, p.entity_id AS place_id, p.name AS place_name, p.country_code, p.admin1_name,
                  p.latitude, p.longitude, p.place_precision, p.place_confidence, e.agent, e.patient,
                  e.article_id, a.title, a.uri
           FROM event_mentions e
           JOIN canonical c ON c.entity_id = e.place_entity_id
           JOIN entities p ON p.entity_id = c.canonical_id
           JOIN articles a ON a.article_id = e.article_id
           WHERE p.latitude IS NOT NULL
           ORDER BY e.date_start NULLS LAST, e.article_id, e.start""",
    ),
    View(
        "people",
        "People, those with most quotes first, each with the roles and names they go by.",
        "entities",
        {
            "role_names": "The roles given with the person.",
            "quoted_articles": "Number of articles that quote the person.",
            "n_quotes": "Number of quotes the person is the speaker of.",
        },
        """SELECT e.entity_id, e.name, [r.role FOR r IN e.roles] AS role_names, e.aliases,
                  count(q.quote_id) AS n_quotes, count(DISTINCT q.article_id) AS quoted_articles, e.n_mentions,
                  e.n_articles, e.n_events, e.first_seen, e.last_seen
           FROM entities e LEFT JOIN quotes_by q ON q.speaker_id = e.entity_id
           WHERE e.label = 'PERSON' AND e.canonical_id = e.entity_id
           GROUP BY ALL ORDER BY n_quotes DESC, e.n_mentions DESC, e.entity_id""",
    ),
    View(
        "said_to_whom",
        "Quotes whose addressee is told: who said what to whom.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed; null where it is not known.",
            "speaker": "The speaker's name, else the words of the speaker.",
            "addressee_id": "The addressee, once merged entities are followed; null where it is not known.",
            "addressee": "The addressee's name, else the words of the addressee.",
            "day": "The day it was said; else the article's reference date.",
        },
        f"""SELECT s.canonical_id AS speaker_id, coalesce(s.name, q.speaker_name, q.speaker) AS speaker,
                  t.canonical_id AS addressee_id, coalesce(t.name, q.addressee) AS addressee,
                  q.text, q.channel, coalesce(q.said_on, a.reference_date) AS day, q.quote_id, q.article_id
           FROM {_QUOTES} q JOIN articles a USING (article_id)
           LEFT JOIN canonical s ON s.entity_id = q.speaker_entity_id
           LEFT JOIN canonical t ON t.entity_id = q.addressee_entity_id
           WHERE q.addressee IS NOT NULL""",
    ),
    View(
        "who_on_whom",
        "How often each speaker speaks of each entity.",
        "quotes",
        {
            "speaker_id": "The speaker, once merged entities are followed.",
            "speaker": "The speaker's name.",
            "about_id": "The entity spoken of.",
            "about": "Its name.",
            "about_label": "Its OntoNotes label.",
            "n_quotes": "Number of quotes.",
            "n_articles": "Number of articles with such a quote.",
        },
        """SELECT speaker_id, speaker, about_id, about, about_label, count(DISTINCT quote_id) AS n_quotes,
                  count(DISTINCT article_id) AS n_articles
           FROM quotes_about WHERE speaker_id IS NOT NULL
           GROUP BY ALL ORDER BY n_quotes DESC, speaker_id, about_id""",
    ),
)
"""The views beyond one a table, in the order in which they are built on each other."""


def write_views(store: Store) -> None:
    """Bring `quotidian.duckdb` in the store's folder up to date: a view a table, and `VIEWS`, with comments on all."""
    made_from = _made_from(store).encode()
    if store.read_bytes(STATE) == made_from and store.fs.exists(posixpath.join(store.path, FILE)):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / FILE
        with duckdb.connect(str(path)) as database:
            database.execute(f"SET VARIABLE {VARIABLE} = {_literal(store.path)}")
            create_views(database, store, f"coalesce(getvariable('{VARIABLE}') || '/', '') || ")
        store.write_bytes(FILE, path.read_bytes())
    store.write_bytes(STATE, made_from)


def _made_from(store: Store) -> str:
    """A digest of all that the database is made from; rows are none of it, as its views read the parts."""
    tables = [[str(table), bool(store.parts(table.name))] for table in TABLES.values()]
    return digest(duckdb.__version__, tables, [str(view) for view in VIEWS])


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """A database in memory with the same views, wherever this process was started. Local stores only."""
    database = duckdb.connect()
    create_views(database, store, _literal(store.path + "/") + " || ")
    return database


def tell_namesakes_apart(database: duckdb.DuckDBPyConnection) -> None:
    """From now on the tables of a database in memory give the ids that their articles mean."""
    if not database.execute("SELECT count(*) FROM namesakes").fetchall()[0][0]:
        return
    database.execute(
        "CREATE TABLE meant AS SELECT article_id, map(list(entity_id), list(meant_id)) AS ids "
        "FROM namesakes GROUP BY article_id"
    )
    for table, columns in ENTITY_COLUMNS.items():
        told = [f'coalesce(ids["{name}"], "{name}") AS "{name}"' for name in columns]
        if table == "event_mentions":
            told.append(
                "list_transform(participants, lambda p: "
                "struct_update(p, entity_id := coalesce(ids[p.entity_id], p.entity_id))) AS participants"
            )
        # Not temporary views: the cursors of this connection would not have them.
        database.execute(f"ALTER VIEW {table} RENAME TO written_{table}")
        database.execute(
            f"CREATE VIEW {table} AS SELECT told.* EXCLUDE ids REPLACE ({', '.join(told)}) "
            f"FROM (FROM written_{table} LEFT JOIN meant USING (article_id)) AS told"
        )


ENTITY_COLUMNS = {
    table.name: [c.name for c in table.columns if c.refers == "entities.entity_id"]
    for table in TABLES.values()
    if table.name in ("mentions", "quotes", "event_mentions")
}
"""The columns of other tables that hold the id of an entity."""


def create_views(database: duckdb.DuckDBPyConnection, store: Store, before: str) -> None:
    """Make the views in a database; `before` is the SQL expression in front of each path below the store."""
    for table in TABLES.values():
        if store.parts(table.name):
            rows = f"SELECT * FROM read_parquet({before}'{table.name}/*.parquet')"
        else:
            rows = f"SELECT {', '.join(_empty_column(table))} WHERE false"
        database.execute(f'CREATE VIEW "{table.name}" AS {rows}')
        _comment(database, table.name, table.description, {c.name: c.description for c in table.columns})
    for view in VIEWS:
        database.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        names = [name for (name, *_) in database.execute(f"DESCRIBE {view.name}").fetchall()]
        _comment(database, view.name, view.description, {name: _meaning(view, name) for name in names})


def _meaning(view: View, column: str) -> str:
    """What a column of a view holds: as the view says, else as the table does that it comes from."""
    if column in view.columns:
        return view.columns[column]
    tables = (TABLES[view.table], TABLES["articles"], TABLES["entities"])
    return next(c.description for table in tables for c in table.columns if c.name == column)


def _comment(database: duckdb.DuckDBPyConnection, view: str, description: str, columns: dict[str, str]) -> None:
    database.execute(f'COMMENT ON VIEW "{view}" IS {_literal(description)}')
    for name, text in columns.items():
        database.execute(f'COMMENT ON COLUMN "{view}"."{name}" IS {_literal(text)}')


def _empty_column(table: Table) -> list[str]:
    return [f'NULL::{_sql_type(column.type)} AS "{column.name}"' for column in table.columns]


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return _sql_type(kind.value_type)
    if pa.types.is_list(kind):
        return _sql_type(kind.value_type) + "[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_sql_type(field.type)}' for field in kind) + ")"
    if pa.types.is_timestamp(kind):
        return "TIMESTAMP WITH TIME ZONE"
    names = {
        "string": "VARCHAR",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "float": "FLOAT",
        "double": "DOUBLE",
        "date32[day]": "DATE",
    }
    return {**names, "bool": "BOOLEAN"}[str(kind)]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
