"""Fits the weights by which what is told as a happening is taken for one (`pipeline/events/worth.py`), on judged rows.

    python benchmarks/fit_worth.py JUDGED OUTPUT [OUTPUT ...]

JUDGED is a TSV file of rows of `event_mentions` that somebody judged by reading: id, uri, start, end, verdict, and how
much the row counts (1 where that is left out). A verdict is `y` (a happening), `n` and more (none), or `?`, which is
left out. OUTPUT are folders with the tables of runs over the articles. Printed are the weights, found by maximum
likelihood with a pull to nothing; and, with weights that were fitted on nine tenths of the articles and tried on the
rest, what share of the rows is none and what share of the happenings is kept for each least sum.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import itertools
import pathlib
from collections.abc import Iterator

import numpy as np
import pyarrow.parquet as pq

from pipeline.entities.mention import Mention
from pipeline.events import extractor, worth
from pipeline.language.as_read import to_article
from pipeline.language.once import text_of
from pipeline.quotes.quote import Quote
from pipeline.running.stages import Part
from pipeline.tables.schema import EVENT_TYPES
from pipeline.times.time_expression import TimeExpression

PULL = 4.0
"""How strongly weights are held at nothing, in rows."""
PARTS = 10
Found = tuple[str, int, int]
"""The uri of an article, and where a trigger starts and ends."""


def judged(path: pathlib.Path) -> dict[Found, tuple[bool, float]]:
    """Whether each row is a happening, and how much it counts."""
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if row[4][0] in "yn"]
    return {(row[1], int(row[2]), int(row[3])): (row[4] == "y", float((*row, 1)[5])) for row in rows}


def cases(folder: pathlib.Path, uris: set[str]) -> Iterator[tuple[Found, worth.Case]]:
    """What is told as a happening in those of the articles of a run that have such uris."""
    for path in sorted((folder / "articles").glob("*.parquet")):
        names = ("articles", "tokens", "mentions", "time_expressions", "quotes")
        part = Part({name: pq.read_table(folder / name / path.name) for name in names})
        articles = part.articles()
        if not any(article.uri in uris for article in articles.values()):
            continue
        rows = [
            part.rows(*of) for of in (("mentions", Mention), ("time_expressions", TimeExpression), ("quotes", Quote))
        ]
        for key, doc in part.docs():
            article = articles[key]
            if article.uri in uris:
                read = dataclasses.replace(article, text=text_of(doc))
                told = extractor.weighed(doc, read, *(of.get(key, []) for of in rows))
                places = to_article([row for row, _ in told], doc, article.text)
                yield from (
                    ((article.uri, row.start, row.end), case) for row, (_, case) in zip(places, told, strict=True)
                )


def features(case: worth.Case) -> list[float]:
    """What a case bears of all that is weighed: the signs, the types, and 1 for the bias."""
    return [
        *(float(sign.is_borne(case)) for sign in worth.SIGNS),
        *(float(case.event_type == name) for name in EVENT_TYPES),
        1.0,
    ]


def fit(x: np.ndarray, right: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The likeliest weights, by Newton's method; only the bias is not pulled."""
    weights = np.zeros(x.shape[1])
    pull = np.full(len(weights), PULL)
    pull[-1] = 0.001
    for _ in range(25):
        told = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (right - told)) - pull * weights
        curve = (x * (counts * told * (1 - told))[:, None]).T @ x + np.diag(pull)
        weights += np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=pathlib.Path)
    parser.add_argument("outputs", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    verdicts = judged(options.judged)
    uris = {uri for uri, _, _ in verdicts}
    told = list(itertools.chain.from_iterable(cases(folder, uris) for folder in options.outputs))
    found = {key: features(case) for key, case in told if key in verdicts}
    x = np.array(list(found.values()))
    right, counts = np.array([verdicts[key] for key in found], float).T
    names = [*(sign.name for sign in worth.SIGNS), *EVENT_TYPES, "bias"]
    order = sorted(uris)
    np.random.default_rng(0).shuffle(order)
    part = np.array([order.index(uri) % PARTS for uri, _, _ in found])
    sums = np.zeros(len(x))
    for i in range(PARTS):
        sums[part == i] = x[part == i] @ fit(x[part != i], right[part != i], counts[part != i])
    full = counts == 1
    print(f"{full.sum()} rows that count in full, of them none {1 - right[full].mean():.1%}; {len(x)} in all")
    for least in np.arange(-1, 2.1, 0.25):
        kept = full & (sums >= least)
        print(f"from {least:5.2f}: none {1 - right[kept].mean():.1%}, kept {right[kept].sum() / right[full].sum():.1%}")
    weights = fit(x, right, counts)
    for name, weight, count in zip(names, weights, (x[full] != 0).sum(axis=0), strict=True):
        print(f"{name:24}{weight:6.2f}  # {count:,.0f}")


if __name__ == "__main__":
    main()
