"""Events: what happened, or was to happen, once, however often it is told.

Tellings are compared within each story, pair by pair, by evidence with weights (see `event_evidence`), and joined by
average link, so that no chain of pairs joins what on the whole is not alike; what is sure to be apart stays apart.
Tellings in the copied stretch of an article are those of its original. Events of several stories are one where a
telling of each has word, day and two things more in common.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.clusters import Pair, find
from pipeline.corpus.event_clusters import MOST_ELSEWHERE, InStory, Joined, in_story, join_elsewhere, join_stories
from pipeline.corpus.event_evidence import Figure, Spot, Telling
from pipeline.corpus.event_rows import ROW_COLUMNS, Publication, Told, as_told, event_row
from pipeline.corpus.kept import Answers, Kept, Shelf, bring_up_to_date, database, shelf
from pipeline.corpus.rows import in_order
from pipeline.tables.plain import plain, plain_type
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

COLUMNS = {
    "articles": ("article_id", "reference_date", "published_at", "publisher"),
    "event_mentions": ROW_COLUMNS,
    "entities": (
        "entity_id", "canonical_id", "country_code", "admin1_code", "latitude", "longitude", "place_precision",
    ),
    "story_members": ("article_id", "story_id", "copy_of", "stretches"),
}  # fmt: skip
"""The tables that events are made of, and the columns of each."""

TELLING = pa.struct([
    ("event_mention_id", pa.string()), ("article_id", pa.string()), ("status", pa.string()), ("likely", pa.float64()),
    ("closest_id", pa.string()), ("because", pa.string()),
])  # fmt: skip
"""A telling of an event: what it says of it, and to which other telling it is likest, how likely and why."""
IN_STORY = pa.struct([
    *((name, pa.list_(pa.string())) for name in ("keys", "places", "agents", "patients")),
    ("days", pa.list_(pa.date32())),
    ("figures", pa.list_(pa.struct([("measure", pa.string()), ("low", pa.float64()), ("high", pa.float64())]))),
])  # fmt: skip
"""An event of one story as far as it may be another story's (see `event_clusters.InStory`)."""
ROW = pa.struct([
    (field.name, plain_type(field.type)) for field in TABLES["events"].arrow_schema
])  # fmt: skip
EVENTS = pa.list_(
    pa.struct([("event_id", pa.string()), ("row", ROW), ("tellings", pa.list_(TELLING)), ("in_story", IN_STORY)])
)
"""The events of one story, in whatever order: each with its row, if it is dated, and its tellings."""

Read: TypeAlias = Callable[[str, Set[str] | None], pa.Table]
"""Gives the rows of `held`, `articles` or `event_mentions` that are in some parts; None stands for all."""

_OF_PARTS = {
    "said": pa.schema(
        [
            ("part", pa.string()),
            ("article_id", pa.string()),
            ("line", pa.uint64()),
            ("tells", pa.bool_()),
        ]
    ),
    "named": pa.schema([("part", pa.string()), ("article_id", pa.string()), ("entity_id", pa.string())]),
}
"""What is kept of each part: what stands for all that each article says, whether it tells of events, whom it names."""
_SAID = """
WITH line AS (
    SELECT article_id, true AS tells, hash(held) AS line FROM held
    UNION ALL SELECT article_id, false, hash(event_mentions) FROM event_mentions
    UNION ALL SELECT article_id, false, hash(articles) FROM articles
)
SELECT article_id, hash(sum(line), bit_xor(hash(line, 1))) AS line, bool_or(tells) AS tells
FROM line GROUP BY article_id
"""
_NAMED = """
WITH named AS (
    SELECT article_id, unnest(agents || patients || [place]) AS entity_id FROM held
    UNION SELECT article_id, unnest(list_transform(participants, lambda p: p.entity_id) || [place_entity_id])
    FROM event_mentions
)
FROM named WHERE entity_id IS NOT NULL
"""
_STORY = """
CREATE TEMP VIEW story AS
SELECT said.*, coalesce(story_id, article_id) AS story_id FROM said LEFT JOIN story_members USING (article_id)
"""
_KEYS = """
WITH known AS MATERIALIZED (
    SELECT entities.entity_id, hash(entities, canonical) AS line
    FROM entities LEFT JOIN entities AS canonical ON canonical.entity_id = entities.canonical_id
), line AS (
    SELECT article_id, line FROM said
    UNION ALL SELECT article_id, hash(story_members) FROM story_members
    UNION ALL SELECT article_id, line FROM named JOIN known USING (entity_id)
)
SELECT story_id, sum(line.line)::VARCHAR || ' ' || bit_xor(hash(line.line, 1))::VARCHAR AS key
FROM line JOIN story USING (article_id) GROUP BY story_id HAVING bool_or(tells) ORDER BY story_id
"""
"""What tells all that the events of a story are made of, by story: two numbers of the hashes of its lines."""
_BLOCKS = f"""
SELECT DISTINCT list(place ORDER BY place) AS block FROM (
    SELECT place, story, key, day, unnest(known) AS known FROM (
        SELECT place, story, key, unnest(days) AS day, known FROM (
            SELECT place, story, unnest(keys) AS key, days, list_distinct(places || agents || patients) AS known
            FROM dated
        )
    )
) WHERE contains(known, '/') GROUP BY key, day, known
HAVING count(*) BETWEEN 2 AND {MOST_ELSEWHERE} AND min(story) < max(story) ORDER BY block
"""
"""Events of several stories that have a word, a day and an entity in common, by their places."""


