"""Copies: articles that are another's text, wholly or in large part, however it was cut, headed or spelled.

Two texts are compared by their runs of three words. Where runs of one follow each other in the other as well, with a
few words put in, left out or changed between them, they are one stretch; an article whose words stand in such
stretches for the most part is a copy, whole sentences quoted from another article are not.
"""

from __future__ import annotations

import collections
import functools
import itertools
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.corpus.clusters import find
from pipeline.corpus.kept import NO_PAIRS, Answers, Shelf, pair_keys, pairs_of, sums, told_of
from pipeline.corpus.matrices import sparse
from pipeline.corpus.outlines import line_hash
from pipeline.corpus.wording import mixed, word_spans, words
from pipeline.tables.plain import tuples

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
ITEM_WORDS, ITEM_SHARE = 80, 0.25
"""The words of one stretch, and their share of the shorter text, that make an item of a round-up."""
WHOLE = 0.9
"""An article that holds an earlier one and has more than this besides may hold several."""


BITS_OF_A_WORD = 21
"""Bits of the number of a word, so that a run of three fits in 64."""
FEWEST_RUNS = 5
"""Runs that the shortest stretch has in common."""
WORDS_AT_A_TIME = 500_000
"""Words of pairs of texts that are compared at a time."""
BATCH = 5_000
"""Texts that are compared with as many others before the next, so that not the runs of all are held at a time."""
TEXTS_HELD = 30_000
"""Texts whose words are held, as numbers."""

SHARES = ("of_first", "shorter", "longer", "covered", "longest")
"""What two texts share, in words: whether the first is the shorter, how long both are, how many stand in stretches of
both, and in the longest; none where they are too few for either to be a copy."""
Stretch: TypeAlias = tuple[int, int, int, int]
"""A stretch of a text, in words, and where it stands in another: `[a, b)` there as `[c, d)`."""
STRETCHES = pa.struct([
    ("share", pa.float64()),
    ("stretches", pa.list_(pa.struct([(name, pa.int32()) for name in ("start", "end", "from_start", "from_end")]))),
])  # fmt: skip


@dataclass(frozen=True)
class Outlines:
    """What is told of articles before their words are read, by their places."""

    told: pa.Table
    """Their `article_id`, `reference_date`, `publisher`, `credit` and `n_characters`."""
    version: np.ndarray
    """What stands for the whole text of each."""
    line: np.ndarray
    """The hashes of the lines of all."""
    line_of: np.ndarray
    """The article that each line is of, in order."""

    @classmethod
    def of(cls, articles: pa.Table, held: pa.Table) -> Outlines:
        """The outlines of articles, of which `held` is what was kept."""
        told = articles.select(["article_id", "reference_date", "publisher"])
        for name in ("credit", "n_characters"):
            told = told.append_column(name, held[name])
        line_of = np.repeat(np.arange(held.num_rows), pc.list_value_length(held["lines"]).to_numpy())
        line = pc.list_flatten(held["lines"]).to_numpy()
        return cls(told, held["version"].to_numpy(), line, line_of)

    @functools.cached_property
    def precedence(self) -> np.ndarray:
        """What is likelier the original has the lesser number: the earlier, the agency's own, the fuller, by id."""
        agency = self.told["credit"]
        named = np.flatnonzero(agency.is_valid().to_numpy())
        credited = np.zeros(len(agency), bool)
        rows = tuples(self.told.take(pa.array(named)), ("credit", "publisher"))
        credited[named] = [agency.lower() not in (publisher or "").lower() for agency, publisher in rows]
        order = pc.sort_indices(
            self.told.append_column("credited", pa.array(credited)),
            [("reference_date", "ascending"), ("credited", "ascending"), ("n_characters", "descending"),
             ("article_id", "ascending")],
        )  # fmt: skip
        return np.argsort(order.to_numpy())


