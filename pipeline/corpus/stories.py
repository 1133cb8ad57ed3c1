"""Stories: articles that tell of one happening or one affair, and which of them are copies.

Copies are found first and stay together. Articles are compared by their terms (see `pipeline.corpus.wording`), rare
ones weighing more, and joined by average link. An article that no other resembles is a story by itself.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.corpus.clusters import average_link
from pipeline.corpus.copies import Copy, Text, find_copies
from pipeline.corpus.wording import terms
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

TERMS = pa.schema([("article_id", pa.string()), ("term", pa.int64()), ("n", pa.int32())])
"""The terms of articles, kept part by part."""

ARTICLE_COLUMNS = ("article_id", "title", "text", "publisher", "published_at", "reference_date")
"""The columns of articles that stories are told from."""

SKETCH = 64
"""How many of its terms, those of the least hashes, stand for an article in the search for copies."""
SHARED_IN_SKETCH = 2
"""How many terms two sketches must share for the texts to be compared."""
LARGEST_GROUP = 20
"""Articles that share a term of their sketches are compared all with all up to this many, else each with the first."""

ELSEWHERE = 1000
"""Articles that a corpus is thought to have besides its own, so that words are rare in a small one as well."""
COMMON_TERM = 100
"""A term that more articles hold tells no stories apart."""
ALIKE = 0.29
"""The mean likeness from which on articles are one story; fitted on news with known stories."""
UNLIKE = 0.04
"""Articles that are less alike than this are taken not to be alike at all: they are most pairs of a large corpus."""
LONG_AGO, FADED = 60, 0.5
"""Days that lie between two articles from which on their likeness counts that much less."""
MAIN_ENTITIES, MAIN_PLACES = 8, 4
"""How many entities and places a story is said to be about, those of most of its articles first."""


def article_terms(articles: pa.Table) -> pa.Table:
    """The terms of the articles of a part: the map of this stage."""
    rows = [
        (article_id, term, n)
        for article_id, text in zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True)
        for term, n in sorted(terms(text).items())
    ]
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, TERMS, strict=True)], schema=TERMS)


def tell_stories(held: pa.Table, articles: pa.Table, mentions: pa.Table) -> dict[str, pa.Table]:
    """The tables `stories` and `story_members` of a corpus: the reduce of this stage.

    `held` are the terms of all articles, `articles` and `mentions` the tables of those names. Rows are a function of
    the articles alone, whatever their order.
    """
    texts = {
        row["article_id"]: Text(row["article_id"], row["text"], row["reference_date"], row["publisher"])
        for row in articles.select(["article_id", "text", "reference_date", "publisher"]).to_pylist()
    }
    with duckdb.connect() as db:
        db.register("term", held)
        copies = find_copies(texts, _resembling(db, texts))
        copy_of = {copy.article_id: copy.copy_of for copy in copies}
        likeness = _faded(_likeness(db, len(texts)), texts)
    clusters = average_link(likeness, ALIKE, copy_of.items())
    alone = set(texts) - {article_id for cluster in clusters for article_id in cluster}
    clusters += [[article_id] for article_id in sorted(alone)]
    return _tables(clusters, {copy.article_id: copy for copy in copies}, articles, mentions)


def _resembling(db: duckdb.DuckDBPyConnection, texts: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Pairs of articles that may be copies of each other: those whose sketches have terms in common."""
    day = {text.article_id: text.published for text in texts.values()}
    db.register("day", pa.table({"article_id": list(day), "day": pa.array(list(day.values()), pa.date32())}))
    return db.execute(
        """
        WITH sketch AS (
            SELECT article_id, term FROM term
            QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY term) <= ?
        ), grouped AS (
            SELECT term, list(article_id ORDER BY day NULLS LAST, article_id) AS ids
            FROM sketch JOIN day USING (article_id) GROUP BY term HAVING count(*) > 1
        ), sorted AS (
            SELECT term, unnest(ids) AS article_id, generate_subscripts(ids, 1) AS place, len(ids) AS n FROM grouped
        )
        SELECT least(a.article_id, b.article_id), greatest(a.article_id, b.article_id)
        FROM sorted a JOIN sorted b ON a.term = b.term AND a.place < b.place AND (a.n <= ? OR a.place = 1)
        GROUP BY ALL HAVING count(*) >= ? ORDER BY ALL
        """,
        [SKETCH, LARGEST_GROUP, SHARED_IN_SKETCH],
    ).fetchall()


