"""For Python: text in, tables out; and the tables of an output folder as DataFrames."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.errors import OutputError
from pipeline.publishing.canonical import canonical
from pipeline.running.stages import STAGES, Corpus, CorpusStage, Part, Stage
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from pipeline.world import own_places

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language


class Extraction:
    """The tables made from one article: `articles`, `tokens`, `mentions`, `quotes`, … as Arrow tables.

    What a rule failed on is in `quarantine`. The tables of a corpus (`entities`, `stories`, `statements`, `events` and
    their members), here of one article, are made when they are first asked for.
    """

    def __init__(self, tables: dict[str, pa.Table], gazetteer: str | None = None) -> None:
        self._tables, self._gazetteer = tables, gazetteer

    def __getattr__(self, name: str) -> pa.Table:
        if name.startswith("_"):  # what copying and pickling ask an object for that is not yet made
            raise AttributeError(name)
        if name not in self._names():
            raise AttributeError(f"There is no table {name!r}; there are {', '.join(self._names())}.")
        return self._table(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._names()]

    def __repr__(self) -> str:
        return f"Extraction({', '.join(f'{name}: {self._table(name).num_rows}' for name in self._names())})"

    def _names(self) -> list[str]:
        return list(dict.fromkeys((*self._tables, *_STAGE_OF)))

    def _table(self, name: str) -> pa.Table:
        if name not in self._tables:
            stage = _STAGE_OF[name]
            read = {table: self._table(table) for table in stage.reads}
            with own_places.using(self._gazetteer):
                kept = stage.map(Part(read)) if stage.map else ()
                self._tables.update(stage.reduce(Corpus(read, kept)))
        return self._tables[name]


_STAGE_OF = {table: stage for stage in STAGES.values() if isinstance(stage, CorpusStage) for table in stage.tables}


def extract(text: str, *, model: str | None = None, gazetteer: str | None = None, **metadata: Any) -> Extraction:
    """The tables of one article, in memory.

    `gazetteer` is a CSV or Parquet file of places of your own (see `pipeline.world.own_places`). `metadata` are what
    is known of the article: `uri`, `title`, `authors`, `publisher` and `published_at` (an ISO date or a datetime),
    against which relative dates are resolved.

    Raises ArticleError where the text or the metadata cannot be used, GazetteerError where that file cannot, and
    ModelNotFoundError where there is no spaCy model.
    """
    from pipeline.articles.reading import article_from

    article = article_from(text, **metadata)
    part = Part({"articles": TABLES["articles"].from_rows([article])}, functools.partial(_model, model))
    with own_places.using(gazetteer):
        for stage in STAGES.values():
            if isinstance(stage, Stage):
                part.tables[stage.table] = stage.function(part)
    part.tables["quarantine"] = TABLES["quarantine"].from_rows(part.failures)
    return Extraction(part.tables, gazetteer)


@functools.lru_cache(maxsize=2)
def _model(name: str | None) -> Language:
    from pipeline.language.model import load

    return load(name)


class Tables:
    """The tables of an output folder, each read as a pandas DataFrame when it is first asked for.

    Days are datetime64, labels are categories, lists are lists, whole numbers that may be missing are Int32. Quotes
    have two columns more: `speaker_canonical_id` and `speaker_canonical_name`, in which merged entities are one.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"There is no table {name!r}; there are {', '.join(TABLES)}.")
        frame = _frame(self._store.read_all(name))
        if name == "quotes":
            frame["speaker_canonical_id"], frame["speaker_canonical_name"] = self._speakers(frame)
        self.__dict__[name] = frame
        return frame

    def _speakers(self, quotes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """The ids and names of those who speak."""
        import pandas as pd

        entities = self._store.read_all("entities")
        ids = quotes["speaker_entity_id"].astype(object).where(quotes["speaker_entity_id"].notna(), None)
        found = pd.DataFrame(canonical(entities, ids, quotes["article_id"]), columns=["id", "name"], dtype="str")
        return found["id"], found["name"]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __repr__(self) -> str:
        return f"Tables({self._store.root!r})"


def _frame(table: pa.Table) -> pd.DataFrame:
    """A table as pandas works with it: days and moments as datetime64, labels as categories, lists as lists."""
    frame = table.to_pandas(date_as_object=False)
    for field in table.schema:
        if pa.types.is_integer(field.type) and field.nullable:
            frame[field.name] = frame[field.name].astype(f"Int{field.type.bit_width}")
        if pa.types.is_list(field.type):
            frame[field.name] = [list(value) if value is not None else None for value in frame[field.name]]
    return frame


def open(output: str | os.PathLike[str]) -> Tables:
    """The tables of an output folder. Raises OutputError where there are none."""
    store = Store(output)
    if not store.exists():
        raise OutputError(f"There are no tables in {store.root}; make some with `quotidian run --output {store.root}`.")
    return Tables(store)
