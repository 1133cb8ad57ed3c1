"""What a stage over the corpus keeps from run to run.

What is dear to work out is kept on a `Shelf`, beside all that it depends on; counts are kept in a database of their own
(see `pipeline.corpus.counts`). What a stage makes is the same with and without it.
"""

from __future__ import annotations

import contextlib
import functools
import os
import pathlib
import signal
import socket
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.store import replacing


@dataclass(frozen=True)
class Kept:
    """Where something is kept from run to run, so that only what has changed is worked out.

    `contents` tells by part what it holds now, in a digest; `version` is that of the code that works it out.
    """

    path: str
    contents: Mapping[str, str]
    version: str


class Shelf:
    """Tables by name that are kept from run to run, in one file, which is read and written whole."""

    def __init__(self, tables: Mapping[str, pa.Table] | None = None) -> None:
        self.tables = dict(tables or {})
        self.has_changed = False

    def get(self, name: str, layout: pa.Schema) -> pa.Table:
        """The table of this name; an empty one where there is none."""
        return self.tables.get(name, layout.empty_table())

    def put(self, **tables: pa.Table) -> None:
        """Keep tables in place of those of these names: all at once, as one may tell places in another."""
        self.tables = {**self.tables, **tables}
        self.has_changed = True


@contextlib.contextmanager
def shelf(kept: Kept | None = None) -> Iterator[Shelf]:
    """A shelf that is empty or, with `kept`, holds what lies in its file, and is put back there if that has changed.

    So it is where the block fails, as what belongs together is put at once.
    """
    found = Shelf(_taken(kept) if kept else None)
    try:
        yield found
    finally:
        if kept is not None and found.has_changed:
            _put_back(kept, found.tables)


def _taken(kept: Kept) -> dict[str, pa.Table]:
    """The tables in a file of this version's; none where it is another's, broken or not there."""
    tables: dict[str, pa.Table] = {}
    with contextlib.suppress(OSError, KeyError, ValueError, pa.ArrowException):
        data = pathlib.Path(kept.path).read_bytes()
        words = np.frombuffer(data, np.uint64)
        source = pa.BufferReader(pa.py_buffer(data).slice(0, len(data) - words.itemsize))
        is_whole = words[:-1].sum() == words[-1]
        while is_whole and source.tell() < source.size():
            table = pa.ipc.open_stream(source).read_all()
            told = table.schema.metadata
            if told[b"version"].decode() != kept.version:
                return {}
            tables[told[b"name"].decode()] = table.replace_schema_metadata(None)
    return tables


def _put_back(kept: Kept, tables: Mapping[str, pa.Table]) -> None:
    """Write tables one after another, and at the end the sum of all, in 64 bits, by which a broken file is known."""
    sink = pa.BufferOutputStream()
    for name, table in tables.items():
        told = table.replace_schema_metadata({"name": name, "version": kept.version})
        with pa.ipc.new_stream(sink, told.schema) as stream:
            stream.write_table(told)
    data = sink.getvalue()
    with replacing(kept.path) as file:
        file.write(data)
        file.write(np.frombuffer(data, np.uint64).sum().tobytes())