def _likeness(db: duckdb.DuckDBPyConnection, n_articles: int) -> dict[tuple[str, str], float]:
    """How alike pairs of articles are: the weights of the terms they share.

    They are measured by the lengths of both texts and by the weights of the terms that either shares with any other, in
    equal parts: the first keeps texts apart where a corpus is small, the second those that are long. Weights are whole
    numbers, so that sums do not depend on the order of rows.
    """
    found = db.execute(
        """
        WITH rarity AS (
            SELECT term, ln((? + ?) / count(*)) AS rarity FROM term GROUP BY term HAVING count(*) BETWEEN 2 AND ?
        ), weighed AS (
            SELECT article_id, term, round(1000 * (1 + ln(n)) * rarity)::BIGINT AS weight
            FROM term JOIN rarity USING (term)
        ), length AS (
            SELECT article_id, count(*) AS n FROM term GROUP BY article_id
        ), size AS (
            SELECT article_id, sqrt(sqrt(any_value(n) * sum(weight * weight)::DOUBLE)) AS size
            FROM weighed JOIN length USING (article_id) GROUP BY article_id
        ), alike AS (
            SELECT a.article_id AS a, b.article_id AS b, sum(a.weight * b.weight)::DOUBLE AS shared
            FROM weighed a JOIN weighed b ON a.term = b.term AND a.article_id < b.article_id GROUP BY ALL
        )
        SELECT a, b, shared / one.size / other.size / 1000 AS likeness
        FROM alike JOIN size one ON one.article_id = a JOIN size other ON other.article_id = b
        WHERE likeness >= ?
        """,
        [n_articles, ELSEWHERE, COMMON_TERM, UNLIKE],
    ).fetchall()
    return {(a, b): value for a, b, value in found}


def _faded(likeness: Mapping[tuple[str, str], float], texts: Mapping[str, Text]) -> dict[tuple[str, str], float]:
    """Likeness, less where many days lie between two articles."""
    return {
        (a, b): value * (FADED if _days_between(texts[a].published, texts[b].published) > LONG_AGO else 1)
        for (a, b), value in likeness.items()
    }


def _days_between(one: dt.date | None, other: dt.date | None) -> int:
    return abs((one - other).days) if one and other else 0


def _tables(
    clusters: Iterable[Sequence[str]], copies: Mapping[str, Copy], articles: pa.Table, mentions: pa.Table
) -> dict[str, pa.Table]:
    columns = ["article_id", "title", "publisher", "published_at", "reference_date"]
    known = {row["article_id"]: row for row in articles.select(columns).to_pylist()}
    named = _named(mentions)
    stories, members = [], []
    for cluster in clusters:
        told = sorted((known[article_id] for article_id in cluster), key=functools.partial(_telling, copies=copies))
        story_id = digest("story", told[0]["article_id"])[:16]
        stories.append(_story(story_id, told, copies, named))
        members += [_member(story_id, row["article_id"], copies.get(row["article_id"])) for row in told]
    return {
        "stories": TABLES["stories"].from_rows(sorted(stories, key=lambda row: row["story_id"])),
        "story_members": TABLES["story_members"].from_rows(
            sorted(members, key=lambda row: (row["story_id"], row["article_id"]))
        ),
    }


def _telling(row: Mapping[str, Any], copies: Container[str]) -> tuple[object, ...]:
    """Articles in the order in which they told: day (unknown ones last), hour, originals before copies, id."""
    return (row["reference_date"] is None, row["reference_date"] or dt.date.max, str(row["published_at"] or ""),
            row["article_id"] in copies, row["article_id"])  # fmt: skip


def _story(
    story_id: str, told: Sequence[Mapping[str, Any]], copies: Mapping[str, Copy], named: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    days = [row["reference_date"] for row in told if row["reference_date"]]
    counts = collections.Counter(entity_id for row in told for entity_id in named.get(row["article_id"], ()))
    ranked = [entity_id for entity_id, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    n_copies = sum(row["article_id"] in copies for row in told)
    return {
        "story_id": story_id,
        "title": next((row["title"] for row in told if row["title"]), None),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "first_article_id": told[0]["article_id"],
        "n_articles": len(told),
        "n_copies": n_copies,
        "n_independent": len(told) - n_copies,
        "publishers": list(dict.fromkeys(row["publisher"] for row in told if row["publisher"])),
        "entity_ids": [entity_id for entity_id in ranked if not entity_id.startswith("place/")][:MAIN_ENTITIES],
        "place_ids": [entity_id for entity_id in ranked if entity_id.startswith("place/")][:MAIN_PLACES],
    }


def _named(mentions: pa.Table) -> dict[str, list[str]]:
    """The entities that each article names, each once."""
    named: dict[str, dict[str, None]] = collections.defaultdict(dict)
    columns = mentions.select(["article_id", "entity_id"])
    for article_id, entity_id in zip(columns["article_id"].to_pylist(), columns["entity_id"].to_pylist(), strict=True):
        if entity_id is not None:
            named[article_id][entity_id] = None
    return {article_id: list(ids) for article_id, ids in named.items()}


def _member(story_id: str, article_id: str, copy: Copy | None) -> dict[str, Any]:
    spans = copy.stretches if copy else ()
    return {
        "story_id": story_id,
        "article_id": article_id,
        "copy_of": copy.copy_of if copy else None,
        "copied_share": copy.share if copy else None,
        "stretches": [
            {"start": s.start, "end": s.end, "from_start": s.from_start, "from_end": s.from_end} for s in spans
        ],
    }
