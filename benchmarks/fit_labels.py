"""Fits the weights by which names get their labels, on articles whose names are known.

    python benchmarks/fit_labels.py GOLD OUTPUT [GOLD OUTPUT ...]

GOLD is a folder with `gold.jsonl`: a line an article with its `uri` and either `names` (start, end, type, alt: PERSON,
ORG or PLACE) or `toponyms` (start, end, class, demonym). OUTPUT is the folder of a run over the same articles, whose
tokens are read. Printed is what becomes of each weight of `WEIGHTS` in `pipeline/entities/labels.py` as, one after
the other, each is tried a little lower and higher and kept where more names come out right. A weight that nothing
moves stays as it is: differences of a name or two are chance.
"""

import argparse
import collections
import json
import pathlib

import pyarrow.dataset as dataset

from pipeline.entities import labels
from pipeline.running.stages import STAGES, Part

KIND = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
TRIED = (0.5, 0.75, 1.5, 2.0)
LEAST_GAIN = 2
"""Names by which a change must be better to be kept."""


def read(gold, output):
    """The part of a run, and by article what its names are: start, end, and the kinds that are right."""
    tables = {name: dataset.dataset(f"{output}/{name}", format="parquet").to_table() for name in ("articles", "tokens")}
    part = Part(tables)
    ids = {article.uri: article_id for article_id, article in part.articles().items()}
    known = {}
    for line in pathlib.Path(gold, "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if "names" in row:
            names = [(n["start"], n["end"], {n["type"], *n["alt"]}) for n in row["names"]]
            beside = [(n["start"], n["end"]) for n in row.get("names_other", ())]
        else:
            names = [(t["start"], t["end"], {"PLACE"}) for t in row["toponyms"]
                     if t["class"] == "place" and not t["demonym"]]  # fmt: skip
            beside = None
        known[ids.get(row["uri"])] = names, beside
    return part, known


def score(parts):
    """The names that have the right kind, less those that are none."""
    right = 0
    for part, known in parts:
        found = collections.defaultdict(list)
        for row in STAGES["mentions"].function(part).to_pylist():
            if row["mention_type"] == "name" and row["label"] in KIND:
                found[row["article_id"]].append((row["start"], row["end"], KIND[row["label"]]))
        for article_id, (names, beside) in known.items():
            given = found[article_id]
            right += sum(any(s < end and start < e and kind in kinds for s, e, kind in given)
                         for start, end, kinds in names)  # fmt: skip
            if beside is not None:
                spans = [name[:2] for name in names] + beside
                right -= sum(not any(s < end and start < e for start, end in spans) for s, e, _ in given)
    return right


def main():
    """Fit on the folders of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", help="pairs of a folder with gold and the output of a run")
    folders = parser.parse_args().folders
    parts = [read(gold, output) for gold, output in zip(folders[::2], folders[1::2], strict=True)]
    best = score(parts)
    print(f"as it is: {best}", flush=True)
    for name, weight in list(labels.WEIGHTS.items()):
        for factor in TRIED:
            tried = type(weight)(max(1, round(weight * factor)))
            if tried == labels.WEIGHTS[name]:
                continue
            before, labels.WEIGHTS[name] = labels.WEIGHTS[name], tried
            now = score(parts)
            if now >= best + LEAST_GAIN:
                best = now
                print(f"{name}: {tried} ({now})", flush=True)
            else:
                labels.WEIGHTS[name] = before
    print(json.dumps(labels.WEIGHTS, indent=4))


if __name__ == "__main__":
    main()
