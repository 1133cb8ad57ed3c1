"""What is current: whether a part is what would be made from its inputs now, told by stamps, without reading rows."""

from __future__ import annotations

import functools
from collections.abc import Sequence, Set

from pipeline.errors import KnowledgeBaseError, MissingInputError
from pipeline.language.identity import identify
from pipeline.running import stages
from pipeline.running.result import PartResult
from pipeline.running.stages import CorpusStage, Stage
from pipeline.settings import Settings
from pipeline.tables.store import Store, digest
from pipeline.world import own_places

WHOLE = "part-00000"
"""The one part of a table that is made over the whole corpus."""

Input = tuple[str, str, str]
"""A part that a corpus stage reads: its table, its name, the digest of its rows."""


def fingerprint(store: Store, part: str, stage: Stage, settings: Settings) -> tuple[str, str | None]:
    """The digest of what a stage would make this part from now, and the model behind it.

    Raises MissingInputError where a table that it reads has no such part.
    """
    contents, model = [], identify(settings.model) if stage.uses_model else None
    for name in stage.reads:
        stamp = store.stamp(name, part)
        if stamp is None:
            raise _missing(store, stage, name, part)
        contents.append([name, stamp.content])
        model = model or stamp.model
    return digest(stage.table, _version(stage, settings), model, contents), model


def _version(stage: Stage | CorpusStage, settings: Settings) -> str:
    """The version of a stage's code, and of the user's gazetteer where it uses one."""
    if settings.gazetteer is None or not stage.uses_gazetteer:
        return stage.code_version
    return digest(stage.code_version, own_places.of(settings.gazetteer).digest)


def _missing(store: Store, stage: Stage | CorpusStage, name: str, part: str) -> MissingInputError:
    return MissingInputError(
        f"{stage.table} is made from {name}, which has no {part} in {store.root} yet; "
        f"make it first (`quotidian run`, or in Dagster select '+{stage.table}')."
    )


def is_current(store: Store, part: str, settings: Settings) -> bool:
    """Whether every stage has made this part from what its inputs are now."""
    return current_results(store, part, stages.part_stages(), settings) is not None


def current_results(
    store: Store, part: str, chain: Sequence[Stage], settings: Settings, again: Set[tuple[str, str]] = frozenset()
) -> list[PartResult] | None:
    """A result for each stage where all are current, else None; `again` are tables and parts that are not."""
    results = []
    for stage in chain:
        stamp = store.stamp(stage.table, part)
        if stamp is None or (stage.table, part) in again:
            return None
        if stamp.fingerprint != fingerprint(store, part, stage, settings)[0]:
            return None
        results.append(PartResult(stage.table, part, "current", stamp.rows))
    return results


def kept_fingerprint(store: Store, part: str, stage: CorpusStage) -> str:
    """The digest of what the map of a corpus stage would make of this part now."""
    contents = []
    for name in map_reads(stage):
        stamp = store.stamp(name, part)
        if stamp is None:
            raise _missing(store, stage, name, part)
        contents.append([name, stamp.content])
    return digest(stage.table, stage.code_version, contents)


def map_reads(stage: CorpusStage) -> list[str]:
    """The tables that the map of a corpus stage can read: those that are made part by part."""
    by_part = stages.tables_of_parts()
    return [name for name in stage.reads if name in by_part]


def corpus_inputs(store: Store, stage: CorpusStage) -> list[Input]:
    """The parts that a corpus stage would make its tables from now."""
    return [
        (name, stamp.part, stamp.content)
        for name in stage.reads
        for stamp in store.map(functools.partial(store.stamp, name), store.parts(name))
        if stamp
    ]


def corpus_fingerprint(inputs: Sequence[Input], stage: CorpusStage, settings: Settings) -> str:
    """The digest of what a corpus stage would make its tables from."""
    knowledge_base = knowledge_digest(settings) if stage.uses_knowledge_base else None
    return digest(_version(stage, settings), knowledge_base, inputs)


def contents_by_part(inputs: Sequence[Input]) -> dict[str, str]:
    """What each part of the corpus holds, in a digest."""
    contents: dict[str, list[str]] = {}
    for table, part, content in inputs:
        contents.setdefault(part, []).extend((table, content))
    return {part: digest(*held) for part, held in contents.items()}


def knowledge_digest(settings: Settings) -> str | None:
    """The digest of the user's knowledge base; None where there is none.

    Raises KnowledgeBaseError where it cannot be read.
    """
    path = settings.knowledge_base
    if path is None:
        return None
    import fsspec

    try:
        with fsspec.open(path, "rb") as file:
            return digest(file.read().hex())
    except (ImportError, OSError, ValueError) as error:
        raise KnowledgeBaseError.cannot_be_read(path, error) from None