class Vocabulary(dict[str, int]):
    """The numbers of words, from 1 on; a new word has the next."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number


class Text:
    """The words of an article as numbers, and the lines that they stand in, each with how many words it has."""

    def __init__(self, numbers: np.ndarray, lines: Sequence[int | None], lengths: Sequence[int]) -> None:
        self.numbers, self._lines, self._lengths = numbers, lines, lengths

    @classmethod
    def of(cls, text: str, vocabulary: Vocabulary) -> Text:
        """What a text holds; words that are new to the vocabulary are added to it."""
        lines = [words(line) for line in text.splitlines()]
        numbers = np.array([vocabulary[word] for line in lines for word in line], np.int32)
        return cls(numbers, [line_hash(line) for line in lines], [len(line) for line in lines])

    def without(self, passed_over: Container[int | None]) -> Text:
        """The text without these lines, which are no part of what it tells."""
        stays = [line not in passed_over for line in self._lines]
        numbers = self.numbers[np.repeat(stays, self._lengths)]
        return Text(
            numbers, list(itertools.compress(self._lines, stays)), list(itertools.compress(self._lengths, stays))
        )


def spans(text: str, passed_over: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Where the words of a text stand that are no part of lines passed over, [start, end) in code points."""
    found, at = [], 0
    for line in text.splitlines(keepends=True) if passed_over else [text]:
        if not passed_over or line_hash(words(line)) not in passed_over:
            found += [(at + start, at + end) for start, end in word_spans(line)]
        at += len(line)
    return found


@dataclass(frozen=True)
class Copies:
    """The articles that are made of others, and those others, by their places; `told` are rows of `STRETCHES`."""

    copy: np.ndarray
    original: np.ndarray
    told: pa.StructArray


class Runs:
    """The runs of words of some texts, as they are looked for in each other."""

    def __init__(self, texts: Sequence[Text]) -> None:
        word = np.concatenate([one.numbers for one in texts]).astype(np.int64)
        text = np.repeat(np.arange(len(texts)), [len(one.numbers) for one in texts])
        begins = np.flatnonzero(text[RUN - 1 :] == text[: len(text) - RUN + 1])
        runs = np.bitwise_xor.reduce([word[begins + k] << (BITS_OF_A_WORD * k) for k in range(RUN)])
        text, run = text[begins], np.unique(runs, return_inverse=True)[1]
        key = text * np.int64(len(run)) + run
        order = np.argsort(key, kind="stable")
        self._first = np.flatnonzero(np.diff(key[order], prepend=-1))
        """Where each run of a text begins in `_place`."""
        self._often = np.diff(self._first, append=len(order))
        self._place = order - np.searchsorted(text, text)[order]
        ends = np.searchsorted(text[order[self._first]], np.arange(len(texts) + 1))
        numbers = np.arange(1, len(self._first) + 1)
        self._matrix = sparse.csr_array((numbers, run[order[self._first]], ends), shape=(len(texts), len(run)))

    def stretches(self, own: np.ndarray, other: np.ndarray, fewest: np.ndarray) -> Iterator[list[Stretch]]:
        """The stretches of one text that stand in another, in order, for pair after pair.

        None where they have fewer runs in common than `fewest`. A run that stands too often in the other tells nothing.
        """
        of_own, of_other = self._matrix[own], self._matrix[other]
        in_own, in_other = (_only_where(one, two) for one, two in ((of_own, of_other), (of_other, of_own)))
        pair = np.repeat(np.arange(len(own)), np.diff(in_own.indptr))
        run, found = in_own.data - 1, in_other.data - 1
        n_places = np.where(self._often[found] <= COMMON_RUN, self._often[run], 0)
        n_places[(np.bincount(pair, n_places, len(own)) < fewest)[pair]] = 0
        pair, run, found = (np.repeat(of, n_places) for of in (pair, run, found))
        nth = np.arange(len(pair)) - np.repeat(np.cumsum(n_places) - n_places, n_places)
        here = self._place[self._first[run] + nth]
        order = np.lexsort((here, pair))
        pair, here, found = pair[order], here[order], found[order]
        begin, often = self._first[found], self._often[found]
        there = np.where(often == 1, self._place[begin], -1)
        follows = (there[:-1] >= 0) & (np.diff(there) == 1) & (np.diff(here) == 1) & (np.diff(pair) == 0)
        first = np.flatnonzero(np.concatenate((np.ones(len(pair[:1]), bool), ~follows)))
        n_in_a_row = np.diff(first, append=len(pair))
        columns = (here[first], n_in_a_row, there[first], begin[first], often[first])
        rows = zip(*(of.tolist() for of in columns), strict=True)
        told = ((i, n, [j] if m == 1 else self._place[at : at + m].tolist()) for i, n, j, at, m in rows)
        for n_rows in np.bincount(pair[first], minlength=len(own)).tolist():
            yield _stretches(itertools.islice(told, n_rows)) if n_rows else []


