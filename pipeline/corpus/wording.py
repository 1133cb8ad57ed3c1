"""The wording of articles, as numbers that can be compared over a whole corpus.

An article's terms are its pairs of neighbouring words, function words passed over: rare enough to tell what a text is
about and in which words, common enough to survive another reporter's telling of it. A term is kept as 64 bits made
of the hashes of its words, which are the same in every process.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.lexicon.loader import items, toml

_WORD = re.compile(r"[^\W_]+")
_WORD_OF_ASCII = re.compile(r"[a-z0-9]+")
_depends_on_others = re.compile("[\u0130\u03a3]").search
"""Whether a text has letters that are two in lower case, or others at the end of a word: a dotted I, a sigma."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    if text.isascii():
        return _WORD_OF_ASCII.findall(text.lower())
    if _depends_on_others(text):
        return [match.lower() for match in _WORD.findall(text)]
    return _WORD.findall(text.lower())


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, [start, end) in code points."""
    return [match.span() for match in _WORD.finditer(text)]


def content_words(run: Sequence[str]) -> list[str]:
    """The words that say something, function words left out."""
    function_words = _function_words()
    return [word for word in run if word not in function_words]


def terms(texts: Iterable[Iterable[str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of neighbouring content words of texts, which are given by their words.

    In order: the text of each by its place, the hash of the pair, and how often it stands there.
    """
    hashes = [[_hash_of_content(word) for word in text] for text in texts]
    word = np.array(list(itertools.chain(*hashes)), np.int64)
    text = np.repeat(np.arange(len(hashes)), [len(of_one) for of_one in hashes])
    says = np.flatnonzero(word)
    word, text = word[says], text[says]
    within = np.flatnonzero(text[1:] == text[:-1])
    pair, text = mixed(mixed(word[within]) + word[within + 1]), text[within]
    order = np.lexsort((pair, text))
    pair, text = pair[order], text[order]
    first = np.flatnonzero(np.concatenate((pair[:1] == pair[:1], (np.diff(pair) != 0) | (np.diff(text) != 0))))
    return text[first], pair[first], np.diff(first, append=len(pair))


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


def mixed(numbers: np.ndarray) -> np.ndarray:
    """64 bits that follow from each number and look like chance (the finish of SplitMix64)."""
    bits = numbers.astype(np.int64).view(np.uint64)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (bits ^ (bits >> np.uint64(31))).view(np.int64)


@functools.lru_cache(maxsize=100_000)
def _hash_of_content(word: str) -> int:
    """The hash of a word; 0 of a function word."""
    return 0 if word in _function_words() else hashed(word)


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(items(toml(__package__, "function_words.toml")["words"]))
