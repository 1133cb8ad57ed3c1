"""Scores places on articles whose places are known: given their names, and as tables of a run have them.

    python benchmarks/score_places.py FOLDER [FOLDER ...] [--tables OUTPUT ...]

A folder holds `articles.jsonl` and `gold.jsonl` (see `benchmarks/fit_places.py`). First the names of the gold are
given, as geoparsers report it that only tell places apart: how many lie within 161 km of the true point, and how many
of those that were placed at all. Then, of the output folders of runs over the same articles, how often each kind of
placed entity is right, which is what `CONFIDENCE` in `pipeline/world/readings.py` holds: a country by its code,
anything else by its point.
"""

import argparse
import collections
import pathlib

import pyarrow.dataset as dataset
from fit_places import NEAR, read

from pipeline.world import placing, readings
from pipeline.world.distance import kilometres


def is_near(toponym, latitude, longitude):
    """Whether a point is that of the toponym."""
    return kilometres(toponym["lat"], toponym["lon"], latitude, longitude) <= NEAR


def given_names(folder):
    """For each toponym with a point whether it is placed right, wrong (False) or not at all (None), by its class."""
    for article, toponyms in read(folder):
        names = [placing.Toponym(t["start"], t["end"], t["text"], "NORP" if t["demonym"] else "GPE") for t in toponyms]
        placed = placing.place_names(article["text"], names, article.get("publisher"), article.get("url") or "")
        for toponym, outcome in zip(toponyms, placed, strict=True):
            if toponym["lat"] is None or toponym["demonym"]:
                continue
            place = outcome.place
            yield toponym["class"], None if place is None else is_near(toponym, place.latitude, place.longitude)


def kind(entity):
    """The key of an entity in `CONFIDENCE`."""
    if not entity["entity_id"].startswith("place/"):
        return "named after it"
    if entity["place_precision"] == "country":
        return "country"
    return "common" if readings.is_plain(entity["entity_id"]) else "told apart"


def of_tables(folder, output):
    """For each toponym that a run has placed: what kind of entity does it, and whether it is right."""
    tables = {name: dataset.dataset(f"{output}/{name}", format="parquet").to_table().to_pylist()
              for name in ("articles", "mentions", "entities")}  # fmt: skip
    entities = {row["entity_id"]: row for row in tables["entities"] if row["latitude"] is not None}
    named = collections.defaultdict(list)
    for row in tables["mentions"]:
        if row["mention_type"] == "name" and row["entity_id"] in entities:
            named[row["article_id"]].append(row)
    ids = {row["uri"]: row["article_id"] for row in tables["articles"]}
    for article, toponyms in read(folder):
        for toponym in toponyms:
            over = [m for m in named.get(ids.get(article["uri"]), ()) if m["start"] < toponym["end"]
                    and toponym["start"] < m["end"]]  # fmt: skip
            if toponym["lat"] is None or toponym["demonym"] or not over:
                continue
            entity = entities[min(over, key=lambda m: (m["end"] - m["start"], m["start"]))["entity_id"]]
            if entity["place_precision"] == "country":
                yield kind(entity), entity["country_code"] == toponym["country_code"]
            else:
                yield kind(entity), is_near(toponym, entity["latitude"], entity["longitude"])


def main():
    """Score the folders of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--tables", nargs="*", default=[], help="output folders of runs, one a folder")
    options = parser.parse_args()
    for folder in options.folders:
        found = list(given_names(folder))
        for name, rows in (("all", found), ("places", [row for row in found if row[0] == "place"])):
            right = sum(bool(is_right) for _, is_right in rows)
            placed = sum(is_right is not None for _, is_right in rows)
            print(f"{folder.name}, {name} names given: {right / len(rows):.1%} of {len(rows)}, "
                  f"{right / max(placed, 1):.1%} of {placed} placed")  # fmt: skip
    counts = collections.defaultdict(list)
    for folder, output in zip(options.folders, options.tables, strict=False):
        for name, is_right in of_tables(folder, output):
            counts[name].append(is_right)
    for name, rights in sorted(counts.items()):
        print(f"{name}: {sum(rights) / len(rights):.3f} of {len(rights)}")


if __name__ == "__main__":
    main()
