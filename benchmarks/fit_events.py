"""Fits the weights by which tellings of one event are told from others, on news whose events are known.

    python benchmarks/fit_events.py GOLD_FOLDER OUTPUT_FOLDER

GOLD_FOLDER holds `gold.jsonl` (uri, topic, and events with start, end, head_start, head_end, chain and validated, as of
ECB+), OUTPUT_FOLDER the tables of a run over its articles. A telling is a gold mention where its trigger overlaps that
one's head; the pairs that `pipeline.corpus.event_clusters` compares are one event where the chains are the same.
Printed are the weights for `WEIGHTS` in `pipeline/corpus/event_evidence.py`, found by maximum likelihood, and how pairs
are told apart with weights that were fitted on the other half of the topics.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import pathlib
from typing import Any

import numpy as np
import pyarrow.dataset

from pipeline.corpus import event_evidence, events
from pipeline.corpus.event_clusters import compared
from pipeline.corpus.event_keys import event_keys

PULL = 0.0001
"""How strongly weights are held at nothing."""
FIXED = {
    "told_often": -1.0,
    "kinds_of_one": 0.0,
    "other_order": -1.5,
    "same_day": 0.5,
    "other_day": -1.0,
    "same_place": 0.3,
    "other_place": -0.3,
    "same_agent": 0.2,
    "other_figure": -0.5,
}
"""Weights that are held: the gold counts an act and what came of it as two, and has few days, places and figures."""


def read(folder: pathlib.Path, table: str) -> Any:
    """A table of a run."""
    return pyarrow.dataset.dataset(sorted(map(str, (folder / table).glob("*.parquet")))).to_table()


def chains(gold: pathlib.Path, tables: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The chain and the topic of each telling that is a gold mention."""
    uri = dict(zip(tables["articles"]["article_id"].to_pylist(), tables["articles"]["uri"].to_pylist(), strict=True))
    told: dict[str, list[dict[str, Any]]] = {}
    for row in tables["event_mentions"].select(["event_mention_id", "article_id", "start", "end"]).to_pylist():
        told.setdefault(uri[row["article_id"]], []).append(row)
    found = {}
    for line in gold.open(encoding="utf8"):
        article = json.loads(line)
        for event in (event for event in article["events"] if event["validated"]):
            for row in told.get(article["uri"], ()):
                if row["start"] < event["head_end"] and event["head_start"] < row["end"]:
                    found[row["event_mention_id"]] = (event["chain"], str(article["topic"]))
    return found


def fit(features: np.ndarray, right: np.ndarray, counts: np.ndarray, start: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The likeliest weights, by gradient ascent with momentum (Adam); `counts` is how much each pair counts."""
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, 801):
        gradient = (features.T @ (counts * (right - chance(features @ weights))) / counts.sum() - PULL * weights) * free
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        weights += 0.05 * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def chance(log_odds: np.ndarray) -> np.ndarray:
    """The probability of log odds."""
    return 1 / (1 + np.exp(-log_odds))


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    options = parser.parse_args()
    tables = {name: read(options.output, name) for name in (*events.COLUMNS, "sentences")}
    chain = chains(options.gold / "gold.jsonl", tables)
    held = event_keys(tables["sentences"], tables["event_mentions"])
    names = list(event_evidence.WEIGHTS)
    rows, right, topics, pairs = [], [], [], []
    for story in events.stories(held, *(tables[name] for name in ("articles", "entities", "story_members"))):
        for one, other, found in compared(story):
            if found is not None and {one.event_mention_id, other.event_mention_id} <= chain.keys():
                rows.append([found.get(name, 0.0) for name in names])
                (a, topic), (b, _) = chain[one.event_mention_id], chain[other.event_mention_id]
                right.append(a == b)
                topics.append(topic)
                pairs.append((one.event_mention_id, other.event_mention_id))
    features, truth = np.array(rows), np.array(right, float)
    start = np.array([FIXED.get(name, 0.0) for name in names])
    free = np.array([name not in FIXED for name in names], float)
    half = np.array([sorted(set(topics)).index(topic) % 2 for topic in topics])
    often = collections.Counter(itertools.chain(*pairs))
    each = np.array([1 / max(often[a], often[b]) ** 0.25 for a, b in pairs])  # what is told often counts for less
    told = np.zeros(len(truth))
    for part in (0, 1):
        others = half != part
        fitted = fit(features[others], truth[others], each[others], start, free)
        told[half == part] = chance(features[half == part] @ fitted)
    print(f"{len(truth):,} pairs of {len(chain):,} tellings, {truth.mean():.1%} of one event")
    for least in (0.3, 0.4, 0.5, 0.6):
        taken = told >= least
        print(f"from {least}: precision {truth[taken].mean():.1%}, recall {truth[taken].sum() / truth.sum():.1%}")
    weights = fit(features, truth, each, start, free)
    counts = (features != 0).sum(axis=0)
    for name, weight, count in zip(names, weights, counts, strict=True):
        print(f'    "{name}": {FIXED.get(name, round(float(weight), 1))},  # {count:,}')


if __name__ == "__main__":
    main()