def _only_where(one: sparse.csr_array, other: sparse.csr_array) -> sparse.csr_array:
    """The numbers of one matrix where the other has any."""
    return one.multiply(sparse.csr_array((np.ones(len(other.data), np.int8), other.indices, other.indptr), other.shape))


def _stretches(rows: Iterable[tuple[int, int, list[int]]]) -> list[Stretch]:
    """Stretches of a text and of another, of the runs that stand in both.

    Runs that follow each other in both, each in one place, are told at once: by the place of the first, how many they
    are and the place of the first in the other text; a run that stands there in several places by itself.
    """
    found: list[Stretch] = []
    first = last = from_first = from_last = shared = -1

    def end() -> None:
        length = last + RUN - first
        if first >= 0 and length >= SHORTEST_STRETCH and shared >= DENSEST_GAPS * (last - first + 1):
            over = max(0, found[-1][1] - first) if found else 0  # words that end one stretch and begin the next
            found.append((first + over, last + RUN, from_first + over, from_last + RUN))

    for i, n, here in rows:
        step = i - last
        if first >= 0 and step <= GAP:
            nearest = here[0] if len(here) == 1 else min(here, key=lambda j: abs(j - from_last - step))
            if nearest > from_last and abs(nearest - from_last - step) <= GAP:
                last, from_last, shared = i + n - 1, nearest + n - 1, shared + n
                continue
        end()
        first, last, from_first, from_last, shared = i, i + n - 1, here[0], here[0] + n - 1, n
    end()
    return found


def find_copies(
    articles: Outlines,
    read: Callable[[int], str],
    keys: np.ndarray,
    near: Callable[[np.ndarray, np.ndarray], np.ndarray],
    shelf: Shelf,
) -> Copies:
    """The copies among articles, each with the one article it was made from.

    Articles are given by day; `read` gives the text of one. `near` finds the pairs of articles that may share their
    words, and `keys` tell all that these depend on (see `kept.pairs_of`). What pairs share is kept, so that only new
    texts are compared; those of which one may be a copy are kept apart, so that others are not looked at.

    Lines that stand in several articles which are no copies of each other (a credit, an appeal to subscribe) are passed
    over: they are looked for among the surest copies first. Pairs are linked that share most, first; of those linked,
    the one that precedes all others is the original, and each other a copy of the next on its way there. A round-up of
    several is linked with one of them, and no bridge.
    """
    texts, near = _Texts(read), _once(near)
    whole = texts.sharing("shared", keys, articles.version, near, shelf)
    common = _lines_in_common(articles, _link(articles, whole, SURELY_COPIED))
    passed_over = np.flatnonzero(np.isin(articles.line, common))
    ends = np.searchsorted(articles.line_of[passed_over], np.arange(len(keys) + 1))
    is_bare = np.diff(ends) > 0
    version = mixed(articles.version + sums(mixed(articles.line[passed_over]), ends))
    texts.pass_over(articles.line_of[passed_over], articles.line[passed_over])

    def near_bare(new: np.ndarray, old: np.ndarray) -> np.ndarray:
        pairs = near(new, old) if is_bare.any() else NO_PAIRS
        return pairs[is_bare[pairs].any(axis=1)]

    bare = texts.sharing("shared_of_bare", keys, version, near_bare, shelf)
    found = np.concatenate((whole[~is_bare[whole[:, :2]].any(axis=1)], bare))
    return texts.copies("copied", version, _copied(articles, _link(articles, found, COPIED)), shelf)


