"""Events: what happened, or was to happen, once, however often it is told.

Tellings are compared within each story, pair by pair, by evidence with weights (see `event_evidence`), and joined by
average link, so that no chain of pairs joins what on the whole is not alike; what is sure to be apart stays apart.
Tellings in the copied stretch of an article are those of its original. Events of several stories are one where a
telling of each has word, day and two things more in common.
"""

from __future__ import annotations

import collections
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.clusters import Pair, find
from pipeline.corpus.event_clusters import Joined, join_elsewhere, join_story
from pipeline.corpus.event_evidence import Figure, Spot, Telling
from pipeline.corpus.event_rows import ROW_COLUMNS, Publication, Told, as_told, event_row
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

COLUMNS = {
    "articles": ("article_id", "reference_date", "published_at", "publisher"),
    "event_mentions": ROW_COLUMNS,
    "entities": (
        "entity_id", "canonical_id", "name", "country_code", "admin1_code", "latitude", "longitude", "place_precision",
    ),
    "story_members": ("article_id", "story_id", "copy_of", "stretches"),
}  # fmt: skip
"""The tables that events are made of, and the columns of each."""

BATCH = 20_000
"""Tellings that are read at a time."""


@dataclass(frozen=True)
class Corpus:
    """What is known of articles, entities and stories."""

    publications: Mapping[str, Publication]
    canonical: Mapping[str, str]
    spots: Mapping[str, Spot]
    story: Mapping[str, str]
    copied: Mapping[str, tuple[str, Sequence[Mapping[str, int]]]]
    """For each copy its original and the copied stretches."""


def gather_events(
    held: pa.Table, articles: pa.Table, mentions: pa.Table, entities: pa.Table, story_members: pa.Table
) -> dict[str, pa.Table]:
    """The tables `events` and `event_members` of a corpus: the reduce of this stage.

    `held` are the keys of all tellings (see `event_keys`), the others the tables of those names. Rows are a function
    of the corpus alone, whatever the order of its articles.
    """
    corpus = _corpus(articles, entities, story_members)
    joined = Joined()
    weight = rarity(held)
    for story in _stories(held, corpus):
        tellings = [telling for telling, _ in story]
        join_story(tellings, _copied_pairs(story, corpus), weight, joined)
    join_elsewhere(joined)
    return _tables(held, mentions, corpus, joined)


def stories(held: pa.Table, articles: pa.Table, entities: pa.Table, story_members: pa.Table) -> Iterator[list[Telling]]:
    """The tellings of each story, in the order in which they were told."""
    for story in _stories(held, _corpus(articles, entities, story_members)):
        yield [telling for telling, _ in story]


def _corpus(articles: pa.Table, entities: pa.Table, story_members: pa.Table) -> Corpus:
    members = story_members.select(COLUMNS["story_members"]).to_pylist()
    copy_of = {row["article_id"]: row["copy_of"] for row in members if row["copy_of"] is not None}
    story = {row["article_id"]: row["story_id"] for row in members}
    known = entities.select(COLUMNS["entities"]).to_pylist()
    return Corpus(
        {
            row["article_id"]: Publication(
                row["article_id"], row["reference_date"], row["published_at"], row["publisher"],
                find(copy_of, row["article_id"]), story.get(row["article_id"], row["article_id"]),
            )
            for row in articles.select(COLUMNS["articles"]).to_pylist()
        },
        {row["entity_id"]: row["canonical_id"] for row in known},
        {row["entity_id"]: _spot(row) for row in known if row["latitude"] is not None},
        story,
        {row["article_id"]: (row["copy_of"], row["stretches"]) for row in members if row["copy_of"] is not None},
    )  # fmt: skip


def _spot(row: Mapping[str, Any]) -> Spot:
    return Spot(
        row["entity_id"], row["country_code"], row["admin1_code"], row["latitude"], row["longitude"],
        row["place_precision"],
    )  # fmt: skip


def rarity(held: pa.Table) -> dict[int, float]:
    """What each word of the tellings weighs: the rarer, the more."""
    counts = pc.value_counts(pc.list_flatten(held["words"]))
    n = held.num_rows
    return {
        word: math.log(1 + n / count)
        for word, count in zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)
    }


def _stories(held: pa.Table, corpus: Corpus) -> Iterator[list[tuple[Telling, int]]]:
    """The tellings of each story in the order in which they were told, each with its place in its article."""
    ids = held["article_id"].to_pylist()
    starts = held["start"].to_pylist()
    order = sorted(
        range(held.num_rows),
        key=lambda row: (corpus.publications[ids[row]].story_id, corpus.publications[ids[row]].told, starts[row]),
    )
    story: list[tuple[Telling, int]] = []
    told_in = None
    for at in range(0, len(order), BATCH):
        for row in held.take(pa.array(order[at : at + BATCH], pa.int64())).to_pylist():
            if corpus.publications[row["article_id"]].story_id != told_in and story:
                yield story
                story = []
            told_in = corpus.publications[row["article_id"]].story_id
            story.append((_telling(row, corpus), row["start"]))
    if story:
        yield story


