"""The project's parse beside spaCy's own: how fast, and whether they say the same.

    python benchmarks/parse.py [SOURCE ...] [--articles N] [--repeat N] [--model M]

Parses the articles of the sources (default: the sample articles) with stock `nlp.pipe` and with
`pipeline.language.parse`, same model, in turn, a few articles at a time, in one process on one
thread. Prints words per second of CPU time of each and the ratio, for the first pass over the texts
(all words are new to both) and for the later ones, and every answer that differs.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import logging
import sys
import time
from collections.abc import Callable, Iterable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.articles.article import Article
from pipeline.articles.reading import list_inputs, read
from pipeline.language import model
from pipeline.language.identity import model_folder
from pipeline.language.parse import parse
from pipeline.language.threads import one_thread

ANSWERS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
TURN = 50
"""Articles that one of the two parses before it is the other's turn."""


def timed(parser: Callable[[list[str]], Iterable[Doc]], texts: list[str]) -> tuple[list[Doc], float]:
    """The documents, and the CPU seconds they took."""
    start = time.process_time()
    docs = list(parser(texts))
    return docs, time.process_time() - start


def differences(ours: Doc, theirs: Doc) -> list[str]:
    """The names of the answers that differ, one for each token and answer."""
    return [ANSWERS[column] for column in (ours.to_array(ANSWERS) != theirs.to_array(ANSWERS)).nonzero()[1]]


def compare(stock: Language, nlp: Language, texts: list[str], n_words: int, name: str) -> int:
    """Parse all texts with both in turn, print what came of it, and return the number of answers that differ."""
    seconds: collections.Counter[str] = collections.Counter()
    different: collections.Counter[str] = collections.Counter()
    tokens = 0
    for turn, start in enumerate(range(0, len(texts), TURN)):
        batch = texts[start : start + TURN]
        docs: dict[str, list[Doc]] = {}
        sides = {"stock": stock.pipe, "ours": lambda texts: parse(nlp, texts)}
        for side in ("stock", "ours") if turn % 2 else ("ours", "stock"):
            docs[side], spent = timed(sides[side], batch)
            seconds[side] += spent
        for ours, theirs in zip(docs["ours"], docs["stock"], strict=True):
            tokens += len(theirs)
            different.update(differences(ours, theirs) if len(ours) == len(theirs) else ["tokenization"])
    print(
        f"{name:10} stock {n_words / seconds['stock']:7,.0f} words a CPU second, "
        f"ours {n_words / seconds['ours']:7,.0f}: {seconds['stock'] / seconds['ours']:.2f} times as fast; "
        f"{sum(different.values())} of {tokens * len(ANSWERS):,} answers differ {dict(different) or ''}"
    )
    return sum(different.values())


def main() -> None:
    """Measure and print; exit with 1 where an answer differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="*", default=["articles"])
    parser.add_argument("--articles", type=int, default=None, help="use no more than this many")
    parser.add_argument("--repeat", type=int, default=3, help="passes over the texts")
    parser.add_argument("--model", default=None)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    found = (item for file in list_inputs(options.source) for item in read(file) if isinstance(item, Article))
    articles = list(itertools.islice(found, options.articles))
    texts, n_words = [article.text for article in articles], sum(article.n_words for article in articles)
    nlp = model.load(options.model)
    print(f"{model.identify(nlp)}: {len(texts):,} articles, {n_words:,} words")
    with one_thread():
        stock = spacy.load(model_folder(options.model))
        wrong = [
            compare(stock, nlp, texts, n_words, "first pass" if number == 0 else f"pass {number + 1}")
            for number in range(options.repeat)
        ]
    sys.exit(bool(sum(wrong)))


if __name__ == "__main__":
    main()
