"""The store: tables as folders of Parquet parts, each part stamped with what made it.

Part *n* of every table holds the same articles. A part is written whole or not at all: to a temporary
file in its folder, flushed, then renamed. Its Parquet metadata hold a `Stamp`, by which a later run
knows whether the part is current without reading its rows.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import functools
import hashlib
import io
import json
import os
import pathlib
import posixpath
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, TypeVar

import fsspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from fsspec.asyn import AsyncFileSystem
from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import OutputError
from pipeline.settings import STATE_FOLDER
from pipeline.tables.holding import Lease, hold_folder, refuse_if_lost, renewed
from pipeline.tables.listing import Listing, Stamps, version_of
from pipeline.tables.plain import plain
from pipeline.tables.schema import SCHEMA_VERSION, TABLES

T = TypeVar("T")

STAMP_KEY = b"quotidian"
ROW_GROUP_ROWS = 64 * 1024
"""Small enough that a reader of one article skips most of a part, large enough to compress well."""

FOOTER_BYTES = 64 * 1024
"""So many bytes at its end are read of a part in a bucket for its footer; footers have some ten thousand."""

AT_ONCE = 64
"""How many parts are looked at at a time where they are not on this machine."""

STAMPS = posixpath.join(STATE_FOLDER, "stamps.json.z")
"""Where a store in a bucket keeps the stamps of all its parts together."""

BROKEN = posixpath.join(STATE_FOLDER, "broken")
"""Where parts are moved that cannot be read any more, should somebody want to see what can be saved of them."""


@dataclass(frozen=True)
class Stamp:
    """What made a part: the key of its metadata, and what its fingerprint is the digest of.

    `content` is the digest of the part's rows, `fingerprint` that of everything they were made from:
    the content of the input parts, the stage's code version, the model and the settings. `verified` is whether
    `content` can be told from the rows again; it could not in the first versions.
    """

    table: str
    part: str
    fingerprint: str
    content: str
    code_version: str
    model: str | None
    rows: int
    schema_version: str = SCHEMA_VERSION
    verified: bool = False


@functools.lru_cache(maxsize=65_536)
def _stamp(written: str) -> Stamp:
    """The stamp that stands in a footer. Raises TypeError or ValueError where that is none."""
    return Stamp(**json.loads(written))


def kept_folder(stage: str) -> str:
    """The folder of what a stage over the corpus keeps of each part."""
    return posixpath.join(STATE_FOLDER, stage)


def digest(*values: object) -> str:
    """A hexadecimal digest of values that JSON can hold, 128 bits, the same on every machine."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:32]


def content_digest(table: pa.Table) -> str:
    """A digest of a table's rows, whatever its chunks, its dictionaries and what memory holds where a value is null."""
    sink = hashlib.sha256()
    for name, column in zip(table.column_names, table.columns, strict=True):
        sink.update(f"{name} {len(column)}\0".encode())
        array = column.combine_chunks()
        _feed(sink, array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array)
    return sink.hexdigest()[:32]


def _feed(sink: Any, array: pa.Array) -> None:
    """Feed the values of an array to a digest: which are null, then those that are not."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if array.null_count:
        sink.update(np.packbits(array.is_valid().to_numpy(zero_copy_only=False)))
        array = array.drop_null()
    # Parquet calls the items of a list "element" where Arrow calls them "item".
    sink.update(f"{array.type} {len(array)}\0".replace("list<element: ", "list<item: ").encode())
    if pa.types.is_list(array.type):
        sink.update(pc.list_value_length(array).to_numpy())
        _feed(sink, array.flatten())
    elif pa.types.is_struct(array.type):
        for field in array.flatten():
            _feed(sink, field)
    elif pa.types.is_string(array.type):
        _, offsets, words = array.buffers()
        ends = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1] if len(array) else [0]
        sink.update(pc.binary_length(array).to_numpy())
        sink.update(memoryview(words)[ends[0] : ends[-1]] if words is not None else b"")
    elif pa.types.is_temporal(array.type):  # not as datetimes, for which Arrow imports pandas
        sink.update(array.view(pa.int32() if array.type.bit_width == 32 else pa.int64()).to_numpy())
    else:
        sink.update(array.to_numpy(zero_copy_only=False))


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when it is whole; readers see the old one until then.

    Makes the folder that it is in. Raises OutputError where it cannot be written.
    """
    target = pathlib.Path(path)
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:12]}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(temporary, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror or error}).") from error


