"""Whom an entity id stands for in an article, once merged entities and namesakes are followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

Named = tuple[str | None, str | None]
"""The id and the name of an entity; None twice where there is none."""


def canonical(entities: pa.Table, ids: Iterable[str | None], articles: Iterable[str]) -> Iterator[Named]:
    """For each id in its article, the entity that is meant, of these rows of `entities`."""
    rows = entities.select(["entity_id", "canonical_id", "name", "namesake_of", "article_ids"]).to_pylist()
    names = {row["entity_id"]: row["name"] for row in rows}
    stands_for = {row["entity_id"]: row["canonical_id"] for row in rows}
    meant = {
        (article, row["namesake_of"]): row["entity_id"]
        for row in rows
        if row["namesake_of"] is not None
        for article in row["article_ids"]
    }
    for one, article in zip(ids, articles, strict=True):
        here = meant.get((article, one), one) if one is not None else None
        last = stands_for.get(here) if here is not None else None
        yield last, names.get(last) if last is not None else None
