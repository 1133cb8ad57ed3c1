"""Where else a quote is printed: the other printings of its statement, as the report lists them beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from pipeline.publishing.report.data import shortened, without_nulls
from pipeline.publishing.report.rows import stream

AT_MOST = 12
"""So many other printings are named at a quote; of the rest, the number is told."""

REPEATED = """
SELECT m.statement_id, m.quote_id AS id, m.article_id, coalesce(a.publisher, a.title, a.uri) AS name,
       a.reference_date AS day, t.copy_of IS NOT NULL AS copied
FROM statement_members m JOIN statements s USING (statement_id) JOIN articles a ON a.article_id = m.article_id
LEFT JOIN story_members t ON t.article_id = m.article_id
WHERE s.n_articles > 1
ORDER BY m.statement_id, a.reference_date NULLS LAST, a.published_at NULLS LAST, m.article_id, m.quote_id
"""


class Printings:
    """The printings of every statement that several articles print."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self._statement: dict[str, str] = {}
        self._printings: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in stream(database, REPEATED):
            self._statement[row["id"]] = row["statement_id"]
            self._printings[row["statement_id"]].append(row)

    def beside(self, quote_id: str) -> dict[str, Any]:
        """What a quote has beside it: `again`, its printings in other articles, and how many more there are."""
        printings = self._printings.get(self._statement.get(quote_id, ""), [])
        own = next((row["article_id"] for row in printings if row["id"] == quote_id), None)
        others = [row for row in printings if row["article_id"] != own]
        if not others:
            return {}
        more = len(others) - AT_MOST
        return {"again": [_shown(row) for row in others[:AT_MOST]], **({"more_again": more} if more > 0 else {})}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    named = {"id": row["id"], "name": shortened(row["name"], 80), "day": row["day"], "copied": row["copied"] or None}
    return without_nulls(named)
