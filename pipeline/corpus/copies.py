"""Copies: articles that are another's text, wholly or in large part, however it was cut, headed or spelled.

Two texts are compared by their runs of three words. Where runs of one follow each other in the other as well, with a
few words put in, left out or changed between them, they are one stretch; an article whose words stand in such
stretches for the most part is a copy, whole sentences quoted from another article are not.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from scipy import sparse

from pipeline.corpus.clusters import find
from pipeline.corpus.kept import Answers, pair_keys
from pipeline.corpus.wording import hashed, hashes, word_spans, words

RUN = 3
"""Words in a row that two texts must share to begin a stretch."""
GAP = 8
"""How many words may be put in, left out or changed within a stretch."""
SHORTEST_STRETCH = 12
"""Words; what is shorter is a name, a title or a phrase of the trade."""
DENSEST_GAPS = 0.45
"""The least share of a stretch's runs that both texts must have."""
COMMON_RUN = 8
"""A run that stands more often than this in a text tells no place in it."""
COPIED, SURELY_COPIED = 0.5, 0.6
"""The share of the shorter text from which on one of the two is a copy; fitted on copies made by program."""
SHORTEST_LINE = 3
"""Words of a line that can be told from others."""
ITEM_WORDS, ITEM_SHARE = 80, 0.25
"""The words of one stretch, and their share of the shorter text, that make an item of a round-up."""
WHOLE = 0.9
"""An article that holds an earlier one and has more than this besides may hold several."""
_CREDIT = re.compile(r"\((Reuters|AP|AFP|PA|PTI|IANS|ANI|UPI|Xinhua|Bloomberg|DPA|EFE|AAP|CP|NAN|TASS)\)")


BITS_OF_A_WORD = 21
"""Bits of the number of a word, so that a run of three fits in 64."""
FEWEST_RUNS = 5
"""Runs that the shortest stretch has in common."""
BITS_OF_A_RUN, RUN_MIXER = 24, 0x1E3779B97F4A7C15
"""Bits by which runs are told apart where they are only counted, and what mixes theirs."""
PAIRS_AT_A_TIME = 4_096
"""Pairs of texts whose runs are counted at a time."""
BATCH = 5_000
"""Texts that are compared with as many others before the next, so that not all are held with their words at a time."""

SHARES = pa.struct([(name, pa.int32()) for name in ("of_first", "shorter", "longer", "covered", "longest")])
"""What two texts share, in words: whether the first is the shorter, how long both are, how many stand in stretches of
both, and in the longest; none where they are too few for either to be a copy."""
STRETCHES = pa.struct([
    ("share", pa.float64()),
    ("stretches", pa.list_(pa.struct([(name, pa.int32()) for name in ("start", "end", "from_start", "from_end")]))),
])  # fmt: skip


class Outline(NamedTuple):
    """What is told of an article before its words are read: `lines` by their hashes, `version` by the whole text."""

    article_id: str
    published: dt.date | None
    publisher: str | None
    version: str
    credit: str | None
    n_characters: int
    lines: Sequence[int]

    @property
    def precedence(self) -> tuple[object, ...]:
        """What is likelier the original comes first: the earlier, the agency's own, the fuller, the lesser id."""
        credited = self.credit is not None and self.credit.lower() not in (self.publisher or "").lower()
        day = self.published or dt.date.max
        return (self.published is None, day, credited, -self.n_characters, self.article_id)


def credit(text: str) -> str | None:
    """The agency that a line of credit names."""
    found = _CREDIT.search(text)
    return found[1] if found else None


def lines(text: str) -> list[int]:
    """The lines of a text that can be told from others, each once, by the hashes of their words."""
    return sorted({hash_of for line in text.splitlines() if (hash_of := _line(line)) is not None})


def _line(line: str) -> int | None:
    run = words(line)
    return hashed(*run) if len(run) >= SHORTEST_LINE else None


