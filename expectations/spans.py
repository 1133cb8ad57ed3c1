"""Spans of the articles' texts, many at once: where they lie, and whether they reproduce their words."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations.arrays import ints, rows_of, strings, valid
from pipeline.language.spaces import SPACES


class Texts:
    """The texts of a part's articles as one array of code points."""

    def __init__(self, articles: pa.Table) -> None:
        texts = strings(articles["text"])
        lengths = pc.fill_null(pc.utf8_length(texts), 0).to_numpy().astype(np.int64)
        self.ids = strings(articles["article_id"])
        self._points = code_points(texts)
        self._first = np.concatenate([[0], np.cumsum(lengths)])

    def know(self, article_ids: pa.ChunkedArray) -> np.ndarray:
        """Where there is such an article."""
        return rows_of(strings(article_ids), self.ids) >= 0

    def lengths(self, article_ids: pa.ChunkedArray) -> np.ndarray:
        """The length of each row's article in code points; -1 where there is no such article."""
        rows = rows_of(strings(article_ids), self.ids)
        return np.where(rows < 0, -1, self._first[rows + 1] - self._first[rows])

    def hold(self, article_ids: pa.ChunkedArray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Where `[start, end)` is a stretch of the article, even an empty one; true where there is no such article."""
        within = (start >= 0) & (start <= end) & (end <= self.lengths(article_ids))
        return within | ~self.know(article_ids)

    def reproduce(
        self, article_ids: pa.ChunkedArray, start: np.ndarray, end: np.ndarray, words: pa.ChunkedArray
    ) -> np.ndarray:
        """Where `[start, end)` of the article is exactly `words`, a null being no words.

        True where there is no such article: that is for the rule about references to tell.
        """
        found = strings(words)
        lengths = pc.fill_null(pc.utf8_length(found), 0).to_numpy().astype(np.int64)
        known = self.know(article_ids)
        same = known & self.hold(article_ids, start, end) & (end - start == lengths)
        found = found.filter(pa.array(same))
        rows = rows_of(strings(article_ids).filter(pa.array(same)), self.ids)
        lengths, first = lengths[same], self._first[rows] + start[same]
        row = np.repeat(np.arange(len(rows)), lengths)
        at = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + first[row]
        differ = np.bincount(row, weights=self._points[at] != code_points(found), minlength=len(rows))
        same[same] = differ == 0
        return same | ~known

    def blank(self, article_ids: pa.ChunkedArray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Where `[start, end)` of the article is empty, a space, spaces of web pages, or a line break among spaces."""
        rows = rows_of(strings(article_ids), self.ids)
        inside = (rows >= 0) & self.hold(article_ids, start, end)
        first, last = (np.where(inside, self._first[rows] + at, 0) for at in (start, end))
        kinds = ("\n", " ", SPACES, f" \t\r\n{SPACES}")
        breaks, spaces, of_pages, all_white = (
            count[last] - count[first]
            for count in (_before(np.isin(self._points, list(map(ord, kind)))) for kind in kinds)
        )
        is_one = (spaces == 1) & (end - start == 1)
        is_break = (breaks == 1) & (all_white == end - start)
        is_of_page = (of_pages > 0) & (spaces + of_pages == end - start)
        return (start == end) | (inside & (is_one | is_break | is_of_page))


def _before(flags: np.ndarray) -> np.ndarray:
    """How many flags are set before each place, and before the end."""
    return np.concatenate([[0], np.cumsum(flags)])


def code_points(texts: pa.Array) -> np.ndarray:
    """The code points of all strings of an array, one string after the other."""
    return np.frombuffer("".join(filter(None, texts.to_pylist())).encode("utf-32-le"), np.uint32)


def span_rules(part: pa.Table, texts: Texts, words: str = "text") -> dict[str, np.ndarray]:
    """The helper columns of a table whose rows have a span, of which the column `words` has the words."""
    start, end = ints(part["start"]), ints(part["end"])
    return {
        "span_not_empty": start < end,
        f"{words}_at_span": texts.reproduce(part["article_id"], start, end, part[words]),
        "span_without_edge_space": ~edge_space(part[words]),
    }


def part_rules(part: pa.Table, texts: Texts, *names: str) -> dict[str, np.ndarray]:
    """The helper columns of the optional spans called `names`."""
    rules = {}
    for name in names:
        has = [valid(part[column]) for column in (f"{name}_start", f"{name}_end", name)]
        start, end = ints(part[f"{name}_start"]), ints(part[f"{name}_end"])
        at_span = (start < end) & texts.reproduce(part["article_id"], start, end, part[name])
        rules[f"{name}_complete"] = (has[0] == has[1]) & (has[1] == has[2])
        rules[f"{name}_at_span"] = at_span | ~(has[0] & has[1] & has[2])
    return rules


def edge_space(words: pa.ChunkedArray) -> np.ndarray:
    """Where words begin or end with white space; false where they are null."""
    found = strings(words)
    return pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(found), found), False).to_numpy(zero_copy_only=False)


def id_rule(part: pa.Table, column: str, letter: str) -> np.ndarray:
    """Where an id is that of its article, the table's letter and its span."""
    numbers = [part[name].cast(pa.string()) for name in ("start", "end")]
    head = pc.binary_join_element_wise(strings(part["article_id"]), strings(numbers[0]), f"-{letter}")
    expected = pc.binary_join_element_wise(head, strings(numbers[1]), "-")
    return pc.fill_null(pc.equal(strings(part[column]), expected), False).to_numpy(zero_copy_only=False)
