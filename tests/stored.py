"""Small stores of extracted articles."""

from __future__ import annotations

import pathlib
from typing import Any

import pyarrow as pa

from pipeline import api
from pipeline.running.stages import STAGES, Corpus, Part, Stage
from pipeline.tables.store import Store


def stored(folder: pathlib.Path, *articles: tuple[str, dict[str, Any]]) -> Store:
    """A store of the tables of articles, given as text and metadata, a part each; those of the corpus as one."""
    store = Store(folder)
    store.create()
    made = [api.extract(text, **about) for text, about in articles]
    of_articles = ("articles", *(name for name, stage in STAGES.items() if isinstance(stage, Stage)))
    for name in of_articles:
        for number, one in enumerate(made):
            write(store, name, getattr(one, name), number)
    for stage in STAGES.values():
        if isinstance(stage, Stage):
            continue
        parts = [Part({name: getattr(one, name) for name in of_articles}) for one in made]
        kept = pa.concat_tables([stage.map(part) for part in parts]) if stage.map else ()
        sources = {name: store.read_all(name) for name in stage.reads}
        for name, table in stage.reduce(Corpus(sources, kept)).items():
            write(store, name, table)
    return store


def write(store: Store, name: str, table: pa.Table, number: int = 0) -> None:
    """Write a part of a table as a run would."""
    store.write(name, f"part-{number:05}", table, fingerprint="", code_version="v", model="m")
