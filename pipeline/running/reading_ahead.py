"""Reading input files: here or, where there is much to read, with worker processes.

To find the records of a file, lines of JSON or pages of an archive, is a small part of the work; most of it is to make
articles of them. So this process finds them and hands them out in batches, files that hold one article each unopened,
and takes the articles in the order of the files: what comes of it is the same, whatever the number of workers.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.articles.inputs import InputFile
from pipeline.articles.readers.record import Page, Record
from pipeline.articles.reading import SINGLE, Article, Found, Rejection, find, read, understand
from pipeline.articles.rejection import Fault, reject
from pipeline.running.pool import are_ready, in_order
from pipeline.settings import Settings

BATCH_RECORDS, BATCH_SIZE = 64, 2_000_000
"""What a batch is full at: records, or their characters and bytes."""
FEW = 8
"""Batches that are read here before workers are asked for."""

Batch: TypeAlias = list[tuple[InputFile, list[Found] | None]]
"""What was found in files; nothing yet in one that holds one article."""
Items: TypeAlias = list[tuple[InputFile, Article | Rejection]]


def read_all(files: Iterable[InputFile], settings: Settings) -> Generator[tuple[InputFile, Article | Rejection]]:
    """The articles of files in their order, each with its file, and a rejection for what cannot be used.

    Raises ReaderError as `pipeline.articles.reading.read` does.
    """
    work = functools.partial(_made, settings)
    batches = _batches(files, settings)
    yield from itertools.chain.from_iterable(map(work, itertools.islice(batches, FEW)))
    if settings.workers > 1 and settings.engine == "local":
        more = list(itertools.islice(batches, 1))
        ready = are_ready(settings) if more else None
        while more and ready and not ready.is_set():
            yield from work(more.pop())
            more += itertools.islice(batches, 1)
        made = in_order(work, itertools.chain(more, batches), settings.workers, _lost)
        yield from itertools.chain.from_iterable(made)
    yield from itertools.chain.from_iterable(map(work, batches))


def _batches(files: Iterable[InputFile], settings: Settings) -> Iterator[Batch]:
    batch: Batch = []
    records = size = 0
    for file in files:
        for found in [None] if file.format in SINGLE else find(file, settings.limits):
            if found is None or not batch or batch[-1][0] is not file:
                batch.append((file, None if found is None else []))
            own = batch[-1][1]
            if own is not None and found is not None:
                own.append(found)
            records, size = records + 1, size + (file.size if found is None else _size(found))
            if records >= BATCH_RECORDS or size >= BATCH_SIZE:
                yield batch
                batch, records, size = [], 0, 0
    if batch:
        yield batch


def _size(found: Found) -> int:
    content = found.content if isinstance(found, Page) else found.text if isinstance(found, Record) else ""
    return len(content) if isinstance(content, bytes | str) else 0


def _made(settings: Settings, batch: Batch) -> Items:
    """The articles of a batch: the work of a worker."""
    most, limits = settings.max_characters, settings.limits
    items: Items = []
    for file, own in batch:
        if own is None:
            items += ((file, item) for item in read(file, max_characters=most, limits=limits))
        for found in own or ():
            items += ((file, item) for item in understand(file, found, max_characters=most, limits=limits))
    return items


def _lost(batch: Batch) -> Items:
    """What is told of a batch on which worker processes die."""
    return [(file, reject(_fault(own), file.path, file.name)) for file, own in batch]


def _fault(own: Sequence[Found] | None) -> Fault:
    lines = [found.line for found in own or () if found.line is not None]
    what = f"records {lines[0]} to {lines[-1]} were" if lines else "it was"
    detail = f"A worker process died twice while {what} read (out of memory, perhaps)."
    return Fault("unreadable", detail, line=lines[0] if lines else None)
