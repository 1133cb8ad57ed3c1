"""The wording of articles, as numbers that can be compared over a whole corpus.

An article's terms are its pairs of neighbouring words, function words passed over: rare enough to tell what a text is
about and in which words, common enough to survive another reporter's telling of it. A term is kept as 64 bits of a
hash, which is the same in every process.
"""

from __future__ import annotations

import collections
import functools
import hashlib
import itertools
import re
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.lexicon.loader import items, toml

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return [match.lower() for match in _WORD.findall(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, [start, end) in code points."""
    return [match.span() for match in _WORD.finditer(text)]


def content_words(run: Sequence[str]) -> list[str]:
    """The words that say something, function words left out."""
    return [word for word in run if word not in _function_words()]


def terms(text: str) -> collections.Counter[int]:
    """How often each pair of neighbouring content words stands in a text, by the hash of the pair."""
    return collections.Counter(itertools.starmap(hashed, itertools.pairwise(content_words(words(text)))))


def shingles(run: Sequence[str], size: int) -> Iterable[tuple[str, ...]]:
    """The runs of `size` words in a row, one beginning at each word."""
    return zip(*(run[k:] for k in range(size)), strict=False)


def hashed(*run: str) -> int:
    """64 bits that stand for words in a row, the same in every process."""
    digest = hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def hashes(strings: Iterable[str]) -> np.ndarray:
    """What `hashed` gives for each of many strings."""
    found = b"".join([hashlib.blake2b(one.encode(), digest_size=8).digest() for one in strings])
    return np.frombuffer(found, ">i8").astype(np.int64)


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(items(toml(__package__, "function_words.toml")["words"]))