@dataclass(frozen=True)
class Corpus:
    """What is known of articles, entities and stories."""

    publications: Mapping[str, Publication]
    canonical: Mapping[str, str]
    spots: Mapping[str, Spot]
    copied: Mapping[str, tuple[str, Sequence[Mapping[str, int]]]]
    """For each copy its original and the copied stretches."""


def gather_events(
    read: Read, entities: pa.Table, story_members: pa.Table, kept: Kept | None = None
) -> dict[str, pa.Table]:
    """The tables `events` and `event_members` of a corpus: the reduce of this stage.

    `read` gives what is kept of the tellings (see `event_keys`) and the tables that are made part by part; what these
    say by themselves is read once, and again where a story has to be told anew. Rows are a function of the corpus
    alone, whatever the order of its articles and what was kept.
    """
    own = read if kept else lambda name, parts: read(name, None)  # all is one part
    with shelf(kept) as kept_there, database() as db:
        rows = _Rows(db, own, {"entities": plain(entities), "story_members": plain(story_members)})
        contents = kept.contents if kept else {"": ""}
        for name, table in bring_up_to_date(kept_there, contents, _OF_PARTS, rows.said).items():
            db.register(name, table)
        db.execute(_STORY)
        stories = db.sql(_KEYS).to_arrow_table().combine_chunks()

        def find_events(missing: Sequence[int]) -> Iterator[list[dict[str, Any]]]:
            return _told(stories["story_id"].take(pa.array(missing, pa.int64())).combine_chunks(), rows)

        told = Answers(kept_there, "told", EVENTS, pa.string()).to(stories["key"].combine_chunks(), find_events)
        events = _joined_elsewhere(told, stories["key"].to_pylist(), rows, kept_there)
    return _tables(events)


@dataclass(frozen=True)
class _Rows:
    """The rows that events are made of, of which those of parts are read as far as they are wanted."""

    db: duckdb.DuckDBPyConnection
    read: Read
    whole: Mapping[str, pa.Table]
    """The tables that are not made part by part."""

    def __post_init__(self) -> None:
        for name, table in self.whole.items():
            self.db.register(name, table)

    def said(self, part: str) -> dict[str, pa.Table]:
        """What the articles of a part say by themselves, as `_OF_PARTS` has it."""
        for name in ("held", "articles", "event_mentions"):
            self.db.register(name, plain(self.read(name, {part})))
        return {"said": self.db.sql(_SAID).to_arrow_table(), "named": self.db.sql(_NAMED).to_arrow_table()}

    def of_stories(self, story_ids: pa.Array) -> dict[str, pa.Table]:
        """The rows of some stories, and all entities. An article that is in no story is one by itself."""
        members = self.whole["story_members"]
        within = members["article_id"].filter(pc.is_in(members["story_id"], story_ids))
        wanted = pa.concat_arrays([*within.chunks, story_ids])
        self.db.register("wanted_articles", pa.table({"article_id": wanted}))
        found = self.db.execute("SELECT DISTINCT part FROM said SEMI JOIN wanted_articles USING (article_id)")
        parts = frozenset(part for (part,) in found.fetchall())
        of_parts = {name: plain(self.read(name, parts)) for name in ("held", "articles", "event_mentions")}
        return {
            name: table if name == "entities" else _of(table, "article_id", wanted)
            for name, table in {**of_parts, **self.whole}.items()
        }


def stories(held: pa.Table, articles: pa.Table, entities: pa.Table, story_members: pa.Table) -> Iterator[list[Telling]]:
    """The tellings of each story, in the order in which they were told."""
    for story in _stories(held, _corpus(articles, entities, story_members)).values():
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
        {row["article_id"]: (row["copy_of"], row["stretches"]) for row in members if row["copy_of"] is not None},
    )  # fmt: skip


