"""Reading input files: here or, where there is much to read, in worker processes or on a Ray cluster.

To find the records of a file, lines of JSON or pages of an archive, is a small part of the work; most of it is to make
articles of them. So this process finds them and hands them out in batches, files that hold one article each unopened,
and takes the articles in the order of the files: what comes of it is the same, whoever reads and however many do.

On a cluster, other files are handed out unopened as well where that is better: small ones, since each may take a while
to come, and archives where there are many, which would come through this process page by page.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
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
"""Batches that are read here before workers are asked for; a cluster is at once where files are larger than those."""
MANY_ARCHIVES = 6
"""As many workers as one process that cuts archives keeps busy: so many archives are read sooner by a task each."""
LARGEST_ARCHIVE = 2_000_000_000
"""The bytes of an archive whose articles, a sixth or less of them, one node can hold."""

Batch: TypeAlias = list[tuple[InputFile, list[Found] | None]]
"""What was found in files; nothing yet in one that holds one article."""
Items: TypeAlias = list[tuple[InputFile, Article | Rejection]]


def read_all(files: Sequence[InputFile], settings: Settings) -> Generator[tuple[InputFile, Article | Rejection]]:
    """The articles of files in their order, each with its file, and a rejection for what cannot be used.

    Raises ReaderError as `pipeline.articles.reading.read` does, and EngineError where a cluster cannot be used.
    """
    on_ray = settings.engine == "ray"
    files = [_found_anywhere(file) for file in files] if on_ray else files
    work = functools.partial(_made, settings)
    many = sum(file.format == "warc" for file in files) >= MANY_ARCHIVES
    is_whole = functools.partial(_is_whole_on_ray, many) if on_ray else _is_whole
    batches = _batches(files, settings, is_whole)
    if not on_ray or sum(file.size for file in files) <= FEW * BATCH_SIZE:
        yield from itertools.chain.from_iterable(map(work, itertools.islice(batches, FEW)))
    if on_ray:
        from pipeline.running import ray_cluster

        pieces = functools.partial(_pieces, settings)
        made = ray_cluster.in_order(work, batches, settings.ray_address, _lost, pieces)
        yield from itertools.chain.from_iterable(made)
    elif settings.workers > 1:
        yield from itertools.chain.from_iterable(_in_pool(work, batches, settings))
    yield from itertools.chain.from_iterable(map(work, batches))


def _in_pool(work: Callable[[Batch], Items], batches: Iterator[Batch], settings: Settings) -> Iterator[Items]:
    """What worker processes read; this one reads until they are there."""
    more = list(itertools.islice(batches, 1))
    ready = are_ready(settings) if more else None
    while more and ready and not ready.is_set():
        yield work(more.pop())
        more += itertools.islice(batches, 1)
    yield from in_order(
        work, itertools.chain(more, batches), settings.workers, _lost, functools.partial(_pieces, settings)
    )


def _found_anywhere(file: InputFile) -> InputFile:
    """A file by an address that is right for tasks that work in another folder."""
    relative = "://" not in file.where and not os.path.isabs(file.where)
    return dataclasses.replace(file, address=os.path.abspath(file.where)) if relative else file


def _is_whole(file: InputFile) -> bool:
    return file.format in SINGLE


def _is_whole_on_ray(many_archives: bool, file: InputFile) -> bool:
    """Whether a file is handed out unopened on a cluster; of unknown size it is not."""
    most = LARGEST_ARCHIVE if many_archives and file.format == "warc" else BATCH_SIZE
    return _is_whole(file) or 0 < file.size <= most


def _batches(files: Iterable[InputFile], settings: Settings, is_whole: Callable[[InputFile], bool]) -> Iterator[Batch]:
    batch: Batch = []
    records = size = 0
    for file in files:
        for found in [None] if is_whole(file) else find(file, settings.limits):
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


def _pieces(settings: Settings, batch: Batch) -> Iterator[Batch]:
    """A batch in smaller ones, files and then records, that one on which workers die costs itself alone."""
    file, own = batch[0]
    if len(batch) > 1 or _is_whole(file):
        yield from ([one] for one in batch)
    else:
        for found in find(file, settings.limits) if own is None else own:
            yield [(file, [found])]


def _lost(batch: Batch) -> Items:
    """What is told of a batch on which worker processes die."""
    return [(file, reject(_fault(own), file.path, file.name)) for file, own in batch]


def _fault(own: Sequence[Found] | None) -> Fault:
    lines = [found.line for found in own or () if found.line is not None]
    what = f"records {lines[0]} to {lines[-1]} were" if lines else "it was"
    detail = f"A worker process died twice while {what} read (out of memory, perhaps)."
    return Fault("unreadable", detail, line=lines[0] if lines else None)
