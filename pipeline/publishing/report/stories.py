"""The data of the story pages: the articles of each, who copied whom, what happened in it, and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from pipeline.publishing.report.articles import title
from pipeline.publishing.report.data import DataFolder, chunks, shortened, without_nulls
from pipeline.publishing.report.entities import Groups
from pipeline.publishing.report.printings import Printings
from pipeline.publishing.report.rows import rows, shown_quote, stream

STORIES_A_FILE = 20
LISTED_AT_MOST = 3000
NAMES = 12

STORIES = """
SELECT story_id, title, first_day, last_day, n_articles, n_copies, n_independent, publishers
FROM stories WHERE n_articles > 1 ORDER BY story_id
"""
"""Stories that several articles tell; those of one article are told by the reader."""
TELLINGS = """
SELECT m.story_id AS key, a.article_id AS id, a.title, a.reference_date AS day, a.publisher, a.n_words AS words,
       a.text[:200] AS beginning, m.copy_of, o.title AS original, coalesce(o.publisher, o.uri) AS copied_from,
       m.copied_share AS share
FROM story_members m JOIN stories s USING (story_id) JOIN articles a ON a.article_id = m.article_id
LEFT JOIN articles o ON o.article_id = m.copy_of
WHERE s.n_articles > 1
ORDER BY key, a.reference_date NULLS LAST, a.published_at NULLS LAST, m.copy_of IS NOT NULL, a.article_id
"""
NAMED = """
SELECT key, c.canonical_id AS id, c.name, c.label
FROM (SELECT story_id AS key, unnest(entity_ids || place_ids) AS entity_id,
             generate_subscripts(entity_ids || place_ids, 1) AS nth FROM stories WHERE n_articles > 1)
JOIN canonical c USING (entity_id) GROUP BY ALL ORDER BY key, min(nth)
"""
HAPPENED = """
SELECT t.story_id AS key, e.event_id AS id, e.event_mention_id AS mention, e.event_type AS type, e.summary, e.status,
       e.date_start, e.date_end, e.place, e.n_articles AS n, e.n_mentions
FROM events e JOIN stories s USING (story_id) JOIN (SELECT DISTINCT story_id, event_id FROM event_members m
     JOIN story_members USING (article_id)) t ON t.event_id = e.event_id AND t.story_id = e.story_id
WHERE s.n_articles > 1
ORDER BY key, e.date_start, e.date_end, e.n_independent DESC, id
"""
"""What happened in a story, a row an event."""
SAID = """
SELECT t.story_id AS key, q.quote_id AS id, q.article_id, d.speaker, d.speaker_id, q.attitude, q.cue, q.text, d.day,
       d.title
FROM statement_members m JOIN statements s USING (statement_id)
JOIN quotes q ON q.quote_id = m.quote_id JOIN quotes_dated d ON d.quote_id = m.quote_id
JOIN story_members t ON t.article_id = q.article_id JOIN stories w USING (story_id)
WHERE w.n_articles > 1 AND q.attitude = 'speech'
QUALIFY row_number() OVER (
    PARTITION BY key, m.statement_id ORDER BY d.printed_on NULLS LAST, t.copy_of IS NOT NULL, id) = 1
ORDER BY key, s.n_independent DESC, s.n_articles DESC, d.day NULLS LAST, q.article_id, q.start
"""
"""What is said in a story, a row a statement, what most print first."""
LISTED = f"""
SELECT s.story_id AS id, s.title, s.first_day, s.last_day, s.n_articles AS n, s.n_copies AS copies, s.publishers,
       a.article_id, a.title AS headline, a.text[:200] AS text, a.uri
FROM stories s JOIN articles a ON a.article_id = s.first_article_id
ORDER BY s.n_independent DESC, s.n_articles DESC, s.last_day DESC NULLS LAST, s.story_id LIMIT {LISTED_AT_MOST}
"""


def write_stories(database: duckdb.DuckDBPyConnection, data: DataFolder, printings: Printings) -> None:
    """Write the stories that several articles tell, some a file in order of their ids, and the list of all."""
    tellings, named, happened, said = (Groups(stream(database, sql)) for sql in (TELLINGS, NAMED, HAPPENED, SAID))

    def described(story: dict[str, Any]) -> dict[str, Any]:
        key = story["story_id"]
        articles = [_telling(row) for row in tellings.of(key)]
        return {
            "id": key,
            **without_nulls(story, ("story_id", "title")),
            "title": shortened(story["title"], 200) or articles[0]["title"],
            "named": [without_nulls(row, ("key",)) for row in _first(named.of(key), NAMES)],
            "articles": data.section(articles),
            "happened": data.section(map(_happening, happened.of(key))),
            "said": data.section(shown_quote(row, printings.beside(row["id"])) for row in said.of(key)),
        }

    first = []
    for number, chunk in enumerate(chunks(map(described, stream(database, STORIES)), STORIES_A_FILE)):
        first.append(chunk[0]["id"])
        data.write(f"stories/{number}", chunk)
    data.write("story-files", first)
    data.write("stories", [_listed(row) for row in rows(database, LISTED)])


def _first(values: Iterator[dict[str, Any]], most: int) -> Iterator[dict[str, Any]]:
    """The first of the values; the others are read as well, so that what comes after them comes next."""
    yield from (value for number, value in enumerate(values) if number < most)


def _happening(row: dict[str, Any]) -> dict[str, Any]:
    """An event of a story, in a line."""
    return without_nulls({**row, "summary": shortened(row["summary"], 300)}, ("key",))


def _telling(row: dict[str, Any]) -> dict[str, Any]:
    """An article of a story, with the one that it was copied from."""
    named = {"title": row["title"], "text": row["beginning"] or "", "uri": row["id"]}
    kept = without_nulls(row, ("key", "title", "beginning", "original"))
    return {**kept, "title": title(named), **({"original": shortened(row["original"], 120)} if row["original"] else {})}


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    """A story in the list; one of a single article leads to it."""
    named = {"title": row["title"] or row["headline"], "text": row["text"] or "", "uri": row["uri"]}
    alone = {"article": row["article_id"]} if row["n"] == 1 else {}
    kept = without_nulls(row, ("title", "headline", "text", "uri", "article_id"))
    return {**kept, "title": title(named), **alone}