def _spot(row: Mapping[str, Any]) -> Spot:
    return Spot(
        row["entity_id"], row["country_code"], row["admin1_code"], row["latitude"], row["longitude"],
        row["place_precision"],
    )  # fmt: skip


def _stories(held: pa.Table, corpus: Corpus) -> dict[str, list[tuple[Telling, int]]]:
    """The tellings of each story in the order in which they were told, each with its place in its article."""
    rows = sorted(held.to_pylist(), key=lambda row: (corpus.publications[row["article_id"]].told, row["start"]))
    stories: dict[str, list[tuple[Telling, int]]] = collections.defaultdict(list)
    for row in rows:
        stories[corpus.publications[row["article_id"]].story_id].append((_telling(row, corpus), row["start"]))
    return stories


def _told(story_ids: pa.Array, rows: _Rows) -> Iterator[list[dict[str, Any]]]:
    """The events of stories, as `EVENTS` has them."""
    own = rows.of_stories(story_ids)
    corpus = _corpus(own["articles"], own["entities"], own["story_members"])
    stories = _stories(own["held"], corpus)
    read = _Read(own["held"], own["event_mentions"], corpus)
    wanted = [stories[story_id] for story_id in story_ids.to_pylist()]
    told = (([telling for telling, _ in story], _copied_pairs(story, corpus)) for story in wanted)
    for story, joined in zip(wanted, join_stories(told), strict=True):
        tellings = {telling.event_mention_id: telling for telling, _ in story}
        events: dict[str, list[str]] = collections.defaultdict(list)
        for mention_id in tellings:
            events[find(joined.group, mention_id)].append(mention_id)
        yield [read.event(ids, joined.closest, in_story([tellings[one] for one in ids])) for ids in events.values()]


def _of(table: pa.Table, column: str, wanted: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table[column], wanted))


class _Read:
    """The tellings of some articles, as far as rows of events are made of them."""

    def __init__(self, held: pa.Table, mentions: pa.Table, corpus: Corpus) -> None:
        columns = ("event_mention_id", "status", "first_day", "last_day", "is_of_plan")
        kept = {row["event_mention_id"]: row for row in held.select(columns).to_pylist()}
        self._canonical = corpus.canonical
        self._told: dict[str, Told] = {}
        for row in mentions.select(ROW_COLUMNS).to_pylist():
            read = kept[row["event_mention_id"]]
            self._told[row["event_mention_id"]] = Told(
                row, corpus.publications[row["article_id"]], read["status"], (read["first_day"], read["last_day"]),
                read["is_of_plan"],
            )  # fmt: skip

    def event(
        self, ids: Iterable[str], closest: Mapping[str, tuple[float, str, str]], told: InStory | None
    ) -> dict[str, Any]:
        """An event of these tellings, as `EVENTS` has it."""
        in_order = sorted((self._told[one] for one in ids), key=lambda one: (one.publication.told, one.row["start"]))
        tellings = as_told(in_order)
        likest = [closest.get(telling.mention_id, (None, None, None)) for telling in tellings]
        likely = [1.0 if value is None else value for value, _, _ in likest]
        event_id = _event_id(tellings[0].mention_id)
        return {
            "event_id": event_id,
            "row": event_row(event_id, tellings, self._canonical, likely),
            "tellings": [
                {"event_mention_id": one.mention_id, "article_id": one.publication.article_id, "status": one.status,
                 "likely": value, "closest_id": other, "because": because}
                for one, (value, other, because) in zip(tellings, likest, strict=True)
            ],
            "in_story": _kept_of(told) if told else None,
        }  # fmt: skip


def _kept_of(told: InStory) -> dict[str, Any]:
    """An event of one story, as `IN_STORY` has it."""
    sets = {name: sorted(getattr(told, name)) for name in ("keys", "days", "places", "agents", "patients")}
    return {**sets, "figures": [asdict(figure) for figure in told.figures]}


def _in_stories(first_ids: Iterable[str], kept: pa.StructArray) -> Iterator[InStory]:
    """Events of one story each, of what is kept of them."""
    columns = [kept.field(field.name).to_pylist() for field in IN_STORY]
    names = [field.name for field in IN_STORY if field.name != "figures"]
    for first_id, *sets, figures in zip(first_ids, *columns, strict=True):
        own = {name: frozenset(values) for name, values in zip(names, sets, strict=True)}
        yield InStory(first_id, figures=frozenset(Figure(**figure) for figure in figures), **own)


