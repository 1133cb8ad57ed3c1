"""What each stage costs beside the parse, in one process.

    python benchmarks/stages.py [SOURCE] [--model M]

Parses the articles of SOURCE (default: the sample articles) with stock `nlp.pipe` and with ours, and runs
every stage over them. Prints the CPU seconds of each per 1,000 words, and as a share of either parse.
Compare with `peers`: what other systems cost for the same work, read off their own runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import spacy

from pipeline.articles.article import Article
from pipeline.articles.reading import list_inputs, read
from pipeline.language.identity import model_folder
from pipeline.language.model import load
from pipeline.language.threads import one_thread
from pipeline.running.stages import Part, part_stages
from pipeline.tables.schema import TABLES

PEERS = {"HeidelTime 2.2.1 (times alone)": 1.98, "BBC Citron's design": 0.63, "Gender Gap Tracker": 0.45}
"""CPU seconds per 1,000 words of other systems on news, their own parse included."""


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default="articles")
    parser.add_argument("--model", default=None)
    given = parser.parse_args()
    articles = [item for file in list_inputs([given.source]) for item in read(file) if isinstance(item, Article)]
    words = sum(article.n_words for article in articles)
    stock = spacy.load(model_folder(given.model))
    with one_thread():
        costs = {"stock nlp.pipe": seconds(lambda: list(stock.pipe([article.text for article in articles])))}
    model = load(given.model)
    part = Part({"articles": TABLES["articles"].from_rows(articles)}, lambda: model)
    for stage in part_stages():
        costs[stage.table] = seconds(lambda stage=stage: part.tables.__setitem__(stage.table, stage.function(part)))  # type: ignore[misc]
        if stage.table == "tokens":
            costs["tokens read back"] = seconds(part.docs)
    print(f"{len(articles)} articles, {words:,} words; CPU seconds per 1,000 words, share of stock parse, of ours")
    for name, cost in costs.items():
        shares = (cost / costs["stock nlp.pipe"], cost / costs["tokens"])
        print(f"{name:32} {1000 * cost / words:8.4f} {shares[0]:8.1%} {shares[1]:8.1%}")
    for name, cost in PEERS.items():
        print(f"{name:32} {cost:8.4f}")


if __name__ == "__main__":
    main()