def _once(near: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """What finds pairs, but asked for the same articles again at once, as texts are compared whole and bare."""
    last: list[np.ndarray] = []

    def find(new: np.ndarray, old: np.ndarray) -> np.ndarray:
        if not last or not np.array_equal(last[0], new):
            last[:] = [new, near(new, old)]
        return last[1]

    return find


class _Texts:
    """The texts of articles, without the lines that are passed over in each."""

    def __init__(self, read: Callable[[int], str]) -> None:
        self._passed_over = np.zeros(0, np.int64), np.zeros(0, np.int64)
        vocabulary = Vocabulary()
        self._whole = functools.lru_cache(TEXTS_HELD)(lambda place: Text.of(read(place), vocabulary))
        self._spans = functools.lru_cache(BATCH)(lambda place: spans(read(place), self._lines_passed_over(place)))

    def pass_over(self, articles: np.ndarray, lines: np.ndarray) -> None:
        """Pass over lines in articles, which are in order."""
        self._passed_over = articles, lines

    def _lines_passed_over(self, place: int) -> frozenset[int]:
        articles, lines = self._passed_over
        begin, end = np.searchsorted(articles, (place, place + 1))
        return frozenset(lines[begin:end].tolist())

    def _text(self, place: int) -> Text:
        whole, passed_over = self._whole(place), self._lines_passed_over(place)
        return whole.without(passed_over) if passed_over else whole

    def sharing(
        self,
        name: str,
        keys: np.ndarray,
        version: np.ndarray,
        near: Callable[[np.ndarray, np.ndarray], np.ndarray],
        shelf: Shelf,
    ) -> np.ndarray:
        """The pairs of texts of which one may be a copy, the earlier first, and what they share (see `SHARES`).

        What two texts share depends on their versions alone, which are looked up where other articles are new.
        """

        def find(new: np.ndarray, old: np.ndarray) -> np.ndarray:
            pairs = near(new, old)
            compare = lambda places: self._shares(pairs[places])  # noqa: E731
            shares = np.column_stack(
                (pairs, told_of(shelf, f"{name}_by_all", version[pairs], version, compare, SHARES))
            )
            return shares[_is_copied(shares, COPIED)]

        return pairs_of(shelf, name, mixed(keys + version), find, SHARES)

    def _shares(self, pairs: np.ndarray) -> np.ndarray:
        """What the texts of pairs share, compared batch by batch."""
        batch = pairs // BATCH
        order = np.lexsort((batch[:, 1], batch[:, 0]))
        found = np.zeros((len(pairs), len(SHARES)), np.int64)
        for some in np.split(order, np.flatnonzero(np.diff(batch[order], axis=0).any(axis=1)) + 1):
            found[some] = self._shares_at_once(pairs[some])
        return found

    def _shares_at_once(self, pairs: np.ndarray) -> np.ndarray:
        found = np.zeros((len(pairs), len(SHARES)), np.int64)
        if not len(pairs):
            return found
        places, at = np.unique(pairs, return_inverse=True)
        texts = [self._text(place) for place in places.tolist()]
        n_words = np.array([len(text.numbers) for text in texts])
        one, other = at.reshape(-1, 2).T
        of_first = n_words[one] <= n_words[other]
        shorter, longer = np.where(of_first, one, other), np.where(of_first, other, one)
        found[:, :3] = np.column_stack((of_first, n_words[shorter], n_words[longer]))
        for row, stretches in enumerate(_in_texts(texts, shorter, longer, _fewest(n_words[shorter]))):
            if stretches:
                lengths = [b - a for a, b, _, _ in stretches]
                found[row, 3:] = sum(lengths), max(lengths)
        return found

    def copies(self, name: str, version: np.ndarray, pairs: np.ndarray, shelf: Shelf) -> Copies:
        """These copies and originals, with what they copy, which depends on the versions of both."""
        copy, original = pairs.T

        def find(missing: Sequence[int]) -> Iterator[dict[str, Any]]:
            for some in (missing[at : at + BATCH] for at in range(0, len(missing), BATCH)):
                texts = [self._text(place) for place in pairs[some].ravel().tolist()]
                own = np.arange(0, len(texts), 2)
                found = _in_texts(texts, own, own + 1, np.full(len(own), FEWEST_RUNS))
                for (one, other), stretches in zip(pairs[some].tolist(), found, strict=True):
                    yield self._copied(one, other, stretches)

        keys = pair_keys(version[copy], version[original])
        return Copies(copy, original, Answers(shelf, name, STRETCHES).to(keys, find))

    def _copied(self, copy: int, original: int, stretches: Sequence[Stretch]) -> dict[str, Any]:
        own, other = self._spans(copy), self._spans(original)
        return {
            "share": sum(b - a for a, b, _, _ in stretches) / max(len(own), 1),
            "stretches": [
                {"start": own[a][0], "end": own[b - 1][1], "from_start": other[c][0], "from_end": other[d - 1][1]}
                for a, b, c, d in stretches
            ],
        }


def _in_texts(texts: Sequence[Text], own: np.ndarray, other: np.ndarray, fewest: np.ndarray) -> Iterator[list[Stretch]]:
    """The stretches of texts that stand in others, for pair after pair of their places (see `Runs.stretches`)."""
    runs = Runs(texts)
    length = np.array([len(text.numbers) for text in texts])
    blocks = np.cumsum(length[own] + length[other]) // WORDS_AT_A_TIME
    for some in np.split(np.arange(len(own)), np.flatnonzero(np.diff(blocks)) + 1):
        yield from runs.stretches(own[some], other[some], fewest[some])


def _is_copied(shares: np.ndarray, least: float) -> np.ndarray:
    """Of which pairs one is a copy, by what they share: wholly or in an item of a round-up."""
    n_shorter, covered, longest = shares[:, 3], shares[:, 5], shares[:, 6]
    part = covered / np.maximum(n_shorter, 1)
    return (part >= least) | ((part >= ITEM_SHARE) & (longest >= ITEM_WORDS))


def _fewest(n_words: np.ndarray) -> np.ndarray:
    """How many runs texts of so many words must have in common with longer ones for either to be a copy.

    A stretch covers, for each of its runs, a word of its own and those of the gap after it, and two at the end.
    """
    words_of_run = 1 / DENSEST_GAPS + (RUN - 1) / FEWEST_RUNS
    of_item = np.maximum(ITEM_SHARE * n_words / words_of_run, DENSEST_GAPS * (ITEM_WORDS - RUN + 1))
    return np.maximum(FEWEST_RUNS, np.minimum(COPIED * n_words / words_of_run, of_item))


def _link(articles: Outlines, found: np.ndarray, least: float) -> dict[int, set[int]]:
    """Each article that is linked with others, and which; `found` are pairs with what they share.

    Linked are pairs of which one is a copy, wholly or in an item of a round-up, those that share most first.
    """
    one, other, of_first, n_shorter, n_longer, covered, _ = found[_is_copied(found, least)].T
    shorter, longer = np.where(of_first, one, other), np.where(of_first, other, one)
    holds_more = covered < WHOLE * n_longer
    order = np.lexsort((longer, shorter, -covered / np.maximum(n_shorter, 1)))
    holds_more &= articles.precedence[shorter] < articles.precedence[longer]  # the longer one may be a round-up
    links: dict[int, set[int]] = collections.defaultdict(set)
    group: dict[int, int] = {}
    round_ups: set[int] = set()
    for short, long, more in zip(*(of[order].tolist() for of in (shorter, longer, holds_more)), strict=True):
        ends = find(group, short), find(group, long)
        if ends[0] == ends[1]:
            continue
        if more:
            if long in round_ups:
                continue
            round_ups.add(long)
        group[max(ends)] = min(ends)
        links[short].add(long)
        links[long].add(short)
    return links


def _lines_in_common(articles: Outlines, links: Mapping[int, set[int]]) -> np.ndarray:
    """The lines that stand in articles which are not linked."""
    first: dict[int, int] = {}
    for place in sorted(links):
        waiting = [place]
        for linked in waiting:
            if linked not in first:
                first[linked] = place
                waiting += links[linked]
    group = np.arange(articles.told.num_rows)
    group[list(first)] = list(first.values())
    group = group[articles.line_of]
    order = np.argsort(articles.line)
    begins = np.flatnonzero(np.diff(articles.line[order], prepend=articles.line[order[:1]] - 1))
    several = np.minimum.reduceat(group[order], begins) != np.maximum.reduceat(group[order], begins)
    return articles.line[order[begins[several]]]


def _copied(articles: Outlines, links: Mapping[int, set[int]]) -> np.ndarray:
    """Each copy among articles that are linked, with its original, in order."""
    linked = np.array(list(links), np.int64)
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    for first in linked[np.argsort(articles.precedence[linked])].tolist():
        if first in seen:
            continue
        seen.add(first)
        waiting = [first]
        for original in waiting:
            for copy in sorted(links[original] - seen):
                seen.add(copy)
                waiting.append(copy)
                found.append((copy, original))
    return np.array(sorted(found), np.int64).reshape(-1, 2)
