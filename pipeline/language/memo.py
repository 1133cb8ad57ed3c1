"""Answers worked out once for each kind of token, where the same kind always gets the same answer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LIMIT = 1 << 16
"""Kinds remembered before the memo starts afresh, so that it stays small however large the corpus."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number of mixed bits (2⁶⁴ over the golden ratio): multiplying by it loses nothing."""


class Memo:
    """Rows of a matrix, one a kind of token; a kind is told by a 64-bit key."""

    def __init__(self, width: tuple[int, ...], dtype: np.dtype | type, limit: int = _LIMIT) -> None:
        self.values = np.empty((1024, *width), dtype)
        self._rows: dict[int, int] = {}
        self._limit = limit

    def rows(self, keys: np.ndarray, compute: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """The row in `values` of each key; `compute` answers for the positions whose keys are new."""
        rows = np.fromiter(map(self._rows.get, keys.tolist(), itertools.repeat(-1)), np.int64, len(keys))
        unknown = np.flatnonzero(rows < 0)
        if not len(unknown):
            return rows
        new, first = np.unique(keys[unknown], return_index=True)
        if self._rows and len(self._rows) + len(new) > self._limit:
            self._rows.clear()
            return self.rows(keys, compute)
        start, end = len(self._rows), len(self._rows) + len(new)
        while len(self.values) < end:
            self.values = np.concatenate([self.values, np.empty_like(self.values)])
        self.values[start:end] = compute(unknown[first])
        self._rows.update(zip(new.tolist(), range(start, end), strict=True))
        rows[unknown] = start + np.searchsorted(new, keys[unknown])
        return rows


def mixed(columns: np.ndarray) -> np.ndarray:
    """A key for each row of a matrix of 64-bit attributes: equal where the rows are equal."""
    keys = columns[:, 0].copy()
    for column in columns.T[1:]:
        keys *= _MIX
        keys ^= column
    return keys


def columns_of(docs: Sequence[Doc], attributes: Sequence[int]) -> np.ndarray:
    """The attributes of all tokens of some documents, one token a row."""
    names: list[int | str] = list(attributes)
    return np.concatenate([doc.to_array(names).reshape(len(doc), len(names)) for doc in docs])


def write_columns(docs: Iterable[Doc], attributes: Sequence[int], columns: np.ndarray) -> None:
    """Set attributes of all tokens of some documents, one token a row."""
    start = 0
    for doc in docs:
        doc.from_array(list(attributes), columns[start : start + len(doc)])  # type: ignore[arg-type]
        start += len(doc)
