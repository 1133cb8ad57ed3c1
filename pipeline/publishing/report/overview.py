"""The numbers of the overview: how much there is, who is quoted most, what happened when, how complete it is."""

from __future__ import annotations

import bisect
import datetime as dt
import importlib.metadata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.publishing.report.data import shortened
from pipeline.publishing.report.rows import rows
from pipeline.tables.schema import SCHEMA_VERSION, TABLES
from pipeline.tables.store import Stamp, Store

BARS = 12
COLUMNS = 60
"""At most so many columns in the chart of events."""

COUNTS = """
SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM quotes) AS quotes,
       (SELECT count(*) FROM entities WHERE canonical_id = entity_id) AS entities,
       (SELECT count(*) FROM timeline) AS events, (SELECT count(*) FROM stories WHERE n_articles > 1) AS stories,
       (SELECT sum(n_words) FROM articles) AS words,
       (SELECT min(reference_date) FROM articles) AS first, (SELECT max(reference_date) FROM articles) AS last
"""
SPEAKERS = f"""
SELECT speaker_id AS id, speaker AS name, count(DISTINCT coalesce(s.statement_id, q.quote_id)) AS n,
       count(DISTINCT q.article_id) AS articles
FROM quotes_by q LEFT JOIN statement_members s USING (quote_id)
WHERE attitude = 'speech' GROUP BY ALL ORDER BY n DESC, id LIMIT {BARS}
"""
"""Who said how much: what is printed again is counted once."""
MENTIONED = f"""
SELECT c.canonical_id AS id, c.name, count(*) AS n, count(DISTINCT article_id) AS articles
FROM mentions m JOIN canonical c USING (entity_id) WHERE list_contains($labels, c.label::VARCHAR)
GROUP BY ALL ORDER BY n DESC, id LIMIT {BARS}
"""
KINDS = f"""
SELECT event_type AS name, count(*) AS n, count(DISTINCT article_id) AS articles FROM timeline
WHERE event_type NOT IN ('other', 'statement') GROUP BY ALL ORDER BY n DESC, name LIMIT {BARS}
"""
TOLD_MOST = """
SELECT story_id AS id, title, first_day AS date_start, last_day AS date_end, n_articles, n_copies, publishers
FROM stories WHERE n_articles > 1 AND title IS NOT NULL
ORDER BY n_independent DESC, n_articles DESC, last_day DESC NULLS LAST, story_id LIMIT 6
"""
PRINTED_MOST = """
SELECT w.speaker, w.speaker_id, w.text, w.n_articles, w.n_independent, w.first_in, s.quote_id
FROM who_said_first w JOIN statements s USING (statement_id)
WHERE w.n_articles > 1 ORDER BY w.n_independent DESC, w.n_articles DESC, w.first_printed, w.statement_id LIMIT 6
"""
SPOKEN_OF = """
SELECT speaker_id, speaker, about_id, about, n_quotes AS n FROM who_on_whom
WHERE speaker_id <> about_id AND about_label IN ('PERSON', 'ORG') AND speaker IS NOT NULL
"""
SPEAKERS_ACROSS, SPOKEN_OF_ACROSS = 12, 10
"""How many speak, and of how many, in the table of who speaks about whom."""
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
    dated = rows(database, "SELECT date_start, status, event_type FROM timeline")
    columns = event_columns(dated, counts["first"], counts["last"])
    stamps = stamps_of(store)
    return {
        "counts": counts,
        "bars": [
            ("Quoted most", "statements", _with_share(rows(database, SPEAKERS))),
            ("People written about", "mentions", _mentioned(database, ["PERSON"])),
            ("Organisations", "mentions", _mentioned(database, ["ORG"])),
            ("Places", "mentions", _mentioned(database, ["GPE", "LOC", "FAC"])),
        ],
        "kinds": kinds_over_time(rows(database, KINDS), dated, columns),
        "speaks": who_on_whom(rows(database, SPOKEN_OF)),
        "stories": rows(database, TOLD_MOST),
        "statements": [{**row, "text": shortened(row["text"], 300)} for row in rows(database, PRINTED_MOST)],
        "columns": columns,
        "coming": rows(database, COMING),
        "completeness": [(what, *database.execute(sql).fetchall()[0]) for what, sql in COMPLETENESS.items()],
        "quarantine": rows(database, QUARANTINE),
        "checks": rows(database, "SELECT count(*) AS n, count(*) FILTER (success) AS met FROM checks")[0],
        "failed": rows(database, FAILED),
        "made": made_by(stamps),
        "code": code_of(stamps),
    }


