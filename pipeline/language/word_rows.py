"""The word vectors of a model, without a dictionary of all words that have one.

A model tells for each of half a million words which vector is its own. To read that word by word takes longer than all
else of the model; sorted, it is kept in the user's cache folder, and looked up on disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
from collections.abc import Iterator, Mapping

import numpy as np
import srsly
from spacy.vectors import Vectors

from pipeline.settings import cache_folder

_FILE = "key2row"
"""The file of a model that tells which word has which vector."""


class WordVectors(Vectors):
    """spaCy's vectors, as they are looked up: nothing can be added to what is read from disk."""

    def from_disk(self, path: str | os.PathLike[str], *, exclude: object = ()) -> WordVectors:
        """Load them from the folder of a vocabulary."""
        super().from_disk(pathlib.Path(path), exclude=["strings", _FILE])
        file = pathlib.Path(path, _FILE)
        if file.is_file():
            self.key2row = _rows(file)
        return self


class Rows(Mapping[int, int]):
    """The rows by the keys of words; `columns` are both as numbers, in the order of the keys."""

    def __init__(self, columns: np.ndarray) -> None:
        self._keys, self._rows = columns

    def __getitem__(self, key: int) -> int:
        at = int(self._keys.searchsorted(np.uint64(key)))
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(key)
        return int(self._rows[at])

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys.tolist())

    def __len__(self) -> int:
        return len(self._keys)


def _rows(file: pathlib.Path) -> Mapping[int, int]:
    """What a file says, from where that is kept in order; as it stands in the file where it cannot be kept."""
    about = file.stat()
    told = f"{file.resolve()} {about.st_size} {about.st_mtime_ns}"
    kept = cache_folder() / f"words-{hashlib.sha256(told.encode(errors='surrogateescape')).hexdigest()[:16]}.npy"
    with contextlib.suppress(EOFError, OSError, ValueError):
        return Rows(np.load(kept, mmap_mode="r"))
    rows: dict[int, int] = srsly.read_msgpack(file)
    columns = np.array([np.fromiter(side, np.uint64, len(rows)) for side in (rows.keys(), rows.values())])
    _keep(columns[:, columns[0].argsort()], kept)
    return rows


def _keep(columns: np.ndarray, kept: pathlib.Path) -> None:
    """Write a file that is there as a whole or not at all; where that cannot be, it is not."""
    partial = kept.with_name(f"{kept.stem}.{os.getpid()}.npy")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            np.save(partial, columns)
            partial.rename(kept)
        finally:
            partial.unlink(missing_ok=True)
