"""How many times as long four times the text takes, for each extractor: about 4 where the cost grows as the text does.

    python -m benchmarks.lengths [--size 4000]

The tests count the lines of ours that are run (`tests/cost.py`); patterns are searched for in what is no line of
ours, and that only a clock tells. Each text is one piece repeated, with `--size` characters and with four times as
many; of five measurements of each the least counts. Exits with 1 where anything takes more than eight times as long.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import sys
import time
from collections.abc import Callable

from spacy.tokens import Doc

from pipeline.articles.making import article_from
from pipeline.language import model
from pipeline.language.parse import parse
from tests.running.test_linear import UNITS, extract

MOST, LEAST_SECONDS = 8, 0.02
NAMES = ("mentions", "times", "quotes", "events")


def seconds(function: Callable, *arguments: object) -> tuple[float, object]:
    """CPU seconds of a call, and what it gives."""
    gc.disable()
    begin = time.process_time()
    try:
        found = function(*arguments)
        return time.process_time() - begin, found
    finally:
        gc.enable()


def least_seconds(piece: Doc, n: int) -> dict[str, float]:
    """The least seconds that each extractor takes for n pieces put side by side."""
    least = dict.fromkeys(NAMES, float("inf"))
    for _ in range(5):
        doc = Doc.from_docs([piece] * n, ensure_whitespace=False)
        article = article_from(doc.text, published_at=dt.datetime(2020, 6, 5, tzinfo=dt.UTC))
        taken = extract(seconds, doc, article)
        least = {name: min(least[name], taken[name]) for name in NAMES}
    return least


def main() -> None:
    """Measure, and print a line a text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=4_000, help="characters of the shorter text")
    size = parser.parse_args().size
    nlp, slow = model.load(), False
    print(f"{'text':<40}" + "".join(f"{name:>10}" for name in NAMES))
    for unit in UNITS:
        piece = next(parse(nlp, [(unit * (1_000 // len(unit))).rstrip() + "\n\n"]))
        piece.user_data.clear()
        short, long = least_seconds(piece, size // 1_000), least_seconds(piece, 4 * size // 1_000)
        times = {name: long[name] / max(short[name], LEAST_SECONDS) for name in NAMES}
        slow = slow or max(times.values()) > MOST
        print(f"{unit.strip()[:38]!r:<40}" + "".join(f"{times[name]:>10.1f}" for name in NAMES), flush=True)
    sys.exit(slow)


if __name__ == "__main__":
    main()
