"""The numbers of the overview: how much there is, who is quoted most, what happened when, how complete it is."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from typing import Any

import duckdb

from pipeline.publishing.report.rows import rows
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.store import Store

BARS = 12
COLUMNS = 60
"""At most so many columns in the chart of events by month, quarter, year or decade."""

COUNTS = """
SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM quotes) AS quotes,
       (SELECT count(*) FROM entities WHERE canonical_id = entity_id) AS entities,
       (SELECT count(*) FROM timeline) AS events, (SELECT sum(n_words) FROM articles) AS words,
       (SELECT min(reference_date) FROM articles) AS first, (SELECT max(reference_date) FROM articles) AS last
"""
SPEAKERS = f"""
SELECT speaker_id AS id, speaker AS name, count(*) AS n, count(DISTINCT article_id) AS articles
FROM quotes_by WHERE attitude = 'speech' GROUP BY ALL ORDER BY n DESC, id LIMIT {BARS}
"""
MENTIONED = f"""
SELECT c.canonical_id AS id, c.name, count(*) AS n, count(DISTINCT article_id) AS articles
FROM mentions m JOIN canonical c USING (entity_id) WHERE list_contains($labels, c.label::VARCHAR)
GROUP BY ALL ORDER BY n DESC, id LIMIT {BARS}
"""
COMPLETENESS = {
    "Articles with a day from which dates are counted": "SELECT count(reference_date), count(*) FROM articles",
    "Quotes with a speaker in the text": "SELECT count(speaker), count(*) FROM quotes",
    "Quotes whose speaker is a known entity": "SELECT count(speaker_entity_id), count(*) FROM quotes",
    "Quotes with the day on which they were said": "SELECT count(said_on), count(*) FROM quotes",
    "Pronouns resolved to an entity": "SELECT count(entity_id), count(*) FROM mentions WHERE mention_type = 'pronoun'",
    "Dates and times with a day in the calendar": (
        "SELECT count(date_start), count(*) FROM time_expressions WHERE timex_type IN ('DATE', 'TIME')"
    ),
    "Events with a day in the calendar": "SELECT count(date_start), count(*) FROM event_mentions",
}
"""What is known, out of what could be."""
QUARANTINE = """
SELECT stage, reason, count(*) AS n, min(detail) AS example FROM quarantine
GROUP BY ALL ORDER BY n DESC, stage, reason
"""
FAILED = """
SELECT * FROM checks WHERE NOT success ORDER BY severity, n_unexpected DESC NULLS LAST, part, rule LIMIT 50
"""
COMING = """
SELECT event_mention_id AS id, date_start, date_end, granularity, clause, status FROM timeline
WHERE status = 'planned' AND date_start >= coalesce((SELECT max(reference_date) FROM articles), '0001-01-01'::DATE)
ORDER BY date_start, date_end, id LIMIT 8
"""


def overview(store: Store, database: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Everything that the overview shows, as its template wants it."""
    counts = rows(database, COUNTS)[0]
    return {
        "counts": counts,
        "bars": [
            ("Quoted most", "quotes", _with_share(rows(database, SPEAKERS))),
            ("People written about", "mentions", _mentioned(database, ["PERSON"])),
            ("Organisations", "mentions", _mentioned(database, ["ORG"])),
            ("Places", "mentions", _mentioned(database, ["GPE", "LOC", "FAC"])),
        ],
        "columns": event_columns(rows(database, "SELECT date_start, status FROM timeline")),
        "coming": rows(database, COMING),
        "completeness": [(what, *database.execute(sql).fetchall()[0]) for what, sql in COMPLETENESS.items()],
        "quarantine": rows(database, QUARANTINE),
        "checks": rows(database, "SELECT count(*) AS n, count(*) FILTER (success) AS met FROM checks")[0],
        "failed": rows(database, FAILED),
        "made": made_by(store),
    }


def event_columns(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Columns of a chart: numbers of events told as facts, and of others, by the finest unit that fits."""
    days = sorted(event["date_start"] for event in events)
    if not days:
        return []
    # Lone dates far off (a founding, a forecast) would press the others into a column or two.
    low, high = days[len(days) // 50], days[-1 - len(days) // 50]
    for years, months in ((0, 1), (0, 3), (1, 0), (10, 0), (100, 0), (1000, 0)):
        starts = _units(low, high, years, months)
        if len(starts) <= COLUMNS:
            break
    columns: list[dict[str, Any]] = [
        {"label": _unit_name(start, years, months), "from": start, "told": 0, "planned": 0} for start in starts
    ]
    for event in events:
        if low <= event["date_start"] <= high:
            place = _unit(event["date_start"], years, months)
            column = columns[starts.index(place)]
            column["told" if event["status"] in ("happened", "did not happen") else "planned"] += 1
    highest = max(column["told"] + column["planned"] for column in columns)
    for column in columns:
        for kind in ("told", "planned"):
            column[f"{kind}_share"] = round(100 * column[kind] / highest, 2)
    return columns


def _unit(day: dt.date, years: int, months: int) -> dt.date:
    if years:
        return dt.date(max(day.year - day.year % years, 1), 1, 1)
    return dt.date(day.year, day.month - (day.month - 1) % months, 1)


def _units(first: dt.date, last: dt.date, years: int, months: int) -> list[dt.date]:
    """The first days of the units from that of `first` to that of `last`, or as many as are too many."""
    starts = [_unit(first, years, months)]
    while len(starts) <= COLUMNS:
        month = starts[-1].year * 12 + starts[-1].month - 1 + years * 12 + months
        if month // 12 > dt.MAXYEAR:
            break
        following = _unit(dt.date(month // 12, month % 12 + 1, 1), years, months)
        if following > last:
            break
        starts.append(following)
    return starts


def _unit_name(start: dt.date, years: int, months: int) -> str:
    if years > 1:
        return f"{start.year}s"
    if years:
        return str(start.year)
    return start.strftime("%b %Y") if months == 1 else f"Q{(start.month + 2) // 3} {start.year}"


def made_by(store: Store) -> list[tuple[str, str]]:
    """What made the tables: versions of the program and the schema, the model, the code of each stage."""
    stamps = [stamp for name in TABLES for part in store.parts(name)[:1] if (stamp := store.stamp(name, part))]
    models = sorted({stamp.model for stamp in stamps if stamp.model})
    return [
        ("Quotidian", importlib.metadata.version("quotidian")),
        ("Schema of the tables", SCHEMA_VERSION),
        ("Language model", ", ".join(models) or "none"),
        *((f"Code of {stamp.table}", stamp.code_version[:12]) for stamp in stamps if stamp.code_version),
    ]


def _mentioned(database: duckdb.DuckDBPyConnection, labels: list[str]) -> list[dict[str, Any]]:
    cursor = database.execute(MENTIONED, {"labels": labels})
    names = [column[0] for column in cursor.description or ()]
    return _with_share([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])


def _with_share(bars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    highest = max((bar["n"] for bar in bars), default=1)
    return [{**bar, "share": round(100 * bar["n"] / highest, 2)} for bar in bars]