class Text:
    """The words of an article, without the lines `passed_over`, which are no part of what it tells.

    Its runs of words are numbers, made of those of its words in `vocabulary`, to which it adds those that are new.
    """

    def __init__(self, text: str, vocabulary: dict[str, int], passed_over: frozenset[int] = frozenset()) -> None:
        kept = text
        if passed_over:
            kept = "\n".join(line for line in text.splitlines() if _line(line) not in passed_over)
        numbers = np.array([vocabulary.setdefault(word, len(vocabulary) + 1) for word in words(kept)], np.int64)
        self.n_words = len(numbers)
        runs = [numbers[k : max(self.n_words - RUN + 1, 0) + k] << (BITS_OF_A_WORD * k) for k in range(RUN)]
        self.runs = np.bitwise_xor.reduce(runs)
        self._by_run = np.argsort(self.runs, kind="stable")
        self._sorted = self.runs[self._by_run]

    def places(self, runs: np.ndarray, fewest: float) -> Iterator[tuple[int, list[int]]]:
        """Where runs of another text begin in this one: each by its place there, with all of its places here.

        None where they are fewer than `fewest`.
        """
        begin, end = (np.searchsorted(self._sorted, runs, side) for side in ("left", "right"))
        found = np.flatnonzero((end > begin) & (end - begin <= COMMON_RUN))
        if len(found) >= fewest:
            for i, a, b in zip(found.tolist(), begin[found].tolist(), end[found].tolist(), strict=True):
                yield i, self._by_run[a:b].tolist()