def _joined_elsewhere(told: pa.ListArray, keys: Sequence[str], rows: _Rows, shelf: Shelf) -> pa.StructArray:
    """All events, those made one that several stories tell; `keys` tell all that the events of a story depend on."""
    events = told.flatten()
    first = pc.struct_field(pc.list_element(events.field("tellings"), 0), "event_mention_id").to_pylist()
    story_of, in_stories = pc.list_parent_indices(told).to_pylist(), events.field("in_story")
    dated = pa.array(np.flatnonzero(in_stories.is_valid().to_numpy(zero_copy_only=False)))
    own = pa.Table.from_struct_array(in_stories.take(dated)).append_column("place", dated)
    rows.db.register("dated", own.append_column("story", pc.list_parent_indices(told).take(dated)))
    blocks = rows.db.sql(_BLOCKS).to_arrow_table()["block"].to_pylist()
    within = sorted(set(itertools.chain(*blocks)))
    found_there = _in_stories((first[place] for place in within), in_stories.take(pa.array(within, pa.int64())))
    told_at = {place: (story_of[place], event) for place, event in zip(within, found_there, strict=True)}
    elsewhere = join_elsewhere([told_at[place] for place in block] for block in blocks)
    groups: dict[str, list[int]] = collections.defaultdict(list)
    for place, one in enumerate(first):
        if one in elsewhere.closest:
            groups[find(elsewhere.group, one)].append(place)
    several = list(groups.values())

    def find_events(missing: Sequence[int]) -> Iterator[dict[str, Any]]:
        places = pa.array(list(itertools.chain(*(several[at] for at in missing))), pa.int64())
        tellings = iter(events.field("tellings").take(places).to_pylist())
        groups = [list(itertools.chain(*itertools.islice(tellings, len(several[at])))) for at in missing]
        return _several_as_one(groups, elsewhere, rows)

    depends_on = [
        digest([(keys[story_of[place]], first[place], elsewhere.closest[first[place]]) for place in places])
        for places in several
    ]
    found = Answers(shelf, "elsewhere", EVENTS.value_type, pa.string()).to(
        pa.array(depends_on, pa.string()), find_events
    )
    alone = np.ones(len(events), bool)
    alone[list(itertools.chain(*several))] = False
    return pa.concat_arrays([events.filter(pa.array(alone)), found])


def _several_as_one(groups: Sequence[list[dict[str, Any]]], elsewhere: Joined, rows: _Rows) -> Iterator[dict[str, Any]]:
    """For each group of tellings of several stories the one event that they tell, as `EVENTS` has it."""
    read = _read([row for own in groups for row in own], rows)
    for own in groups:
        closest = Joined(closest={
            row["event_mention_id"]: (row["likely"], row["closest_id"], row["because"])
            for row in own if row["closest_id"] is not None
        })  # fmt: skip
        for row in own:
            if row["event_mention_id"] in elsewhere.closest:
                likely, other, because = elsewhere.closest[row["event_mention_id"]]
                closest.remember(row["event_mention_id"], other, likely, because)
        yield read.event([row["event_mention_id"] for row in own], closest.closest, None)


def _read(tellings: Sequence[Mapping[str, Any]], rows: _Rows) -> _Read:
    """Some tellings, as far as rows of events are made of them."""
    ids, articles = (
        pa.array(sorted({row[name] for row in tellings}), pa.string()) for name in ("event_mention_id", "article_id")
    )
    members = _of(rows.whole["story_members"], "article_id", articles)
    own = rows.of_stories(pa.concat_arrays([articles, *members["story_id"].chunks]))
    held, mentions = (_of(own[name], "event_mention_id", ids) for name in ("held", "event_mentions"))
    return _Read(held, mentions, _corpus(own["articles"], own["entities"], own["story_members"]))


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


def _event_id(first_id: str) -> str:
    """The id of an event that is told first in this mention."""
    return digest("event", first_id)[:16]


def _tables(events: pa.StructArray) -> dict[str, pa.Table]:
    """The tables of events, and of the tellings of those that are dated or told more than once."""
    row, tellings = events.field("row"), events.field("tellings")
    told = pc.or_(row.is_valid(), pc.greater(pc.list_value_length(tellings), 1))
    own, ids = tellings.filter(told), events.field("event_id").filter(told)
    members = pa.Table.from_struct_array(own.flatten()).append_column("event_id", ids.take(pc.list_parent_indices(own)))
    return {
        "events": in_order("events", pa.Table.from_struct_array(row.drop_null()), "event_id"),
        "event_members": in_order("event_members", members, "event_id", "event_mention_id"),
    }
