"""The places of a user's own gazetteer, which add to ours or stand in their place.

The file, CSV or Parquet, has the columns `name`, `lat` and `lon`, and may have `alternates` (a list, or one string
with `|` or `;` between the names), `country` (an ISO code or a name), `admin` (the region that it lies in: its name
or ISO 3166-2 code), `kind` (see `KINDS`; a city if empty), `population`, and `id`. An `id` that is a number is taken
for GeoNames's: that place of ours is then as the file has it, by whatever name it is called. Every `id` is kept as
`entities.kb_id`.
"""

from __future__ import annotations

import collections
import contextlib
import csv
import functools
import hashlib
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import fsspec

from pipeline.errors import GazetteerError
from pipeline.world import atlas, gazetteer, remembered

KINDS = {
    "country": "GPE", "region": "GPE", "county": "GPE", "city": "GPE", "district": "GPE", "landmark": "FAC",
    "water": "LOC", "mountain": "LOC",
}  # fmt: skip
"""What a place may be, as `entities.place_precision` has it, and the label of its name."""
NEEDED = ("name", "lat", "lon")
_PARQUET = (".parquet", ".pq")
_MOST_BAD = 20
"""How many bad rows are told one by one."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A row of a user's gazetteer; `admin` is as it is written there."""

    name: str
    latitude: float
    longitude: float
    alternates: tuple[str, ...] = ()
    country_code: str | None = None
    admin: str = ""
    kind: str = "city"
    id: str | None = None
    population: int | None = None

    @property
    def geonames_id(self) -> int | None:
        """The id as GeoNames's, if it is a number."""
        return int(self.id) if self.id and self.id.isdecimal() else None


@dataclass(frozen=True)
class OwnGazetteer:
    """The places of a file by the keys of all their names and by GeoNames ids, what they are digested to, and which
    rows are left out and why."""

    by_key: Mapping[str, tuple[OwnPlace, ...]] = field(default_factory=dict)
    by_id: Mapping[int, OwnPlace] = field(default_factory=dict)
    digest: str | None = None
    bad: tuple[str, ...] = ()


_NONE = OwnGazetteer()
_used = _NONE


def used() -> OwnGazetteer:
    """The user's gazetteer that this process uses; an empty one where there is none."""
    return _used


def named(name: str) -> tuple[OwnPlace, ...]:
    """The places of the user's gazetteer that go by a name."""
    return _used.by_key.get(atlas.key(name), ()) if _used.by_key else ()


def label(name: str) -> str | None:
    """The label of a name that stands in the user's gazetteer, None of any other."""
    found = named(name) if name != name.lower() else ()
    return KINDS[found[0].kind] if found else None


def use(path: str | None) -> OwnGazetteer:
    """From now on, use the gazetteer of that file in this process, or none.

    Raises GazetteerError where it cannot be read, or lacks a column.
    """
    return _use(_NONE if path is None else of(path))


@contextlib.contextmanager
def using(path: str | None) -> Iterator[OwnGazetteer]:
    """Use the gazetteer of that file, or none, and then what was used before."""
    before = _used
    try:
        yield use(path)
    finally:
        _use(before)


def _use(own: OwnGazetteer) -> OwnGazetteer:
    global _used
    if own.digest != _used.digest:
        remembered.forget()
    _used = own
    return own


def of(path: str) -> OwnGazetteer:
    """The gazetteer of a file; read again where the file has changed."""
    try:
        files, inside = fsspec.url_to_fs(path)
        return _read(path, str(files.ukey(inside)))
    except (OSError, ValueError, ImportError) as error:
        raise GazetteerError(f"The gazetteer {path} cannot be read ({error}).") from None


@functools.lru_cache(maxsize=2)
def _read(path: str, state: str) -> OwnGazetteer:
    with fsspec.open(path, "rb") as file:
        data = file.read()
    columns, rows = _parquet(data) if path.lower().endswith(_PARQUET) else _csv(data)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise GazetteerError(
            f"The gazetteer {path} lacks the columns {', '.join(missing)}; it needs name, lat and lon, and may have "
            "alternates, country, admin, kind, population and id."
        )
    return _gather(rows, path, hashlib.sha256(data).hexdigest())


def _csv(data: bytes) -> tuple[Sequence[str], list[dict[str, Any]]]:
    """The columns and rows of a CSV file."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        return rows.fieldnames or (), list(rows)
    except csv.Error as error:
        raise ValueError(f"it is no CSV: {error}") from error


def _parquet(data: bytes) -> tuple[Sequence[str], list[dict[str, Any]]]:
    """The columns and rows of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(pa.BufferReader(data))
    return table.column_names, table.to_pylist()


def _gather(rows: Iterable[Mapping[str, Any]], path: str, digest: str) -> OwnGazetteer:
    """The gazetteer that rows of a file make; those that tell no place are named, and left out.

    Raises GazetteerError where no row tells a place.
    """
    found, bad = [], []
    seen: set[str | None] = set()
    for number, row in enumerate(rows, 1):
        try:
            place = _place(row)
            if place.id in seen and place.id:
                raise ValueError(f"another row has the id {place.id}")
            seen.add(place.id)
            found.append(place)
        except ValueError as error:
            bad.append(f"Row {number} of the gazetteer {path} ({_text(row, 'name')}) is left out: {error}.")
    if not found:
        raise GazetteerError(" ".join([f"The gazetteer {path} holds no place.", *bad[:1]]))
    by_key: dict[str, list[OwnPlace]] = collections.defaultdict(list)
    for place in found:
        for name in dict.fromkeys(map(atlas.key, (place.name, *place.alternates))):
            by_key[name].append(place)
    if len(bad) > _MOST_BAD:
        bad[_MOST_BAD:] = [f"So are {len(bad) - _MOST_BAD} more rows of the gazetteer {path}."]
    return OwnGazetteer(
        {key: tuple(places) for key, places in by_key.items()},
        {place.geonames_id: place for place in found if place.geonames_id}, digest, tuple(bad),
    )  # fmt: skip


def _place(row: Mapping[str, Any]) -> OwnPlace:
    """The place that a row tells. Raises ValueError, with what is wrong, where it tells none."""
    name = _text(row, "name")
    if not atlas.key(name):
        raise ValueError("it has no name")
    kind = _text(row, "kind").lower() or "city"
    if kind not in KINDS:
        raise ValueError(f"the kind {kind!r} is none of {', '.join(KINDS)}")
    people = _text(row, "population")
    return OwnPlace(
        name, _degrees(row, "lat", 90), _degrees(row, "lon", 180), _alternates(row), _country(_text(row, "country")),
        _text(row, "admin"), kind, _text(row, "id") or None,
        int(float(people)) if re.fullmatch(r"\d{1,12}(?:\.0*)?", people) else None,
    )  # fmt: skip


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _degrees(row: Mapping[str, Any], column: str, most: int) -> float:
    text = _text(row, column)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise ValueError(f"{column} is {text!r}, no number of degrees between -{most} and {most}")
    return value


def _country(text: str) -> str | None:
    if not text:
        return None
    country = gazetteer.country_of_code(text.upper()) or gazetteer.country(text)
    if country is None:
        raise ValueError(f"there is no country {text!r}")
    return country.code


def _alternates(row: Mapping[str, Any]) -> tuple[str, ...]:
    value = row.get("alternates")
    names = re.split(r"[|;]", value) if isinstance(value, str) else value or ()
    return tuple(name for name in (str(one or "").strip() for one in names) if name)
