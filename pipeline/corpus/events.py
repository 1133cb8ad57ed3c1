"""Events: what happened, or was to happen, once, however often it is told.

Tellings are compared within each story, pair by pair, by evidence with weights (see `event_evidence`), and joined by
average link, so that no chain of pairs joins what on the whole is not alike; what is sure to be apart stays apart.
Tellings in the copied stretch of an article are those of its original. Events of several stories are one where a
telling of each has word, day and two things more in common.
"""

from __future__ import annotations

import collections
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.clusters import Pair, average_link, find
from pipeline.corpus.event_evidence import (
    Figure,
    Spot,
    Telling,
    evidence,
    is_told_elsewhere,
    may_be_one,
    odds,
    probability,
    reasons,
    veto,
)
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

ALIKE = 0.4
"""The mean probability of its pairs from which on tellings are one event; fitted with the weights."""
UNLIKELY = 0.02
"""A pair that is less likely than this is not looked at."""
MOST_COMPARED = 300
"""How many tellings of one word or kind in a story, the next ones to be told, a telling is compared with."""
MOST_ELSEWHERE = 50
"""Events of other stories that share a day and a word, or a word in the corpus, beyond which they tell nothing."""
BATCH = 20_000
"""Tellings that are read at a time."""
COPIED = "copied"
"""Why a telling in a copied stretch belongs where that of the original does."""


@dataclass(frozen=True)
class Corpus:
    """What is known of articles, entities and stories."""

    publications: Mapping[str, Publication]
    canonical: Mapping[str, str]
    spots: Mapping[str, Spot]
    story: Mapping[str, str]
    copied: Mapping[str, tuple[str, Sequence[Mapping[str, int]]]]
    """For each copy its original and the copied stretches."""


@dataclass
class Joined:
    """Which tellings are of one event: what leads from each to another of it, and why each belongs there."""

    group: dict[str, str] = field(default_factory=dict)
    closest: dict[str, tuple[float, str, str]] = field(default_factory=dict)
    """By telling: how likely, which other telling it is likest to, and why."""

    def join(self, one: str, other: str) -> None:
        """Make one event of those of two tellings."""
        ends = sorted((find(self.group, one), find(self.group, other)))
        if ends[0] != ends[1]:
            self.group[ends[1]] = ends[0]

    def remember(self, one: str, other: str, likely: float, because: str) -> None:
        """Note how alike two tellings of one event are."""
        for a, b in ((one, other), (other, one)):
            if a not in self.closest or (-likely, b) < (-self.closest[a][0], self.closest[a][1]):
                self.closest[a] = (likely, b, because)


def gather_events(
    held: pa.Table, articles: pa.Table, mentions: pa.Table, entities: pa.Table, story_members: pa.Table
) -> dict[str, pa.Table]:
    """The tables `events` and `event_members` of a corpus: the reduce of this stage.

    `held` are the keys of all tellings (see `event_keys`), the others the tables of those names. Rows are a function
    of the corpus alone, whatever the order of its articles.
    """
    corpus = _corpus(articles, entities, story_members)
    joined = Joined()
    rarity = _rarity(held)
    elsewhere: dict[tuple[object, ...], list[Telling]] = collections.defaultdict(list)
    for story in _stories(held, corpus):
        tellings = [telling for telling, _ in story]
        _join_story(tellings, _copied_pairs(story, corpus), rarity, joined)
        for telling in tellings:
            for key in _elsewhere_keys(telling):
                elsewhere[key].append(telling)
    _join_elsewhere(elsewhere, corpus, joined)
    return _tables(held, mentions, corpus, joined)


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


def _rarity(held: pa.Table) -> dict[int, float]:
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


