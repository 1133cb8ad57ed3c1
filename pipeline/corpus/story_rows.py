"""The rows of stories and of their articles, made column by column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.copies import Copies
from pipeline.corpus.kept import distinct
from pipeline.tables.plain import coded, plain_column
from pipeline.tables.schema import TABLES
from pipeline.tables.store import digest

MAIN_ENTITIES, MAIN_PLACES = 8, 4
"""How many entities and places a story is said to be about, those of most of its articles first."""
_NEVER = np.iinfo(np.int64)


@dataclass(frozen=True)
class _Told:
    """Articles by their places, story by story, in the order in which they told."""

    order: np.ndarray
    begins: np.ndarray
    """Where in that order each story begins."""
    story: np.ndarray
    """The story, by its number, that each article in that order is of."""

    @classmethod
    def of(cls, cluster: np.ndarray, articles: pa.Table, is_copy: np.ndarray) -> _Told:
        """By day (unknown ones last), by hour (unknown ones first), originals before copies, by id."""
        by_id = np.argsort(pc.sort_indices(articles["article_id"]).to_numpy())
        day = _numbers(articles["reference_date"], pa.int32(), _NEVER.max)
        hour = _numbers(articles["published_at"], pa.int64(), _NEVER.min)
        order = np.lexsort((by_id, is_copy, hour, day, cluster))
        begins = np.flatnonzero(np.diff(cluster[order], prepend=-1))
        story = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(order)))
        return cls(order, begins, story)

    def first_of_each(self, values: pa.Array) -> pa.Array:
        """The first value that an article of each story has; null where none has one."""
        has = np.flatnonzero(_is_said(values)[self.order])
        story, at = np.unique(self.story[has], return_index=True)
        place = np.full(len(self.begins), -1)
        place[story] = self.order[has[at]]
        return values.take(pa.array(place, mask=place < 0))

    def all_of_each(self, values: pa.Array) -> pa.Array:
        """The values that the articles of each story have, each once."""
        has = np.flatnonzero(_is_said(values)[self.order])
        code = values.take(pa.array(self.order[has])).dictionary_encode().indices.to_numpy()
        _, first = np.unique(self.story[has] * np.int64(len(values)) + code, return_index=True)
        at = has[np.sort(first)]
        return _lists(self.story[at], len(self.begins), values.take(pa.array(self.order[at])))

    def day(self, days: pa.ChunkedArray, least: np.ufunc, missing: int) -> pa.Array:
        """The first or last day of each story; null where none is known."""
        found = least.reduceat(_numbers(days, pa.int32(), missing)[self.order], self.begins)
        return pa.array(np.where(found == missing, 0, found).astype(np.int32), mask=found == missing).cast(pa.date32())


def story_tables(cluster: np.ndarray, copies: Copies, articles: pa.Table, mentions: pa.Table) -> dict[str, pa.Table]:
    """The tables `stories` and `story_members`, where `cluster` tells which of `articles` are of one story."""
    ids, title, publisher = (
        plain_column(articles[name]).combine_chunks() for name in ("article_id", "title", "publisher")
    )
    is_copy = np.zeros(len(ids), bool)
    is_copy[copies.copy] = True
    told = _Told.of(cluster, articles, is_copy)
    first = ids.take(pa.array(told.order[told.begins]))
    story_id = pa.array([digest("story", one)[:16] for one in first.to_pylist()], pa.string())
    n_articles, n_copies = (
        np.add.reduceat(of[told.order].astype(np.int32), told.begins) for of in (is_copy | True, is_copy)
    )
    days = articles["reference_date"]
    entity_ids, place_ids = _named(told, ids, mentions)
    stories = {
        "story_id": story_id,
        "title": told.first_of_each(title),
        "first_day": told.day(days, np.minimum, _NEVER.max),
        "last_day": told.day(days, np.maximum, _NEVER.min),
        "first_article_id": first,
        "n_articles": n_articles,
        "n_copies": n_copies,
        "n_independent": n_articles - n_copies,
        "publishers": told.all_of_each(publisher),
        "entity_ids": entity_ids,
        "place_ids": place_ids,
    }
    return {
        "stories": _table("stories", stories).sort_by("story_id"),
        "story_members": _members(told, ids, story_id, copies),
    }


def _members(told: _Told, ids: pa.Array, story_id: pa.Array, copies: Copies) -> pa.Table:
    """The rows of `story_members`."""
    own = pa.table({"story_id": story_id.take(pa.array(told.story)), "article_id": ids.take(pa.array(told.order))})
    order = pc.sort_indices(own, [("story_id", "ascending"), ("article_id", "ascending")])
    place = told.order[order.to_numpy()]
    row = np.full(len(ids), -1)
    row[copies.copy] = np.arange(len(copies.copy))
    row = row[place]
    is_none = row < 0
    original = np.where(is_none, 0, copies.original[row]) if len(copies.original) else row
    of_copies = copies.told.take(pa.array(row[~is_none]))
    field = TABLES["story_members"].arrow_schema.field("stretches").type.value_field
    stretches = of_copies.field("stretches")
    words = pa.StructArray.from_arrays(stretches.flatten().flatten(), fields=list(field.type))
    owner = np.repeat(np.flatnonzero(~is_none), pc.list_value_length(stretches).to_numpy())
    return _table("story_members", {
        "story_id": own["story_id"].take(order),
        "article_id": own["article_id"].take(order),
        "copy_of": ids.take(pa.array(original, mask=is_none)),
        "copied_share": copies.told.field("share").take(pa.array(row, mask=is_none)),
        "stretches": _lists(owner, len(place), words),
    })  # fmt: skip


def _named(told: _Told, ids: pa.Array, mentions: pa.Table) -> tuple[pa.Array, pa.Array]:
    """What most articles of each story name: people and the like, and places."""
    mentions = mentions.select(["article_id", "entity_id"]).drop_null()
    entity, article = (coded(mentions[name]) for name in ("entity_id", "article_id"))
    n = np.int64(max(1, len(entity.dictionary)))
    place = pc.fill_null(pc.index_in(article.dictionary, ids), -1).to_numpy()
    article = place[article.indices.to_numpy()]
    story = np.empty(len(ids), np.int64)
    story[told.order] = told.story
    once = distinct(article * n + entity.indices.to_numpy())
    named, count = np.unique(story[once // n] * n + once % n, return_counts=True)
    story, code = np.divmod(named, n)
    by_id = np.argsort(pc.sort_indices(entity.dictionary).to_numpy())
    order = np.lexsort((by_id[code], -count, story))
    story, code = story[order], code[order]
    is_place = pc.starts_with(entity.dictionary, "place/").to_numpy(zero_copy_only=False)[code]
    found = []
    for of_kind, most in ((~is_place, MAIN_ENTITIES), (is_place, MAIN_PLACES)):
        own = story[of_kind]
        main = np.arange(len(own)) - np.searchsorted(own, own) < most
        found.append(_lists(own[main], len(told.begins), entity.dictionary.take(pa.array(code[of_kind][main]))))
    return found[0], found[1]


def _is_said(values: pa.Array) -> np.ndarray:
    return pc.fill_null(pc.not_equal(values, ""), False).to_numpy(zero_copy_only=False)


def _numbers(column: pa.ChunkedArray, kind: pa.DataType, missing: int) -> np.ndarray:
    """A column of days or hours as numbers, with one for those that are missing."""
    return pc.fill_null(column.cast(kind).cast(pa.int64()), missing).to_numpy()


def _lists(owner: np.ndarray, n: int, values: pa.Array) -> pa.Array:
    """A list for each of `n` owners of the values, which are in the order of their owners."""
    ends = np.searchsorted(owner, np.arange(n + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), values)


def _table(name: str, columns: dict[str, pa.Array | np.ndarray]) -> pa.Table:
    schema = TABLES[name].arrow_schema
    return pa.table({field.name: columns[field.name] for field in schema}).cast(schema)
