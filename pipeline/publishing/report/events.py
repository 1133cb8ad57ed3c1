"""The data of the event pages: what each event is told to be, and its tellings beside each other, words marked."""

from __future__ import annotations

from typing import Any

import duckdb

from pipeline.publishing.report.articles import title
from pipeline.publishing.report.data import DataFolder, chunks, shortened, without_nulls
from pipeline.publishing.report.entities import Groups
from pipeline.publishing.report.marks import tree
from pipeline.publishing.report.rows import rows, stream

EVENTS_A_FILE = 20
LISTED_AT_MOST = 3000

EVENTS = """
SELECT e.event_id, e.event_type AS type, e.summary, e.event_mention_id AS mention, e.status, e.status_history,
       e.date_start, e.date_end, e.granularity, e.n_date, e.other_dates, e.place, e.place_entity_id, e.other_places,
       e.participants, e.figures, e.n_mentions, e.n_articles, e.n_independent, e.publishers, e.story_id,
       s.title AS story
FROM events e LEFT JOIN stories s ON s.story_id = e.story_id AND s.n_articles > 1
WHERE e.n_mentions > 1 ORDER BY e.event_id
"""
"""Events that are told more than once; others are read in their article."""
TELLINGS = """
SELECT m.event_id AS key, m.event_mention_id AS id, m.status, m.because, a.title, a.text[:200] AS beginning,
       a.publisher, a.reference_date AS day, nullif(t.copy_of IS NOT NULL, false) AS copied, s.start AS at,
       substring(a.text, s.start + 1, s."end" - s.start) AS words, e.start, e."end", e.clause_start, e.clause_end,
       e.participants, e.figures
FROM event_members m JOIN events w USING (event_id)
JOIN event_mentions e ON e.event_mention_id = m.event_mention_id
JOIN articles a ON a.article_id = e.article_id
JOIN sentences s ON s.article_id = e.article_id AND s.sentence_index = e.sentence_index
LEFT JOIN story_members t ON t.article_id = e.article_id
WHERE w.n_mentions > 1
ORDER BY key, a.reference_date NULLS LAST, a.published_at NULLS LAST, m.article_id, e.start
"""
LISTED = f"""
SELECT event_id AS id, event_type AS type, summary, status, date_start, date_end, place, n_articles AS n, n_mentions,
       event_mention_id AS mention
FROM events
ORDER BY n_independent DESC, n_articles DESC, n_mentions DESC, date_start DESC, event_id LIMIT {LISTED_AT_MOST}
"""
KINDS = ("clause", "who", "figure", "trigger")
"""What is marked in the words of a telling: those that tell it, those who take part, how many, the word itself."""


def write_events(database: duckdb.DuckDBPyConnection, data: DataFolder) -> None:
    """Write the events that are told more than once, some a file in order of their ids, and the list of all."""
    tellings = Groups(stream(database, TELLINGS))
    names = {row["entity_id"]: row for row in rows(database, "SELECT entity_id, canonical_id, name FROM canonical")}

    def described(event: dict[str, Any]) -> dict[str, Any]:
        key = event["event_id"]
        return {
            "id": key,
            **without_nulls(event, ("event_id", "participants", "summary", "status_history", "other_dates")),
            "summary": shortened(event["summary"], 300),
            "history": [without_nulls(step) for step in event["status_history"]],
            "other_dates": [without_nulls(other) for other in event["other_dates"]],
            "who": [_participant(one, names) for one in event["participants"]],
            "told": data.section(map(_telling, tellings.of(key))),
        }

    first = []
    for number, chunk in enumerate(chunks(map(described, stream(database, EVENTS)), EVENTS_A_FILE)):
        first.append(chunk[0]["id"])
        data.write(f"events/{number}", chunk)
    data.write("event-files", first)
    data.write(
        "events", [without_nulls({**row, "summary": shortened(row["summary"])}) for row in rows(database, LISTED)]
    )


def _participant(one: dict[str, Any], names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Somebody who takes part, by the entity that is meant."""
    meant = names.get(one["entity_id"])
    known = {"id": meant["canonical_id"], "name": meant["name"]} if meant else {"id": None, "name": one["name"]}
    return without_nulls({"role": one["role"], **known, "n": one["n_independent"]})


def _telling(row: dict[str, Any]) -> dict[str, Any]:
    """A telling: the sentence with its words marked, its article, and why it is of this event."""
    spans = [(row["clause_start"], row["clause_end"], 0), (row["start"], row["end"], 3)]
    for kind, found in ((1, row["participants"]), (2, row["figures"])):
        spans += [(one["start"], one["end"], kind) for one in found if one["start"] is not None]
    at, length = row["at"], len(row["words"])
    inside = [(max(start - at, 0), min(end - at, length), kind) for start, end, kind in spans]
    named = {"title": row["title"], "text": row["beginning"] or "", "uri": row["id"]}
    kept = ("id", "status", "because", "publisher", "day", "copied")
    return {
        **without_nulls({name: row[name] for name in kept}),
        "title": title(named),
        "words": tree(row["words"], sorted({span for span in inside if span[0] < span[1]})),
    }
