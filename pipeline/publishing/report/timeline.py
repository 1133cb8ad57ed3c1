"""The data of the timeline: the dated events in order, cut into files, and what each file holds."""

from __future__ import annotations

from collections import Counter

import duckdb

from pipeline.publishing.report.data import DataFolder, chunks, without_nulls
from pipeline.publishing.report.rows import shown_event, stream

EVENTS_A_FILE = 300

EVENTS = """
SELECT t.event_mention_id AS id, t.date_start, t.date_end, t.granularity, t.status,
       t.event_type AS type, t.clause, t.place, t.article_id AS article, t.title,
       h.event_id AS happening, h.n_articles AS told,
       list(DISTINCT c.canonical_id ORDER BY c.canonical_id) FILTER (c.canonical_id IS NOT NULL) AS entities
FROM timeline t
LEFT JOIN (SELECT m.event_mention_id, e.event_id, e.n_articles FROM event_members m JOIN events e USING (event_id)
           WHERE e.n_articles > 1) h USING (event_mention_id)
LEFT JOIN (
    SELECT event_mention_id, unnest(participants).entity_id AS entity_id FROM event_mentions
    UNION SELECT event_mention_id, unnest([agent_entity_id, patient_entity_id, place_entity_id]) FROM event_mentions
) p USING (event_mention_id) LEFT JOIN canonical c USING (entity_id)
GROUP BY ALL ORDER BY t.date_start, t.date_end DESC, t.article_id, id
"""


def write_timeline(database: duckdb.DuckDBPyConnection, data: DataFolder) -> None:
    """Write the events in files in the order of their dates, and the list of these with the corpus's first day."""
    files = []
    for number, chunk in enumerate(chunks(stream(database, EVENTS), EVENTS_A_FILE)):
        data.write(f"timeline/{number}", [without_nulls(shown_event(row)) for row in chunk])
        statuses, types = (Counter(row[name] for row in chunk) for name in ("status", "type"))
        span = {"from": chunk[0]["date_start"], "to": chunk[-1]["date_start"]}
        files.append({**span, "n": len(chunk), "statuses": statuses, "types": types})
    (first,) = database.execute("SELECT min(reference_date) FROM articles").fetchall()[0]
    data.write("timeline", {"files": files, "first": first})
