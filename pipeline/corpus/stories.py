"""Stories: articles that tell of one happening or one affair, and which of them are copies.

Copies are found first and stay together. Articles are compared by their terms (see `pipeline.corpus.wording`), rare
ones weighing more, and joined by average link. An article that no other resembles is a story by itself.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from pipeline.corpus.clusters import average_link, connected
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
BLOCK = 5_000
"""Articles that are compared with all at a time."""
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
    ids = sorted(texts)
    place = {article_id: place for place, article_id in enumerate(ids)}
    together = [(place[copy.article_id], place[copy.copy_of]) for copy in copies]
    clusters = average_link(_alike(held, ids, [texts[one].published for one in ids]), ALIKE, together)
    alone = set(range(len(ids))).difference(*clusters)
    stories = [[ids[place] for place in cluster] for cluster in (*clusters, *([place] for place in sorted(alone)))]
    return _tables(stories, {copy.article_id: copy for copy in copies}, articles, mentions)


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


def _alike(held: pa.Table, ids: Sequence[str], published: Sequence[dt.date | None]) -> Iterator[tuple[int, int, float]]:
    """Pairs of articles, by their places among `ids`, with how alike they are.

    Only pairs of articles that likeness of `ALIKE` or more connects: two clusters become one only where a pair between
    them is that much alike.
    """
    one, other, likeness = _likeness(held, ids)
    likeness = _faded(one, other, likeness, published)
    sure = likeness >= ALIKE
    part_of = np.arange(len(ids))
    for place, part in connected(zip(one[sure].tolist(), other[sure].tolist(), strict=True)).items():
        part_of[place] = part
    near = (likeness >= UNLIKE) & (part_of[one] == part_of[other])
    return zip(one[near].tolist(), other[near].tolist(), likeness[near].tolist(), strict=True)


def _likeness(held: pa.Table, ids: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How alike pairs of articles are: the places of both among `ids`, the lesser first, and the weights they share.

    They are measured by the lengths of both texts and by the weights of the terms that either shares with any other, in
    equal parts: the first keeps texts apart where a corpus is small, the second those that are long. Weights are whole
    numbers, so that sums do not depend on the order of rows.
    """
    article, term = (pc.dictionary_encode(held[name]).combine_chunks() for name in ("article_id", "term"))
    place = {article_id: place for place, article_id in enumerate(ids)}
    rows = np.array([place[article_id] for article_id in article.dictionary.to_pylist()], np.int32)[article.indices]
    columns, n = term.indices.to_numpy(), held["n"].to_numpy()
    articles_of = np.bincount(columns, minlength=len(term.dictionary))
    length = np.bincount(rows, minlength=len(ids))
    told = (articles_of[columns] >= 2) & (articles_of[columns] <= COMMON_TERM)
    rows, columns, n = rows[told], columns[told], n[told]
    rarity = np.log((len(ids) + ELSEWHERE) / articles_of[columns])
    weight = np.rint(1000 * (1 + np.log(n)) * rarity).astype(np.int64)
    size = np.sqrt(np.sqrt(length * np.bincount(rows, weights=(weight * weight).astype(float), minlength=len(ids))))
    weights = sparse.csr_array((weight, (rows, columns)), shape=(len(ids), len(articles_of)))
    found = []
    for at in range(0, max(1, len(ids)), BLOCK):
        shared = (weights[at : at + BLOCK] @ weights.T).tocoo()
        one, other = shared.row + at, shared.col
        likeness = shared.data / size[one] / size[other] / 1000
        near = (one < other) & (likeness >= UNLIKE)
        found.append((one[near], other[near], likeness[near]))
    one, other, likeness = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return one, other, likeness


def _faded(one: np.ndarray, other: np.ndarray, likeness: np.ndarray, published: Sequence[dt.date | None]) -> np.ndarray:
    """Likeness, less where many days lie between two articles."""
    day = np.array(published, "datetime64[D]")
    with_days = ~(np.isnat(day[one]) | np.isnat(day[other]))
    apart = np.abs((day[one] - day[other]).astype(np.int64))
    return np.where(with_days & (apart > LONG_AGO), likeness * FADED, likeness)


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
