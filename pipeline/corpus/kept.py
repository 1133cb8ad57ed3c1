"""What a stage over the corpus keeps from run to run, in a database of its own.

Counts keep there what single parts say (see `pipeline.corpus.counts`); what is dear to work out is kept there as
`Answers`, each by a key that tells all that it depends on. What a stage makes is the same with and without it.
"""

from __future__ import annotations

import contextlib
import pathlib
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Kept:
    """Where something is kept from run to run, so that only what has changed is worked out.

    `contents` tells by part what it holds now, in a digest; `version` is that of the code that works it out.
    """

    path: str
    contents: Mapping[str, str]
    version: str


@contextlib.contextmanager
def database(kept: Kept | None = None, layout: str = "") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory or, with `kept`, in its file; it moves to disk what its memory cannot hold.

    `layout` makes the tables of a new one.
    """
    with tempfile.TemporaryDirectory(prefix="quotidian-") as folder, _connect(kept, layout) as connection:
        connection.execute("SET temp_directory = ?", [folder])
        connection.execute("SET memory_limit = '2GB'")
        connection.execute("SET preserve_insertion_order = false")
        with _interruptible(connection):
            yield connection


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


def _connect(kept: Kept | None, layout: str) -> duckdb.DuckDBPyConnection:
    if kept is None:
        database = duckdb.connect()
        database.execute(layout)
        return database
    version = f"{kept.version} {duckdb.__version__}"
    if pathlib.Path(kept.path).exists():
        with contextlib.suppress(duckdb.Error):  # other code's, or broken: it is made of the parts, so it can go
            database = duckdb.connect(kept.path)
            try:
                if database.execute("FROM made_by").fetchall() == [(version,)]:
                    return database
            except duckdb.Error:
                database.close()
                raise
            database.close()
    for path in (kept.path, f"{kept.path}.wal"):
        pathlib.Path(path).unlink(missing_ok=True)
    database = duckdb.connect(kept.path)
    database.execute(f"BEGIN; CREATE TABLE made_by (version VARCHAR); {layout}")
    database.execute("INSERT INTO made_by VALUES (?)", [version])
    database.execute("COMMIT")
    return database


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


def bring_up_to_date(
    db: duckdb.DuckDBPyConnection,
    contents: Mapping[str, str],
    tables: Mapping[str, str],
    rows_of: Callable[[str], Mapping[str, pa.Table]],
) -> None:
    """Bring tables up to date that hold, in a column `part`, what each part says by itself.

    `contents` tells what each part holds now, `tables` the columns of each table beside `part`. `rows_of` gives the
    rows of a part for each table; it is asked for those that are new or have changed.
    """
    for name, columns in {"counted": "content VARCHAR", **tables}.items():
        db.execute(f"CREATE TABLE IF NOT EXISTS {name} (part VARCHAR, {columns})")
    before = dict(db.execute("FROM counted").fetchall())
    new = sorted(part for part, content in contents.items() if before.get(part) != content)
    stale = sorted({*new, *(before.keys() - contents.keys())})
    if not stale:
        return
    db.register("stale", pa.table({"part": stale}))
    with transaction(db):
        for name in ("counted", *tables):
            db.execute(f"DELETE FROM {name} WHERE part IN (FROM stale)")
        for part in new:
            for name, rows in rows_of(part).items():
                db.register("rows", rows)
                db.execute(f"INSERT INTO {name} SELECT ?, * FROM rows", [part])
            db.execute("INSERT INTO counted VALUES (?, ?)", [part, contents[part]])


PAIR = pa.binary(16)
"""The keys of pairs."""


NO_PAIRS = np.zeros((0, 2), np.int64)


def pair_keys(one: np.ndarray, other: np.ndarray) -> pa.Array:
    """Keys of pairs, of 64 bits that stand for the one and 64 for the other."""
    keys = np.column_stack((one, other)).astype(np.int64, order="C")
    return pa.FixedSizeBinaryArray.from_buffers(PAIR, len(keys), [None, pa.py_buffer(keys)])


def sums(numbers: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The sums of numbers from each end to the next, in 64 bits."""
    return np.diff(np.concatenate(([0], np.cumsum(numbers)))[ends])