@contextlib.contextmanager
def database(kept: Kept | None = None, layout: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory or, with `kept`, in its file; it moves to disk what its memory cannot hold.

    `layout` makes the tables of a new one. Only the file of a new one is filled by several threads: for all that is
    asked of the others, their waking and waiting costs more than they do.
    """
    together, folder = _of_process()
    connection, name = together.cursor(), f"kept_{uuid.uuid4().hex}"
    is_of_use = False
    try:
        is_new = _open(connection, name, kept, layout)
        connection.execute("RESET threads" if kept is not None and is_new else "SET threads = 1")
        with _interruptible(connection):
            yield connection
        connection.execute(f"USE memory; DETACH {name}")
        is_of_use = not os.path.exists(folder)
    finally:
        connection.close()
        if not is_of_use:  # something failed, or there is a folder to be removed
            _of_process.cache_clear()
            del together


@functools.cache
def _of_process() -> tuple[duckdb.DuckDBPyConnection, str]:
    """What databases of this process are attached to, as opening one by itself takes ten times as long.

    With it, the folder that is made when its memory cannot hold all, and removed with it.
    """
    together, folder = duckdb.connect(), os.path.join(tempfile.gettempdir(), f"quotidian-{uuid.uuid4().hex}")
    together.execute(f"SET temp_directory = {_quoted(folder)}")
    together.execute("SET memory_limit = '2GB'")
    together.execute("SET preserve_insertion_order = false")
    return together, folder


@contextlib.contextmanager
def _interruptible(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Ctrl-C ends a query at once; DuckDB itself looks for it only when a thread's share of the work is done.

    Python's handlers of signals have to wait for the query as well, so a thread hears of the signal itself.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)

    def listen() -> None:
        while heard_signals := heard.recv(64):
            if signal.SIGINT in heard_signals or signal.SIGTERM in heard_signals:
                connection.interrupt()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:
        if isinstance(error, duckdb.InterruptException) or str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.set_wakeup_fd(before)
        told.close()
        listener.join()
        heard.close()


def _open(connection: duckdb.DuckDBPyConnection, name: str, kept: Kept | None, layout: str) -> bool:
    """Attach a database by a name, and use it; whether it is new."""
    version = f"{kept.version} {duckdb.__version__}" if kept is not None else ""
    attach = f"ATTACH {_quoted(kept.path if kept is not None else ':memory:')} AS {name}; USE {name}"
    if kept is not None and pathlib.Path(kept.path).exists():
        with contextlib.suppress(duckdb.Error):  # other code's, or broken: it is made of the parts, so it can go
            connection.execute(attach)
            if connection.execute("FROM made_by").fetchall() == [(version,)]:
                return False
        connection.execute(f"USE memory; DETACH DATABASE IF EXISTS {name}")
        for path in (kept.path, f"{kept.path}.wal"):
            pathlib.Path(path).unlink(missing_ok=True)
    connection.execute(attach)
    connection.execute(f"BEGIN; CREATE TABLE made_by (version VARCHAR); {layout}")
    connection.execute("INSERT INTO made_by VALUES (?)", [version])
    connection.execute("COMMIT")
    return True


def _quoted(text: str) -> str:
    """A string as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


@contextlib.contextmanager
def transaction(db: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is done meanwhile is done, or nothing."""
    db.begin()
    try:
        yield
    except BaseException:
        with contextlib.suppress(duckdb.Error):  # an error of the database has ended the transaction
            db.rollback()
        raise
    db.commit()


COUNTED = pa.schema([("part", pa.string()), ("content", pa.string())])
"""What parts held when they were last read."""


def bring_up_to_date(
    shelf: Shelf,
    contents: Mapping[str, str],
    tables: Mapping[str, pa.Schema],
    rows_of: Callable[[str], Mapping[str, pa.Table]],
) -> dict[str, pa.Table]:
    """Tables that hold, in a first column `part`, what each part says by itself.

    `contents` tells what each part holds now. `rows_of` gives the rows of a part for each table, without that column;
    it is asked for those parts that are new or have changed.
    """
    found = {name: shelf.get(name, layout) for name, layout in tables.items()}
    counted = shelf.get("counted", COUNTED)
    before = dict(zip(*(counted[name].to_pylist() for name in COUNTED.names), strict=True))
    if before == contents:
        return found
    new = sorted(part for part, content in contents.items() if before.get(part) != content)
    stale = pa.array({*new, *(before.keys() - contents.keys())}, pa.string())
    kept = {name: [rows.filter(pc.invert(pc.is_in(rows["part"], stale)))] for name, rows in found.items()}
    for part in new:
        for name, rows in rows_of(part).items():
            named = rows.add_column(0, "part", pa.repeat(part, rows.num_rows))
            kept[name].append(named.cast(tables[name]))
    found = {name: pa.concat_tables(rows) for name, rows in kept.items()}
    counted = pa.table([pa.array(contents.keys()), pa.array(contents.values())], schema=COUNTED)
    shelf.put(**found, counted=counted)
    return found


PAIR = pa.binary(16)
"""The keys of pairs."""


NO_PAIRS = np.zeros((0, 2), np.int64)


def pair_keys(one: np.ndarray, other: np.ndarray) -> pa.Array:
    """Keys of pairs, of 64 bits that stand for the one and 64 for the other."""
    keys = np.column_stack((one, other)).astype(np.int64, order="C")
    return pa.FixedSizeBinaryArray.from_buffers(PAIR, len(keys), [None, pa.py_buffer(keys)])


def sums(numbers: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The sums of numbers from each end to the next, in 64 bits."""
    until = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(numbers, out=until[1:])
    return np.diff(until[ends])


def distinct(numbers: np.ndarray) -> np.ndarray:
    """Numbers in order, each once (which `np.unique` tells by their hashes, ten times as slowly)."""
    in_order = np.sort(numbers, axis=None)
    return in_order[np.concatenate((in_order[:1] == in_order[:1], in_order[1:] != in_order[:-1]))]


SEEN = pa.schema([("key", pa.int64())])
"""Things that were there when pairs of them were last told."""


def _layout_of_pairs(told: Sequence[str]) -> pa.Schema:
    """Pairs of things, by their places among those that were seen, and what is told of each."""
    return pa.schema([(name, pa.int32()) for name in ("one", "other", *told)])


def pairs_of(
    shelf: Shelf,
    name: str,
    keys: np.ndarray,
    find: Callable[[np.ndarray, np.ndarray], np.ndarray],
    told: Sequence[str] = (),
) -> np.ndarray:
    """The pairs of things that have something to do with each other, by their places, and numbers `told` of each pair.

    The key of each tells all that its pairs depend on beside the other: things whose keys were there before have the
    pairs that they had. `find` is given the places of those that are new and of the others, in order, and finds the
    pairs with any that is new; what is kept of things that are gone is forgotten.
    """
    layout = _layout_of_pairs(told)
    before = [column.to_numpy() for column in shelf.get(name, layout)]
    place = _places(keys, shelf.get(f"seen_{name}", SEEN)["key"].to_numpy())
    is_new = np.ones(len(keys), bool)
    is_new[place[place >= 0]] = False
    known = np.column_stack([*(place[end] for end in before[:2]), *before[2:]])
    known = known[(known[:, 0] >= 0) & (known[:, 1] >= 0)]
    if not is_new.any() and (place >= 0).all():
        return known
    found = np.concatenate((known, find(np.flatnonzero(is_new), np.flatnonzero(~is_new))))
    _put_pairs(shelf, name, keys, found.T, layout)
    return found


def _put_pairs(shelf: Shelf, name: str, keys: np.ndarray, columns: Iterable[np.ndarray], layout: pa.Schema) -> None:
    seen = pa.table([pa.array(keys, pa.int64())], schema=SEEN)
    pairs = pa.table([pa.array(column.astype(np.int32)) for column in columns], schema=layout)
    shelf.put(**{f"seen_{name}": seen, name: pairs})


def told_of(
    shelf: Shelf,
    name: str,
    pairs: np.ndarray,
    now: np.ndarray,
    find: Callable[[np.ndarray], np.ndarray],
    told: Sequence[str],
) -> np.ndarray:
    """Numbers `told` of some pairs of things, which are given by keys that tell all that these depend on.

    They are looked up among those of all pairs that were asked for before; `find` is given the places of the others.
    What is kept of things that are not there `now` is forgotten.
    """
    layout, keys = _layout_of_pairs(told), distinct(now)
    seen = shelf.get(f"seen_{name}", SEEN)["key"].to_numpy()
    kept = np.column_stack([column.to_numpy() for column in shelf.get(name, layout)])
    place = _places(keys, seen)
    one, other = (place[kept[:, end]] for end in (0, 1))
    stays = np.flatnonzero((one >= 0) & (other >= 0))
    code, kept = one[stays] * np.int64(len(keys)) + other[stays], kept[stays, 2:]  # keys are in order: so are codes
    asked = np.searchsorted(keys, pairs) @ np.array([len(keys), 1])
    at = _places(code, asked)
    new = np.flatnonzero(at < 0)
    found = np.zeros((len(pairs), len(told)), np.int64)
    found[at >= 0] = kept[at[at >= 0]]
    found[new] = find(new)
    if len(new) or not np.array_equal(keys, seen):
        once, first = np.unique(asked[new], return_index=True)
        code, kept = np.concatenate((code, once)), np.concatenate((kept, found[new[first]]))
        order = np.argsort(code)
        columns = (*np.divmod(code[order], max(1, len(keys))), *kept[order].T)
        _put_pairs(shelf, name, keys, columns, layout)
    return found


def _places(numbers: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each of the wanted stands among different numbers; -1 where it does not."""
    if not len(numbers):
        return np.full(len(wanted), -1)
    order = np.argsort(numbers)
    at = order[np.minimum(np.searchsorted(numbers, wanted, sorter=order), len(numbers) - 1)]
    return np.where(numbers[at] == wanted, at, -1)


class Answers:
    """Answers to questions of one kind, each by a key that tells all that the answer depends on."""

    def __init__(self, shelf: Shelf, name: str, kind: pa.DataType, key: pa.DataType = PAIR) -> None:
        self._shelf, self._name, self._kind = shelf, name, kind
        self._layout = pa.schema([("key", key), ("answer", kind)])

    def to(self, keys: pa.Array, find: Callable[[Sequence[int]], Iterable[Any]]) -> pa.Array:
        """The answer to each key: as it was found before, else by `find`, which is given places among the keys.

        It is asked for all that are wanted at a time; others are forgotten.
        """
        asked = keys.dictionary_encode()
        wanted, place = asked.dictionary, asked.indices.to_numpy()
        before = self._shelf.get(self._name, self._layout)
        at = pc.fill_null(pc.index_in(wanted, before["key"]), -1).to_numpy().copy()
        missing = np.flatnonzero(at < 0)
        if not len(missing) and len(wanted) == before.num_rows:
            answers = before["answer"].combine_chunks().take(pa.array(at))
        else:
            first = np.empty(len(wanted), np.int64)
            first[place[::-1]] = np.arange(len(place))[::-1]  # what is assigned last stays
            found = pa.array(find(first[missing].tolist()) if len(missing) else [], self._kind)
            at[missing] = before.num_rows + np.arange(len(missing))
            answers = pa.concat_arrays([*before["answer"].chunks, found]).take(pa.array(at))
            self._shelf.put(**{self._name: pa.table([wanted, answers], schema=self._layout)})
        return answers if len(wanted) == len(place) else answers.take(pa.array(place))