def spans(text: str, passed_over: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Where the words of a text stand that are no part of lines passed over, [start, end) in code points."""
    found, at = [], 0
    for line in text.splitlines(keepends=True) if passed_over else [text]:
        if not passed_over or _line(line) not in passed_over:
            found += [(at + start, at + end) for start, end in word_spans(line)]
        at += len(line)
    return found


@dataclass(frozen=True)
class Copies:
    """The articles that are made of others, and those others, by their places; `told` are rows of `STRETCHES`."""

    copy: np.ndarray
    original: np.ndarray
    told: pa.StructArray


def in_words(own: Text, other: Text, fewest: float = FEWEST_RUNS) -> list[tuple[int, int, int, int]]:
    """The stretches of `own` that stand in `other`, in order and in words: its `[a, b)` stands there as `[c, d)`.

    None where they have fewer runs in common than `fewest`.
    """
    found: list[tuple[int, int, int, int]] = []
    first = last = from_first = from_last = shared = -1

    def end() -> None:
        length = last + RUN - first
        if first >= 0 and length >= SHORTEST_STRETCH and shared >= DENSEST_GAPS * (last - first + 1):
            over = max(0, found[-1][1] - first) if found else 0  # words that end one stretch and begin the next
            found.append((first + over, last + RUN, from_first + over, from_last + RUN))

    for i, here in other.places(own.runs, fewest):
        step = i - last
        nearest = here[0] if len(here) == 1 else min(here, key=lambda j: abs(j - from_last - step))
        if first >= 0 and step <= GAP and nearest > from_last and abs(nearest - from_last - step) <= GAP:
            last, from_last, shared = i, nearest, shared + 1
            continue
        end()
        first, last, from_first, from_last, shared = i, i, here[0], here[0], 1
    end()
    return found


def find_copies(
    articles: Sequence[Outline], read: Callable[[int], str], pairs: np.ndarray, db: duckdb.DuckDBPyConnection
) -> Copies:
    """Of pairs of articles that may share their words, the copies, each with the one article it was made from.

    Articles are given by day, `pairs` by the places of both, the lesser first and in order; `read` gives the text of
    one. What two texts share is kept in `db`, so that only new ones are compared.

    Lines that stand in several articles which are no copies of each other (a credit, an appeal to subscribe) are passed
    over: they are looked for among the surest copies first. Pairs are linked that share most, first; of those linked,
    the one that precedes all others is the original, and each other a copy of the next on its way there. A round-up of
    several is linked with one of them, and no bridge.
    """
    versions = hashes(article.version for article in articles).tolist()
    whole = _Compared(articles, read, versions, [frozenset()] * len(articles), db)
    found = whole.shares("shared", pairs)
    common = _lines_in_common(articles, _link(articles, pairs, found, SURELY_COPIED))
    bare = _Compared(articles, read, versions, [common.intersection(article.lines) for article in articles], db)
    is_bare = np.array([bool(lines) for lines in bare.passed_over], bool)
    again = np.flatnonzero(is_bare[pairs].any(axis=1))
    found[again] = bare.shares("shared_of_bare", pairs[again])
    return bare.copies("copied", _link(articles, pairs, found, COPIED))


class _Compared:
    """Articles without the lines that are passed over in each."""

    def __init__(
        self,
        articles: Sequence[Outline],
        read: Callable[[int], str],
        versions: Sequence[int],
        passed_over: Sequence[frozenset[int]],
        db: duckdb.DuckDBPyConnection,
    ) -> None:
        self.articles, self.passed_over, self._db = articles, passed_over, db
        self._versions = np.array(
            [
                hashed(str(version), *map(str, sorted(lines))) if lines else version
                for version, lines in zip(versions, passed_over, strict=True)
            ],
            np.int64,
        )
        self._read = read
        vocabulary: dict[str, int] = {}
        self._text = functools.lru_cache(2 * BATCH)(lambda place: Text(read(place), vocabulary, passed_over[place]))

    def shares(self, name: str, pairs: np.ndarray) -> np.ndarray:
        """What the texts of pairs share: a row of numbers for each (see `SHARES`)."""
        found = self._answers(name, SHARES, pairs, self._shares)
        return np.column_stack([column.to_numpy(zero_copy_only=False) for column in found.flatten()])

    def copies(self, name: str, links: Mapping[int, set[int]]) -> Copies:
        """The copies among articles that are linked, with what they copy."""
        pairs = np.array(sorted(_copied(self.articles, links)), np.int64).reshape(-1, 2)
        return Copies(pairs[:, 0], pairs[:, 1], self._answers(name, STRETCHES, pairs, self._stretches))

    def _answers(
        self, name: str, kind: pa.DataType, pairs: np.ndarray, of: Callable[[np.ndarray], Iterable[dict[str, Any]]]
    ) -> pa.Array:
        one, other = (self._versions[pairs[:, end]] for end in (0, 1))

        def find(missing: Sequence[int]) -> list[dict[str, Any]]:
            wanted = pairs[missing]
            batch = wanted // BATCH
            order = np.lexsort((batch[:, 1], batch[:, 0]))
            found: dict[int, dict[str, Any]] = {}
            for some in np.split(order, np.flatnonzero(np.diff(batch[order], axis=0).any(axis=1)) + 1):
                found |= zip(some.tolist(), of(wanted[some]), strict=True)
            return [found[at] for at in range(len(wanted))]

        return Answers(self._db, name, kind).to(pair_keys(one, other), find)

    def _shares(self, pairs: np.ndarray) -> Iterator[dict[str, int]]:
        if not len(pairs):
            return
        places, at = np.unique(pairs, return_inverse=True)
        texts = [self._text(place) for place in places.tolist()]
        n_words = np.array([text.n_words for text in texts])
        one, other = at.reshape(-1, 2).T
        of_first = n_words[one] <= n_words[other]
        shorter, longer = np.where(of_first, one, other), np.where(of_first, other, one)
        fewest = np.array([_fewest(n) for n in n_words.tolist()])[shorter]
        enough = runs_in_common([text.runs for text in texts], shorter, longer) >= fewest
        columns = (of_first, shorter, longer, fewest, enough)
        for is_first, short, long, least, may_be in zip(*(of.tolist() for of in columns), strict=True):
            found = in_words(texts[short], texts[long], least) if may_be else []
            lengths = [b - a for a, b, _, _ in found]
            numbers = (int(is_first), texts[short].n_words, texts[long].n_words, sum(lengths), max(lengths, default=0))
            yield dict(zip(SHARES.names, numbers, strict=True))

    def _stretches(self, pairs: np.ndarray) -> Iterator[dict[str, Any]]:
        for copy, original in pairs.tolist():
            found = in_words(self._text(copy), self._text(original))
            own, other = (spans(self._read(place), self.passed_over[place]) for place in (copy, original))
            yield {
                "share": sum(b - a for a, b, _, _ in found) / max(len(own), 1),
                "stretches": [
                    {"start": own[a][0], "end": own[b - 1][1], "from_start": other[c][0], "from_end": other[d - 1][1]}
                    for a, b, c, d in found
                ],
            }


def runs_in_common(runs: Sequence[np.ndarray], one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How many runs of the one text stand in the other, pair by pair, or a few more: some are taken for each other."""
    text = np.repeat(np.arange(len(runs)), [len(of_one) for of_one in runs])
    number = np.concatenate(runs) * RUN_MIXER >> (64 - BITS_OF_A_RUN) & ((1 << BITS_OF_A_RUN) - 1)
    shape = (len(runs), 1 << BITS_OF_A_RUN)
    often = sparse.csr_array((np.ones(len(text), np.int32), (text, number)), shape=shape)
    standing = often.copy()
    standing.data[:] = 1
    found = [np.empty(0, np.int64)]
    for at in range(0, len(one), PAIRS_AT_A_TIME):
        some = slice(at, at + PAIRS_AT_A_TIME)
        found.append(often[one[some]].multiply(standing[other[some]]).sum(axis=1))
    return np.concatenate(found)


def _fewest(n_words: int) -> float:
    """How many runs a text of so many words must have in common with a longer one for either to be a copy.

    A stretch covers, for each of its runs, a word of its own and those of the gap after it, and two at the end.
    """
    words_of_run = 1 / DENSEST_GAPS + (RUN - 1) / FEWEST_RUNS
    of_item = max(ITEM_SHARE * n_words / words_of_run, DENSEST_GAPS * (ITEM_WORDS - RUN + 1))
    return max(FEWEST_RUNS, min(COPIED * n_words / words_of_run, of_item))


def _link(articles: Sequence[Outline], pairs: np.ndarray, found: np.ndarray, least: float) -> dict[int, set[int]]:
    """Each article that is linked with others, and which; `found` are the rows of `SHARES` of the pairs.

    Linked are pairs of which one is a copy, wholly or in an item of a round-up, those that share most first.
    """
    part = found[:, 3] / np.maximum(found[:, 1], 1)
    is_copied = np.flatnonzero((part >= least) | ((part >= ITEM_SHARE) & (found[:, 4] >= ITEM_WORDS)))
    of_first, n_longer, covered = (found[is_copied, column] for column in (0, 2, 3))
    one, other = pairs[is_copied].T
    shorter, longer = np.where(of_first, one, other), np.where(of_first, other, one)
    holds_more = covered < WHOLE * n_longer
    order = np.lexsort((longer, shorter, -part[is_copied]))
    links: dict[int, set[int]] = collections.defaultdict(set)
    group: dict[int, int] = {}
    round_ups: set[int] = set()
    for short, long, more in zip(*(of[order].tolist() for of in (shorter, longer, holds_more)), strict=True):
        ends = find(group, short), find(group, long)
        if ends[0] == ends[1]:
            continue
        if more and articles[short].precedence < articles[long].precedence:  # the longer one may be a round-up
            if long in round_ups:
                continue
            round_ups.add(long)
        group[max(ends)] = min(ends)
        links[short].add(long)
        links[long].add(short)
    return links


def _lines_in_common(articles: Sequence[Outline], links: Mapping[int, set[int]]) -> frozenset[int]:
    """The lines that stand in articles which are not linked."""
    first: dict[int, int] = {}
    for place in sorted(links):
        waiting = [place]
        for linked in waiting:
            if linked not in first:
                first[linked] = place
                waiting += links[linked]
    group = np.array([first.get(place, place) for place in range(len(articles))], np.int64)
    line = np.fromiter(itertools.chain.from_iterable(article.lines for article in articles), np.int64)
    group = np.repeat(group, [len(article.lines) for article in articles])
    order = np.argsort(line)
    begins = np.flatnonzero(np.diff(line[order], prepend=line[order[:1]] - 1))
    several = np.minimum.reduceat(group[order], begins) != np.maximum.reduceat(group[order], begins)
    return frozenset(line[order[begins[several]]].tolist())


def _copied(articles: Sequence[Outline], links: Mapping[int, set[int]]) -> Iterator[tuple[int, int]]:
    """Each copy among articles that are linked, with its original."""
    seen: set[int] = set()
    for first in sorted(links, key=lambda place: articles[place].precedence):
        if first in seen:
            continue
        seen.add(first)
        waiting = [first]
        for original in waiting:
            for copy in sorted(links[original] - seen):
                seen.add(copy)
                waiting.append(copy)
                yield copy, original
