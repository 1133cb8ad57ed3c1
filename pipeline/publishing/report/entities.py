"""The data of the entity pages: what each said, what is said about it, what it took part in, and where."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import duckdb

from pipeline.publishing.report.articles import title
from pipeline.publishing.report.data import DataFolder, chunks, without_nulls
from pipeline.publishing.report.printings import Printings
from pipeline.publishing.report.rows import rows, shown_event, shown_quote, stream

ENTITIES_A_FILE = 40

SAID = """
SELECT q.speaker_id AS key, q.quote_id AS id, q.article_id, NULL AS speaker, NULL AS speaker_id, q.attitude, q.cue,
       q.text, q.day, q.title
FROM quotes_by q LEFT JOIN statement_members s USING (quote_id)
QUALIFY row_number() OVER (
    PARTITION BY key, coalesce(s.statement_id, id) ORDER BY q.day NULLS LAST, q.article_id, id) = 1
ORDER BY key, day DESC NULLS LAST, article_id, id
"""
ABOUT = """
SELECT q.about_id AS key, q.quote_id AS id, q.article_id, q.speaker, q.speaker_id, q.attitude, w.cue, q.text, q.day,
       a.title
FROM quotes_about q JOIN quotes w USING (quote_id) JOIN articles a ON a.article_id = q.article_id
LEFT JOIN statement_members s USING (quote_id)
QUALIFY row_number() OVER (
    PARTITION BY key, coalesce(s.statement_id, id) ORDER BY q.day NULLS LAST, q.article_id, id) = 1
ORDER BY key, day DESC NULLS LAST, q.article_id, id
"""
DID = """
SELECT DISTINCT c.canonical_id AS key, t.event_mention_id AS id, t.date_start, t.date_end, t.granularity, t.status,
       t.event_type AS type, t.clause, t.article_id, t.title
FROM timeline t JOIN (
    SELECT event_mention_id, unnest(participants).entity_id AS entity_id FROM event_mentions
    UNION SELECT event_mention_id, unnest([agent_entity_id, patient_entity_id, place_entity_id]) FROM event_mentions
) p USING (event_mention_id) JOIN canonical c USING (entity_id)
ORDER BY key, t.date_start, t.date_end, t.article_id, id
"""
ARTICLES = """
SELECT c.canonical_id AS key, a.article_id AS id, a.title, a.reference_date AS day, count(*) AS mentions,
       any_value(a.text[:200]) AS beginning
FROM mentions m JOIN canonical c USING (entity_id) JOIN articles a USING (article_id)
GROUP BY ALL ORDER BY key, day DESC NULLS LAST, id
"""
MERGED = """
SELECT canonical_id AS key, entity_id AS id, merged_because FROM entities
WHERE canonical_id <> entity_id ORDER BY key, id
"""
NAMESAKES = """
SELECT a.entity_id AS key, b.entity_id AS id, b.name, b.roles[1].role AS role
FROM entities a JOIN entities b ON coalesce(a.namesake_of, a.entity_id) = coalesce(b.namesake_of, b.entity_id)
WHERE a.entity_id <> b.entity_id ORDER BY key, id
"""
ENTITIES = """
SELECT * REPLACE (
    (sum(n_mentions) OVER merged)::BIGINT AS n_mentions,
    min(first_seen) OVER merged AS first_seen, max(last_seen) OVER merged AS last_seen
) FROM entities WINDOW merged AS (PARTITION BY canonical_id) ORDER BY entity_id
"""
"""The entities, with what is counted of those merged into them."""
LISTED = f"""
SELECT entity_id AS id, name, label, coalesce(n_mentions, 0) AS n_mentions, coalesce(n_articles, 0) AS n_articles,
       coalesce(n_quotes, 0) AS n_quotes, coalesce(n_events, 0) AS n_events
FROM (SELECT entity_id, name, label FROM entities WHERE canonical_id = entity_id)
LEFT JOIN (SELECT key AS entity_id, sum(mentions)::BIGINT AS n_mentions, count(*) AS n_articles
           FROM ({ARTICLES}) GROUP BY key) USING (entity_id)
LEFT JOIN (SELECT key AS entity_id, count(*) AS n_quotes FROM ({SAID}) GROUP BY key) USING (entity_id)
LEFT JOIN (SELECT key AS entity_id, count(*) AS n_events FROM ({DID}) GROUP BY key) USING (entity_id)
ORDER BY n_mentions DESC, id
"""
LISTED_AT_MOST = 3000


def write_entities(database: duckdb.DuckDBPyConnection, data: DataFolder, printings: Printings) -> None:
    """Write the entities, some a file in order of their ids, the list of these files, and the list to browse."""
    said, about, did, articles, merged, namesakes = (
        Groups(stream(database, sql)) for sql in (SAID, ABOUT, DID, ARTICLES, MERGED, NAMESAKES)
    )

    def shown(quote: dict[str, Any]) -> dict[str, Any]:
        return shown_quote(quote, printings.beside(quote["id"]))

    def described(entity: dict[str, Any]) -> dict[str, Any]:
        key = entity["entity_id"]
        if entity["canonical_id"] != key:
            return {"id": key, "canonical": entity["canonical_id"]}
        return {
            "id": key,
            **without_nulls(entity, ("entity_id", "canonical_id", "article_ids")),
            "merged": [without_nulls(row, ("key",)) for row in merged.of(key)],
            "namesakes": [without_nulls(row, ("key",)) for row in namesakes.of(key)],
            "said": data.section(map(shown, said.of(key))),
            "about": data.section(map(shown, about.of(key))),
            "did": data.section(map(shown_event, did.of(key))),
            "articles": data.section(map(_shown_article, articles.of(key))),
        }

    first = []
    entities = stream(database, ENTITIES)
    for number, chunk in enumerate(chunks(map(described, entities), ENTITIES_A_FILE)):
        first.append(chunk[0]["id"])
        data.write(f"entities/{number}", chunk)
    data.write("entity-files", first)
    data.write("entities", rows(database, f"{LISTED} LIMIT {LISTED_AT_MOST}"))


def _shown_article(row: dict[str, Any]) -> dict[str, Any]:
    named = {"title": row["title"], "text": row["beginning"] or "", "uri": row["id"]}
    return without_nulls({"id": row["id"], "title": title(named), "day": row["day"], "mentions": row["mentions"]})


class Groups:
    """Rows sorted by `key`, taken a key at a time in that order."""

    def __init__(self, sorted_rows: Iterator[dict[str, Any]]) -> None:
        self._groups = itertools.groupby(sorted_rows, lambda row: row["key"])
        self._next = next(self._groups, None)

    def of(self, key: str) -> Iterator[dict[str, Any]]:
        """The rows of a key, which comes after those asked for before."""
        while self._next and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next and self._next[0] == key:
            yield from self._next[1]
            self._next = next(self._groups, None)
