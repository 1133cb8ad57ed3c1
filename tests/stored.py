"""Small stores of extracted articles."""

from __future__ import annotations

import pathlib
from typing import Any

from pipeline import api
from pipeline.corpus.entities import resolve_entities
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store


def stored(folder: pathlib.Path, *articles: tuple[str, dict[str, Any]]) -> Store:
    """A store of the tables of articles, given as text and metadata, a part each."""
    store = Store(folder)
    store.create()
    for number, (text, about) in enumerate(articles):
        made = api.extract(text, **about)
        for name in TABLES:
            if name in dir(made) and name not in ("entities", "quarantine"):
                store.write(name, f"part-{number:05}", getattr(made, name), fingerprint="", code_version="v", model="m")
    entities = resolve_entities(
        {name: store.paths(name) for name in ("articles", "mentions", "quotes", "event_mentions")}
    )
    store.write("entities", "part-00000", entities, fingerprint="", code_version="v")
    return store