def event_columns(
    events: list[dict[str, Any]], first: dt.date | None = None, last: dt.date | None = None
) -> list[dict[str, Any]]:
    """Columns of a chart: numbers of events told as facts, and of others, by the finest unit that fits.

    The chart spans the days of the articles, `first` to `last`, and at least two weeks; where articles have no day,
    the days of most events.
    """
    days = sorted(event["date_start"] for event in events)
    if not days:
        return []
    if first is not None and last is not None:
        low, high = _widened(first, last)
    else:  # lone dates far off (a founding, a forecast) would press the others into a column or two
        low, high = days[len(days) // 50], days[-1 - len(days) // 50]
    for unit in UNITS:
        starts = _units(low, high, unit)
        if len(starts) <= COLUMNS:
            break
    columns: list[dict[str, Any]] = [
        {"label": unit.name(start), "from": start, "told": 0, "planned": 0} for start in starts
    ]
    for event in events:
        if low <= event["date_start"] <= high:
            column = columns[bisect.bisect_right(starts, event["date_start"]) - 1]
            column["told" if event["status"] in ("happened", "did not happen") else "planned"] += 1
    highest = max(1, *(column["told"] + column["planned"] for column in columns))
    for column in columns:
        for kind in ("told", "planned"):
            column[f"{kind}_share"] = round(100 * column[kind] / highest, 2)
    return [{**column, "to": high} for column in columns]


def kinds_over_time(
    kinds: list[dict[str, Any]], dated: list[dict[str, Any]], columns: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The kinds of events, each with its numbers in the columns of the chart of events as shares of the highest."""
    starts = [column["from"] for column in columns]
    counts = {kind["name"]: [0] * len(starts) for kind in kinds}
    for event in dated:
        if event["event_type"] in counts and starts and starts[0] <= event["date_start"] <= columns[-1]["to"]:
            counts[event["event_type"]][bisect.bisect_right(starts, event["date_start"]) - 1] += 1
    highest = max((n for own in counts.values() for n in own), default=0) or 1
    return [{**kind, "columns": [round(10 * n / highest, 2) for n in counts[kind["name"]]]} for kind in kinds]


def who_on_whom(pairs: list[dict[str, Any]]) -> dict[str, Any]:
    """Those who speak most of others, and those spoken of most, with the number of quotes of each on each."""
    speakers, spoken_of = _most(pairs, "speaker", SPEAKERS_ACROSS), _most(pairs, "about", SPOKEN_OF_ACROSS)
    quotes = {(pair["speaker_id"], pair["about_id"]): pair["n"] for pair in pairs}
    shown = {key: n for key, n in quotes.items() if key[0] in speakers and key[1] in spoken_of}
    highest = max(shown.values(), default=1)

    def cell(speaker: str, about: str) -> dict[str, Any]:
        n = shown.get((speaker, about), 0)
        return {"id": about, "about": spoken_of[about], "n": n, "radius": round(9 * (n / highest) ** 0.5, 2)}

    return {
        "spoken_of": [(one, name) for one, name in spoken_of.items() if any(key[1] == one for key in shown)],
        "speakers": [
            (one, name, [cell(one, about) for about in spoken_of if any(key[1] == about for key in shown)])
            for one, name in speakers.items()
            if any(key[0] == one for key in shown)
        ],
    }


def _most(pairs: list[dict[str, Any]], who: str, limit: int) -> dict[str, str]:
    """The names, by id, of those with most quotes among the pairs, the most first."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for pair in pairs:
        names[pair[f"{who}_id"]] = pair[who]
        counts[pair[f"{who}_id"]] += pair["n"]
    return {one: names[one] for one, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]}


def _widened(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The days of the articles; where they are less than two weeks, the days around them as well."""
    missing = max(13 - (last - first).days, 0)
    low = first - min(dt.timedelta(missing // 2), first - dt.date.min)
    return low, last + min(dt.timedelta(missing - missing // 2), dt.date.max - last)


@dataclass(frozen=True)
class Unit:
    """A unit of a chart of days: so many days, or so many months, and how one that begins on a day is called."""

    days: int
    months: int
    name: Callable[[dt.date], str]

    def start(self, day: dt.date) -> dt.date:
        """The first day of the unit that a day lies in; weeks begin on Monday."""
        if self.days:
            return day - min(dt.timedelta((day.toordinal() - 1) % self.days), day - dt.date.min)
        years = self.months // 12
        if years:
            return dt.date(max(day.year - day.year % years, 1), 1, 1)
        return dt.date(day.year, day.month - (day.month - 1) % self.months, 1)

    def following(self, start: dt.date) -> dt.date | None:
        """The first day of the unit after; None where the calendar ends before."""
        if self.days:
            return start + dt.timedelta(self.days) if dt.date.max - start >= dt.timedelta(self.days) else None
        month = start.year * 12 + start.month - 1 + self.months
        return self.start(dt.date(month // 12, month % 12 + 1, 1)) if month // 12 <= dt.MAXYEAR else None


def _decade(start: dt.date) -> str:
    return f"{start.year}s"


UNITS = (
    Unit(1, 0, lambda day: f"{day.day} {day:%b} {day.year}"),
    Unit(7, 0, lambda day: f"week of {day.day} {day:%b} {day.year}"),
    Unit(0, 1, lambda day: f"{day:%b} {day.year}"),
    Unit(0, 3, lambda day: f"Q{(day.month + 2) // 3} {day.year}"),
    Unit(0, 12, lambda day: str(day.year)),
    Unit(0, 120, _decade),
    Unit(0, 1200, _decade),
    Unit(0, 12000, _decade),
)
"""The units of the chart of events, the finest first."""


def _units(first: dt.date, last: dt.date, unit: Unit) -> list[dt.date]:
    """The first days of the units from that of `first` to that of `last`, or as many as are too many."""
    starts = [unit.start(first)]
    while len(starts) <= COLUMNS:
        following = unit.following(starts[-1])
        if following is None or following > last:
            break
        starts.append(following)
    return starts


def stamps_of(store: Store) -> list[Stamp]:
    """What is stamped on the first part of each table."""
    return [stamp for name in TABLES for part in store.parts(name)[:1] if (stamp := store.stamp(name, part))]


def made_by(stamps: list[Stamp]) -> list[tuple[str, str]]:
    """What made the tables: versions of the program and the schema, and the model."""
    models = sorted({stamp.model for stamp in stamps if stamp.model})
    return [
        ("Quotidian", importlib.metadata.version("quotidian")),
        ("Schema of the tables", SCHEMA_VERSION),
        ("Language model", ", ".join(models) or "none"),
    ]


def code_of(stamps: list[Stamp]) -> list[tuple[str, str]]:
    """The version of the code that made each table."""
    return [(stamp.table.replace("_", " "), stamp.code_version[:12]) for stamp in stamps if stamp.code_version]


def _mentioned(database: duckdb.DuckDBPyConnection, labels: list[str]) -> list[dict[str, Any]]:
    cursor = database.execute(MENTIONED, {"labels": labels})
    names = [column[0] for column in cursor.description or ()]
    return _with_share([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])


def _with_share(bars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    highest = max((bar["n"] for bar in bars), default=1)
    return [{**bar, "share": round(100 * bar["n"] / highest, 2)} for bar in bars]