def pairs_of(
    db: duckdb.DuckDBPyConnection,
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
    db.execute(f"CREATE TABLE IF NOT EXISTS seen_{name} (key BIGINT)")
    columns = ("one", "other", *told)
    db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({', '.join(f'{column} BIGINT' for column in columns)})")
    seen = db.sql(f"FROM seen_{name}").fetchnumpy()["key"]
    before = db.sql(f"FROM {name}").fetchnumpy()
    by_key = np.argsort(keys)
    is_seen = _places(seen, np.argsort(seen), keys) >= 0
    before |= {end: _places(keys, by_key, before[end]) for end in ("one", "other")}
    stays = np.flatnonzero((before["one"] >= 0) & (before["other"] >= 0))
    known = np.column_stack([before[column][stays] for column in columns])
    new, old = np.flatnonzero(~is_seen), np.flatnonzero(is_seen)
    if len(new) == 0 and len(seen) == len(old):
        return known
    found = find(new, old)
    db.register("new_keys", pa.table({"key": keys[new]}))
    new_pairs = dict(zip(columns, (keys[found[:, 0]], keys[found[:, 1]], *found.T[2:]), strict=True))
    db.register("new_pairs", pa.table(new_pairs))
    with transaction(db):
        _forget(db, name, seen, keys)
        db.execute(f"INSERT INTO seen_{name} FROM new_keys")
        db.execute(f"INSERT INTO {name} FROM new_pairs")
    return np.concatenate((known, found))


def told_of(
    db: duckdb.DuckDBPyConnection,
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
    columns = ("one", "other", *told)
    db.execute(f"CREATE TABLE IF NOT EXISTS seen_{name} (key BIGINT)")
    db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({', '.join(f'{column} BIGINT' for column in columns)})")
    db.register("asked", pa.table({"one": pairs[:, 0], "other": pairs[:, 1], "place": np.arange(len(pairs))}))
    known = db.sql(f"SELECT place, {', '.join(told)} FROM asked JOIN {name} USING (one, other)").fetchnumpy()
    found = np.zeros((len(pairs), len(told)), np.int64)
    found[known["place"]] = np.column_stack([known[column] for column in told])
    is_new = np.ones(len(pairs), bool)
    is_new[known["place"]] = False
    new = np.flatnonzero(is_new)
    found[new] = find(new)
    seen = db.sql(f"FROM seen_{name}").fetchnumpy()["key"]
    db.register("new_keys", pa.table({"key": np.setdiff1d(now, seen)}))
    db.register("new_pairs", pa.table(dict(zip(columns, (*pairs[new].T, *found[new].T), strict=True))))
    with transaction(db):
        _forget(db, name, seen, now)
        db.execute(f"INSERT INTO seen_{name} FROM new_keys")
        db.execute(f"INSERT INTO {name} SELECT DISTINCT * FROM new_pairs")
    return found


def _forget(db: duckdb.DuckDBPyConnection, name: str, seen: np.ndarray, now: np.ndarray) -> None:
    """Forget what is kept by `name` of things that were seen before and are not there now."""
    gone = np.setdiff1d(seen, now)
    if len(gone):
        db.register("gone", pa.table({"key": gone}))
        db.execute(f"DELETE FROM seen_{name} WHERE key IN (FROM gone)")
        db.execute(f"DELETE FROM {name} WHERE one IN (FROM gone) OR other IN (FROM gone)")


def _places(keys: np.ndarray, by_key: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each of these keys stands among `keys`, which `by_key` puts in order; -1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1)
    at = by_key[np.minimum(np.searchsorted(keys, wanted, sorter=by_key), len(keys) - 1)]
    return np.where(keys[at] == wanted, at, -1)


class Answers:
    """Answers to questions of one kind, each by a key that tells all that the answer depends on."""

    def __init__(self, db: duckdb.DuckDBPyConnection, name: str, kind: pa.DataType, key: pa.DataType = PAIR) -> None:
        self._db, self._name, self._kind = db, name, kind
        self._table = pa.schema([("key", key), ("answer", kind)])
        db.register("layout", self._table.empty_table())
        db.execute(f"CREATE TABLE IF NOT EXISTS {name} AS FROM layout")

    def to(self, keys: pa.Array, find: Callable[[Sequence[int]], Iterable[Any]]) -> pa.Array:
        """The answer to each key: as it was found before, else by `find`, which is given places among the keys.

        It is asked for all that are wanted at a time; others are forgotten.
        """
        asked = keys.dictionary_encode()
        wanted = asked.dictionary
        before = self._db.sql(f"FROM {self._name}").to_arrow_table().cast(self._table).combine_chunks()
        at = pc.index_in(wanted, before["key"])
        known = at.is_valid()
        places, first = np.unique(asked.indices.to_numpy(zero_copy_only=False), return_index=True)
        missing = places[~known.to_numpy(zero_copy_only=False)]
        found = pa.array(find(first[missing].tolist()) if len(missing) else [], self._kind)
        n_gone = before.num_rows - np.count_nonzero(known.to_numpy(zero_copy_only=False))
        self._keep(wanted, pa.table([wanted.take(pa.array(missing)), found], self._table), n_gone)
        all_found = pa.concat_arrays([*before["answer"].chunks, found])
        answer_of = np.where(known, at.fill_null(0), 0)
        answer_of[missing] = before.num_rows + np.arange(len(missing))
        return all_found.take(pa.array(answer_of[asked.indices]))

    def _keep(self, wanted: pa.Array, new: pa.Table, n_gone: int) -> None:
        if new.num_rows == 0 and n_gone == 0:
            return
        self._db.register("wanted", pa.table({"key": wanted}))
        self._db.register("new", new)
        with transaction(self._db):
            if n_gone:
                self._db.execute(f"DELETE FROM {self._name} WHERE key NOT IN (FROM wanted)")
            self._db.execute(f"INSERT INTO {self._name} FROM new")
