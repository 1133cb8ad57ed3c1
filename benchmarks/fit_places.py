"""Fits the weights by which places are told apart, on articles whose places are known.

    python benchmarks/fit_places.py FOLDER [FOLDER ...]

A folder holds `articles.jsonl` (uri, text, publisher, url) and `gold.jsonl` (uri, and toponyms with start, end, text,
lat, lon, class and demonym). Printed are the weights for `WEIGHTS` in `pipeline/world/readings.py` (what is known of a
place before any text is read) and in `pipeline/world/placing.py` (what the article says), found by maximum
likelihood: each name's readings, and that it is none of them, share one probability, and a reading within 161 km of
the true point is right. As evidence that rests on the other names of an article depends on the weights, it is worked
out anew in each round.
"""

import argparse
import json
import pathlib

import numpy as np

from pipeline.world import placing, readings
from pipeline.world.distance import kilometres

NEAR = 161.0
PULL = 0.002
"""How strongly weights are held where they begin."""
FIXED = ("wide", "of-the-user", "around-its-city")


def read(folder):
    """The articles of a folder with their toponyms in order."""
    lines = {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf8")]
        for name in ("articles", "gold")
    }
    gold = {row["uri"]: sorted(row["toponyms"], key=lambda t: t["start"]) for row in lines["gold"]}
    return [(article, gold[article["uri"]]) for article in lines["articles"]]


def cases(article, toponyms, names):
    """The features of each reading (a row for none of them last) of each group, which are right, and its weight."""
    given = [placing.Toponym(t["start"], t["end"], t["text"], "NORP" if t["demonym"] else "GPE") for t in toponyms]
    groups = placing.find_groups(article["text"], given, article.get("publisher"), article.get("url") or "")
    if not any(group.places for group in groups):
        return
    prepared = placing.Prepared(groups, article.get("publisher"))
    shares = prepared.shares(prepared.fixed)
    for _ in range(placing.ROUNDS):
        around = prepared.around(shares)
        shares = prepared.shares(prepared.fixed + around @ placing.around_weights())
    at = 0
    for group in groups:
        rows = around[at : at + len(group.places)]
        at += len(group.places)
        points = [t for t in (toponyms[i] for i in group.members) if t["lat"] is not None and not t["demonym"]]
        points = [t for t in points if t["class"] in ("place", "country")]
        if not points or not group.places:
            continue
        features = np.zeros((len(group.places) + 1, len(names)))
        for i, (place, said) in enumerate(zip(group.places, group.said, strict=True)):
            for name, value in (*place.known, *said.items(), *zip(placing.AROUND, rows[i], strict=True)):
                features[i, names[name]] += value
        features[-1, names["unknown"]] = 1
        for name, value in group.unknown.items():
            features[-1, names[name]] += value
        right = np.zeros(len(group.places) + 1, bool)
        for i, place in enumerate(group.places):
            right[i] = _is_right(place, points[0])
        right[-1] = not right.any()
        yield features, right, len(points) ** 0.5


def _is_right(place, point):
    """A country is right whatever its point; another place where it is near the true one."""
    if point["class"] == "country":
        return place.precision == "country" and place.country_code == point["country_code"]
    return kilometres(point["lat"], point["lon"], place.latitude, place.longitude) <= NEAR


def likelihood(found, weights):
    """The mean log likelihood of the right readings, and its gradient."""
    total, mass, gradient = 0.0, 0.0, np.zeros_like(weights)
    for features, right, weight in found:
        power = features @ weights
        share = np.exp(power - power.max())
        share /= share.sum()
        good = share[right].sum()
        total += weight * np.log(good)
        gradient += weight * ((share * right / good - share) @ features)
        mass += weight
    return total / mass, gradient / mass


def fit(found, start, free):
    """The likeliest weights near `start`, by gradient ascent with momentum (Adam)."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, 301):
        value, gradient = likelihood(found, weights)
        gradient = (gradient - PULL * (weights - start)) * free
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weights += 0.05 * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return weights, value


def main():
    """Fit on the folders of the command line and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = [pair for folder in options.folders for pair in read(folder)]
    tables = (readings.WEIGHTS, placing.WEIGHTS)
    names = {name: i for i, name in enumerate([name for table in tables for name in table])}
    start = np.array([value for table in tables for value in table.values()], float)
    free = np.array([name not in FIXED for name in names], float)
    for turn in range(options.rounds):
        placing._columns.cache_clear()
        found = [case for article, toponyms in articles for case in cases(article, toponyms, names)]
        weights, value = fit(found, start, free)
        print(f"round {turn + 1}: {len(found)} names, log likelihood {value:.4f}")
        for table in tables:
            for name in table:
                table[name] = round(float(weights[names[name]]), 1)
    for table in tables:
        print(json.dumps(table, indent=4))


if __name__ == "__main__":
    main()
