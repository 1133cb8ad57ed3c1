"""Fits the weights of a quote's confidence: how much each of its traits says for or against it.

    python benchmarks/fit_quotes.py GOLD TABLES [--write]

GOLD and TABLES as in `reliability.py`. The quotes are found anew over the tokens of TABLES, each with its
traits; what is right is what `reliability.py` calls right. A logistic model with a penalty on its weights is
fitted on one half of the articles and tried on the other, both ways, and then on all; `--write` puts the
weights of all into `pipeline/quotes/confidence.toml`.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import pathlib
import sys
from collections import Counter
from collections.abc import Callable

import numpy as np
import pyarrow.parquet as pq
from reliability import right_quotes

from pipeline.articles.article import Article
from pipeline.language.tokens import to_documents
from pipeline.quotes import rows
from pipeline.quotes.confidence import traits
from pipeline.quotes.extractor import find_quotes
from pipeline.running.stages import instances

WEIGHTS = pathlib.Path("pipeline/quotes/confidence.toml")
PENALTY = 20.0
"""How many quotes speak against a weight of one."""
OFTEN = 20
"""How many quotes a verb or noun needs for a weight of its own; other traits need five."""
Judged = tuple[list[str], bool]


def judged(gold: pathlib.Path, tables: pathlib.Path) -> dict[str, list[Judged]]:
    """For each article by its uri the outermost quotes: their traits, and whether they are right."""
    expected = {row["uri"]: row["attributions"] for row in map(json.loads, (gold / "gold.jsonl").open())}
    articles = {a.article_id: a for a in instances(Article, pq.read_table(tables / "articles"))}
    kept: list[list[str]] = []
    measure = rows.confidence
    rows.confidence = lambda found, kind: kept.append(traits(found, kind)) or 0.0
    found = {}
    for key, doc in to_documents(pq.read_table(tables / "tokens")):
        article = articles[key]
        kept.clear()
        made = find_quotes(doc, article, [], [])
        by_id = dict(zip((q.quote_id for q in sorted_as_made(made)), kept, strict=True))
        outer = [q for q in made if q.parent_quote_id is None]
        right = right_quotes(article.text, [dataclasses.asdict(q) for q in outer], expected[article.uri])
        found[article.uri] = [(by_id[q.quote_id], j in right) for j, q in enumerate(outer)]
    rows.confidence = measure
    return found


def sorted_as_made(quotes: list) -> list:
    """Quotes in the order in which their rows are made: by their first words, longer ones first."""
    return sorted(quotes, key=lambda q: (q.start, -q.end))


def fit(some: list[Judged], penalty: float, often: int) -> dict[str, float]:
    """The weights of the traits, in log odds; `often` is how many rows a trait needs, of words `OFTEN`."""
    counts = Counter(trait for names, _ in some for trait in names)
    known = sorted(t for t, n in counts.items() if n >= (OFTEN if t.startswith("lemma ") else often))
    at = {trait: k for k, trait in enumerate(known)}
    x = np.zeros((len(some), len(known)))
    for i, (names, _) in enumerate(some):
        x[i, [at[t] for t in names if t in at]] = 1
    y = np.array([ok for _, ok in some], float)
    w = np.zeros(len(known))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        bend = x.T @ (x * (p * (1 - p))[:, None]) + penalty * np.eye(len(known))
        step = np.linalg.solve(bend, x.T @ (y - p) - penalty * w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return {trait: float(w[k]) for trait, k in at.items()}


def sure(weights: dict[str, float], some: list[Judged]) -> tuple[int, float]:
    """How many rows the weights call surer than 0.8, and the share of them that is right."""
    over = [ok for names, ok in some if 1 / (1 + np.exp(-sum(weights.get(t, 0.0) for t in names))) > 0.8]
    return len(over), sum(over) / max(len(over), 1)


def fit_and_write(
    what: str,
    judge: Callable[[pathlib.Path, pathlib.Path], dict[str, list[Judged]]],
    file: pathlib.Path,
    penalty: float,
    often: int,
    of: str,
) -> None:
    """Judge, fit on halves, print, and write."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("tables", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for uri, some in judge(arguments.gold, arguments.tables).items():
        halves[hashlib.sha256(uri.encode()).digest()[0] % 2].extend(some)
    for mine, other in (halves, halves[::-1]):
        n, right = sure(fit(mine, penalty, often), other)
        print(f"fitted on one half, tried on the other: above 0.8 {n} rows, {right:.3f} right")
    everything = halves[0] + halves[1]
    weights = fit(everything, penalty, often)
    n, right = sure(weights, everything)
    print(f"fitted on all: above 0.8 {n} rows, {right:.3f} right")
    if arguments.write:
        script = pathlib.Path(sys.argv[0]).name
        lines = [
            f"{json.dumps(trait, ensure_ascii=False)} = {weight:.2f}"
            for trait, weight in sorted(weights.items())
            if abs(weight) >= 0.005
        ]
        head = f"# Weights of the traits of a {of} in its confidence, in log odds; see benchmarks/{script}.\n\n"
        file.write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    fit_and_write(__doc__, judged, WEIGHTS, PENALTY, often=5, of="quote")