def _join_story(
    tellings: Sequence[Telling], copied: Iterable[Pair], rarity: Mapping[int, float], joined: Joined
) -> None:
    """Join the tellings of a story that are of one event."""
    together = sorted(copied)
    of_copies = {copy for copy, _ in together}
    likely: dict[Pair, float] = {}
    because: dict[Pair, str] = {}
    for one, other, found in compared([telling for telling in tellings if telling.event_mention_id not in of_copies],
                                      rarity):  # fmt: skip
        pair = _pair(one.event_mention_id, other.event_mention_id)
        if found is None:
            likely[pair] = -math.inf
        elif (value := probability(odds(found))) >= UNLIKELY:
            likely[pair], because[pair] = value, ", ".join(reasons(found))
    for one_id, other_id in together:
        joined.join(one_id, other_id)
        joined.remember(one_id, other_id, 1.0, COPIED)
    for cluster in average_link(likely, ALIKE):
        for one_id, other_id in itertools.pairwise(cluster):
            joined.join(one_id, other_id)
        for pair in _pairs(cluster):
            if pair in because:
                joined.remember(*pair, likely[pair], because[pair])


def compared(
    tellings: Sequence[Telling], rarity: Mapping[int, float]
) -> Iterator[tuple[Telling, Telling, dict[str, float] | None]]:
    """The pairs of tellings of a story that are worth comparing, with the evidence on each, None where it is vetoed."""
    blocks: dict[tuple[str, str], list[int]] = collections.defaultdict(list)
    for place, telling in enumerate(tellings):
        blocks["key", telling.key].append(place)
        if telling.event_type != "other":
            blocks["type", telling.event_type].append(place)
        if telling.is_dated:
            blocks["day", str(telling.first_day)].append(place)
    often = collections.Counter(telling.key for telling in tellings)
    pairs = {
        (a, b)
        for block in blocks.values()
        for at, a in enumerate(block)
        for b in block[at + 1 : at + 1 + MOST_COMPARED]
    }
    for a, b in sorted(pairs):
        one, other = tellings[a], tellings[b]
        if may_be_one(one, other):
            n = often[one.key] + often[other.key]
            yield one, other, None if veto(one, other) else evidence(one, other, rarity, n)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _pairs(cluster: Sequence[str]) -> Iterator[Pair]:
    for at, one in enumerate(cluster):
        for other in cluster[at + 1 :]:
            yield one, other


def _elsewhere_keys(telling: Telling) -> Iterator[tuple[object, ...]]:
    """What tellings of two stories must have in common to be compared: a word, a day, and a place or a participant."""
    if not telling.is_dated or telling.last_day != telling.first_day:
        return
    place = () if telling.place is None else (telling.place.place_id,)
    for known in (*place, *sorted(telling.agents), *sorted(telling.patients)):
        if "/" in known:  # an entity
            yield telling.key, telling.first_day, known


def _join_elsewhere(blocks: Mapping[tuple[object, ...], Sequence[Telling]], corpus: Corpus, joined: Joined) -> None:
    """Join events of several stories that have a telling of each in common."""
    pairs: dict[Pair, tuple[Telling, Telling]] = {}
    for block in blocks.values():
        firsts: dict[str, Telling] = {}  # of each event in each story the first telling
        for telling in block:
            firsts.setdefault(find(joined.group, telling.event_mention_id), telling)
        if not 1 < len(firsts) <= MOST_ELSEWHERE:
            continue
        tellings = sorted(firsts.values(), key=lambda telling: telling.event_mention_id)
        for at, one in enumerate(tellings):
            for other in tellings[at + 1 :]:
                if _story(one, corpus) != _story(other, corpus) and is_told_elsewhere(one, other):
                    pairs[_pair(one.event_mention_id, other.event_mention_id)] = one, other
    stories = collections.defaultdict(set)
    for pair in sorted(pairs):
        for telling in pairs[pair]:
            stories[find(joined.group, telling.event_mention_id)].add(_story(telling, corpus))
    for one, other in (pairs[pair] for pair in sorted(pairs)):
        ends = find(joined.group, one.event_mention_id), find(joined.group, other.event_mention_id)
        if ends[0] != ends[1] and stories[ends[0]].isdisjoint(stories[ends[1]]):
            joined.join(*ends)
            stories[min(ends)] |= stories[max(ends)]
            joined.remember(one.event_mention_id, other.event_mention_id, probability(0.0), "told elsewhere")


def _story(telling: Telling, corpus: Corpus) -> str:
    return corpus.publications[telling.article_id].story_id


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