def _telling(row: Mapping[str, Any], corpus: Corpus) -> Telling:
    def canonical(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(corpus.canonical.get(one, one) for one in ids)

    place = corpus.canonical.get(row["place"], row["place"])
    return Telling(
        row["event_mention_id"],
        row["article_id"],
        row["sentence_index"],
        row["key"],
        row["event_type"],
        row["status"],
        row["first_day"],
        row["last_day"],
        corpus.spots.get(place) or (Spot(place, None, None, None, None, None) if place else None),
        canonical(row["agents"]),
        canonical(row["patients"]),
        tuple(Figure(figure["measure"], figure["low"], figure["high"]) for figure in row["figures"]),
        frozenset(row["words"]),
        frozenset(row["near"]),
        corpus.publications[row["article_id"]].day,
        row["is_told_there"],
        row["order"],
    )


def _copied_pairs(story: Sequence[tuple[Telling, int]], corpus: Corpus) -> Iterator[Pair]:
    """The tellings in copied stretches, each with the telling of the original that it is a copy of."""
    by_article: dict[str, list[tuple[Telling, int]]] = collections.defaultdict(list)
    for telling, start in story:
        by_article[telling.article_id].append((telling, start))
    for article_id in sorted(by_article):
        original, stretches = corpus.copied.get(article_id, ("", ()))
        for stretch in stretches:
            copies = _within(by_article[article_id], stretch["start"], stretch["end"])
            originals = _within(by_article.get(original, ()), stretch["from_start"], stretch["from_end"])
            for key, copied in copies.items():
                if len(copied) == len(originals.get(key, ())):
                    yield from zip(copied, originals[key], strict=True)


def _within(tellings: Iterable[tuple[Telling, int]], start: int, end: int) -> dict[str, list[str]]:
    """The tellings of a stretch by their keys, in order."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for telling, at in tellings:
        if start <= at < end:
            found[telling.key].append(telling.event_mention_id)
    return found


def _tables(held: pa.Table, mentions: pa.Table, corpus: Corpus, joined: Joined) -> dict[str, pa.Table]:
    events: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for tellings in _events(held, mentions, corpus, joined):
        event_id = digest("event", tellings[0].mention_id)[:16]
        likely = [joined.closest[told.mention_id][0] if told.mention_id in joined.closest else 1.0 for told in tellings]
        row = event_row(event_id, tellings, corpus.canonical, likely)
        if row is not None:
            events.append(row)
        if row is not None or len(tellings) > 1:
            members += [_member(event_id, telling, joined) for telling in tellings]
    return {
        "events": TABLES["events"].from_rows(sorted(events, key=lambda row: row["event_id"])),
        "event_members": TABLES["event_members"].from_rows(
            sorted(members, key=lambda row: (row["event_id"], row["event_mention_id"]))
        ),
    }


def _events(held: pa.Table, mentions: pa.Table, corpus: Corpus, joined: Joined) -> Iterator[Sequence[Told]]:
    """The tellings of each event, first told first."""
    ids, article_ids, starts = (mentions[name].to_pylist() for name in ("event_mention_id", "article_id", "start"))
    columns = ("event_mention_id", "status", "first_day", "last_day", "is_of_plan")
    read = {row["event_mention_id"]: row for row in held.select(columns).to_pylist()}
    cluster = [find(joined.group, one) for one in ids]
    order = sorted(
        range(len(ids)), key=lambda row: (cluster[row], corpus.publications[article_ids[row]].told, starts[row])
    )
    told: list[Told] = []
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        rows = mentions.select(ROW_COLUMNS).take(pa.array(batch, pa.int64())).to_pylist()
        for place, row in zip(batch, rows, strict=True):
            if told and cluster[place] != find(joined.group, told[0].mention_id):
                yield as_told(told)
                told = []
            kept = read[row["event_mention_id"]]
            told.append(Told(row, corpus.publications[row["article_id"]], kept["status"],
                             (kept["first_day"], kept["last_day"]), kept["is_of_plan"]))  # fmt: skip
    if told:
        yield as_told(told)


def _member(event_id: str, telling: Told, joined: Joined) -> dict[str, Any]:
    _, closest, because = joined.closest.get(telling.mention_id, (0.0, None, None))
    return {
        "event_id": event_id,
        "event_mention_id": telling.mention_id,
        "article_id": telling.publication.article_id,
        "status": telling.status,
        "closest_id": closest,
        "because": because,
    }
