"""The entities of a small corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from pipeline.corpus.entities import resolve_entities
from pipeline.tables.schema import TABLES
from tests.corpus.written_corpus import Row, tables


@pytest.fixture(scope="session")
def resolve() -> Callable[..., dict[str, Row]]:
    """The entities of a list of articles, by their ids."""

    def of(articles: Sequence[Mapping[str, list[Row]]], knowledge_base: str | None = None, **more: list[Row]):
        found = resolve_entities(tables(articles, **more), knowledge_base)
        assert found.schema.equals(TABLES["entities"].arrow_schema)
        return {row["entity_id"]: row for row in found.to_pylist()}

    return of