def opened(fs: fsspec.AbstractFileSystem, path: str) -> io.BufferedIOBase:
    """A file to read from: of a bucket all its bytes, which are one request where opening and reading it is several."""
    if isinstance(fs, LocalFileSystem):
        return open(path, "rb")
    return io.BytesIO(fs.cat_file(path, start=0))  # s3fs asks for the size of what is wanted without a start


def part_of(path: str) -> str:
    """The name of the part that a file holds."""
    return posixpath.splitext(posixpath.basename(path))[0]


def read_rows(file: BinaryIO | io.BufferedIOBase, columns: Sequence[str] | None = None) -> pa.Table:
    """Some columns of a Parquet file, or all: by this thread alone, as parts are small, which is a third cheaper."""
    # Not pq.read_table, which imports pandas.
    return pq.ParquetFile(file).read(columns=list(columns) if columns else None, use_threads=False)


def map_over(fs: fsspec.AbstractFileSystem, look: Callable[[str], T], names: Sequence[str]) -> Iterator[T]:
    """Look at files of a file system, in order; at many at once where each is a request over a network."""
    if isinstance(fs, LocalFileSystem):
        yield from map(look, names)
        return
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for at in range(0, len(names), AT_ONCE):
            yield from pool.map(look, names[at : at + AT_ONCE])


def _sorted(data: pa.Table, order: Sequence[str]) -> pa.Table:
    """The rows in the order of these columns; Arrow cannot sort by dictionaries, so those are decoded."""
    places = pc.sort_indices(plain(data.select(list(order))), [(name, "ascending") for name in order])
    return data if np.array_equal(places, np.arange(len(places))) else data.take(places)


