"""Outlines: what is kept of each article for the stories of a corpus, before any two articles are compared."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from pipeline.corpus.wording import hashed, hashes, terms, words

OUTLINES = pa.schema([
    ("article_id", pa.string()), ("id", pa.int64()), ("version", pa.int64()),
    ("credit", pa.string()), ("n_characters", pa.int32()), ("lines", pa.list_(pa.int64())),
    ("terms", pa.list_(pa.int64())), ("counts", pa.list_(pa.int32())),
])  # fmt: skip
"""What is kept of articles part by part: the hashes of their ids and of their texts, how they are copied by (see
`copies.Outlines`), and their terms, in order, with how often they stand there."""

SHORTEST_LINE = 3
"""Words of a line that can be told from others."""
_CREDIT = re.compile(r"\((Reuters|AP|AFP|PA|PTI|IANS|ANI|UPI|Xinhua|Bloomberg|DPA|EFE|AAP|CP|NAN|TASS)\)")


def outlines(articles: pa.Table) -> pa.Table:
    """What is kept of the articles of a part: the map of the stage `stories`."""
    texts = articles["text"].to_pylist()
    of_lines = [[words(line) for line in text.splitlines()] for text in texts]
    text, term, count = terms(itertools.chain(*of_text) for of_text in of_lines)
    ends = pa.array(np.searchsorted(text, np.arange(len(texts) + 1)), pa.int32())
    columns = [
        articles["article_id"],
        hashes(articles["article_id"].to_pylist()),
        hashes(articles["text_sha256"].to_pylist()),
        pa.array([credit(text) for text in texts], pa.string()),
        pa.array([len(text) for text in texts], pa.int32()),
        pa.array([lines(of_text) for of_text in of_lines], pa.list_(pa.int64())),
        pa.ListArray.from_arrays(ends, term),
        pa.ListArray.from_arrays(ends, count.astype(np.int32)),
    ]
    return pa.table(columns, names=OUTLINES.names).cast(OUTLINES)


def credit(text: str) -> str | None:
    """The agency that a line of credit names."""
    found = _CREDIT.search(text)
    return found[1] if found else None


def lines(of_text: Iterable[Sequence[str]]) -> list[int]:
    """Of the lines of a text, given by their words, those that can be told from others, each once, by their hashes."""
    return sorted({found for line in of_text if (found := line_hash(line)) is not None})


def line_hash(run: Sequence[str]) -> int | None:
    """The hash of the words of a line, if it can be told from others."""
    return hashed(*run) if len(run) >= SHORTEST_LINE else None