class Store:
    """The tables under one folder of any file system that fsspec knows."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.fspath(root)
        if not self.root:
            raise OutputError("The output has no name, perhaps that of a variable that is not set; name a folder.")
        self.fs, path = fsspec.core.url_to_fs(self.root)
        self.path = path.rstrip("/") or path
        self.is_local = isinstance(self.fs, LocalFileSystem)
        self._stamps = Stamps()
        self._lease: Lease | None = None
        self._listing: Listing | None = None
        """What lies in a bucket, while this process holds it."""
        self.fs.dircache.use_listings_cache = False  # other processes write here too
        self.fs.invalidate_cache()

    def __repr__(self) -> str:
        return f"Store({self.root!r})"

    def create(self) -> None:
        """Make the store's folder. Raises OutputError where it cannot be written to."""
        try:
            self.fs.makedirs(posixpath.join(self.path, STATE_FOLDER), exist_ok=True)
            probe = posixpath.join(self.path, STATE_FOLDER, f"probe-{uuid.uuid4().hex}")
            self.fs.pipe_file(probe, b"")
            self.fs.rm_file(probe)
        except OSError as error:
            raise OutputError(
                f"The output folder {self.root} cannot be written to ({error.strerror or error}); "
                "name a folder that can be with --output."
            ) from error

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self.fs.isdir(self.path) and any(self.parts(table) for table in TABLES)

    def part_path(self, table: str, part: str) -> str:
        """The path of a part on the store's file system."""
        return posixpath.join(self.path, table, f"{part}.parquet")

    def parts(self, table: str) -> list[str]:
        """The names of a table's parts, in order."""
        ending = ".parquet"
        names = (name for name in self._names(table) if name.endswith(ending) and not name.startswith("."))
        return sorted(name.removesuffix(ending) for name in names)

    def _names(self, folder: str) -> list[str]:
        if self._listing is not None:
            return self._listing.inside(folder)
        path = posixpath.join(self.path, folder)
        try:
            names = os.listdir(path) if self.is_local else self.fs.ls(path, detail=False)
            return [posixpath.basename(name) for name in names]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def paths(self, table: str) -> list[str]:
        """The paths of a table's parts, as pyarrow and DuckDB open them."""
        return [self._opened_as(self.part_path(table, part)) for part in self.parts(table)]

    def _opened_as(self, path: str) -> str:
        return path if self.is_local else str(self.fs.unstrip_protocol(path))

    def map(self, look: Callable[[str], T], names: Sequence[str]) -> Iterator[T]:
        """Look at parts, in order; at many at once where each is a request over a network."""
        return map_over(self.fs, look, names)

    def stamp(self, table: str, part: str) -> Stamp | None:
        """The stamp of a part; None where there is no such part, or it is not one of ours."""
        try:
            return _stamp(self._stamped(f"{table}/{part}.parquet"))
        except (OSError, KeyError, TypeError, ValueError, pa.ArrowException):
            return None

    def _stamped(self, name: str) -> str:
        """What stands in the footer of a file of what it was made from, read once while the file stays the same.

        Raises OSError, KeyError or an exception of Arrow's where there is no such file, or none of ours.
        """
        read = functools.partial(self._read_stamp, name)
        if self.is_local:
            file = os.stat(posixpath.join(self.path, name))
            return self._stamps.get(name, f"{file.st_ino} {file.st_mtime_ns} {file.st_size}", read)
        return self._stamps.get(name, self._listing.version(name), read) if self._listing is not None else read()

    def _read_stamp(self, name: str) -> str:
        metadata = self._footer(posixpath.join(self.path, name)).metadata or {}
        return metadata[STAMP_KEY].decode()

    def _footer(self, path: str) -> pq.FileMetaData:
        if self.is_local:
            return pq.read_metadata(path)
        if isinstance(self.fs, AsyncFileSystem):  # of others, not all can read from the end
            with contextlib.suppress(pa.ArrowInvalid):  # a longer footer, or none
                return pq.read_metadata(io.BytesIO(self.fs.cat_file(path, start=-FOOTER_BYTES)))
        with opened(self.fs, path) as file:
            return pq.read_metadata(file)

    def read(self, table: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of a part, in the table's Arrow schema. Raises OutputError where it cannot be read."""
        try:
            with opened(self.fs, self.part_path(table, part)) as file:
                data = read_rows(file, columns)
            schema = TABLES[table].arrow_schema
            if columns:
                schema = pa.schema([schema.field(name) for name in data.column_names], metadata=schema.metadata)
            return data.cast(schema)
        except (OSError, KeyError, ValueError, pa.ArrowException) as error:
            raise self._unreadable(table, part, error) from error

    def _unreadable(self, table: str, part: str, error: Exception) -> OutputError:
        path = self.part_path(table, part)
        if isinstance(error, FileNotFoundError):
            return OutputError(f"{path} is not there; make it with `quotidian run`.")
        if isinstance(error, OSError) and error.errno is not None:
            return OutputError(f"{path} cannot be read ({error.strerror or error}).")
        return OutputError(f"{path} is broken; `quotidian run` makes it again.")

    def is_whole(self, table: str, part: str) -> bool:
        """Whether a part holds the rows that it was written with, told by reading them all."""
        try:
            stamp = _stamp(self._read_stamp(f"{table}/{part}.parquet"))
            data = self.read(table, part)
            same = not stamp.verified or content_digest(data) == stamp.content
            return (stamp.table, stamp.part) == (table, part) and same
        except (OSError, KeyError, TypeError, ValueError, pa.ArrowException, OutputError):
            return False

    def is_kept_whole(self, stage: str, part: str) -> bool:
        """Whether what is kept of a part is what was kept, told by reading it all."""
        try:
            with opened(self.fs, posixpath.join(self.path, self._kept_name(stage, part))) as file:
                data = read_rows(file)
            return bool(json.loads(data.schema.metadata[STAMP_KEY])[1] == content_digest(data))
        except (OSError, KeyError, TypeError, ValueError, IndexError, pa.ArrowException):
            return False

    def versions(self, folder: str) -> dict[str, str]:
        """The files of a folder below the store's by their names, each with what changes when it is written."""
        path = posixpath.join(self.path, folder)
        try:
            if self.is_local:
                with os.scandir(path) as entries:
                    found = {entry.name: entry.stat() for entry in entries if not entry.name.startswith(".")}
                return {name: f"{stat.st_size} {stat.st_mtime_ns}" for name, stat in found.items()}
            if self._listing is not None:
                return {name: self._listing.version(f"{folder}/{name}") for name in self._listing.inside(folder)}
            listed = self.fs.ls(path, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return {posixpath.basename(info["name"]): version_of(info) for info in listed}

    def file_digest(self, name: str) -> str | None:
        """The digest of the bytes of a file below the store's folder; None where it cannot be read."""
        try:
            with opened(self.fs, posixpath.join(self.path, name)) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()[:32]
        except OSError:
            return None

    def put_aside(self, name: str) -> str:
        """Move a file below the store's folder to where broken files are kept, and tell where."""
        aside = posixpath.join(BROKEN, name.replace("/", "-"))
        self.fs.makedirs(posixpath.join(self.path, BROKEN), exist_ok=True)
        self.fs.mv(posixpath.join(self.path, name), posixpath.join(self.path, aside))
        if self._listing is not None:
            self._listing.removed(name)
        return aside

    def remove(self, name: str) -> None:
        """Remove a file below the store's folder, if there is one."""
        with contextlib.suppress(FileNotFoundError):
            if self._listing is not None:
                self._listing.removed(name)
            self.fs.rm_file(posixpath.join(self.path, name))

    def read_all(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of a table, for tables known to be small and for users' convenience."""
        parts = list(self.map(functools.partial(self.read, table, columns=columns), self.parts(table)))
        if not parts:
            empty = TABLES[table].from_rows([])
            return empty.select(list(columns)) if columns else empty
        return pa.concat_tables(parts).unify_dictionaries()

    def null_counts(self, table: str, columns: Sequence[str]) -> dict[str, int]:
        """How many values are missing of each of these columns, told by the footers of the parts; not of lists."""
        counts = dict.fromkeys(columns, 0)
        for part in self.parts(table):
            metadata = self._footer(self.part_path(table, part))
            places = {column: index for index, column in enumerate(_leaves(metadata.schema)) if column in counts}
            for group in range(metadata.num_row_groups):
                for column, index in places.items():
                    statistics = metadata.row_group(group).column(index).statistics
                    counts[column] += statistics.null_count if statistics is not None else 0
        return counts

    def write(
        self, table: str, part: str, data: pa.Table, *, fingerprint: str, code_version: str, model: str | None = None
    ) -> Stamp:
        """Write a part, in place of the one of that name; readers see the old one or the new one."""
        schema = TABLES[table].arrow_schema
        data = _sorted(data.cast(schema), TABLES[table].order)
        stamp = Stamp(table, part, fingerprint, content_digest(data), code_version, model, data.num_rows, verified=True)
        metadata = {**(schema.metadata or {}), STAMP_KEY: json.dumps(asdict(stamp)).encode()}
        labels = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        buffer = io.BytesIO()
        pq.write_table(
            data.replace_schema_metadata(metadata),
            buffer,
            row_group_size=ROW_GROUP_ROWS,
            compression="zstd",
            use_dictionary=[*labels, "article_id"] if "article_id" in schema.names else labels or False,
            write_page_index=True,
        )
        self.write_bytes(posixpath.join(table, f"{part}.parquet"), buffer.getbuffer())
        return stamp

    def delete(self, table: str, part: str) -> None:
        """Remove a part, if there is one."""
        self.remove(f"{table}/{part}.parquet")

    def keep(self, stage: str, part: str, data: pa.Table, fingerprint: str) -> None:
        """Keep what a stage over the corpus makes of one part, in whatever columns, beside the tables."""
        buffer = io.BytesIO()
        stamp = json.dumps([fingerprint, content_digest(data)]).encode()
        stamped = data.replace_schema_metadata({**(data.schema.metadata or {}), STAMP_KEY: stamp})
        pq.write_table(stamped, buffer, compression="zstd")
        self.write_bytes(self._kept_name(stage, part), buffer.getbuffer())

    def kept(self, stage: str, part: str) -> str | None:
        """The fingerprint of what is kept of a part; None where nothing is, or nothing that can be read."""
        try:
            fingerprint: str = json.loads(self._stamped(self._kept_name(stage, part)))[0]
            return fingerprint
        except (OSError, KeyError, ValueError, IndexError, TypeError, pa.ArrowException):
            return None

    def kept_parts(self, stage: str) -> list[str]:
        """The parts of which something is kept."""
        return self.parts(kept_folder(stage))

    def kept_paths(self, stage: str, parts: Sequence[str]) -> list[str]:
        """The paths of what is kept of these parts, as pyarrow and DuckDB open them."""
        return [self._opened_as(posixpath.join(self.path, self._kept_name(stage, part))) for part in parts]

    def forget(self, stage: str, part: str) -> None:
        """Remove what is kept of a part."""
        self.remove(self._kept_name(stage, part))

    @staticmethod
    def _kept_name(stage: str, part: str) -> str:
        return posixpath.join(kept_folder(stage), f"{part}.parquet")

    def write_bytes(self, name: str, content: bytes | memoryview) -> None:
        """Write a file below the store's folder, whole or not at all."""
        path = posixpath.join(self.path, name)
        if self.is_local:
            with replacing(path) as file:
                file.write(content)
            return
        refuse_if_lost(self._lease)
        try:
            try:
                self.fs.pipe_file(path, bytes(content))
            except FileNotFoundError:  # which buckets, where nothing is in folders, are not asked beforehand
                self.fs.makedirs(posixpath.dirname(path), exist_ok=True)
                self.fs.pipe_file(path, bytes(content))
            if self._listing is not None:
                self._listing.written(name)
        except OSError as error:
            raise OutputError(f"{path} cannot be written ({error.strerror or error}).") from error

    def read_bytes(self, name: str) -> bytes | None:
        """A file below the store's folder; None where there is none."""
        try:
            return self.fs.cat_file(posixpath.join(self.path, name))
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def working_copy(self, name: str) -> Iterator[str]:
        """The path on this machine of a file of the store's, for what opens no other; it need not be there yet.

        In a bucket the file is fetched before and put back after, where it is another one then.
        """
        if self.is_local:
            yield posixpath.join(self.path, name)
            return
        with tempfile.TemporaryDirectory(prefix="quotidian-") as folder:
            copy = pathlib.Path(folder, posixpath.basename(name))
            before = self.read_bytes(name)
            if before is not None:
                copy.write_bytes(before)
            yield str(copy)
            if not copy.exists():
                self.remove(name)
            elif (after := copy.read_bytes()) != before:
                self.write_bytes(name, after)

    def sweep(self) -> None:
        """Remove the temporary files that a killed run left behind. Only the holder of the lock may."""
        if not self.is_local:
            return
        for folder in (*TABLES, STATE_FOLDER, *map(kept_folder, TABLES), ""):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                for name in os.listdir(posixpath.join(self.path, folder)):
                    if name.startswith(".") and name.endswith(".tmp"):
                        os.unlink(posixpath.join(self.path, folder, name))

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the store for writing: the folder, or a lease on the bucket.

        Raises OutputLockedError where another process holds it, naming that process.
        """
        state = posixpath.join(self.path, STATE_FOLDER)
        if self.is_local:
            with hold_folder(state, self.root):
                self.sweep()
                yield
        else:
            with renewed(Lease(self.fs, state, self.root)) as self._lease, self._known():
                try:
                    yield
                finally:
                    self._lease = None

    @contextlib.contextmanager
    def _known(self) -> Iterator[None]:
        """Know what lies in the bucket while the block runs, and write down the stamps that were read meanwhile."""
        self._stamps = Stamps(self.read_bytes(STAMPS))
        self._listing = Listing(self.fs, self.path)
        try:
            yield
            if self._stamps.is_new:
                self.write_bytes(STAMPS, self._stamps.written(self._listing.files))
        finally:
            self._listing = None

    def look_again(self) -> None:
        """Let what workers have written in this process's name be seen."""
        if self._listing is not None:
            self._listing.look()


def _leaves(schema: pq.ParquetSchema) -> Iterator[str]:
    """The paths of the columns that a file has, in their order."""
    return (schema.column(index).path for index in range(len(schema)))
